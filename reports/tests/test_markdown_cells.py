# SPDX-License-Identifier: MIT
"""report.md, what it says of cells: the matrix, bases, times, and what was not observed."""
from __future__ import annotations

from pathlib import Path

from . import build
from .page import section, table, tables
from .sample import C, report


def test_the_matrix_for_a_handler(page: str) -> None:
    rows = {
        row.pop("delivery"): row for row in table(page, "Probe `console`, responder `handler-flag`")
    }
    assert rows == {
        "sigterm": {
            "plain": "clean",
            "no-window": "blocked",
            "new-console": "?",
            "term-blocked": "deaf",
            "stopped": "pending",
        },
        "tty-close": {
            "plain": "?",
            "no-window": "-",
            "new-console": "clean",
            "term-blocked": "?",
            "stopped": "?",
        },
        "twice": {
            "plain": "cut",
            "no-window": "?",
            "new-console": "?",
            "term-blocked": "?",
            "stopped": "?",
        },
    }


def test_the_matrix_for_no_handler(page: str) -> None:
    rows = {row.pop("delivery"): row for row in table(page, "Probe `console`, responder `none`")}
    assert rows == {
        "sigterm": {"plain": "killed", "no-window": "blocked"},
        "kill": {"plain": "blocked", "no-window": "?"},
    }


def test_every_word_of_the_matrix_is_explained_under_it(page: str) -> None:
    body = tables(section(page, "How far the cleanup got"))
    explained = {row["word"] for rows in body for row in rows if "word" in row}
    used = {
        word for rows in body[:2] for row in rows for key, word in row.items() if key != "delivery"
    }
    assert used == {"clean", "blocked", "deaf", "pending", "cut", "killed", "-", "?"}
    assert used <= explained


def test_launches_and_deliveries_have_their_words(page: str) -> None:
    body = tables(section(page, "How far the cleanup got"))
    launches = {
        row["launch"]: row["how it is started"] for rows in body for row in rows if "launch" in row
    }
    assert launches["term-blocked"] == "with SIGTERM blocked in the inherited mask"
    deliveries = [row["delivery"] for row in body[-1]]
    assert deliveries == ["sigterm", "kill", "tty-close", "twice"]


def test_bases_are_counted(page: str) -> None:
    rows = {row["basis"]: row["cells"] for row in table(page, "Why the cells are over")}
    assert rows == {"gone": "4", "fence": "2", "quiet": "1", "deadline": "0"}


def test_times_are_medians(tmp_path: Path) -> None:
    def times(first: int | None, end: int) -> dict[str, int | None]:
        return {"ready": 1, "first": first, "end": end, "total": 9}

    name = f"{C}/plain/sigterm/handler-flag"
    cells = [
        build.cell(name, ns=times(first * 1000, end * 1000000))
        for first, end in ((1, 2), (3, 4), (8, 90))
    ]
    alive = build.cell(f"{C}/plain/sighup/handler-flag", "alive", (), ns=times(None, 7))
    other = build.cell(f"{C}/plain/sigquit/none", ns=times(1, 1))
    rows = table(report(tmp_path / "r", *cells, alive, other), "Times")
    assert [list(row.values()) for row in rows] == [
        ["sigterm", "3", "3.00 µs", "3", "4.00 ms", "90.0 ms"],
        ["sighup", "0", "-", "0", "-", "-"],
    ]


def test_blocked_cells_are_grouped_by_reason(page: str) -> None:
    ours, ground = table(page, "Blocked by a fault of the harness"), table(
        page, "Not offered by this machine"
    )
    assert [list(row.values()) for row in ours] == [
        ["worker", "32", "the worker is gone", "1", "console/plain/kill/none"]
    ]
    assert [(row["what"], row["cells"]) for row in ground] == [("no user namespaces", "2")]
    assert "console/no-window/sigterm/none" in ground[0]["for example"]


def test_left_out_is_grouped_by_reason(page: str) -> None:
    rules, ids = tables(section(page, "Left out"))[:2]
    assert [(row["why"], row["entries"]) for row in rules] == [
        ("no terminal at this launch", "2"),
        ("has no handler", "1"),
    ]
    assert [list(row.values()) for row in ids] == [["launch", "conpty", "Windows only"]]


def test_all_cells_of_a_reason_count_and_a_few_are_named(tmp_path: Path) -> None:
    cells = [build.blocked(f"{C}/plain/kill/r{i}") for i in range(9)]
    (row,) = table(report(tmp_path / "r", *cells), "Not offered by this machine")
    assert row["cells"] == "9"
    assert row["for example"] == f"{C}/plain/kill/r0, {C}/plain/kill/r1, {C}/plain/kill/r2"


def test_too_many_reasons_are_counted(tmp_path: Path) -> None:
    cells = [build.blocked(f"{C}/plain/kill/r{i}", what=f"reason {i}") for i in range(45)]
    page = report(tmp_path / "r", *cells)
    assert len(table(page, "Not offered by this machine")) == 40
    assert "And 5 more reasons." in page
