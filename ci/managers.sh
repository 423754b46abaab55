# shellcheck shell=bash
# Sourced by ci/setup: what package managers differ in. For each NAME of a column of ci/packages.md a function NAME_has
# PACKAGE (is it installed?) and NAME_install PACKAGE... . By the rules of bash 3.2. Needs ci/python.sh.

find_manager() {
	if command -v dpkg-query >/dev/null; then
		echo apt
	elif command -v dnf >/dev/null; then
		echo dnf
	elif command -v brew >/dev/null; then
		echo brew
	elif [ -n "${MSYSTEM:-}" ] && command -v pacman >/dev/null; then
		echo MSYS2
	else
		echo none
	fi
}

# All are asked for at once: one by one takes a second.
apt_installed=''
apt_has() {
	[ -n "$apt_installed" ] || apt_installed=$(dpkg-query -W -f ' ${db:Status-Status} ${Package} \n')
	case $apt_installed in
	*" installed $1 "*) ;;
	*) return 1 ;;
	esac
}

apt_install() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

dnf_has() {
	rpm -q --quiet --whatprovides "$1" >/dev/null 2>&1
}

dnf_install() {
	as_root dnf install -y -q --setopt=install_weak_deps=False "$@" >/dev/null
}

brew_has() {
	brew list --versions "$1" >/dev/null 2>&1
}

# Homebrew refuses root.
brew_install() {
	HOMEBREW_NO_AUTO_UPDATE=1 HOMEBREW_NO_INSTALL_CLEANUP=1 brew install -q "$@"
}

MSYS2_has() {
	pacman -Q "mingw-w64-ucrt-x86_64-$1" >/dev/null 2>&1
}

MSYS2_install() {
	pacman -S --needed --noconfirm "${@/#/mingw-w64-ucrt-x86_64-}"
}

# provided PACKAGE: is its program there, wherever it comes from? Browsers and Node.js often have another source.
provided() {
	local program
	for program in busybox:busybox busybox:busybox-static node:nodejs node:node npm:npm npm:nodejs-npm cmake:cmake \
		ninja:ninja git:git chromium-browser:chromium google-chrome:chromium; do
		if [ "${program#*:}" = "$1" ] && command -v "${program%%:*}" >/dev/null; then
			return 0
		fi
	done
	return 1
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo -n "$@"
	fi
}

# install MANAGER "PACKAGE...": or say that root has to.
install() {
	local manager=$1
	# shellcheck disable=SC2086 # a list of names
	set -- $2
	case $manager in
	apt | dnf)
		if [ "$(id -u)" -ne 0 ] && ! { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; then
			echo "ci/setup: missing: $*" >&2
			echo "ci/setup: run it once as root, or install them yourself; nothing else here needs root." >&2
			exit 1
		fi
		;;
	esac
	echo "ci/setup: installing $*"
	"${manager}_install" "$@"
}

# compiler_is_there MANAGER: the one thing that Homebrew does not install.
compiler_is_there() {
	if [ "$1" = brew ] && ! cc --version >/dev/null 2>&1; then
		echo "ci/setup: no C compiler: run xcode-select --install, and then this again" >&2
		exit 1
	fi
}

# python_modules MANAGER "MODULE...": where no Python has them all, an environment of its own for them; see ci/python.sh.
python_modules() {
	local manager=$1 wanted=$2 module base folder names=''
	for module in $wanted; do
		# What it is called by pip, and by import.
		[ "$module" != pyyaml ] || module=yaml
		names="$names $module"
	done
	# shellcheck disable=SC2086 # a list of names
	find_python $names >/dev/null 2>&1 && return 0
	folder=${XDG_CACHE_HOME:-$HOME/.cache}/lastwords/python
	if ! base=$(find_python venv ensurepip 2>/dev/null); then
		# Ubuntu 22.04: its own is 3.10, and a newer one is beside it.
		[ "$manager" != apt ] || install apt python3.11-venv
		base=$(find_python venv ensurepip)
	fi
	echo "ci/setup: no Python 3.11 has all of:$names; installing them into $folder"
	"$base" -m venv "$folder"
	# shellcheck disable=SC2086 # a list of names
	"$(own_python)" -m pip install --quiet --disable-pip-version-check $wanted
}
