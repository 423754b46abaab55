# SPDX-License-Identifier: MIT
"""cell/<delivery>.html: an article a cell, in which columns that saw the same share a row.

Times are not part of what is the same: they are given as a range.
"""
from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ..latency import duration
from ..markdown import BASIS_WORDS
from ..model import Cell, CellName
from .fact import MARKS, Fact, fact, found_words
from .known import Known, Knows
from .notes import Footnotes
from .page import Page, Site


@dataclass
class Row:
    """Columns that saw the same."""

    fact: Fact
    labels: list[str] = field(default_factory=list)
    flaky: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    older: list[tuple[str, str]] = field(default_factory=list)  # seen in a run before the newest
    cells: list[Cell] = field(default_factory=list)

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Rung and time."""
        times = zip(*([mark.ns for mark in cell.marks[:MARKS]] for cell in self.cells))
        return [(rung, span(ns)) for rung, ns in zip(self.fact.marks, times)]

    @property
    def times(self) -> list[tuple[str, str]]:
        """What is timed, and how long it took."""
        spans = (
            ("ready", [cell.ns.ready for cell in self.cells]),
            ("first", [cell.ns.first for cell in self.cells]),
            ("end", [cell.ns.end for cell in self.cells]),
            ("total", [cell.ns.total for cell in self.cells]),
        )
        return [(name, text) for name, ns in spans if (text := span(ns))]


@dataclass
class Article:
    """One cell."""

    name: CellName
    rows: list[Row]
    found: list[tuple[str, str]]
    missing: list[tuple[str, int]]

    @property
    def quoted(self) -> str:
        return shlex.quote(str(self.name))


def span(numbers: Iterable[int | None]) -> str:
    """"1.00 ms", "1.00 ms – 2.00 ms", or nothing of nothing."""
    known = [number for number in numbers if number is not None]
    if not known:
        return ""
    least, most = duration(min(known)), duration(max(known))
    return least if least == most else f"{least} – {most}"


def article(name: CellName, columns: Sequence[Knows], notes: Footnotes) -> Article:
    rows: dict[Fact, Row] = {}
    found: dict[str, list[str]] = {}
    for knows in columns:
        cell, seen = knows.cell(name), knows.seen(name)
        if cell is None or seen is None:
            continue
        same = fact(knows.column.key.platform, cell, seen)
        row = rows.setdefault(same, Row(same))
        row.labels.append(knows.label)
        if seen.flaky:
            row.flaky.append((knows.label, seen.flaky))
        order = knows.column.cells[name].order
        if order != knows.column.newest.order:
            row.older.append((knows.label, order[0]))
        if isinstance(cell, Cell):
            row.cells.append(cell)
            if cell.found is not None:
                found.setdefault(found_words(cell.found), []).append(knows.label)
    starts = [(", ".join(labels), text) for text, labels in found.items()]
    return Article(name, list(rows.values()), starts, notes.missing(columns, name))


def pages(site: Site) -> Iterator[Page]:
    known = Known(site.survey, site.axes)
    by_delivery: dict[str, list[CellName]] = {}
    for name in known.cells:
        by_delivery.setdefault(name.delivery, []).append(name)
    for delivery in site.axes.sort("delivery", by_delivery):
        notes = Footnotes()
        sections = [
            (key, [article(name, known.columns, notes) for name in cells])
            for key, cells in groupby(by_delivery[delivery], lambda name: (name.probe, name.responder))
        ]
        probes = groupby((key for key, _ in sections), lambda key: key[0])
        context = {
            "probes": [(probe, [responder for _, responder in keys]) for probe, keys in probes],
            "delivery": delivery,
            "count": len(by_delivery[delivery]),
            "sections": sections,
            "columns": known.columns,
            "axes": site.axes,
            "bases": BASIS_WORDS,
            "notes": notes.rows,
        }
        yield Page(f"cell/{delivery}.html", "cell.html.j2", context)
