#!/bin/sh
# Runs a command in a root that has nothing but a folder, and busybox with its applets if asked: in_scratch.sh FOLDER
# scratch|busybox COMMAND... In the mount and PID namespaces that unshare made; all of it goes with them. The folder is
# /lent; proc and devices are those that container runtimes give to every container
# (https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#default-filesystems).
set -eu
folder=$1 kind=$2
shift 2
busybox=$(command -v busybox)
root=$(mktemp -d)
mount --make-rprivate /
mount -t tmpfs root "$root"
mkdir "$root/lent" "$root/proc" "$root/old" "$root/dev" "$root/dev/pts" "$root/dev/shm"
mount --bind "$folder" "$root/lent"
mount -t proc proc "$root/proc"
mount -t devpts -o newinstance,ptmxmode=0666 pts "$root/dev/pts"
mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
for device in null zero tty; do
	: >"$root/dev/$device"
	mount --bind "/dev/$device" "$root/dev/$device"
done
if [ "$kind" = busybox ]; then
	mkdir "$root/bin" "$root/tmp"
	chmod 1777 "$root/tmp"
	cp "$busybox" "$root/bin/busybox"
	for applet in $(busybox --list); do
		[ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
	done
fi
cp "$busybox" "$root/busybox"
cd "$root"
pivot_root . old
# Nothing of the old root is left, nor of what took it away.
exec /busybox sh -c '/busybox umount -l /old; /busybox rmdir /old; cd /; /busybox rm /busybox; exec "$@"' sh "$@"
