# SPDX-License-Identifier: MIT
"""Times of cells: collected as they stream by, shown as medians, never judged."""
from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from .model import Cell

UNITS = ((1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "µs"))


def _numbers() -> array[int]:
    return array("q")


@dataclass
class Times:
    """Delivery to first mark, and delivery to end where the process ended; 8 bytes a number."""

    first: array[int] = field(default_factory=_numbers)
    end: array[int] = field(default_factory=_numbers)

    def add(self, cell: Cell) -> None:
        if cell.ns.first is not None:
            self.first.append(cell.ns.first)
        if cell.end.how in ("exit", "signal"):
            self.end.append(cell.ns.end)


def middle(numbers: Sequence[int]) -> str:
    """The median as text, "-" of nothing."""
    return duration(round(median(numbers))) if numbers else "-"


def slowest(numbers: Sequence[int]) -> str:
    return duration(max(numbers)) if numbers else "-"


def duration(ns: int) -> str:
    """Three digits and a unit: 12.3 ms."""
    for size, unit in UNITS:
        if abs(ns) >= size:
            number = ns / size
            digits = 2 if abs(number) < 10 else 1 if abs(number) < 100 else 0
            return f"{number:.{digits}f} {unit}"
    return f"{ns} ns"
