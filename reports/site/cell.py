# SPDX-License-Identifier: MIT
"""cell/<delivery>.html: an article a cell, in which columns that saw the same share a row.

Times are not part of what is the same: they are given as a range.
"""
from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from .. import names
from ..answers import end_words, heard_words
from ..latency import duration
from ..markdown import BASIS_WORDS
from ..model import Blocked, Call, Cell, CellName, Found, Sent
from .known import Footnotes, Known, Knows, Seen
from .page import Page, Site

CALLS, MARKS = 8, 24


class Fact(NamedTuple):
    """What was observed, without times: equal where columns saw the same."""

    seen: Seen
    trouble: str = ""
    end: str = ""
    wrapper: str = ""
    rescued: bool = False
    told: tuple[str, ...] = ()
    refused: bool = False
    heard: str = ""
    marks: tuple[str, ...] = ()
    marks_more: int = 0
    settled: tuple[str, ...] = ()
    lost: int = 0
    basis: str = ""


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


def _call(platform: str, call: Call) -> str:
    """What was called and what came back."""
    if names.is_program(platform, call.call):
        return f"{call.call}: exit code {call.error}"
    error = f", error {names.error(platform, call.error)}" if call.error else ""
    return f"{call.call}: {call.value}{error}"


def _told(platform: str, sent: Sent) -> tuple[str, ...]:
    calls = [_call(platform, call) for call in sent.calls[:CALLS]]
    runs = [(text, len(list(same))) for text, same in groupby(calls)]
    told = [text if count == 1 else f"{count} × {text}" for text, count in runs]
    if len(sent.calls) > CALLS:
        told.append(f"and {len(sent.calls) - CALLS} more calls")
    if sent.error and not any(call.error == sent.error for call in sent.calls):
        told.append(f"error {names.error(platform, sent.error)}")
    return tuple(told)


def fact(platform: str, cell: Cell | Blocked, seen: Seen) -> Fact:
    seen = seen._replace(flaky=None)  # which is a column's own
    if isinstance(cell, Blocked):
        error = f" (error {names.error(platform, cell.error)})" if cell.error else ""
        return Fact(seen, trouble=f"{cell.step}: {cell.what}{error}")
    marked = {mark.rung for mark in cell.marks}
    return Fact(
        seen,
        end=end_words(platform, cell.end),
        wrapper=end_words(platform, cell.wrapper) if cell.wrapper else "",
        rescued=cell.rescued,
        told=_told(platform, cell.sent),
        refused=not cell.sent.ok,
        heard=heard_words(cell.heard),
        marks=tuple(mark.rung for mark in cell.marks[:MARKS]),
        marks_more=max(0, len(cell.marks) - MARKS),
        settled=tuple(rung for rung in cell.ran if rung not in marked),
        lost=cell.marks_lost,
        basis=cell.basis,
    )


def _found(found: Found) -> str:
    """"console, alone; not: window; 2 processes; class X; runtime ucrt"."""
    yes = [id for id, value in sorted(found.facts.items()) if value]
    no = [id for id, value in sorted(found.facts.items()) if not value]
    parts = [", ".join(yes) or "nothing"]
    parts += [f"not {', '.join(no)}"] if no else []
    parts.append(f"processes on its console: {found.processes}")
    parts += [f"window class {found.window_class}"] if found.window_class else []
    parts += [f"C runtime {found.runtime}"] if found.runtime else []
    return "; ".join(parts)


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
                found.setdefault(_found(cell.found), []).append(knows.label)
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
