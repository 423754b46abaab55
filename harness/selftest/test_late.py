# SPDX-License-Identifier: MIT
"""Marks that come when everything looks as if it were over: after a nap, from a grandchild, at the end of a
chain of processes, out of a crowd. A cell is over when nothing more can come, not when nothing comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import SELFTEST, WINE, Line, died, known, lent_to_nobody, ordinary, run, subject, unshare

# Who naps, or in what: dozer.linux.c, dozer.win32.c.
if WINE:
    NAPS = {"none": "main", "ignore": "the handler", "handler-flag": "a thread that the handler made",
            "handler-exit": "a thread that main made", "handler-_exit": "a thread of the pool"}
else:
    NAPS = {"none": "nanosleep", "ignore": "poll", "handler-flag": "pselect", "handler-exit": "epoll_wait",
            "handler-_exit": "sigtimedwait", "handler-return": "a POSIX timer"}


def observe(tmp_path: Path, canary: str, responder: str, *options: object, **how: object) -> Line:
    name = ordinary(responder)
    return run(tmp_path / "r", name, "--probes", SELFTEST / canary, *options, **how).cell(name)


def assert_waited_for(line: Line) -> None:
    assert line["basis"] == "gone", line
    assert [mark["rung"] for mark in line["marks"]] == ["main-tail"]
    assert "rescued" not in line


@pytest.mark.parametrize("responder", NAPS, ids=NAPS.values())
def test_a_nap_is_not_the_end(tmp_path: Path, responder: str) -> None:
    line = observe(tmp_path, "dozer", responder)
    assert_waited_for(line)
    assert line["end"]["how"] == "exit" and line["ns"]["end"] > 200_000_000


@subject("descriptors with timers are a Linux thing")
def test_an_armed_timer_behind_a_descriptor_is_seen(tmp_path: Path) -> None:
    assert_waited_for(observe(tmp_path, "dreamer", "ignore"))


@subject("whose sleep is not known to end is a question for /proc")
@pytest.mark.parametrize("responder", [
    pytest.param("handler-exit", id="epoll_pwait2"),
    pytest.param("none", id="setitimer", marks=known("sleep_kind.h: /proc shows the timers of setitimer(2) nowhere"))])
def test_a_nap_of_which_nothing_is_known_is_no_fence(tmp_path: Path, responder: str) -> None:
    line = observe(tmp_path, "dreamer", responder)
    assert line["basis"] in ("gone", "quiet"), line


@pytest.mark.skipif(not WINE, reason="see the naps of which nothing is known")
@pytest.mark.parametrize("responder", [
    pytest.param("none", id="a thread from before",
                 marks=known("settle.win32.c: threads that were there before are taken to be asleep")),
    pytest.param("ignore", id="a timer of a queue")])
def test_a_sleeper_from_before_the_event_is_no_fence(tmp_path: Path, responder: str) -> None:
    line = observe(tmp_path, "dreamer", responder)
    assert line["basis"] in ("gone", "quiet"), line


@pytest.mark.parametrize("option", [(), ("--no-namespace",)], ids=["namespace", "supervisor"])
def test_who_cannot_be_read_is_not_believed_to_be_over(option: tuple[str, ...]) -> None:
    name = ordinary()
    with lent_to_nobody("undumpable") as (folder, how):
        line = run(folder / "r", name, *option, "--probes", folder / "probes", **how).cell(name)
    assert line["basis"] in ("gone", "quiet"), line


def test_without_proc_there_is_no_fence(tmp_path: Path) -> None:
    script = 'mount -t tmpfs none /proc && "$@"; code=$?; umount /proc; exit $code'
    line = observe(tmp_path, "dozer", "none", "--no-namespace", prefix=(*unshare("--mount"), "sh", "-c", script, "sh"))
    assert line.get("basis") != "fence", line


def test_a_grandchild_may_mark_when_both_parents_are_gone(tmp_path: Path) -> None:
    line = observe(tmp_path, "straggler", "none")
    assert_waited_for(line)
    assert died(line)


@pytest.mark.parametrize("rounds", [2 if WINE else 10])
def test_a_chain_of_processes_is_followed_to_its_end(tmp_path: Path, rounds: int) -> None:
    names = [ordinary(responder) for responder in ("none", "ignore")]
    done = run(tmp_path / "r", *names, "--probes", SELFTEST / "relay", "--rounds", rounds)
    assert len(done.cells()) == 2 * rounds
    for line in done.cells():
        assert [mark["rung"] for mark in line["marks"]] == ["main-tail"], line
        assert line["basis"] == "gone" if line["cell"] == names[0] else line["basis"] in ("fence", "quiet")


def test_a_crowd_is_ended_to_the_last(tmp_path: Path) -> None:
    line = observe(tmp_path, "crowd", "none")
    assert died(line) and line["rescued"]
    assert line["basis"] in ("fence", "quiet") and "descendants-gone" not in line["ran"]
