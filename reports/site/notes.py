# SPDX-License-Identifier: MIT
"""Reasons with numbers, listed once a page: why columns do not know a cell."""
from __future__ import annotations

from collections.abc import Iterable

from ..model import CellName
from .known import Knows, Why


class Footnotes:
    """Reasons with numbers: the same reason for the same columns is one note."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[tuple[str, ...], Why], int] = {}

    def number(self, labels: Iterable[str], why: Why) -> int:
        return self.numbers.setdefault((tuple(labels), why), len(self.numbers) + 1)

    def missing(self, columns: Iterable[Knows], name: CellName, but: str = "") -> list[tuple[str, int]]:
        """Word and number for each reason why some of these columns do not know the cell; without
        those of a word that is said elsewhere."""
        reasons: dict[Why, list[str]] = {}
        for knows in columns:
            if name not in knows.column.cells:
                reasons.setdefault(knows.why(name), []).append(knows.label)
        return [
            (why.word, self.number(labels, why)) for why, labels in reasons.items() if why.word != but
        ]

    @property
    def rows(self) -> list[tuple[str, Why]]:
        """In the order of their numbers, as a page's list shows them."""
        return [(", ".join(labels), why) for labels, why in self.numbers]
