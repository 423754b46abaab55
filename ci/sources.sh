# shellcheck shell=bash
# Sourced by the scripts that look at sources: c_files and py_files. Without git, so that a tarball will do.
mapfile -t c_files < <(find harness matrix probes -name '*.[ch]' | sort)
mapfile -t py_files < <(find harness matrix probes reports ci -name '*.py' | sort)
if [ ${#c_files[@]} -lt 50 ] || [ ${#py_files[@]} -lt 10 ]; then
	echo "the sources are not where they should be: ${#c_files[@]} C and ${#py_files[@]} Python files" >&2
	exit 1
fi
