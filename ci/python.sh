# shellcheck shell=bash
# Sourced by the scripts of ci/ that call Python. By the rules of bash 3.2, which macOS has.

# own_python: the interpreter of the environment that ci/setup makes where no other has all modules.
own_python() {
	local folder=${XDG_CACHE_HOME:-$HOME/.cache}/lastwords/python
	if [ -x "$folder/Scripts/python.exe" ]; then
		printf '%s\n' "$folder/Scripts/python.exe"
	else
		printf '%s\n' "$folder/bin/python3"
	fi
}
# CMake looks for it there as well.
if [ -z "${LASTWORDS_PYTHON:-}" ] && [ -x "$(own_python)" ]; then
	LASTWORDS_PYTHON=$(own_python)
	export LASTWORDS_PYTHON
fi

# find_python MODULE...: a Python 3.11 or newer that has the modules; distributions' packages belong to /usr/bin/python3.
# Looks for them without loading them: matplotlib alone takes half a second.
find_python() {
	local candidate
	local has='import sys; from importlib.util import find_spec as f; sys.exit(sys.version_info < (3, 11) or not all(map(f, sys.argv[1:])))'
	for candidate in "${LASTWORDS_PYTHON:-}" python3 /usr/bin/python3 python3.13 python3.12 python3.11 python; do
		[ -n "$candidate" ] || continue
		if "$candidate" -c "$has" "$@" 2>/dev/null; then
			printf '%s\n' "$candidate"
			return 0
		fi
	done
	echo "no Python 3.11 with $*: run ci/setup, or install them with pip and set LASTWORDS_PYTHON" >&2
	return 1
}
