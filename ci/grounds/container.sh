#!/bin/sh
# Becomes the command in a root of its own, in the mount and PID namespaces that unshare made: the system's programs, a
# proc, a /dev with little in it, an empty /tmp but for the folder that was lent ($LASTWORDS_LENT). All of it is gone
# with the last process.
set -eu
root=$(mktemp -d)
mount --make-rprivate /
mount -t tmpfs root "$root"
for folder in usr bin sbin lib lib32 lib64 libx32; do
	if [ -L "/$folder" ]; then
		ln -s "$(readlink "/$folder")" "$root/$folder"
	elif [ -d "/$folder" ]; then
		mkdir "$root/$folder"
		mount --rbind "/$folder" "$root/$folder"
	fi
done
mkdir "$root/proc" "$root/tmp" "$root/dev" "$root/dev/pts" "$root/dev/shm" "$root/etc" "$root/old"
chmod 1777 "$root/tmp" "$root/dev/shm"
if [ -n "${LASTWORDS_LENT:-}" ]; then
	mkdir "$root/lent"
	mount --bind "$LASTWORDS_LENT" "$root/lent"
fi
mount -t proc proc "$root/proc"
mount -t devpts -o newinstance,ptmxmode=0666 pts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
for device in null zero urandom tty; do
	: >"$root/dev/$device"
	mount --bind "/dev/$device" "$root/dev/$device"
done
cd "$root"
pivot_root . old
umount -l /old
rmdir /old
cd /
exec "$@"
