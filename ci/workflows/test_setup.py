# SPDX-License-Identifier: MIT
"""ci/setup on systems that are not this one, by stand-ins for their package managers; the table of packages, and who else
speaks of it; and what the bash 3.2 of macOS would not understand."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from scene import script
from steps import ROOT

TABLE = (ROOT / "ci/packages.md").read_text()
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in TABLE.splitlines() if line.startswith("| ")]
HEAD, ROWS = ROWS[0], ROWS[1:]
# What runs on macOS before ci/setup test has installed a newer bash; and the action, for good.
OLD_BASH = ["ci/setup", "ci/managers.sh", "ci/python.sh", "ci/steps.sh", "ci/matrix", "ci/test", "ci/judge", "ci/report",
            *(str(path.relative_to(ROOT)) for path in (ROOT / "ci/action").iterdir() if path.suffix in ("", ".sh"))]
# https://tiswww.case.edu/php/chet/bash/CHANGES: after 3.2 came all of these.
NEWER = [
    r"\b(mapfile|readarray|coproc)\b", r"\b(declare|local|typeset) -[a-zA-Z]*[AngluL]", r"\$\{[^}]*(,,|\^\^|@[A-Za-z])\}", r"\|&", r"&>>",
    r";;&", r";&", r"\[\[.* -v ", r"\bwait -n\b", r"printf '?%\(", r"\bshopt -s globstar\b", r"\$\{\w+\[-\d+\]\}", r"\$EPOCH", r"\{fd\}",
]
# An array that is empty is unset to it: set -u ends the script.
ARRAY = re.compile(r'(?<!\+)(?<!\+")\$\{(\w+)\[[@*]\]\}')


def column(name: str, *sets: str) -> set[str]:
    at = HEAD.index(name)
    return {row[at] for row in ROWS if row[0] in sets and row[at] != "-"}


def too_new(text: str) -> list[str]:
    code = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [line for line in code if any(re.search(rule, line) for rule in NEWER) or ARRAY.search(line)]


@pytest.mark.parametrize("file", OLD_BASH)
def test_bash_of_macos(file: str) -> None:
    assert too_new((ROOT / file).read_text()) == []


@pytest.mark.parametrize("line", [
    "mapfile -t a < b", "declare -A a", "echo ${a,,}", "a |& b", 'run "${words[@]}"', "wait -n", "local -n a=b",
])
def test_bash_of_macos_is_known(line: str) -> None:
    assert too_new(f"set -u\n{line}\n") == [line]


def test_rows_are_whole() -> None:
    assert HEAD == ["set", "apt", "dnf", "brew", "MSYS2", "pip", "for"]
    assert len(ROWS) > 40 and all(len(row) == len(HEAD) and all(row) for row in ROWS)
    assert len({tuple(row[:-1]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("file", "sets"), [("ci/matrix.ps1", ["run"]), ("ci/test.ps1", ["run", "test"])])
def test_windows_installs_by_the_table(file: str, sets: list[str]) -> None:
    text = (ROOT / file).read_text()
    names = {name for line in text.splitlines() if "@('gcc'" in line for name in re.findall(r"'([^']+)'", line)}
    optional = {f"({name})" for line in re.findall(r"-IfThere @\((.*?)\)", text) for name in re.findall(r"'([^']+)'", line)}
    # The tests make no pictures.
    wanted = column("MSYS2", *sets) - ({"python-matplotlib"} if "test" in sets else set())
    assert names | optional == wanted


@pytest.mark.parametrize("name", ["apt", "dnf", "brew", "MSYS2"])
def test_readme_names_the_packages_to_run(name: str) -> None:
    """The README has the short table: what a newcomer installs by hand to build and run."""
    lines = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith(f"| {name} ")]
    assert len(lines) == 1
    words = set(re.findall(r"`([^`]+)`", lines[0]))
    assert column(name, "run") <= {word for words_of in words for word in words_of.split()}


MANAGERS = {
    # Each: what stands for the manager; it knows cmake, and writes down what it is asked to install.
    "dnf": {"dnf": 'echo "dnf $*" >>"$LOG"', "rpm": 'for last; do :; done; [ "$last" = jansson-devel ]', "sudo": 'shift; "$@"'},
    "brew": {"brew": 'case $1 in list) [ "$3" = jansson ] ;; *) echo "brew $*" >>"$LOG" ;; esac', "cc": "exit 0"},
    "MSYS2": {"pacman": 'case $1 in -Q) [ "$2" = mingw-w64-ucrt-x86_64-jansson ] ;; *) echo "pacman $*" >>"$LOG" ;; esac'},
}
PROGRAMS = ["awk", "bash", "cat", "cp", "dirname", "env", "grep", "id", "mkdir", "sed", "sort", "tr"]


def call_setup(tmp_path: Path, stubs: dict[str, str], *sets: str, modules: bool = True, **env: str) -> tuple[int, str, list[str]]:
    """ci/setup where only these programs are. This system's own Python, which it looks at by its path, is not."""
    folder, log, tree = tmp_path / "bin", tmp_path / "log", tmp_path / "tree"
    folder.mkdir()
    for name in ("setup", "managers.sh", "python.sh", "packages.md"):
        script(tree / "ci" / name, (ROOT / "ci" / name).read_text().replace("/usr/bin/python3", "/nonexistent/python3"))
    for name in PROGRAMS:
        found = subprocess.run(["bash", "-c", f"type -P {name}"], capture_output=True, text=True, check=True).stdout.strip()
        (folder / name).symlink_to(found)
    for name, text in stubs.items():
        script(folder / name, f"#!/bin/bash\n{text}\n")
    # A Python that has no modules but those for a virtual environment, and makes one of stand-ins.
    python = ('case "$*" in "-m pip"*) echo "pip $*" >>"$LOG" ;; "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python3" ;;'
              ' *jinja2*) exit %d ;; esac') % (0 if modules else 1)
    script(folder / "python", f"#!/bin/bash\nPATH=/usr/bin:/bin\n{python}\n")
    done = subprocess.run([folder / "bash", tree / "ci/setup", *sets], capture_output=True, text=True, check=False, timeout=60, env={
        "PATH": str(folder), "LOG": str(log), "HOME": str(tmp_path), "LASTWORDS_PYTHON": str(folder / "python"), **env})
    return done.returncode, done.stdout + done.stderr, log.read_text().splitlines() if log.exists() else []


@pytest.mark.parametrize("name", MANAGERS)
@pytest.mark.parametrize("sets", [["run"], ["run", "test"]], ids=["run", "test"])
def test_managers(name: str, sets: list[str], tmp_path: Path) -> None:
    env = {"MSYSTEM": "UCRT64"} if name == "MSYS2" else {}
    code, told, log = call_setup(tmp_path, MANAGERS[name], sets[-1], **env)
    assert code == 0, told
    [line] = log
    asked = {word.removeprefix("mingw-w64-ucrt-x86_64-") for word in line.split()}
    wanted = {package for package in column(name, *sets) if not package.startswith("(")} - {"jansson", "jansson-devel"}
    assert wanted - {"bash"} <= asked and "jansson" not in asked and "jansson-devel" not in asked
    assert {word for word in asked if word in column(name, "run", "test", "cross", "chroot")} <= wanted


def test_modules_that_no_python_has(tmp_path: Path) -> None:
    code, told, log = call_setup(tmp_path, MANAGERS["brew"], "test", modules=False)
    assert code == 0, told
    assert log[-1].startswith("pip -m pip install") and set(log[-1].split()) >= column("pip", "run", "test")
    assert (tmp_path / ".cache/lastwords/python/bin/python3").is_file()


def test_no_compiler_on_macos(tmp_path: Path) -> None:
    code, told, _ = call_setup(tmp_path, MANAGERS["brew"] | {"cc": "exit 1"}, "run")
    assert code == 1 and "xcode-select --install" in told


def test_no_manager(tmp_path: Path) -> None:
    code, told, log = call_setup(tmp_path, {}, "run")
    assert (code, log) == (0, []) and "libjansson-dev" in told and "ci/packages.md" in told
