# SPDX-License-Identifier: MIT
"""What the self-tests share: calling lastwords as a user does, reading its records without any code of the
project, and finding what a run left behind. Knows no canary, and asserts only that lastwords did not crash.

The same tests run on the build for Windows, under Wine: then LASTWORDS_PLATFORM is wine, and LASTWORDS_RUNNER the
command that runs a Windows program (ci/wine-session gives it); and on the static build with musl: then it is musl."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

PLATFORM = os.environ.get("LASTWORDS_PLATFORM", "linux")
WINE = PLATFORM == "wine"
MUSL = PLATFORM == "musl"
RUNNER = tuple(shlex.split(os.environ.get("LASTWORDS_RUNNER", "")))
BIN = Path(os.environ["LASTWORDS_BIN"]).resolve()
SELFTEST = Path(os.environ["LASTWORDS_SELFTEST_DIR"]).resolve()
PROBES = BIN.parent / "probes"
ROOT = os.geteuid() == 0
SANITIZED = os.environ.get("LASTWORDS_SANITIZE") == "1"
# Why no library of ours can be loaded before the others, "" where it can.
NO_PRELOAD = ("the address sanitizer wants to be the first library" if SANITIZED else
              "a static program loads no library" if MUSL else "")
NOBODY = 65534
Line = dict[str, Any]

# What the tests speak of, by what each platform has of the kind. STOP: how a program is ordinarily told to stop.
# SUBSET: a part of the matrix with every kind of end and of basis in it, that takes a second, or some under Wine; MANY:
# fewer cells than it has. PART: a larger one. DIES: how it ends that does nothing about it.
if WINE:
    STOP = "ctrl-c"
    DIES = ("exit", None)
    SUBSET = ("console/{plain,no-window,detached}/{ctrl-c,kill,tty-close,parent-exit}/"
              "{none,handler-flag,handler-exit,ignore}")
    MANY = 15
    PART = "console/plain/{ctrl-c,kill}/*"
else:
    STOP = "sigterm"
    DIES = ("signal", "SIGTERM")
    SUBSET = ("console/*/{sigterm,sigint,kill,tty-interrupt,tty-close,parent-exit,twice,stdin-eof}/"
              "{none,handler-flag,handler-exit,ignore}")
    MANY = 300
    PART = "console/*/{sigterm,sigint}/*"
# Responders that Windows lacks, and the cells that stand for theirs: canaries go by either (canary.win32.c).
STAND_INS = {"handler-reraise": "handler-once", "handler-quick-exit": "handler-cleanup"} if WINE else {}

# The grounds that cells can live on: what to say for each, and its name.
GROUNDS: list[tuple[str, ...]] = [()] if WINE else [(), ("--no-namespace",)]
GROUND_IDS = ["job object"] if WINE else ["namespace", "supervisor"]


def subject(reason: str) -> pytest.MarkDecorator:
    """A test of something that Windows does not have, and why."""
    return pytest.mark.skipif(WINE, reason=reason)


def ordinary(responders: str = "none", probe: str = "console") -> str:
    """The cell, or cells, of a program in the foreground that is told to stop in the ordinary way."""
    return f"{probe}/plain/{STOP}/{STAND_INS.get(responders, responders)}"


def died(line: Line) -> bool:
    """Did it end as a program does that does nothing about being told to stop?"""
    return (line["end"]["how"], line["end"]["signal"]) == DIES


# What is wrong in the harness itself. Strict: whoever mends it has to take the mark away.
def known(reason: str, on: bool = True) -> pytest.MarkDecorator:
    return pytest.mark.xfail(on, strict=True, raises=AssertionError, reason=reason)


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


def command_of(*arguments: object, prefix: tuple[object, ...] = (), caller: str | None = None,
               binary: Path = BIN) -> list[str]:
    """The command line of lastwords with these arguments, below the command in prefix. caller is for Windows only: how
    it is called by another Windows program (caller.win32.c)."""
    by = () if caller is None else (SELFTEST / "caller.exe", caller)
    return [str(part) for part in (*prefix, *RUNNER, *by, binary, *arguments)]


def call(*arguments: object, prefix: tuple[object, ...] = (), caller: str | None = None, binary: Path = BIN,
         timeout: float = 400 if WINE else 120, **popen: Any) -> Run:
    command = command_of(*arguments, prefix=prefix, caller=caller, binary=binary)
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


def judged(done: Run) -> bool:
    """Did it come to its end without a fault, with every claim as expected? What Wine does is no concern here."""
    return done.code == 0 or (WINE and done.code == 1)


def outcome(line: Line) -> object:
    """All of an observation that must be the same whenever and wherever it is made."""
    if "trouble" in line:
        return f"{line['trouble']['step']}: {line['trouble']['what']}"
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


def poll(condition: Callable[[], Any], what: str, seconds: float = 60) -> Any:
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
    """Every process of the runs with these probes. A zombie has no command line any more. Those of Wine are processes
    of Linux, with the command line that Windows programs see."""
    names = (os.fsencode(probes), os.fsencode(probes).replace(b"/", b"\\"))
    found = []
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
            if any(name in line for name in names):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def description(pid: int) -> str:
    """What the system shows of a process that should be gone: for whoever reads why a test failed."""
    parts = [str(pid)]
    for name in ("cmdline", "status", "wchan"):
        with suppress(OSError):
            text = Path(f"/proc/{pid}/{name}").read_bytes().replace(b"\0", b" ").decode(errors="backslashreplace")
            wanted = ("State:", "PPid:", "SigBlk:", "SigPnd:", "ShdPnd:")
            parts.append(" ".join(line for line in text.split("\n") if name != "status" or line.startswith(wanted)))
    with suppress(OSError):
        for fd in sorted(Path(f"/proc/{pid}/fd").iterdir(), key=lambda entry: int(entry.name)):
            with suppress(OSError):
                parts.append(f"{fd.name} -> {os.readlink(fd)}")
    return "\n    ".join(parts)


def run_directories() -> list[Path]:
    """What runs under Wine keep in the temporary directory of its user."""
    return list(Path(os.environ["WINEPREFIX"]).glob("drive_c/users/*/**/lastwords-run-*"))


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


@contextmanager
def lent_to_nobody(canary: str | None = None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A folder that the user `nobody` may write to, with a copy of lastwords and its probes in it, and what call()
    needs to run it as that user; skips the test where we cannot become another user."""
    if not ROOT or WINE:
        pytest.skip("Wine belongs to one user" if WINE else "only root becomes another user")
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
    if WINE:
        pytest.skip("Windows has no namespaces")
    prefix = ("unshare", *(() if ROOT else ("--user", "--map-root-user")), *flags)
    if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip(f"not allowed here: {' '.join(prefix)}")
    return prefix
