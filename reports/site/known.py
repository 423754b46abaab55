# SPDX-License-Identifier: MIT
"""What the columns of a survey know of a cell, and why one knows nothing of it.

Words only: how they are shown is for the templates. Made once for all pages that speak of cells.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from ..axes import Axes
from ..fate import WORDS, fate
from ..model import Blocked, Cell, CellName
from ..survey import Column, Observation, Survey
from . import signs
from .columns import short

AXES = ("probe", "launch", "delivery", "responder")
# What the system does when a process is gone, whatever that process did about it.
BY_SYSTEM = frozenset({"lock-released", "descendants-gone", "delete-on-close", "mutex-abandoned"})
NOT_APPLICABLE, LEFT_OUT, UNKNOWN = "not applicable", "left out", "unknown"


class Why(NamedTuple):
    """Why a column knows nothing of a cell."""

    word: str
    text: str


class Seen(NamedTuple):
    """How far the cleanup got in a column, in short."""

    fates: tuple[tuple[signs.Sign, int], ...]  # with counts, where rounds disagree; else one with 0
    ran: int  # rungs that the program climbed itself
    rungs: int  # of those that its responder reached anywhere in the column
    flaky: tuple[int, int] | None

    @property
    def kind(self) -> str:
        return self.fates[0][0].kind if len(self.fates) == 1 else "part"

    @property
    def eighths(self) -> int:
        """The length of a bar; full only where all ran, empty only where none did."""
        if not 0 < self.ran < self.rungs:
            return 8 if self.ran else 0
        return min(7, max(1, round(8 * self.ran / self.rungs)))


def rungs_of(cells: Iterable[Observation]) -> dict[tuple[str, str], int]:
    """How many rungs of its own each responder of each probe reached anywhere."""
    found: dict[tuple[str, str], set[str]] = {}
    for cell in cells:
        if isinstance(cell, Cell):
            found.setdefault((cell.name.probe, cell.name.responder), set()).update(cell.ran)
    return {key: len(rungs - BY_SYSTEM) for key, rungs in found.items()}


@dataclass
class Knows:
    """One column, asked about cells."""

    column: Column
    label: str

    @cached_property
    def _rungs(self) -> dict[tuple[str, str], int]:
        return rungs_of(newest.value for newest in self.column.cells.values())

    @cached_property
    def _left_out(self) -> dict[tuple[str, ...], str]:
        rows = sorted((pattern.name, pattern.why) for pattern in self.column.patterns)
        return {tuple(name): why for name, why in rows}

    def cell(self, name: CellName) -> Observation | None:
        newest = self.column.cells.get(name)
        return newest.value if newest else None

    def fates(self, name: CellName) -> tuple[tuple[signs.Sign, int], ...]:
        """The sign of a cell that is known; where rounds disagree, each with its count."""
        newest, rounds = self.column.cells[name], self.column.rounds.get(name)
        if rounds and rounds.order == newest.order and len(rounds.value) > 1:
            order = list(WORDS)
            words = sorted(rounds.value, key=lambda word: (order.index(word.rstrip("?")), word))
            return tuple((signs.fated(word), rounds.value[word]) for word in words)
        word = "blocked" if isinstance(newest.value, Blocked) else fate(newest.value)
        return ((signs.fated(word), 0),)

    def seen(self, name: CellName) -> Seen | None:
        cell = self.cell(name)
        if cell is None:
            return None
        flaky, fates = self.column.cell_tally.flaky(name), self.fates(name)
        if isinstance(cell, Blocked) or len(fates) > 1:  # how far depends on the round
            return Seen(fates, 0, 0, flaky)
        rungs = self._rungs.get((name.probe, name.responder), 0)
        return Seen(fates, len(set(cell.ran) - BY_SYSTEM), rungs, flaky)

    def why(self, name: CellName) -> Why:
        """For a cell that is not known."""
        for axis, id in zip(AXES, name):
            if absent := self.absent(axis, id):
                return absent
        for pattern in product(*((id, "*") for id in name)):
            if pattern in self._left_out:
                return Why(LEFT_OUT, self._left_out[pattern])
        return Why(UNKNOWN, "no record says anything about it")

    def absent(self, axis: str, id: str) -> Why | None:
        """Where the platform has nothing of the kind."""
        newest = self.column.absents.get((axis, id))
        return Why(NOT_APPLICABLE, f"no such {axis}: {newest.value}") if newest else None


@dataclass
class Known:
    """All columns, and the order of all cells."""

    survey: Survey
    axes: Axes

    @cached_property
    def columns(self) -> list[Knows]:
        labels = short(column.key for column in self.survey.columns)
        return [Knows(column, label) for column, label in zip(self.survey.columns, labels)]

    @cached_property
    def cells(self) -> list[CellName]:
        """By probe, responder, delivery, launch, each in the order of the axes."""
        found = self.survey.cells
        ranks = {
            axis: {id: i for i, id in enumerate(self.axes.sort(axis, {name[at] for name in found}))}
            for at, axis in enumerate(AXES)
        }
        probe, launch, delivery, responder = (ranks[axis] for axis in AXES)

        def order(name: CellName) -> tuple[int, int, int, int]:
            return (
                probe[name.probe],
                responder[name.responder],
                delivery[name.delivery],
                launch[name.launch],
            )

        return sorted(found, key=order)
