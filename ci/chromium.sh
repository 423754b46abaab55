# shellcheck shell=bash
# Sourced by the scripts of ci/ that need a browser.

# find_chromium SCRIPT: prints the machine's Chromium, or $CHROMIUM; 1 where there is none.
find_chromium() {
	local name
	for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
		if [ -n "$name" ] && command -v "$name"; then
			return 0
		fi
	done
	echo "$1: no Chromium; ci/setup test installs it, or set CHROMIUM" >&2
	return 1
}
