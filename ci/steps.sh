# shellcheck shell=bash
# Sourced by the scripts of ci/: says which step runs, and which one failed.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
step_name=start
step() {
	step_name=$1
	printf '\n== %s\n' "$step_name"
}
code=0
trap 'code=$?; [ $code -eq 0 ] || printf "\n%s: stopped in step: %s (exit code %d)\n" "$0" "$step_name" $code >&2' EXIT
. ci/python.sh
