# SPDX-License-Identifier: MIT
"""The headline may never sound better than the record."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports import view
from reports.summary import Summary, summarize

from . import build

NAME = "console/plain/sigterm/handler-flag"


def one(path: Path) -> Summary:
    summaries = summarize(path, lambda skipped: None)
    assert len(summaries) == 1
    return summaries[0]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "No claim was judged."),
        ([build.verdict()], "The one claim is as expected."),
        ([build.verdict("a.x"), build.verdict("a.y")], "All 2 claims are as expected."),
        (
            [build.verdict("a.x", as_expected=False), build.verdict("a.y")],
            "1 of 2 claims is not as expected.",
        ),
        (
            [build.verdict(f"a.{c}", as_expected=False) for c in "xy"],
            "2 of 2 claims are not as expected.",
        ),
        (
            [build.verdict("a.x", ruling="blocked"), build.verdict("a.y", ruling="untested")],
            "No claim was decided. Not decided: 1 untested, 1 blocked.",
        ),
        (
            [build.verdict("a.x"), build.verdict("a.y", ruling="untested")],
            "The one decided claim is as expected. Not decided: 1 untested.",
        ),
        (
            [*map(build.verdict, ("a.x", "a.z")), build.verdict("a.y", ruling="blocked")],
            "All 2 decided claims are as expected. Not decided: 1 blocked.",
        ),
        (
            [build.verdict("a.x", ruling="blocked", as_expected=False), build.verdict("a.y")],
            "1 of 2 claims is not as expected. Not decided: 1 blocked.",
        ),
    ],
)
def test_headline(tmp_path: Path, lines: list[build.Json], says: str) -> None:
    assert view.headline(one(build.whole(tmp_path / "r", *lines))) == says


def test_a_whole_record_needs_no_caveat(tmp_path: Path) -> None:
    path = build.whole(
        tmp_path / "r", build.cell(NAME), build.blocked(NAME, round=1), build.verdict()
    )
    assert view.caveats(one(path)) == []


def test_every_round_of_a_cell_counts(tmp_path: Path) -> None:
    cells = [build.cell(NAME, round=i) for i in range(3)]
    path = build.write(tmp_path / "r", build.run(rounds=3), *cells, build.finish(3))
    assert one(path).observed == 3
    assert view.caveats(one(path)) == []


def test_a_cell_that_was_tried_again_is_no_fault_any_more(tmp_path: Path) -> None:
    """A run that was cut short and gone on with: the trouble stays in the record, before it."""
    again = [build.blocked(NAME, "worker"), build.blocked(NAME, "stage"), build.cell(NAME)]
    still = build.blocked(NAME, "worker", round=1)
    summary = one(build.write(tmp_path / "r", build.run(), *again, still, build.finish(2)))
    assert summary.blocked_count(ground=False) == 1
    assert dict(summary.matrix.words["console", "handler-flag", "sigterm", "plain"]) == {
        "clean": 1,
        "blocked": 1,
    }
    assert view.caveats(summary) == [
        "1 cell blocked by a fault of the harness, which is no verdict."
    ]


@pytest.mark.parametrize(
    ("lines", "tail", "says"),
    [
        ([build.run(), build.cell(NAME)], "", "no last line"),
        (
            [build.run(), build.cell(NAME), build.finish(3)],
            "",
            "counts 3 cells, but the record holds 1",
        ),
        ([build.run(), build.finish(0)], "{\n{", "2 broken lines of the file read past: 3, 4."),
        ([build.run(shard="1/4"), build.finish(0)], "", "This is shard 1/4"),
        (
            [build.run(), build.blocked(NAME, "worker"), build.finish(1)],
            "",
            "1 cell blocked by a fault of the harness",
        ),
        (
            [build.run(), build.cell(NAME, basis="deadline"), build.finish(1)],
            "",
            "1 cell ended by the deadline only",
        ),
        (
            [build.run(), build.cell(NAME, marks_lost=9), build.finish(1)],
            "",
            "1 cell left more marks than are kept",
        ),
        (
            [build.run(), build.verdict(), build.verdict(), build.finish(0)],
            "",
            "1 verdict replaced by a later one",
        ),
    ],
)
def test_caveat(tmp_path: Path, lines: list[build.Json], tail: str, says: str) -> None:
    caveats = view.caveats(one(build.write(tmp_path / "r", *lines, tail=tail)))
    assert len(caveats) == 1
    assert says in caveats[0]


def test_a_judgement_made_again_is_the_one_that_counts(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", build.verdict(as_expected=False), build.verdict())
    assert view.wrong(one(path)) == []


def test_many_broken_lines_are_counted_and_a_few_named(tmp_path: Path) -> None:
    summary = one(build.write(tmp_path / "r", build.run(), tail="{\n" * 500))
    assert summary.skipped_count == 500
    assert (
        "500 broken lines of the file read past: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ..."
        in view.caveats(summary)[1]
    )


def test_a_broken_line_before_a_run_belongs_to_that_run(tmp_path: Path) -> None:
    path = tmp_path / "r"
    whole = build.whole(tmp_path / "whole").read_text(encoding="utf-8")
    path.write_text("{\n" + whole, encoding="utf-8")
    assert [skipped.line for skipped in one(path).skipped] == [1]


def test_runs_that_follow_one_another_are_apart(tmp_path: Path) -> None:
    first = build.whole(tmp_path / "a", build.cell(NAME), platform="linux-gnu").read_text(
        encoding="utf-8"
    )
    second = build.whole(tmp_path / "b", build.verdict(), platform="wine").read_text(
        encoding="utf-8"
    )
    path = tmp_path / "r"
    path.write_text(first + second, encoding="utf-8")
    summaries = summarize(path, lambda skipped: None)
    assert [(s.run.platform, s.observed, len(s.verdicts)) for s in summaries] == [
        ("linux-gnu", 1, 0),
        ("wine", 0, 1),
    ]


def test_families_are_sorted_and_begin_with_what_is_wrong(tmp_path: Path) -> None:
    lines = [
        build.verdict("tty.a"),
        build.verdict("tty.b", as_expected=False),
        build.verdict("atexit.c"),
    ]
    families = view.families(one(build.whole(tmp_path / "r", *lines)))
    assert {family: [v.claim for v in vs] for family, vs in families.items()} == {
        "atexit": ["atexit.c"],
        "tty": ["tty.b", "tty.a"],
    }
    assert list(families) == ["atexit", "tty"]
