# SPDX-License-Identifier: MIT
"""Probes that break the protocol: what they say instead of ready, what they write into their journal, and how
they end at the wrong moment. A fault is never an observation, and an observation is never a guess."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from harness import SELFTEST, STAND_INS, WINE, Line, Run, died, ordinary, run, subject

RESPONDERS = ("none", "ignore", "handler-flag", "handler-exit", "handler-_exit", "handler-return", "handler-reraise",
              "handler-quick-exit")
WAYS = ",".join(STAND_INS.get(responder, responder) for responder in RESPONDERS)
BARE = ordinary(probe="bare")
# Where the deadline is what catches it, and where one way is enough.
DEADLINE = {"mute": 6, "babbler": 20, "spinner": 6} if WINE else {"mute": 2, "babbler": 2, "spinner": 2}
ONE_WAY = ("mute", "spinner")


def name(responder: str = "none") -> str:
    return ordinary(responder)


@cache
def cage(canary: str) -> Run:
    """One run of all of a canary's ways to misbehave, with an honest neighbour."""
    ways = "none" if canary in ONE_WAY else f"{{{WAYS}}}"
    with TemporaryDirectory() as folder:
        return run(Path(folder) / "r", name(ways), BARE, "--probes", SELFTEST / canary, "--deadline",
                   DEADLINE.get(canary, 30 if WINE else 10), "--jobs", 2)


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
    ("impostor", "none", READY, "process [14], which is none of ours"),
    ("impostor", "ignore", READY, "which is none of ours"),
    ("impostor", "handler-flag", READY, "process 21474836(47|44), which is none of ours"),
    ("impostor", "handler-exit", READY, f"none of ours|{NOT_READY}"),
    ("babbler", "none", READY, NOT_READY),
    ("babbler", "ignore", READY, NOT_READY),
    ("babbler", "handler-flag", READY, NOT_READY),
    ("babbler", "handler-exit", READY, NOT_READY),
    ("babbler", "handler-_exit", READY, NOT_READY),
    ("babbler", "handler-return", READY, NOT_READY if WINE else "in time"),
    ("babbler", "handler-reraise", READY, NOT_READY),
    ("ghost", "none", *((READY, NO_WORD) if WINE else ("deliver", "ended by itself before it was told to stop"))),
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
    bare = cage(canary).cell(BARE)
    assert died(bare) and bare["basis"] == "gone"


def test_a_fault_alone_is_exit_code_3(tmp_path: Path) -> None:
    done = run(tmp_path / "r", name("none"), "--probes", SELFTEST / "deserter")
    assert done.code == 3
    assert re.search(f"FAULT {name('none')}: ready: .*({NO_WORD})", done.out)
    assert [line["ruling"] for line in done.lines if line["type"] == "verdict" and line["blocked"]]
    assert not [line for line in done.lines if line.get("ruling") in ("holds", "refuted", "mixed")]


def test_a_crash_after_ready_is_an_end_like_any_other() -> None:
    line = of("aborter")
    how = ("exit", None, 3) if WINE else ("signal", "SIGABRT", 6)
    assert (line["end"]["how"], line["end"]["signal"], line["end"]["raw"] & 0x7F) == how
    assert (line["basis"], line["marks"][0]["rung"]) == ("gone", "handler-entered")


def test_who_leaves_after_ready_is_never_a_wrong_answer(tmp_path: Path) -> None:
    """Told in time it dies of the signal; otherwise it is a fault, and not an end by itself."""
    rounds = 10 if WINE else 50
    done = run(tmp_path / "r", name("none"), "--probes", SELFTEST / "sprinter", "--rounds", rounds)
    assert len(done.cells()) == rounds
    for line in done.cells():
        if "trouble" in line:
            # On Windows its end may also be seen before its word.
            assert line["trouble"]["step"] == "deliver" or (WINE and line["trouble"]["step"] == "ready")
        else:
            assert line["basis"] == "gone" and line["sent"]["ok"]
            assert line["end"]["how"] == "exit" or died(line)


def test_saying_ready_twice_changes_nothing() -> None:
    line = of("babbler", "handler-quick-exit")
    assert died(line) and (line["basis"], line["sent"]["ok"]) == ("gone", True)


def test_an_heir_is_observed_and_what_was_started_is_the_wrapper(tmp_path: Path) -> None:
    """A control event would reach both of them: there the wrapper is killed."""
    cell = "console/plain/kill/none" if WINE else name()
    line = run(tmp_path / "r", cell, "--probes", SELFTEST / "heir").cell(cell)
    how = ("exit", None) if WINE else ("signal", "SIGTERM")
    assert (line["wrapper"]["how"], line["wrapper"]["signal"]) == how
    assert (line["end"]["how"], line["basis"], line["rescued"]) == ("alive", "fence", True)


def test_marks_beyond_the_limit_are_counted() -> None:
    line = of("flood")
    assert (len(line["marks"]), line["marks_lost"]) == (48, 52)
    assert (line["end"]["how"], line["basis"]) == ("exit", "gone")


@pytest.mark.parametrize(("responder", "how"), [
    ("none", "alive"), pytest.param("ignore", "stopped", marks=subject("Windows stops no processes"))])
def test_deaf_families_are_ended_and_that_is_said(responder: str, how: str) -> None:
    line = of("stubborn", responder)
    assert (line["end"]["how"], line["basis"], line["rescued"]) == (how, "fence", True)
    assert "descendants-gone" not in line["ran"]


@pytest.mark.skipif(not WINE, reason="elsewhere nobody is asked: the kernel says who sleeps")
def test_a_main_that_answers_nobody_is_no_basis() -> None:
    """Its main thread is suspended, and what it would do next is not known."""
    line = of("stubborn", "ignore")
    assert line["trouble"]["step"] == "settle" if "trouble" in line else line["basis"] == "quiet", line
