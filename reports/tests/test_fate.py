# SPDX-License-Identifier: MIT
"""One word a cell: each is given for what it means, and for nothing else."""
from __future__ import annotations

import pytest

from reports.fate import WORDS, fate
from reports.model import Cell
from reports.parse import parse

from . import build

HEARD = ("handler-entered",)


def word(how: str, rungs: tuple[str, ...], **changes: object) -> str:
    cell = parse(build.cell("console/plain/sigterm/handler-flag", how, rungs, **changes))
    assert isinstance(cell, Cell)
    return fate(cell)


@pytest.mark.parametrize(
    ("how", "rungs", "expected"),
    [
        ("exit", build.LADDER, "clean"),
        ("exit", ("main-tail", "atexit"), "clean"),
        ("signal", ("handler-entered", "main-tail", "atexit"), "clean"),
        ("lost", build.LADDER, "clean"),
        ("exit", HEARD, "cut"),
        ("signal", HEARD, "cut"),
        ("exit", ("handler-entered", "handler-left", "main-tail"), "cut"),
        ("exit", ("handler-entered", "atexit", "destructor"), "partial"),
        ("exit", ("main-tail",), "partial"),
        ("exit", (), "killed"),
        ("signal", (), "killed"),
        ("lost", (), "killed"),
        ("alive", HEARD, "alive"),
        ("alive", build.LADDER, "alive"),
        ("alive", (), "deaf"),
        ("unborn", (), "unborn"),
        ("stopped", (), "pending"),
        ("stopped", HEARD, "pending"),
    ],
)
def test_word(how: str, rungs: tuple[str, ...], expected: str) -> None:
    assert word(how, rungs) == expected


def test_what_is_seen_from_outside_is_no_mark() -> None:
    assert word("signal", (), ran=["lock-released", "descendants-gone"]) == "killed"


@pytest.mark.parametrize(
    ("rungs", "ran", "expected"),
    [
        (HEARD, ["handler-entered", "temp-file-removed"], "handled"),
        (HEARD, ["handler-entered", "lock-released"], "cut"),
        (("handler-entered", "main-tail"), ["temp-file-removed"], "cut"),
        (("handler-entered", "atexit"), ["temp-file-removed"], "partial"),
        ((), ["temp-file-removed"], "killed"),
    ],
)
def test_a_handler_that_cleans_up_itself(
    rungs: tuple[str, ...], ran: list[str], expected: str
) -> None:
    assert word("exit", rungs, ran=ran) == expected


def test_a_negative_by_the_deadline_is_doubtful_and_a_positive_is_not() -> None:
    assert word("alive", (), basis="deadline") == "deaf?"
    assert word("exit", HEARD, basis="deadline") == "cut?"
    assert word("exit", build.LADDER, basis="deadline") == "clean"


def test_every_word_is_explained() -> None:
    assert list(WORDS) == [
        "clean",
        "partial",
        "handled",
        "cut",
        "killed",
        "alive",
        "deaf",
        "unborn",
        "pending",
        "blocked",
        "-",
        "?",
    ]
    assert all(len(meaning) > 10 for meaning in WORDS.values())
