#!/usr/bin/env bash
# Installs fastify, which ships its tests, and what they need. npm checks each package against package-lock.json.
# Usage: fetch.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cp "$here/package.json" "$here/package-lock.json" "$1"
cd "$1"
npm ci --ignore-scripts --no-audit --no-fund
# Tools that search for tests skip everything below node_modules.
cp -r node_modules/fastify source
# This one checks generated code with a linter of 200 packages.
rm source/test/build/error-serializer.test.js
