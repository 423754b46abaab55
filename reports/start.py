# SPDX-License-Identifier: MIT
"""What probes found when they started, by launch: does it have a console, a window, a group?

Collects while a record streams by; knows no output format. Platforms without anything of the kind
say nothing, and have no table.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .axes import Axes
from .model import Cell

PROBE = "console"
WORDS = {True: "yes", False: "no"}
VALUES = ("processes", "window class", "C runtime")


@dataclass(frozen=True)
class StartRow:
    launch: str
    words: list[str]


@dataclass(frozen=True)
class StartTable:
    """Columns are ids of AXES_FOUND and the values; rows are launches."""

    columns: list[str]
    rows: list[StartRow]


def _joined(counts: Counter[str] | None) -> str:
    """The one answer; where cells differ, each with its count; "?" where no cell could tell."""
    if not counts:
        return "?"
    if len(counts) == 1:
        return next(iter(counts))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{word} ({count})" for word, count in ranked)


@dataclass
class Starts:
    """Answers by (launch, column), over all cells of the probe."""

    answers: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def _add(self, launch: str, column: str, word: str) -> None:
        self.answers.setdefault((launch, column), Counter())[word] += 1

    def add(self, cell: Cell) -> None:
        if cell.found is None or cell.name.probe != PROBE:
            return
        for id, value in cell.found.facts.items():
            self._add(cell.name.launch, id, WORDS[value])
        values = (str(cell.found.processes), cell.found.window_class, cell.found.runtime)
        for column, value in zip(VALUES, values):
            self._add(cell.name.launch, column, value or "none")

    def table(self, axes: Axes) -> StartTable:
        launches = axes.sort("launch", {launch for launch, _ in self.answers})
        ids = {column for _, column in self.answers} - set(VALUES)
        columns = [*axes.sort("found", ids), *VALUES] if launches else []
        rows = [
            StartRow(launch, [_joined(self.answers.get((launch, column))) for column in columns])
            for launch in launches
        ]
        return StartTable(columns, rows)
