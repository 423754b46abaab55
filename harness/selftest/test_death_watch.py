# SPDX-License-Identifier: MIT
"""The watcher that stands for PR_SET_PDEATHSIG on a BSD (death_watch.kqueue.c), run on Linux: its kqueue is a stand-in
(kqueue/queue.linux.c), all else is what macOS is given."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest

WATCHED = os.environ["LASTWORDS_WATCHED"]


def start(how: str, stdin: int = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen([WATCHED, how], stdin=stdin, stdout=subprocess.PIPE, text=True)


def rest(process: subprocess.Popen[str]) -> list[str]:
    """What it and its family say until none of them is left: each holds the pipe, but the watcher, which is waited for
    by the family it watches."""
    with process:
        assert process.stdout is not None
        return process.stdout.read().splitlines()


def test_a_parent_that_exits_is_told_of() -> None:
    process = start("exit")
    ready, *told = rest(process)
    assert ready.startswith("ready ") and told == ["child: Terminated"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_parent_that_is_killed_is_told_of(number: int) -> None:
    process = start("stay")
    assert process.stdout is not None and process.stdout.readline().startswith("ready ")
    process.send_signal(number)
    assert rest(process) == ["child: Terminated"]
    assert process.returncode == -number


def test_a_child_that_ends_first_is_not_signalled_and_takes_the_watcher_along() -> None:
    process = start("child-first")
    assert process.stdin is not None and process.stdout is not None
    process.stdout.readline()
    process.stdin.close()
    assert rest(process) == ["child: end of input", "child: status 0", "watcher: status 0"]


@pytest.mark.parametrize("how", ["zombie", "reaped"])
def test_who_has_ended_before_cannot_be_watched(how: str) -> None:
    assert rest(start(how, stdin=subprocess.DEVNULL)) == ["child: end of input", "watcher: No such process"]


def test_the_watcher_hears_nothing_of_the_terminal() -> None:
    """It is in a group of its own, and holds nothing open of those it watches."""
    process = start("stay")
    assert process.stdout is not None
    parent, child, watcher = (int(word) for word in process.stdout.readline().split()[1:])
    assert os.getpgid(child) == os.getpgid(parent) != os.getpgid(watcher) == watcher
    held = {os.readlink(f"/proc/{watcher}/fd/{name}").split(":")[0] for name in os.listdir(f"/proc/{watcher}/fd")}
    assert "pipe" not in held
    process.kill()
    assert rest(process) == ["child: Terminated"]
