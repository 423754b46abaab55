# SPDX-License-Identifier: MIT
"""times.html: how long a request took to be heard and to end a process, and which rungs ran after it.

Times are shown, never judged. What is drawn stands in a table too, so that nothing is only in a picture.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..latency import duration
from ..matrix import PROBE
from ..model import Cell
from ..survey import LATENCY_RESPONDERS, Column
from . import plots
from .page import Page, Site

PAGE = "times.html"
DRAWN = 120  # rows of one picture at most; the tables have all
QUANTILES = ((0.0, "least"), (0.25, "quarter"), (0.5, "median"), (0.75, "three quarters"), (1.0, "most"))


@dataclass(frozen=True)
class Reach:
    """A delivery, of how many cells, and in which share of them each rung ran."""

    id: str
    cells: int
    shares: list[float]

    @property
    def percents(self) -> list[str]:
        return [plots.percent(share) for share in self.shares]


@dataclass
class Part:
    """What the page has of one column; a picture is a path, or empty where it could not be drawn."""

    column: Column
    rows: list[plots.Row]
    rungs: list[str]
    reach: list[Reach]
    times_picture: str = ""
    rungs_picture: str = ""


def pages(site: Site) -> Iterator[Page]:
    parts = [_part(site, column) for column in site.survey.columns]
    missing = ""
    try:
        yield from _pictures(parts)
    except ImportError as error:
        missing = error.name or "matplotlib"
        for part in parts:
            part.times_picture = part.rungs_picture = ""
    context = {"parts": parts, "missing": missing, "quantiles": QUANTILES, "spread": spread, "drawn": DRAWN}
    yield Page(PAGE, "times.html.j2", {**context, "responders": LATENCY_RESPONDERS, "probe": PROBE})


def spread(numbers: Sequence[int]) -> list[str]:
    """The quantiles as text; "-" of nothing."""
    ordered = sorted(numbers)
    return [duration(round(plots.quantile(ordered, share))) if ordered else "-" for share, _ in QUANTILES]


def _part(site: Site, column: Column) -> Part:
    timed = site.axes.sort("delivery", (id for id, times in column.times.items() if times.first or times.end))
    rows = [plots.Row(id, column.times[id].first, column.times[id].end) for id in timed]
    cells: dict[str, list[set[str]]] = {}
    for newest in column.cells.values():
        if isinstance(newest.value, Cell) and _counts(newest.value):
            cells.setdefault(newest.value.name.delivery, []).append(set(newest.value.ran))
    ran = {rung for sets in cells.values() for words in sets for rung in words}
    rungs = [rung for rung in site.axes.words["rung"] if rung in ran]
    reach = []
    for id in site.axes.sort("delivery", cells):
        here = cells[id]
        shares = [sum(rung in words for words in here) / len(here) for rung in rungs]
        reach.append(Reach(id, len(here), shares))
    return Part(column, rows, rungs, reach)


def _counts(cell: Cell) -> bool:
    """It listens and was started, and what is not there did not happen: it was waited for to the end."""
    listens = cell.name.probe == PROBE and cell.name.responder in LATENCY_RESPONDERS
    return listens and cell.end.how != "unborn" and cell.basis != "deadline"


def _pictures(parts: Sequence[Part]) -> Iterator[Page]:
    """All distributions have one axis, so that columns can be compared."""
    limits = plots.decades(n for part in parts for row in part.rows for n in (*row.first, *row.gone))
    for number, part in enumerate(parts, 1):
        if part.rows:
            part.times_picture = f"plot/times-{number}.svg"
            yield Page(part.times_picture, text=plots.distributions(part.rows[:DRAWN], limits))
        if part.rungs:
            part.rungs_picture = f"plot/rungs-{number}.svg"
            drawn = part.reach[:DRAWN]
            names = [f"{one.id} ({one.cells})" for one in drawn]
            picture = plots.shares(names, part.rungs, [one.shares for one in drawn])
            yield Page(part.rungs_picture, text=picture)
