#!/bin/bash
# Runs checks.sh in a machine of its own with control groups of version 2: `npm run check:cgroup-v2`, after `npm run build`.
# The machine is built once (three minutes, 2 GB of disk) and kept in node_modules/.cache. Needs Linux on x86-64, QEMU,
# debootstrap and root (or sudo without a password). If one is missing, one line says so and nothing fails.
# With REQUIRED=1 this is a failure, for a job that exists to run the checks.
set -eu
cd "$(dirname "$0")/../.."

skip() {
  echo "check:cgroup-v2 skipped: $1"
  exit "${REQUIRED:-0}"
}

[ "$(uname -sm)" = 'Linux x86_64' ] || skip "needs Linux on x86-64, found $(uname -sm)"
for program in qemu-system-x86_64 debootstrap mkfs.ext4; do
  PATH=$PATH:/sbin:/usr/sbin command -v "$program" > /dev/null || skip "needs $program, which is not installed"
done
as_root() {
  if [ "$(id -u)" = 0 ]; then env PATH="$PATH:/sbin:/usr/sbin" "$@"; else sudo --non-interactive env PATH="$PATH:/sbin:/usr/sbin" "$@"; fi
}
as_root true 2> /dev/null || skip 'needs root, or sudo without a password'
[ -e dist/cli.js ] || skip 'needs dist/cli.js: npm run build'

folder=node_modules/.cache/cgroup-v2
if [ ! -e "$folder/root.img" ] || [ test/guest/build.sh -nt "$folder/root.img" ]; then
  echo 'Building the machine, once: about three minutes'
  as_root bash test/guest/build.sh "$PWD/$folder" "$(node -p process.execPath)"
  as_root chown -R "$(id -u):$(id -g)" "$folder"
fi
bash test/guest/run.sh "$folder" dist test/guest/checks.sh
