#!/usr/bin/env bash
# Downloads the module, which contains its tests, and compiles it and its tests into a build cache of its own.
# Usage: fetch.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
read -r module version sum < "$here/module.txt"
cd "$1"
facts=$(go mod download -json "$module@$version")
field() { sed -n "s/^\t\"$1\": \"\(.*\)\",\{0,1\}$/\1/p" <<< "$facts"; }
found=$(field Sum)
[[ $found == "$sum" ]] || { echo "expected $module@$version with the sum $sum, found $found" >&2; exit 1; }
cp -r "$(field Dir)" source
chmod -R u+w source
cd source
# Go checks the dependencies against the go.sum of the module.
go mod download
go test -count=1 -run '^$' ./... > /dev/null
