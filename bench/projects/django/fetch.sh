#!/usr/bin/env bash
# Downloads the source distribution of Django, which contains its tests, and installs what they need into a virtual
# environment. pip checks each file against its hash. Usage: fetch.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
python3 -m venv venv
venv/bin/pip install --quiet --no-deps --require-hashes --requirement "$here/requirements.txt"
venv/bin/pip download --quiet --no-deps --no-binary :all: --no-build-isolation --require-hashes --requirement "$here/source.txt"
mkdir source
tar -xzf *.tar.gz -C source --strip-components=1
cp "$here/settings.py" source/tests/mission_settings.py
cp "$here/postgres.sh" source/tests/postgres.sh
