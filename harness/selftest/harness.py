# SPDX-License-Identifier: MIT
"""What the self-tests share: calling lastwords as a user does, reading its records without any code of the
project, and finding what a run left behind. Knows no canary, and asserts only that lastwords did not crash."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

BIN = Path(os.environ["LASTWORDS_BIN"]).resolve()
SELFTEST = Path(os.environ["LASTWORDS_SELFTEST_DIR"]).resolve()
PROBES = BIN.parent / "probes"
ROOT = os.geteuid() == 0
SANITIZED = os.environ.get("LASTWORDS_SANITIZE") == "1"
NOBODY = 65534

# A part of the matrix with every kind of end and of basis in it, that takes less than a second.
SUBSET = ("console/*/{sigterm,sigint,kill,tty-interrupt,tty-close,parent-exit,twice,stdin-eof}/"
          "{none,handler-flag,handler-exit,ignore}")


# What is wrong in the harness itself. Strict: whoever mends it has to take the mark away.
def known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)


Line = dict[str, Any]


@dataclass
class Run:
    """One call of lastwords that has ended."""

    code: int
    out: str
    err: str
    lines: list[Line] = field(default_factory=list)

    def cells(self) -> list[Line]:
        return [line for line in self.lines if line["type"] == "cell" and "round" in line]

    def cell(self, name: str) -> Line:
        found = [line for line in self.cells() if line["cell"] == name]
        assert len(found) == 1, f"{name} stands {len(found)} times in the record\n{self.out}{self.err}"
        return found[0]


def read(record: Path) -> list[Line]:
    """A record whose every line is whole."""
    return [json.loads(line) for line in record.read_bytes().splitlines()]


def call(*arguments: object, prefix: tuple[object, ...] = (), binary: Path = BIN, timeout: float = 60,
         **popen: Any) -> Run:
    """lastwords with these arguments, below the command in prefix."""
    command = [str(part) for part in (*prefix, binary, *arguments)]
    popen.setdefault("stdin", subprocess.DEVNULL)
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="backslashreplace",
                          timeout=timeout, check=False, **popen)
    assert done.returncode in (0, 1, 2, 3, 77), f"{command} ended with {done.returncode}\n{done.stderr}"
    assert "Sanitizer" not in done.stderr and "runtime error:" not in done.stderr, done.stderr
    return Run(done.returncode, done.stdout, done.stderr)


def run(record: Path, *arguments: object, **how: Any) -> Run:
    """lastwords run, and its record."""
    done = call("run", *arguments, "--record", record, **how)
    done.lines = read(record) if record.exists() else []
    return done


def outcome(line: Line) -> object:
    """All of an observation that must be the same whenever and wherever it is made."""
    if "trouble" in line:
        return line["trouble"]["step"]
    return (line["ran"], line["heard"], line["end"], line.get("wrapper"), line["sent"]["ok"], "rescued" in line)


def outcomes(lines: list[Line]) -> dict[tuple[str, int], object]:
    """Of every cell and round; each may be there only once."""
    found: dict[tuple[str, int], object] = {}
    for line in lines:
        if line["type"] == "cell" and "round" in line:
            key = (line["cell"], line["round"])
            assert key not in found, f"{key} stands twice in the record"
            found[key] = outcome(line)
    return found


def poll(condition: Callable[[], Any], what: str, seconds: float = 20) -> Any:
    """Wait until the condition is true; fail when it is not in time."""
    until = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < until, f"waited {seconds} s in vain: {what}"
        time.sleep(0.002)
    return value


def own_probes(folder: Path, canary: str | None = None) -> Path:
    """A copy of the probes, whose path makes every process of a run known: it stands in all command lines."""
    shutil.copytree(PROBES if canary is None else SELFTEST / canary, folder)
    return folder


def living(probes: Path) -> list[int]:
    """Every process of the runs with these probes. A zombie has no command line any more."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.fsencode(probes) in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


@contextmanager
def lent_to_nobody(canary: str | None = None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A folder that the user `nobody` may write to, with a copy of lastwords and its probes in it, and what call()
    needs to run it as that user; skips the test where we cannot become another user."""
    if not ROOT:
        pytest.skip("only root becomes another user")
    with TemporaryDirectory() as name:
        folder = Path(name)
        own_probes(folder / "probes", canary)
        shutil.copy2(BIN, folder / "lastwords")
        os.chown(folder, NOBODY, NOBODY)
        folder.chmod(0o755)
        yield folder, {"binary": folder / "lastwords", "user": NOBODY, "group": NOBODY, "extra_groups": [],
                       "cwd": folder, "env": dict(os.environ, TMPDIR=name)}


def unshare(*flags: str) -> tuple[str, ...]:
    """The prefix that runs a command in namespaces of its own; skips the test where there are none."""
    prefix = ("unshare", *(() if ROOT else ("--user", "--map-root-user")), *flags)
    if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip(f"not allowed here: {' '.join(prefix)}")
    return prefix
