# shellcheck shell=bash
# Sourced by the steps of action.yml. By the rules of bash 3.2, which runs them on macOS. They are given their inputs as
# environment variables, never as text of a script, and may be called outside of GitHub: then outputs are printed.
set -euo pipefail
# shellcheck disable=SC2034 # for who sources this
action_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# output NAME VALUE: an output of this step.
output() {
	if [ -n "${GITHUB_OUTPUT:-}" ]; then
		printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
	else
		printf '%s=%s\n' "$1" "$2"
	fi
}

# fail CODE WHAT TRY
fail() {
	echo "lastwords: $2" >&2
	echo "  Try: $3" >&2
	# Shown at the top of a run on GitHub; a line there cannot hold a line break.
	[ -z "${GITHUB_ACTIONS:-}" ] || printf '::error title=lastwords::%s. Try: %s\n' "$2" "$3" | tr '\r' ' '
	exit "$1"
}

# work_folder: what is unpacked and written goes there; the runner empties it.
work_folder() {
	local folder=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/lastwords
	mkdir -p "$folder"
	(cd "$folder" && pwd)
}
