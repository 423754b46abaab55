# SPDX-License-Identifier: MIT
"""Each command in the EXAMPLES of lastwords(1) is run as it stands there, one after the other in one shell, and ends with
the exit code that the page names."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from interface import BIN, usages

PAGE = Path(os.environ["LASTWORDS_MANUAL"])


@dataclass(frozen=True)
class Example:
    command: str
    codes: tuple[int, ...]


def examples() -> list[Example]:
    section = re.split(r"^\.Sh (.*)\n", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = section[section.index("EXAMPLES") + 1]
    found = []
    for block in re.findall(r"^\.Bd -literal.*\n((?:.*\n)*?)\.Ed$", text, re.MULTILINE):
        for line in block.replace(r"\(aq", "'").replace(r"\-", "-").splitlines():
            assert line.startswith("$ ") and "\\" not in line, line
            command, _, comment = line[2:].partition("  # ")
            found.append(Example(command, tuple(int(code) for code in re.findall(r"\b\d+\b", comment)) or (0,)))
    return found


EXAMPLES = examples()


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Of each, with what it said. In a session of their own, so that whatever they leave can be ended."""
    folder = tmp_path_factory.mktemp("examples")
    script = "".join(f"{example.command}\necho $? >>codes\n" for example in EXAMPLES)
    with (folder / "said").open("w") as said, subprocess.Popen(
            ["bash", "-c", script], cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            env=os.environ | {"PATH": f"{BIN.parent}:{os.environ['PATH']}"}) as shell:
        try:
            shell.wait(timeout=120)
        finally:
            try:
                os.killpg(shell.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass
    return (folder / "codes").read_text().split()


def test_every_command_has_an_example() -> None:
    used = {word for example in EXAMPLES for word in re.findall(r"\blastwords (\w+)", example.command)}
    # It takes its time, and what it prints says something to who changes the program only.
    assert used == set(usages()) - {"bench"} and len(EXAMPLES) > 15


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=[example.command for example in EXAMPLES])
def test_example(number: int, codes: list[str]) -> None:
    assert len(codes) == len(EXAMPLES)
    assert int(codes[number]) in EXAMPLES[number].codes
