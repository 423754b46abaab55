# SPDX-License-Identifier: MIT
"""The same cells give the same outcomes wherever lastwords is started: by whom, under which terminal, with which
signals ignored, with how few descriptors, on a busy machine. What was ours to bring, we bring; nothing is inherited."""

from __future__ import annotations

import os
import pty
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from harness import (BIN, GROUND_IDS, GROUNDS, MANY, NO_PRELOAD, SELFTEST, SUBSET, WINE, call, judged, lent_to_nobody,
                     ordinary, outcomes, read, run, subject, unshare)

Outcomes = dict[tuple[str, int], object]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    done = run(tmp_path_factory.mktemp("expected") / "r", SUBSET)
    assert judged(done), done.out
    found = outcomes(done.lines)
    assert len(found) > MANY and not [value for value in found.values() if isinstance(value, str)]
    return found


def same(found: Outcomes, expected: Outcomes) -> None:
    assert set(found) == set(expected)
    assert {key: value for key, value in found.items() if value != expected[key]} == {}


def ignore() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD, signal.SIGPIPE, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)


def block() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))


def few_descriptors() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def many_descriptors() -> None:
    for _ in range(100):
        os.set_inheritable(os.dup(1), True)


def no_core_no_stack() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_STACK, (1 << 20, 1 << 20))


CALLERS: dict[str, dict[str, Any]] = {
    "a session without a terminal": {"start_new_session": True},
    "a background group": {"process_group": 0},
    "signals ignored": {"preexec_fn": ignore},
    "signals blocked": {"preexec_fn": block},
    "few descriptors": {"preexec_fn": few_descriptors},
    "many descriptors": {"preexec_fn": many_descriptors, "close_fds": False},
    "no core and a small stack": {"preexec_fn": no_core_no_stack},
    "an empty environment": {"env": {}},
    "a strict umask": {"umask": 0o777},
    "the root directory": {"cwd": "/"},
    "nohup": {"prefix": ("nohup",)},
    "sh &": {"prefix": ("sh", "-c", '"$@" & wait $!', "sh")},
    "closed 0, 1, 2": {"prefix": ("sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh")},
    "niced": {"prefix": ("nice", "-n", "10")},
}
if WINE:
    CALLERS = {"the root directory": {"cwd": "/"}}
    CALLERS |= {how: {"caller": how} for how in ("group", "detached", "no-window", "new-console", "job", "mess")}


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_outcomes_do_not_depend_on_the_caller(tmp_path: Path, expected: Outcomes, caller: dict[str, Any]) -> None:
    same(outcomes(run(tmp_path / "r", SUBSET, **caller).lines), expected)


@pytest.mark.parametrize("option", [*GROUNDS, ("--jobs", 1), ("--jobs", 5)], ids=str)
def test_outcomes_do_not_depend_on_the_ground(tmp_path: Path, expected: Outcomes, option: tuple[object, ...]) -> None:
    same(outcomes(run(tmp_path / "r", SUBSET, *option).lines), expected)


@pytest.mark.parametrize("option", [
    pytest.param((), id="namespace"),
    pytest.param(("--no-namespace",), id="supervisor")])
def test_outcomes_do_not_depend_on_the_user(expected: Outcomes, option: tuple[str, ...]) -> None:
    with lent_to_nobody() as (folder, how):
        found = outcomes(run(folder / "r", SUBSET, *option, **how).lines)
    blocked = {key for key, value in found.items() if str(value).startswith("ground")}
    assert len(blocked) < len(expected) / 4
    assert set(found) == set(expected)
    same({key: found[key] for key in found.keys() - blocked}, {key: expected[key] for key in found.keys() - blocked})


def test_outcomes_are_the_same_as_process_1(tmp_path: Path, expected: Outcomes) -> None:
    done = run(tmp_path / "r", SUBSET, prefix=unshare("--pid", "--fork", "--mount-proc"))
    assert done.lines[0]["facts"]["pid_1"] is True
    same(outcomes(done.lines), expected)


@subject("a terminal is no console")
def test_outcomes_are_the_same_on_a_terminal(tmp_path: Path, expected: Outcomes) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(BIN, [str(BIN), "run", SUBSET, "--record", str(tmp_path / "r")])
    shown = b""
    try:
        while block_of_text := os.read(terminal, 65536):
            shown += block_of_text
    except OSError:
        pass  # that is how a terminal says that nobody is there any more
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    lines = read(tmp_path / "r")
    assert lines[0]["facts"]["terminal"] is True and b"pass" in shown and b"\x1b[" in shown
    same(outcomes(lines), expected)


@contextmanager
def load() -> Iterator[None]:
    count = 2 * (os.cpu_count() or 1)
    spinners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait()


@pytest.mark.parametrize("option", GROUNDS, ids=GROUND_IDS)
def test_outcomes_are_the_same_under_load(tmp_path: Path, expected: Outcomes, option: tuple[str, ...]) -> None:
    with load():
        same(outcomes(run(tmp_path / "r", SUBSET, *option).lines), expected)


@subject("Windows does not fork")
@pytest.mark.skipif(bool(NO_PRELOAD), reason=NO_PRELOAD)
def test_outcomes_do_not_depend_on_who_is_first_after_a_fork(tmp_path: Path) -> None:
    part = ("console/{plain,new-console,stopped,pidns-init}/"
            "{tty-interrupt,tty-close,leader-exit,parent-exit,parent-killed,parent-thread-exit,pidns-kill}/"
            "{none,ignore}")
    usual = outcomes(run(tmp_path / "usual", part).lines)
    assert len(usual) > 40
    for side in ("child", "parent"):
        shim = dict(os.environ, LD_PRELOAD=str(SELFTEST / "slow_fork.so"), SLOW_FORK=side)
        same(outcomes(run(tmp_path / side, part, "--deadline", 5, env=shim).lines), usual)


def test_silence_proves_the_same_as_the_fence(tmp_path: Path, expected: Outcomes) -> None:
    part = "console/{plain,no-window}/{sigterm,kill,tty-close,parent-exit}/{none,handler-flag,ignore}"
    part = SUBSET if WINE else part
    done = run(tmp_path / "r", part, "--basis", "quiet")
    assert {line["basis"] for line in done.cells()} == {"gone", "quiet"}
    same(outcomes(done.lines), {key: expected[key] for key in outcomes(done.lines)})
    assert judged(done)


def test_colours_and_progress_are_for_terminals_only(tmp_path: Path) -> None:
    done = run(tmp_path / "r", ordinary())
    assert "\x1b" not in done.out + done.err and done.err == ""
    check: Callable[[str], bool] = str.isprintable
    assert all(check(line) for line in done.out.splitlines())
    assert "\x1b" not in call("--help").out
