# SPDX-License-Identifier: MIT
"""matrix.html and matrix/<probe>.<responder>.html: how far the cleanup got, deliveries by launches.

Deliveries and launches that the same platforms have stand together, those of most platforms first.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from ..axes import Axes
from ..model import CellName
from . import signs
from .known import BY_SYSTEM, NOT_APPLICABLE, Known, Knows, Seen, Why
from .notes import Footnotes
from .page import Page, Site


class Chip(NamedTuple):
    """One column's word in one field of a table."""

    column: int
    label: str
    seen: Seen


class Square(NamedTuple):
    """One field of a table; the name where some column knows the cell."""

    name: CellName | None
    chips: list[Chip]
    missing: list[tuple[str, int]]


@dataclass
class Head:
    """A delivery or a launch, with the numbers of notes on where it does not exist."""

    id: str
    word: str
    notes: list[int]
    squares: list[Square] = field(default_factory=list)


@dataclass
class Group:
    """Ids that exist on the same platforms."""

    platforms: tuple[str, ...]
    heads: list[Head]


@dataclass
class Overview:
    """One table in the list of tables."""

    probe: str
    responder: str
    cells: int
    counts: list[list[tuple[signs.Sign, int]]]  # a column each


def _groups(
    axis: str, names: Sequence[CellName], columns: Sequence[Knows], axes: Axes, notes: Footnotes
) -> list[Group]:
    """The ids of an axis in these cells."""
    at = CellName._fields.index(axis)
    where: dict[str, set[str]] = {}
    for name in names:
        platforms = where.setdefault(name[at], set())
        platforms.update(knows.column.key.platform for knows in columns if knows.cell(name))
    everywhere = axes.sort("platform", {knows.column.key.platform for knows in columns})

    def rank(id: str) -> tuple[int, list[int]]:
        return (-len(where[id]), sorted(everywhere.index(platform) for platform in where[id]))

    groups = []
    ids = sorted(axes.sort(axis, where), key=rank)  # keeps the order of the axis
    for _, same in groupby(ids, key=rank):
        heads = [Head(id, axes.word(axis, id), _absent(axis, id, columns, notes)) for id in same]
        groups.append(Group(tuple(p for p in everywhere if p in where[heads[0].id]), heads))
    return groups


def _absent(axis: str, id: str, columns: Sequence[Knows], notes: Footnotes) -> list[int]:
    reasons: dict[Why, list[str]] = {}
    for knows in columns:
        if why := knows.absent(axis, id):
            reasons.setdefault(why, []).append(knows.label)
    return [notes.number(labels, why) for why, labels in reasons.items()]


def _square(name: CellName, columns: Sequence[Knows], notes: Footnotes) -> Square:
    chips = [
        Chip(i, knows.label, seen) for i, knows in enumerate(columns) if (seen := knows.seen(name))
    ]
    if chips:  # what a platform does not have is said once, in the heads
        return Square(name, chips, notes.missing(columns, name, but=NOT_APPLICABLE))
    return Square(None, chips, notes.missing(columns, name))


def _table(probe: str, responder: str, names: Sequence[CellName], known: Known) -> dict[str, object]:
    here = [knows for knows in known.columns if any(map(knows.cell, names))]
    notes = Footnotes()
    launches = _groups("launch", names, here, known.axes, notes)
    deliveries = _groups("delivery", names, here, known.axes, notes)
    for group in deliveries:
        for row in group.heads:
            row.squares = [
                _square(CellName(probe, launch.id, row.id, responder), here, notes)
                for across in launches
                for launch in across.heads
            ]
    return {
        "probe": probe,
        "responder": responder,
        "count": len(names),
        "launches": launches,
        "deliveries": deliveries,
        "across": sum(len(group.heads) for group in launches),
        "columns": here,
        "platforms": len({knows.column.key.platform for knows in here}),
        "without": [(knows.label, _nothing(knows, names)) for knows in known.columns if knows not in here],
        "notes": notes.rows,
    }


def _nothing(knows: Knows, names: Sequence[CellName]) -> list[Why]:
    """Why a column has no cell of a table: that its platform has no such probe or responder is enough."""
    for axis in ("probe", "responder"):
        if why := knows.absent(axis, getattr(names[0], axis)):
            return [why]
    return list(dict.fromkeys(map(knows.why, names)))


def _counts(knows: Knows, names: Sequence[CellName]) -> list[tuple[signs.Sign, int]]:
    """Cells by fate; one whose rounds disagree counts for each of them."""
    found: Counter[signs.Sign] = Counter()
    for name in names:
        if knows.cell(name) is not None:
            found.update(sign for sign, _ in knows.fates(name))
    order = list(signs.FATES)
    return sorted(found.items(), key=lambda item: (order.index(item[0].word.rstrip("?")), item[0].word))


def words(axes: Axes, probe: str, responder: str) -> tuple[str, str]:
    return axes.word("probe", probe), axes.word("responder", responder)


def pages(site: Site) -> Iterator[Page]:
    known = Known(site.survey, site.axes)
    tables = {
        key: list(names)
        for key, names in groupby(known.cells, key=lambda name: (name.probe, name.responder))
    }
    overviews = [
        Overview(probe, responder, len(names), [_counts(knows, names) for knows in known.columns])
        for (probe, responder), names in tables.items()
    ]
    by_probe = [(probe, list(rows)) for probe, rows in groupby(overviews, key=lambda row: row.probe)]
    common = {"columns": known.columns, "axes": site.axes, "by_system": site.axes.sort("rung", BY_SYSTEM)}
    yield Page("matrix.html", "matrix.html.j2", {**common, "probes": by_probe})
    for (probe, responder), names in tables.items():
        context = _table(probe, responder, names, known)
        yield Page(f"matrix/{probe}.{responder}.html", "table.html.j2", common | context)
