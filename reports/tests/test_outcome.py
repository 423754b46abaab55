# SPDX-License-Identifier: MIT
"""The line of a cell: written, and read back without loss and without mercy."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports import outcome
from reports.model import Cell
from reports.parse import parse

from . import build

NAME = "console/plain/sigterm/none"
GOOD = "exit 0; sent; heard SIGTERM; ran atexit main-tail"


def of(**changes: object) -> str:
    cell = parse(build.cell(NAME, **changes))
    assert isinstance(cell, Cell)
    return outcome.outcome(cell)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ran": ["main-tail", "atexit"], "heard": ["SIGTERM"]}, GOOD),
        ({"rungs": (), "how": "signal"}, "signal SIGTERM; sent; heard -; ran -"),
        ({"rungs": (), "end": build.end(code=0xC000013A)}, "exit 0xc000013a; sent; heard -; ran -"),
        ({"rungs": (), "end": build.end(code=2**31 - 1)}, "exit 2147483647; sent; heard -; ran -"),
        ({"rungs": (), "end": build.end(code=-5)}, "exit -5; sent; heard -; ran -"),
        (
            {"rungs": (), "how": "alive", "wrapper": build.end("signal"), "sent": {"ok": False, "error": 6, "calls": []}},
            "alive; started signal SIGTERM; refused 6; heard -; ran -",
        ),
        ({"rungs": (), "heard": ["SIGINT", "SIGINT"]}, "exit 0; sent; heard SIGINT SIGINT; ran -"),
        ({"rungs": (), "how": "lost"}, "lost; sent; heard -; ran -"),
    ],
)
def test_written_and_read_back(changes: dict[str, object], words: str) -> None:
    assert of(**changes) == words
    row = outcome.parse(f"{NAME}: {words}")
    assert (str(row.name), row.outcome, row.blocked) == (NAME, words, False)


@pytest.mark.parametrize("text", ["a\nb", "x; ran -", "", "-", " ", "\u2028", "\ud800", "<b>", "%", "a b", "é" * 999])
def test_whatever_a_record_holds_is_one_line_that_reads_back(text: str) -> None:
    words = of(end=build.end("signal", signal=text or "x"), heard=[text, "SIGTERM"], ran=["atexit", text])
    assert words.isascii() and words.isprintable()
    assert outcome.parse(f"{NAME}: {words}").outcome == words
    assert len(outcome.parts(words)["heard"].split()) == 2
    others = {of(heard=[other]) for other in ("", "-", "%", "%2D", "x", "x y")} | {of(heard=[])}
    assert len(others) == 7


@pytest.mark.parametrize("step", ["ground", "deliver"])
def test_blocked(step: str) -> None:
    row = outcome.parse(f"{NAME}: blocked at {step}")
    assert row.blocked and outcome.parts(row.outcome) == {"end": f"blocked at {step}"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "does not begin with"),
        ("<<<<<<< HEAD", "does not begin with"),
        (f"console/plain/sigterm: {GOOD}", "does not begin with"),
        (f"Console/plain/sigterm/none: {GOOD}", "does not begin with"),
        (f"console/*/sigterm/none: {GOOD}", "does not begin with"),
        (f" {NAME}: {GOOD}", "does not begin with"),
        (f"{NAME}:{GOOD}", "does not begin with"),
        (f"{NAME}: blocked at lunch", "names no step"),
        (f"{NAME}: blocked at ", "names no step"),
        (f"{NAME}: {GOOD} ", "is not what is observed"),
        (f"{NAME}: {GOOD}\n", "is not what is observed"),
        (f"{NAME}: {GOOD}; rested -", "is not what is observed"),
        (f"{NAME}: exit; sent; heard -; ran -", "is not what is observed"),
        (f"{NAME}: exit 0x1; sent; heard -; ran -", "is not what is observed"),
        (f"{NAME}: died; sent; heard -; ran -", "is not what is observed"),
        (f"{NAME}: exit 0; heard -; ran -", "is not what is observed"),
        (f"{NAME}: exit 0; sent; ran -; heard -", "is not what is observed"),
        (f"{NAME}: exit 0; sent; heard ; ran -", "is not what is observed"),
        (f"{NAME}: exit 0; sent; heard -; ran <b>", "is not what is observed"),
        (f"{NAME}: exit 0; sent; heard -; ran \x1b[31m", "is not what is observed"),
        (f"{NAME}: " + "exit 0; " * 10**5, "is not what is observed"),
    ],
)
def test_what_is_no_line_is_said(line: str, said: str) -> None:
    with pytest.raises(outcome.OutcomeError, match=said) as error:
        outcome.parse(line)
    assert str(error.value).isprintable() and len(str(error.value)) < 300


def test_an_end_that_nobody_told_is_no_other_end() -> None:
    tail = "; sent; heard -; ran atexit"
    assert outcome.agree("lost" + tail, "exit 0" + tail) and outcome.agree("signal SIGHUP" + tail, "lost" + tail)
    assert not outcome.agree("lost" + tail, "alive" + tail)
    assert not outcome.agree("lost" + tail, "exit 0; sent; heard -; ran -")
    assert not outcome.agree("lost; started exit 0" + tail, "exit 0" + tail)
    assert not outcome.agree("exit 0" + tail, "exit 1" + tail)
    assert not outcome.agree("blocked at ground", "lost" + tail)
    assert outcome.covered({"lost" + tail}, {"alive" + tail, "exit 0" + tail})
    assert not outcome.covered({"lost" + tail, "alive" + tail}, {"exit 0" + tail})
    assert not outcome.covered({"exit 0" + tail}, ())


def test_baselines_of_this_tree_read_back() -> None:
    files = sorted((Path(__file__).parents[1] / "observed").glob("*.txt"))
    assert {"linux-gnu.txt", "wine-8.txt"} <= {path.name for path in files}
    for path in files:
        rows = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        assert len(rows) > 1000 and rows == sorted(rows)
        assert [outcome.row(*outcome.parse(row)) for row in rows] == rows
