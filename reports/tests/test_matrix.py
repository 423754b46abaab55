# SPDX-License-Identifier: MIT
"""The table launch x delivery: what stands where, and in which order."""
from __future__ import annotations

from reports.axes import Axes
from reports.matrix import Matrix, Table
from reports.model import CellName

AXES = Axes(
    {
        "launch": {"plain": "", "new-group": "", "no-window": ""},
        "delivery": {"sigterm": "", "kill": ""},
    }
)


def name(text: str) -> CellName:
    return CellName(*text.split("/"))


def matrix(*cells: tuple[str, str], out: tuple[str, ...] = ()) -> Table:
    made = Matrix()
    for cell, word in cells:
        made.add(name(cell), word)
    for pattern in out:
        made.leave_out(name(pattern))
    return made.table("none", AXES)


def grid(table: Table) -> dict[str, list[str]]:
    return {row.delivery: row.words for row in table.rows}


def test_order_is_that_of_the_axes_and_strangers_come_last() -> None:
    table = matrix(
        ("console/zz/kill/none", "killed"),
        ("console/no-window/aa/none", "deaf"),
        ("console/plain/sigterm/none", "killed"),
    )
    assert table.launches == ["plain", "no-window", "zz"]
    assert [row.delivery for row in table.rows] == ["sigterm", "kill", "aa"]


def test_left_out_is_a_dash_and_silence_is_a_question_mark() -> None:
    table = matrix(
        ("console/plain/sigterm/none", "killed"),
        ("console/new-group/kill/none", "killed"),
        out=("console/new-group/sigterm/*",),
    )
    assert grid(table) == {"sigterm": ["killed", "-"], "kill": ["?", "killed"]}


def test_a_pattern_of_another_probe_or_responder_leaves_nothing_out() -> None:
    table = matrix(
        ("console/plain/sigterm/none", "killed"),
        ("console/new-group/kill/none", "killed"),
        out=("deaf/new-group/sigterm/*", "console/new-group/sigterm/ignore"),
    )
    assert grid(table)["sigterm"] == ["killed", "?"]


def test_a_pattern_of_any_probe_counts() -> None:
    table = matrix(
        ("console/plain/sigterm/none", "killed"),
        ("console/new-group/kill/none", "killed"),
        out=("*/new-group/sigterm/*",),
    )
    assert grid(table)["sigterm"] == ["killed", "-"]


def test_rounds_that_agree_are_one_word_and_others_are_counted() -> None:
    plain, group = "console/plain/kill/none", "console/new-group/kill/none"
    table = matrix(
        (plain, "killed"),
        (plain, "killed"),
        (group, "blocked"),
        (group, "clean"),
        (group, "clean"),
        (group, "deaf?"),
    )
    assert grid(table) == {"kill": ["killed", "clean 2, deaf? 1, blocked 1"]}


def test_other_probes_and_responders_are_not_in_it() -> None:
    assert (
        matrix(("deaf/plain/kill/none", "deaf"), ("console/plain/kill/ignore", "deaf")).rows == []
    )
