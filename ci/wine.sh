# shellcheck shell=bash
# Sourced by the scripts and tests that run programs under Wine: a Wine prefix and a display that are only ours.
#   wine_up          makes them: a copy of a prefix that is kept outside of the tree (made at first use, some 15 s), a
#                    server of its own on it, an Xvfb on a free number. The user's DISPLAY and ~/.wine are not touched.
#   wine_run PROGRAM [ARG...]    runs it; fails with 125 if the server is gone before the program ends, as when it crashed
#   wine_with COMMAND [ARG...]   the same with a command of this machine, which runs programs by $WINELOADER
#   wine_down        ends that server by its own -k and that Xvfb by its pid, and fails if a process of the prefix is left
# The caller traps EXIT, INT, TERM and HUP with wine_down. What a run that was killed (SIGKILL) left behind, the next
# wine_up ends: every run holds a lock on its folder for as long as it lives.
wine_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$wine_here/debian.sh"
. "$wine_here/python.sh"

wine_find() {
	local candidate
	for candidate in /usr/lib/wine/wine64 wine64 wine; do
		! command -v "$candidate" >/dev/null || break
	done
	wine_loader=$(command -v "$candidate") || { echo "wine is not installed: run ci/setup wine" >&2; return 1; }
	for candidate in /usr/lib/wine/wineserver64 wineserver64 wineserver; do
		! command -v "$candidate" >/dev/null || break
	done
	wine_server=$(command -v "$candidate") || { echo "wineserver is not installed: run ci/setup wine" >&2; return 1; }
}

# wine_environment: no messages of Wine's own, no offers to install Mono and Gecko, no entries in the user's menus.
wine_environment() {
	export WINEPREFIX=$1 WINEDEBUG=${WINEDEBUG:--all} WINEARCH=win64
	export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
	# The loader that a Wine process starts others with.
	export WINELOADER=$wine_loader WINESERVER=$wine_server
	unset WAYLAND_DISPLAY
}

# wine_stop PREFIX: end its server, which ends its processes, and wait for that; what a server left that crashed is ended
# by hand. Fails if a process remains.
wine_stop() {
	local left
	WINEPREFIX=$1 "$wine_server" -k >/dev/null 2>&1 || true # fails where there is none
	WINEPREFIX=$1 timeout 30 "$wine_server" -w || true
	left=$("$(find_python sys)" -B "$wine_here/wine_left.py" --end "$1") || true
	[ -n "$left" ] || return 0
	printf 'wine: processes of %s are left:\n%s\n' "$1" "$left" >&2
	return 1
}

# wine_clean PREFIXES: end and remove what runs left that no longer live.
wine_clean() {
	local run
	for run in "$1"/run.*; do
		[ -d "$run" ] || continue
		(flock -n 8 && { wine_stop "$run/prefix" 8>&- && rm -rf "$run"; }) 8>>"$run/lock" || true
	done
}

# wine_template FOLDER: the prefix that runs copy.
wine_template() (
	[ ! -d "$1/template" ] || return 0
	exec 9>"$1/lock"
	flock 9
	[ ! -d "$1/template" ] || return 0
	echo "wine: making a prefix in $1" >&2
	rm -rf "$1/making"
	mkdir "$1/making"
	wine_environment "$1/making"
	# No display: nothing that is shown while it is made matters.
	if ! DISPLAY='' timeout 300 "$wine_loader" wineboot --init >"$1/making.log" 2>&1 9>&-; then
		wine_stop "$1/making" || true
		tail -n 20 "$1/making.log" >&2
		echo "wine: the prefix could not be made; $1/making.log has all that was said" >&2
		return 1
	fi
	# -w: until the server has written the registry and is gone.
	timeout 60 "$wine_server" -w
	mv "$1/making" "$1/template"
)

wine_up() {
	local version number
	wine_find
	version=$("$wine_loader" --version | tr -c 'A-Za-z0-9.~\n-' '_')
	wine_prefixes=$(lastwords_cache)/${version%_}
	mkdir -p "$wine_prefixes"
	wine_template "$wine_prefixes"

	# A folder that is not locked yet would look like one that was left.
	exec 9>"$wine_prefixes/lock"
	flock 9
	wine_clean "$wine_prefixes" 9>&-
	wine_folder=$(mktemp -d "$wine_prefixes/run.XXXXXX")
	exec 7>"$wine_folder/lock"
	flock 7
	exec 9>&-
	# Only the registry is ever written, and Wine writes in place to a file that has other links: copy it, link the rest,
	# which is 700 MB.
	mkdir "$wine_folder/prefix"
	cp -a --link "$wine_prefixes/template/." "$wine_folder/prefix/"
	for registry in "$wine_prefixes"/template/*.reg; do
		cp -a --remove-destination "$registry" "$wine_folder/prefix/"
	done

	# Xvfb picks a free number and says so when it is ready. With us it ends, even when we are killed. It is not of the
	# prefix, so it is started before that is in the environment.
	mkfifo "$wine_folder/display"
	setpriv --pdeathsig TERM Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp -noreset \
		3>"$wine_folder/display" >"$wine_folder/xvfb.log" 2>&1 7>&- &
	wine_xvfb=$!
	if ! read -r -t 30 number <"$wine_folder/display"; then
		tail -n 5 "$wine_folder/xvfb.log" >&2
		echo "wine: Xvfb gave no display" >&2
		return 1
	fi
	export DISPLAY=:$number
	unset XAUTHORITY
	wine_environment "$wine_folder/prefix"

	# The server first (-p: until it is told to end), so that a look at its end (-w) is one from its start.
	"$wine_server" -p 7>&-
	setpriv --pdeathsig TERM "$wine_server" -w 7>&- &
	wine_watch=$!
}

wine_run() {
	wine_with "$wine_loader" "$@"
}

# It runs in the background, because bash hears a signal at once only while it waits.
wine_with() {
	local ended code=0
	(exec "$@" 7>&-) <&0 &
	wine_program=$!
	wait -n -p ended "$wine_program" "$wine_watch" || code=$?
	[ "$ended" = "$wine_watch" ] || return $code
	echo "wine: the server of $WINEPREFIX is gone, and the program was not at its end" >&2
	return 125
}

# wine_end CHILD: of this shell's, so its number is not given to another before we wait for it.
wine_end() {
	kill "$1" 2>/dev/null || true
	wait "$1" 2>/dev/null || true
}

wine_down() {
	local code=0
	[ -n "${wine_folder:-}" ] || return 0
	[ -z "${wine_watch:-}" ] || wine_end "$wine_watch"
	wine_stop "$wine_folder/prefix" || code=1
	[ -z "${wine_xvfb:-}" ] || wine_end "$wine_xvfb"
	# Still locked, so that nobody else clears it away at the same time.
	[ $code -ne 0 ] || rm -rf "$wine_folder"
	exec 7>&-
	wine_folder='' wine_xvfb='' wine_watch=''
	return $code
}
