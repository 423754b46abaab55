# SPDX-License-Identifier: MIT
"""The matrix of one probe as tables of words: deliveries down, launches across.

Collects while a record streams by; knows no output format.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .axes import Axes
from .fate import WORDS
from .model import CellName

PROBE = "console"
# Probe and responder of each table; those of the second list only where a record has cells of them.
ALWAYS = ((PROBE, "handler-flag"), (PROBE, "none"))
WHERE_SEEN = (
    (PROBE, "ctrl-handler-flag"),
    (PROBE, "ctrl-handler-cleanup"),
    (PROBE, "ctrl-handler-wait"),
    ("window", "window-proc"),
)


@dataclass(frozen=True)
class Row:
    delivery: str
    words: list[str]


@dataclass(frozen=True)
class Table:
    probe: str
    responder: str
    launches: list[str]
    rows: list[Row]


@dataclass
class Matrix:
    """Words by (probe, responder, delivery, launch), over all rounds."""

    words: dict[tuple[str, str, str, str], Counter[str]] = field(default_factory=dict)
    patterns: set[CellName] = field(default_factory=set)

    def add(self, name: CellName, word: str) -> None:
        if (name.probe, name.responder) in (*ALWAYS, *WHERE_SEEN):
            key = (name.probe, name.responder, name.delivery, name.launch)
            self.words.setdefault(key, Counter())[word] += 1

    def drop(self, name: CellName, word: str) -> None:
        """Take back what add() was told."""
        key = (name.probe, name.responder, name.delivery, name.launch)
        if key in self.words:
            self.words[key] -= Counter([word])
            if not self.words[key]:
                del self.words[key]

    def leave_out(self, name: CellName) -> None:
        if name.probe in (*(probe for probe, _ in (*ALWAYS, *WHERE_SEEN)), "*"):
            self.patterns.add(name)

    def _left_out(self, probe: str, responder: str, delivery: str, launch: str) -> bool:
        here = (probe, launch, delivery, responder)
        return any(all(p in ("*", h) for p, h in zip(pattern, here)) for pattern in self.patterns)

    def _word(self, probe: str, responder: str, delivery: str, launch: str) -> str:
        counts = self.words.get((probe, responder, delivery, launch))
        if counts is None:
            return "-" if self._left_out(probe, responder, delivery, launch) else "?"
        if len(counts) == 1:
            return next(iter(counts))
        order = list(WORDS)
        ranked = sorted(counts, key=lambda word: (order.index(word.rstrip("?")), word))
        return ", ".join(f"{word} {counts[word]}" for word in ranked)

    def table(self, responder: str, axes: Axes, probe: str = PROBE) -> Table:
        """One responder's table, in the order of the axes; no rows when it has no cells."""
        keys = [key for key in self.words if key[:2] == (probe, responder)]
        launches = axes.sort("launch", {launch for *_, launch in keys})
        deliveries = axes.sort("delivery", {delivery for _, _, delivery, _ in keys})
        rows = [
            Row(delivery, [self._word(probe, responder, delivery, launch) for launch in launches])
            for delivery in deliveries
        ]
        return Table(probe, responder, launches, rows)

    def tables(self, axes: Axes) -> list[Table]:
        """Those that every report has, and those that this record has cells of."""
        always = [self.table(responder, axes, probe) for probe, responder in ALWAYS]
        more = [self.table(responder, axes, probe) for probe, responder in WHERE_SEEN]
        return always + [table for table in more if table.rows]
