# SPDX-License-Identifier: MIT
"""Spoilt records fed to every command, for LASTWORDS_FUZZ_SECONDS; see fuzz.py for long runs."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reports.commands import COMMANDS
from reports.record import Skipped, read

from . import build, checks, fuzz, mutate

ROOT = Path(__file__).resolve().parents[2]
SECONDS = float(os.environ.get("LASTWORDS_FUZZ_SECONDS", "8"))
LEAST = 3
GIGABYTE = 1 << 30
# What the largest report of a small record takes is less than a third of it.
PEAK_KB = 300_000
PEAK = """import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""


@pytest.mark.parametrize("module", COMMANDS, ids=lambda module: str(module.NAME))
def test_no_record_makes_a_command_stumble(module: ModuleType) -> None:
    what, _ = fuzz.spend(module, SECONDS / len(COMMANDS), 0, LEAST)
    assert what is None, what


def test_the_same_number_is_the_same_record() -> None:
    assert [mutate.record(n) for n in range(20)] == [mutate.record(n) for n in range(20)]


def test_many_of_the_records_can_be_read(tmp_path: Path) -> None:
    """Else nothing but the reader would be tested."""
    path, whole, ignored = tmp_path / "r", 0, [Skipped(tmp_path, 0, "")]
    for number in range(200):
        path.write_bytes(mutate.record(number))
        try:
            whole += sum(1 for _ in read(path, ignored.append)) > 0
        except Exception:  # pylint: disable=broad-except
            continue
    assert 50 < whole < 190


@pytest.mark.parametrize("evil", mutate.EVIL[:6])
def test_what_acts_is_seen(evil: str) -> None:
    assert checks.problem("html", f"<!doctype html><p>{evil} \x1b".encode()) is not None
    acts = "<" in evil.replace("]]>", "")
    assert (checks.problem("markdown", f"# x\n{evil}\n".encode()) is not None) == (acts and "'-" not in evil)


@pytest.mark.parametrize("text", ["\x00", "a\x1b[2J", "\x7f", "\x9b", "<?xml version='1.0'?><a>", "{]"])
def test_what_no_reader_takes_is_seen(text: str) -> None:
    assert checks.problem("junit", text.encode()) is not None


def peak(*args: object) -> tuple[int, int]:
    """The exit code of a command of reports, and its largest resident set in kB. What starts it is small:
    what an interpreter forks begins with the interpreter's own pages."""
    command = [sys.executable, "-c", PEAK, sys.executable, "-m", "reports", *map(str, args)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert "Traceback" not in done.stderr and "longer than" in done.stderr, done.stderr
    code, kilobytes = done.stdout.splitlines()[-1].split()
    return int(code), int(kilobytes)


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has another unit elsewhere (getrusage(2))")
@pytest.mark.parametrize(("command", "code"), [("observe", 0), ("validate", 1)])
def test_a_line_of_a_gigabyte_takes_no_memory(tmp_path: Path, command: str, code: int) -> None:
    path = build.write(tmp_path / "r", build.run())
    with path.open("r+b") as file:
        file.seek(GIGABYTE, os.SEEK_END)  # a hole: no room on the disk
        file.write(b"\n")
        rest = build.write(tmp_path / "rest", build.cell("console/plain/kill/none"), build.finish(1))
        file.write(rest.read_bytes())
    found, kilobytes = peak(command, path)
    path.unlink()
    assert found == code
    assert kilobytes < PEAK_KB
