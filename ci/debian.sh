# shellcheck shell=bash
# Sourced by the scripts of ci/ that fetch Debian packages outside of the machine's own installation: where the
# machine's apt gets its packages from, and where we keep what was fetched. Nothing here changes the machine's apt.

# lastwords_cache: the folder for what is slow to get and never changes: outside of the tree, shared by all clones.
lastwords_cache() {
	local cache=${XDG_CACHE_HOME:-$HOME/.cache}/lastwords
	mkdir -p "$cache"
	printf '%s\n' "$cache"
}

# debian_mirror: the archive that this machine's apt uses (not its security archive), so that a clone works behind
# whatever mirror or proxy its machine has. LASTWORDS_DEBIAN_MIRROR overrides it, as is needed on Ubuntu.
debian_mirror() {
	if [ -n "${LASTWORDS_DEBIAN_MIRROR:-}" ]; then
		printf '%s\n' "$LASTWORDS_DEBIAN_MIRROR"
		return 0
	fi
	local mirror
	# Not head: it closes the pipe early, and apt-get's SIGPIPE would be a failure of the whole line.
	# shellcheck disable=SC2016 # apt-get's own variables
	mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' |
		sed -n 1p)
	# Whose an archive is, apt knows only once it has its lists; images come without. Then by name.
	if [ -z "$mirror" ]; then
		mirror=$(apt-get --print-uris update | sed -n "s|^'\(.*/debian\)/dists/[a-z]*/InRelease'.*|\1|p" | sed -n 1p)
	fi
	if [ -z "$mirror" ]; then
		echo "this machine's apt knows no Debian archive: run apt-get update, or set LASTWORDS_DEBIAN_MIRROR" >&2
		return 1
	fi
	printf '%s\n' "${mirror%/}"
}

# apt_settings: what this machine's apt was told about fetching (proxies, clock checks), as lines of an apt.conf.
apt_settings() {
	apt-config dump | grep -E '^Acquire::(Check-Date|Check-Valid-Until|Max-FutureTime|Retries|https?)\b' | grep -v ' "";$' || true
}
