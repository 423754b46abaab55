# SPDX-License-Identifier: MIT
"""Probes that break the protocol: what they say instead of ready, what they write into their journal, and how
they end at the wrong moment. A fault is never an observation, and an observation is never a guess."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from harness import SELFTEST, Line, Run, run

RESPONDERS = "none,ignore,handler-flag,handler-exit,handler-_exit,handler-return,handler-reraise,handler-quick-exit"
# Where the deadline is what catches it, and where one way is enough.
DEADLINE = {"mute": 2, "babbler": 2, "spinner": 2}
ONE_WAY = ("mute", "spinner")


def name(responder: str) -> str:
    return f"console/plain/sigterm/{responder}"


@cache
def cage(canary: str) -> Run:
    """One run of all of a canary's ways to misbehave, with an honest neighbour."""
    ways = "none" if canary in ONE_WAY else f"{{{RESPONDERS}}}"
    with TemporaryDirectory() as folder:
        return run(Path(folder) / "r", name(ways), "bare/plain/sigterm/none", "--probes", SELFTEST / canary,
                   "--deadline", DEADLINE.get(canary, 10), "--jobs", 2)


def of(canary: str, responder: str = "none") -> Line:
    return cage(canary).cell(name(responder))


READY = "ready"
JOURNAL = "journal"
NO_WORD = "before it was ready|without a word"
NOT_READY = "something else than ready"
CAUGHT = [
    ("mute", "none", READY, "did not get ready in time"),
    ("deserter", "none", READY, NO_WORD),
    ("deserter", "ignore", READY, NO_WORD),
    ("deserter", "handler-exit", READY, NO_WORD),
    ("closer", "none", READY, NO_WORD),
    ("impostor", "none", READY, "process 1, which is none of ours"),
    ("impostor", "ignore", READY, "which is none of ours"),
    ("impostor", "handler-flag", READY, "process 2147483647, which is none of ours"),
    ("impostor", "handler-exit", READY, f"none of ours|{NOT_READY}"),
    ("babbler", "none", READY, NOT_READY),
    ("babbler", "ignore", READY, NOT_READY),
    ("babbler", "handler-flag", READY, NOT_READY),
    ("babbler", "handler-exit", READY, NOT_READY),
    ("babbler", "handler-_exit", READY, NOT_READY),
    ("babbler", "handler-return", READY, "in time"),
    ("babbler", "handler-reraise", READY, NOT_READY),
    ("ghost", "none", "deliver", "ended by itself before it was told to stop"),
    ("early", "none", JOURNAL, "marked atexit before it was told to stop"),
    ("scribbler", "none", JOURNAL, "line 1 of the journal is no mark: handler-entered 1 2"),
    ("scribbler", "ignore", JOURNAL, "no mark: no-such-rung 1 2 0"),
    ("scribbler", "handler-flag", JOURNAL, "no mark: atexit -1 2 0"),
    ("scribbler", "handler-exit", JOURNAL, "no mark: [?]{3}.31m 1 2 0"),
    ("scribbler", "handler-return", JOURNAL, "line 1 of the journal is no mark"),
    ("scribbler", "handler-reraise", JOURNAL, "no mark: atexit 99999999999999999999"),
    ("flood", "ignore", JOURNAL, "flood"),
    ("spinner", "none", "settle", "no basis for a verdict"),
]


@pytest.mark.parametrize(("canary", "responder", "step", "what"), CAUGHT)
def test_a_fault_is_caught_and_is_no_observation(canary: str, responder: str, step: str, what: str) -> None:
    line = of(canary, responder)
    assert "trouble" in line, line
    assert line["trouble"]["step"] == step
    assert re.search(what, line["trouble"]["what"])
    assert "end" not in line


def test_what_follows_a_zero_byte_is_no_mark_either() -> None:
    assert "trouble" in of("scribbler", "handler-_exit")


@pytest.mark.parametrize("canary", sorted({row[0] for row in CAUGHT}))
def test_the_neighbour_is_observed_all_the_same(canary: str) -> None:
    bare = cage(canary).cell("bare/plain/sigterm/none")
    assert (bare["end"]["signal"], bare["basis"]) == ("SIGTERM", "gone")


def test_a_fault_alone_is_exit_code_3(tmp_path: Path) -> None:
    done = run(tmp_path / "r", name("none"), "--probes", SELFTEST / "deserter")
    assert done.code == 3
    assert re.search(f"FAULT {name('none')}: ready: .*({NO_WORD})", done.out)
    assert [line["ruling"] for line in done.lines if line["type"] == "verdict" and line["blocked"]]
    assert not [line for line in done.lines if line.get("ruling") in ("holds", "refuted", "mixed")]


def test_a_crash_after_ready_is_an_end_like_any_other() -> None:
    line = of("aborter")
    assert (line["end"]["how"], line["end"]["signal"], line["end"]["raw"] & 0x7F) == ("signal", "SIGABRT", 6)
    assert (line["basis"], line["marks"][0]["rung"]) == ("gone", "handler-entered")


def test_who_leaves_after_ready_is_never_a_wrong_answer(tmp_path: Path) -> None:
    """Told in time it dies of the signal; otherwise it is a fault, and not an end by itself."""
    done = run(tmp_path / "r", name("none"), "--probes", SELFTEST / "sprinter", "--rounds", 50)
    assert len(done.cells()) == 50
    for line in done.cells():
        if "trouble" in line:
            assert line["trouble"]["step"] == "deliver"
        else:
            assert line["basis"] == "gone" and line["sent"]["ok"]
            assert line["end"]["how"] == "exit" or line["end"]["signal"] == "SIGTERM"


def test_saying_ready_twice_changes_nothing() -> None:
    line = of("babbler", "handler-quick-exit")
    assert (line["end"]["signal"], line["basis"], line["sent"]["ok"]) == ("SIGTERM", "gone", True)


def test_an_heir_is_observed_and_what_was_started_is_the_wrapper() -> None:
    line = of("heir")
    assert (line["wrapper"]["how"], line["wrapper"]["signal"]) == ("signal", "SIGTERM")
    assert (line["end"]["how"], line["basis"], line["rescued"]) == ("alive", "fence", True)


def test_marks_beyond_the_limit_are_counted() -> None:
    line = of("flood")
    assert (len(line["marks"]), line["marks_lost"]) == (48, 52)
    assert (line["end"]["how"], line["basis"]) == ("exit", "gone")


def test_deaf_families_are_ended_and_that_is_said() -> None:
    for responder, how in (("none", "alive"), ("ignore", "stopped")):
        line = of("stubborn", responder)
        assert (line["end"]["how"], line["basis"], line["rescued"]) == (how, "fence", True)
        assert "descendants-gone" not in line["ran"]
