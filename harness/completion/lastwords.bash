# shellcheck shell=bash
# SPDX-License-Identifier: MIT
#
# Completion of lastwords for bash 4.2 and later, with the package bash-completion or without. It runs in the user's
# shell, whatever is set there (nounset, errexit, posix, IFS, aliases): so nothing but functions is left in it, and no
# array is expanded that may be empty.

# The line is read here, and not taken from COMP_WORDS, which is cut at each ':' and '='. Quotes are taken off without
# eval: a line that is being written is not to be run. Sets the caller's words.
_lastwords_split() {
	local line=$1 word='' begun='' state=plain char
	local -i at
	words=()
	for ((at = 0; at < ${#line}; at++)); do
		char=${line:at:1}
		case $state$char in
		plain[[:space:]])
			if [[ $begun ]]; then
				words+=("$word")
			fi
			word='' begun=''
			continue
			;;
		plain\~)
			[[ -z $begun && ${line:at+1:1} == / ]] && word=${HOME-\~} || word+=\~
			;;
		plain\' | single\') [[ $state == plain ]] && state=single || state=plain ;;
		plain\" | double\") [[ $state == plain ]] && state=double || state=plain ;;
		plain\\) state=escaped ;;
		double\\) state=escaped-in-double ;;
		escaped-in-double*)
			[[ $char == [\"\\\$\`] ]] || word+=\\
			word+=$char state=double
			;;
		escaped*) word+=$char state=plain ;;
		*) word+=$char ;;
		esac
		begun=yes
	done
	words+=("$word")
}

_lastwords_offer() {
	local typed=$1 word
	shift
	for word in "$@"; do
		if [[ $word == "$typed"* ]]; then
			COMPREPLY+=("$before$word")
		fi
	done
}

# The files that readline offers itself: it knows how to quote them.
_lastwords_files() {
	compopt -o "$1" 2>/dev/null || true
}

_lastwords_options() {
	case $1 in
	'') builtin echo --help --version ;;
	run) builtin echo --claim --rounds --jobs --shard --record --resume --deadline --basis --no-namespace --probes --help ;;
	list) builtin echo --json --help ;;
	judge) builtin echo --claim --all --record --help ;;
	show) builtin echo --help ;;
	send) builtin echo --pid --tree --wait --force --json --help ;;
	bench) builtin echo --rounds --jobs --help ;;
	doctor) builtin echo --json --help ;;
	esac
}

_lastwords_takes_value() {
	case $1 in
	--claim | --rounds | --jobs | --shard | --record | --resume | --deadline | --basis | --probes | --pid | --wait) return 0 ;;
	*) return 1 ;;
	esac
}

# _lastwords_parts TYPED SEPARATOR: names have parts; of those on standard input that begin with what is typed, the next
# part. Where there is one way to go on only it is followed, so that what stands alone is a whole name: readline closes
# the quotes behind that.
_lastwords_parts() {
	LC_ALL=C command awk -v typed="$1" -v separator="$2" -v FS="[$2]" '
		function offer(level,    line, part, i) {
			split("", seen)
			count = 0
			for (line = 1; line <= lines; line++) {
				split(names[line], parts)
				part = head
				for (i = depth; i <= level; i++)
					part = part parts[i] (i < total[line] ? separator : "")
				if (part in seen)
					continue
				seen[part] = 1
				offers[++count] = part
				open = level < total[line]
			}
		}
		BEGIN {
			depth = split(typed "x", parts)
			head = substr(typed, 1, length(typed) - length(parts[depth]) + 1)
			is_glob = typed ~ /[*{]/
		}
		/\tabsent: / { next }
		{ sub(/[ \t].*/, "") }
		is_glob || index($0, typed) == 1 { names[++lines] = $0; total[lines] = NF }
		END {
			if (!lines)
				exit
			level = depth
			do
				offer(level++)
			while (count == 1 && open)
			for (i = 1; i <= count; i++)
				print offers[i]
		}'
}

_lastwords_offer_parts() {
	local part=''
	for part in $1; do
		COMPREPLY+=("$before$part")
	done
	# They all end with it, or none does.
	if [[ $part == *[/.] ]]; then
		compopt -o nospace 2>/dev/null || true
	fi
}

# Around it all, because the shell itself would say how the program died.
_lastwords_ask() {
	"$program" list "$@" </dev/null || true
} 2>/dev/null

# What cannot be part of a name is not asked for; behind a glob in the last part nothing can be added.
_lastwords_cells() {
	if [[ -z ${1//[a-zA-Z0-9_\/\{\},*-]/} && ${1##*/} != *[{},*]* ]]; then
		_lastwords_offer_parts "$(_lastwords_ask cells "$1*" | _lastwords_parts "$1" /)"
	fi
}

_lastwords_claims() {
	if [[ -z ${1//[a-z0-9.-]/} ]]; then
		_lastwords_offer_parts "$(_lastwords_ask claims | _lastwords_parts "$1" .)"
	fi
}

# A record is not to be trusted, and what is offered gets onto a command line: so only what can be the name of a cell.
# And it may be of any size.
_lastwords_cells_of() {
	if [[ -f $1 && -z ${2//[a-zA-Z0-9_\/-]/} ]]; then
		_lastwords_offer_parts "$(command head -c 50000000 -- "$1" 2>/dev/null | LC_ALL=C command awk '
			match($0, /"cell": ?"[a-z0-9_-]+\/[a-z0-9_-]+\/[a-z0-9_-]+\/[a-z0-9_-]+"/) {
				cell = substr($0, RSTART, RLENGTH - 1)
				sub(/.*"/, "", cell)
				print cell
			}' | _lastwords_parts "$2" /)"
	fi
}

# Signals as they are written: usr1, USR1, sigusr1 or SIGUSR1. Those above SIGRTMIN are for who asks for them.
_lastwords_deliveries() {
	local typed=$1 signal signals
	local names=()
	signals='HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ SYS'
	signals+=' VTALRM PROF WINCH IO'
	if [[ $typed == *[rR][tT]* ]]; then
		signals="$signals $(compgen -A signal SIGRTMIN || true)"
	fi
	for signal in $signals; do
		case $typed in
		[sS] | [sS][iI]*) names+=("SIG${signal#SIG}" "${signal#SIG}") ;;
		*) names+=("${signal#SIG}") ;;
		esac
	done
	if [[ $typed != *[A-Z]* ]]; then
		names=("${names[@],,}" ctrl-c ctrl-break close)
	fi
	_lastwords_offer "$typed" "${names[@]}"
}

# Our own processes, without those that would be refused; ps itself has ended by now.
_lastwords_processes() {
	local pid
	for pid in $(command ps -u "$UID" -o pid= 2>/dev/null || true); do
		if [[ $pid != 1 && $pid != "$PPID" && $pid != "$$" ]] && builtin kill -0 "$pid" 2>/dev/null; then
			_lastwords_offer "$1" "$pid"
		fi
	done
}

_lastwords_value() {
	case $1 in
	--claim) _lastwords_claims "$2" ;;
	--basis) _lastwords_offer "$2" fence quiet ;;
	--pid) _lastwords_processes "$2" ;;
	--record | --resume) _lastwords_files default ;;
	--probes) _lastwords_files dirnames ;;
	esac
}

# _lastwords_argument COMMAND WORD ARGUMENT...: the word is behind these arguments.
_lastwords_argument() {
	case $1:$# in
	run:* | bench:*) _lastwords_cells "$2" ;;
	list:2) _lastwords_offer "$2" cells claims probes launches deliveries responders rungs platforms ;;
	list:*)
		if [[ $3 == cells ]]; then
			_lastwords_cells "$2"
		fi
		;;
	judge:* | show:2) _lastwords_files default ;;
	show:3) _lastwords_cells_of "$3" "$2" ;;
	send:2) _lastwords_deliveries "$2" ;;
	esac
}

_lastwords() {
	local IFS=$' \t\n' program='' before='' command='' option='' ended='' word current
	local words=() arguments=()
	local -i at last
	COMPREPLY=()
	_lastwords_split "${COMP_LINE:0:COMP_POINT}"
	last=$((${#words[@]} - 1))
	# An alias is no program.
	program=$(type -P -- "${words[0]}" || builtin echo lastwords)
	for ((at = 1; at < last; at++)); do
		word=${words[at]}
		if [[ $option ]]; then
			option=''
		elif [[ $ended || $word != -?* ]]; then
			if ((at == 1)); then
				command=$word
			else
				arguments+=("$word")
			fi
		elif [[ $word == -- ]]; then
			ended=yes
		elif _lastwords_takes_value "$word"; then
			option=$word
		fi
	done
	current=${words[last]}
	if [[ ! $option && ! $ended && $current == --*=* ]]; then
		option=${current%%=*} current=${current#*=}
		if [[ ${COMP_WORDBREAKS-} != *=* ]]; then
			before=$option=
		fi
	fi
	if [[ $option ]]; then
		_lastwords_value "$option" "$current"
	elif [[ $current == -* && ! $ended ]]; then
		# shellcheck disable=SC2046 # a list of words
		_lastwords_offer "$current" $(_lastwords_options "$command")
	elif ((last == 1)); then
		_lastwords_offer "$current" run list judge show send bench doctor
	else
		_lastwords_argument "$command" "$current" ${arguments[@]+"${arguments[@]}"}
	fi
}

complete -F _lastwords lastwords
