# SPDX-License-Identifier: MIT
"""Marks that come when everything looks as if it were over: after a nap, from a grandchild, at the end of a
chain of processes, out of a crowd. A cell is over when nothing more can come, not when nothing comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import SELFTEST, Line, known, lent_to_nobody, run, unshare

NAPS = {"none": "nanosleep", "ignore": "poll", "handler-flag": "pselect", "handler-exit": "epoll_wait",
        "handler-_exit": "sigtimedwait", "handler-return": "a POSIX timer"}


def observe(tmp_path: Path, canary: str, responder: str, *options: object, **how: object) -> Line:
    name = f"console/plain/sigterm/{responder}"
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


def test_an_armed_timer_behind_a_descriptor_is_seen(tmp_path: Path) -> None:
    assert_waited_for(observe(tmp_path, "dreamer", "ignore"))


@pytest.mark.parametrize("responder", [
    pytest.param("handler-exit", id="epoll_pwait2"),
    pytest.param("none", id="setitimer", marks=known("sleep_kind.h: /proc shows the timers of setitimer(2) nowhere"))])
def test_a_nap_of_which_nothing_is_known_is_no_fence(tmp_path: Path, responder: str) -> None:
    line = observe(tmp_path, "dreamer", responder)
    assert line["basis"] in ("gone", "quiet"), line


@pytest.mark.parametrize("option", [(), ("--no-namespace",)], ids=["namespace", "supervisor"])
def test_who_cannot_be_read_is_not_believed_to_be_over(option: tuple[str, ...]) -> None:
    name = "console/plain/sigterm/none"
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
    assert line["end"]["signal"] == "SIGTERM"


@pytest.mark.parametrize("rounds", [10])
def test_a_chain_of_processes_is_followed_to_its_end(tmp_path: Path, rounds: int) -> None:
    names = [f"console/plain/sigterm/{responder}" for responder in ("none", "ignore")]
    done = run(tmp_path / "r", *names, "--probes", SELFTEST / "relay", "--rounds", rounds)
    assert len(done.cells()) == 2 * rounds
    for line in done.cells():
        assert [mark["rung"] for mark in line["marks"]] == ["main-tail"], line
        assert line["basis"] == ("gone" if line["cell"] == names[0] else "fence")


def test_a_crowd_is_ended_to_the_last(tmp_path: Path) -> None:
    line = observe(tmp_path, "crowd", "none")
    assert (line["end"]["signal"], line["rescued"]) == ("SIGTERM", True)
    assert line["basis"] in ("fence", "quiet") and "descendants-gone" not in line["ran"]
