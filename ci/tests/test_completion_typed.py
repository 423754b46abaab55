# SPDX-License-Identifier: MIT
"""TAB in an interactive bash: what then stands on the line, with its quotes and spaces, and what is shown. Each test has
one shell; with nounset, since that is where completions break."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from interface import BIN, kinds, options, usages
from typed import Bash

COMPLETION = Path(os.environ["LASTWORDS_COMPLETION"])
PATH = {"PATH": f"{BIN.parent}:{os.environ['PATH']}"}
RECORD = '{"type":"cell","cell":"bare/plain/sigterm/none","round":0}\n'
PACKAGES = [Path(prefix) / "share/bash-completion/bash_completion" for prefix in ("/usr", "/usr/local", "/opt/homebrew")]

# What is typed before TAB, and what is on the line behind it.
TYPED = [
    ("lastwor", "lastwords "),
    ("lastwords do", "lastwords doctor "),
    ("lastwords run --cl", "lastwords run --claim "),
    ("lastwords run --claim exit.at", "lastwords run --claim exit.atexit-never-on-term "),
    ("lastwords run --claim=exit.at", "lastwords run --claim=exit.atexit-never-on-term "),
    ("lastwords judge 'a record.jsonl' --claim 'exit.at", "lastwords judge 'a record.jsonl' --claim 'exit.atexit-never-on-term' "),
    ("lastwords run --claim pyt", "lastwords run --claim python."),
    ("lastwords run consol", "lastwords run console/"),
    ("lastwords run 'consol", "lastwords run 'console/"),
    ("lastwords run console/pl", "lastwords run console/plain/"),
    ("lastwords run console/plain/sigterm/handler-f", "lastwords run console/plain/sigterm/handler-flag "),
    ("lastwords run 'console/*/sigterm/handler-f", "lastwords run 'console/*/sigterm/handler-flag' "),
    ('lastwords list cells "console/*/sigterm/handler-f', 'lastwords list cells "console/*/sigterm/handler-flag" '),
    ("lastwords show a", r"lastwords show a\ record.jsonl "),
    ("lastwords show 'a", "lastwords show 'a record.jsonl' "),
    (r"lastwords show a\ record.jsonl b", r"lastwords show a\ record.jsonl bare/plain/sigterm/none "),
    ("lastwords show 'a record.jsonl' b", "lastwords show 'a record.jsonl' bare/plain/sigterm/none "),
    ("lastwords judge a", r"lastwords judge a\ record.jsonl "),
    ("lastwords run --record=a", r"lastwords run --record=a\ record.jsonl "),
    ("lastwords run --resume a", r"lastwords run --resume a\ record.jsonl "),
    ("lastwords judge odd", r"lastwords judge odd\:name.jsonl "),
    (r"lastwords show odd\:name.jsonl b", r"lastwords show odd\:name.jsonl bare/plain/sigterm/none "),
    ("lastwords run --probes a", "lastwords run --probes a\\ folder/"),
    ("lastwords send ctrl-b", "lastwords send ctrl-break "),
    ("lastwords send SIGUSR", "lastwords send SIGUSR"),
    ("lastwords run --rounds ", "lastwords run --rounds "),
    ("FOO=1 lastwords run --basis q", "FOO=1 lastwords run --basis quiet "),
    ("cd /; lastwords list dev; lastwords list del", "cd /; lastwords list dev; lastwords list deliveries "),
    (f"{BIN} list deli", f"{BIN} list deliveries "),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typed")
    (folder / "a record.jsonl").write_text(RECORD)
    (folder / "odd:name.jsonl").write_text(RECORD)
    return folder


@pytest.fixture(scope="module")
def bash(folder: Path) -> Iterator[Bash]:
    with Bash(folder, PATH, "set -u", f". {COMPLETION}") as shell:
        yield shell


@pytest.mark.parametrize(("typed", "line"), TYPED, ids=[typed for typed, _ in TYPED])
def test_line(bash: Bash, folder: Path, typed: str, line: str) -> None:
    # A folder is in the way of files only: both begin with the same letter.
    if "--probes" in typed:
        (folder / "a folder").mkdir()
    try:
        assert bash.tab(typed)[0] == line
    finally:
        if "--probes" in typed:
            (folder / "a folder").rmdir()


def test_what_is_shown(bash: Bash) -> None:
    assert set(bash.tab("lastwords ")[1]) == set(usages())
    assert set(bash.tab("lastwords list ")[1]) == kinds()
    for command in usages():
        if len(options(command) | {"--help": ""}) > 1:
            assert set(bash.tab(f"lastwords {command} --")[1]) == {*options(command), "--help"}
    line, shown = bash.tab("lastwords run console/plain/sigterm/handler-r")
    assert line == "lastwords run console/plain/sigterm/handler-re"
    assert {Path(word).name for word in shown} == {"handler-return", "handler-reraise"}
    assert bash.tab("lastwords send usr")[1] == ["usr1", "usr2"]


def test_a_process_of_ours(bash: Bash) -> None:
    """It is started below this shell, and ends with the terminal at the latest."""
    pid = bash.run("sleep 300 & echo $!").split()[-1]
    assert bash.tab(f"lastwords send term --pid {pid}")[0] == f"lastwords send term --pid {pid} " or \
        pid in bash.tab(f"lastwords send term --pid {pid}")[1]
    assert "Terminated" in bash.run(f"lastwords send term --pid {pid} --wait 10 >/dev/null; wait")


def test_the_shell_is_left_as_it_was(bash: Bash) -> None:
    """After all of the above: no variable, no option, no function with another name."""
    assert bash.run("compgen -A function | grep -v ^_lastwords") == ""
    assert bash.run("compgen -v | grep -i -E 'lastwords|^(words|current|option|typed|part|signals?|names|before|program)$'") == ""
    assert "nounset" in bash.run("echo $SHELLOPTS")


def test_errexit_and_posix(folder: Path) -> None:
    """A command that fails in the completion would end the user's shell."""
    with Bash(folder, PATH, f". {COMPLETION}", "set -e -o pipefail -o posix") as bash:
        for typed, line in (("lastwords run --claim exit.at", "lastwords run --claim exit.atexit-never-on-term "),
                            ("lastwords run nothing", "lastwords run nothing"), ("lastwords judge no", "lastwords judge no"),
                            ("lastwords show a b", "lastwords show a b"), ("lastwords send no", "lastwords send no")):
            assert bash.tab(typed)[0] == line
        assert bash.run("echo here") == "here\n"


def test_with_the_package_bash_completion(folder: Path) -> None:
    """Which reads the file when TAB is first pressed, by the name under which it is installed."""
    package = next((path for path in PACKAGES if path.exists()), None)
    if package is None:
        pytest.skip("bash-completion is not installed; ci/setup test does it")
    place = folder / "bash-completion/completions/lastwords"
    place.parent.mkdir(parents=True)
    shutil.copy(COMPLETION, place)
    with Bash(folder, PATH | {"BASH_COMPLETION_USER_DIR": str(folder / "bash-completion")}, f". {package}") as bash:
        assert bash.tab("lastwords run --claim exit.at")[0] == "lastwords run --claim exit.atexit-never-on-term "
        assert bash.tab("lastwords show a\\ record.jsonl b")[0] == "lastwords show a\\ record.jsonl bare/plain/sigterm/none "
        assert bash.tab("lastwords judge a")[0] == "lastwords judge a\\ record.jsonl "
        assert bash.tab("command lastwords doc")[0] == "command lastwords doctor "


def test_without_the_program(folder: Path) -> None:
    """Options are there; what would have to be asked is not, and nothing is said."""
    with Bash(folder, {"PATH": "/usr/bin:/bin"}, "set -u", f". {COMPLETION}") as bash:
        assert bash.tab("lastwords run --claim t") == ("lastwords run --claim t", [])
        assert bash.tab("lastwords run c") == ("lastwords run c", [])
        assert bash.tab("lastwords ju")[0] == "lastwords judge "
