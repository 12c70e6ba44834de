#!/bin/bash
# build.sh FOLDER NODE: makes FOLDER/{vmlinuz,initrd,root.img}, a Debian 12 with control groups of version 2 alone, systemd and
# this Node. Needs root, debootstrap and mkfs.ext4. Once built, the guest is never changed: each run discards its writes.
set -eu
folder=$1 node=$2 root=$1/rootfs
mkdir -p "$folder"
rm -rf "$root"
trap 'umount "$root/proc" 2> /dev/null || true' EXIT

debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,procps,util-linux,bubblewrap,libstdc++6 bookworm "$root" > "$folder/debootstrap.log"
mount --bind /proc "$root/proc"
chroot "$root" sh -e > "$folder/apt.log" 2>&1 << 'END'
export DEBIAN_FRONTEND=noninteractive
apt-get install -yq --no-install-recommends initramfs-tools
# Only the modules that the disk needs: an initrd with all modules takes a minute to pack.
sed -i s/MODULES=most/MODULES=list/ /etc/initramfs-tools/initramfs.conf
printf 'virtio_pci\nvirtio_blk\next4\n' >> /etc/initramfs-tools/modules
apt-get install -yq --no-install-recommends linux-image-cloud-amd64
apt-get clean
rm -rf /var/lib/apt/lists/*
END
umount "$root/proc"

cp "$node" "$root/usr/local/bin/node"
printf '/dev/vda / ext4 rw,noatime 0 1\n' > "$root/etc/fstab"
for timer in apt-daily apt-daily-upgrade e2scrub_all dpkg-db-backup fstrim systemd-tmpfiles-clean; do
  ln -sf /dev/null "$root/etc/systemd/system/$timer.timer"
done
cat > "$root/etc/systemd/system/checks.service" << 'END'
[Unit]
After=multi-user.target
[Service]
ExecStart=/usr/local/sbin/run-checks
OOMPolicy=continue
END
# The second disk holds a tar file with the program and the checks; the second serial line takes the result.
cat > "$root/usr/local/sbin/run-checks" << 'END'
#!/bin/bash
stty -F /dev/ttyS1 raw
mkdir -p /checks
tar -xf /dev/vdb -C /checks
cd /root
HOME=/root bash /checks/checks.sh > /dev/ttyS1 2>&1
echo "exit code $?" > /dev/ttyS1
systemctl poweroff
END
chmod +x "$root/usr/local/sbin/run-checks"
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -sf ../checks.service "$root/etc/systemd/system/multi-user.target.wants/checks.service"

cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$root"/boot/initrd.img-* "$folder/initrd"
rm -f "$folder/root.img"
mkfs.ext4 -q -d "$root" "$folder/root.img.part" 1500M
rm -rf "$root"
mv "$folder/root.img.part" "$folder/root.img"
