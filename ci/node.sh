# shellcheck shell=bash
# Sourced by the scripts of ci/ that run Node.js with packages from npm. What they need is pinned in a package-lock.json
# and comes once, into a folder outside of the tree; nothing of it is run at install time. Needs ci/debian.sh.

# need_node SCRIPT: 77 (skipped) where node or npm is missing.
need_node() {
	local tool
	for tool in node npm; do
		if ! command -v "$tool" >/dev/null; then
			echo "$1: $tool is not installed; ci/setup test does it" >&2
			exit 77
		fi
	done
}

# node_modules FOLDER: prints where the packages that FOLDER/package-lock.json names are.
node_modules() {
	local modules work
	modules=$(lastwords_cache)/${1##*/}-$(sha256sum "$1/package-lock.json" | cut -c1-16)
	if [ ! -d "$modules" ]; then
		work=$(mktemp -d "$modules.XXXXXX")
		cp "$1/package.json" "$1/package-lock.json" "$work"
		if ! npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund --loglevel=error >&2; then
			rm -rf "$work"
			return 1
		fi
		# Another run may have been faster.
		mv -T "$work" "$modules" 2>/dev/null || rm -rf "$work"
	fi
	printf '%s\n' "$modules/node_modules"
}
