#!/bin/bash
# run.sh FOLDER DIST CHECKS: boots the guest of build.sh, runs CHECKS in it beside DIST, and prints what they print. Exits with 0
# if they do.
set -eu
folder=$1 dist=$2 checks=$3
share=$(mktemp -d)
trap 'rm -rf "$share"' EXIT
cp -r "$dist" "$share/dist"
cp "$checks" "$share/checks.sh"
tar -cf "$share/share.tar" -C "$share" dist checks.sh
# Without KVM, a run takes five minutes. ACCELERATOR=kvm is faster where KVM works; nested in another machine it may hang.
timeout "${LIMIT:-900}" qemu-system-x86_64 -machine "accel=${ACCELERATOR:-tcg}" -cpu max -smp 2 -m 2048 -nodefaults -display none -no-reboot \
  -kernel "$folder/vmlinuz" -initrd "$folder/initrd" \
  -append 'root=/dev/vda rw console=ttyS0 systemd.unified_cgroup_hierarchy=1 mitigations=off quiet' \
  -drive "file=$folder/root.img,if=virtio,format=raw,snapshot=on" -drive "file=$share/share.tar,if=virtio,format=raw,readonly=on" \
  -serial "file:$folder/console.log" -serial "file:$share/result.txt" < /dev/null
cat "$share/result.txt"
grep -q '^exit code 0$' "$share/result.txt"
