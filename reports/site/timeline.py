# SPDX-License-Identifier: MIT
"""One observed cell as a picture: what happened when, counted from the delivery.

Each event has a row of its own, so that labels never meet: its point is where its time is, its words
are beside it. Pure: a cell and the platform that gives its numbers names, to an inline SVG. Which file
it goes into, and how it is coloured, are others' business.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

from markupsafe import Markup

from ..escape import visible
from ..latency import duration
from ..model import Cell
from .events import Event, events, untimed, words

WIDTH, ROW, TOP, LEFT, RIGHT = 720, 20, 14, 84, 30  # left of the axis is a column of times
CHAR = 7  # of the style sheet's 11.5 px monospace, rounded up
LOG_FROM = 25  # how often the first time fits into the last before a linear axis shows nothing of it
BREAK = 46  # from 0 to the first decade of a logarithmic axis
TICKS = 5
SHAPES = {
    "delivery": "M-5-5H5L0 5Z",
    "mark": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
    "ended": "M-4.5-4.5h9v9h-9Z",
    "on": "M0-6L6 0L0 6L-6 0Z",
}


@dataclass(frozen=True)
class Axis:
    """Where a time is, and what is written under it."""

    kind: str
    x: Callable[[int], float]
    ticks: tuple[int, ...]


def _nice(least: float) -> int:
    """1, 2 or 5 times a power of ten, not below."""
    power = 10 ** max(0, math.floor(math.log10(max(least, 1))))
    return next(int(step * power) for step in (1, 2, 5, 10) if step * power >= least)


def axis(times: Iterable[int]) -> Axis:
    """Linear, or logarithmic with a break after 0 where the first time would be lost in it."""
    after = sorted(time for time in times if time > 0) or [1]
    first, last, room = after[0], after[-1], WIDTH - LEFT - RIGHT
    if last <= first * LOG_FROM:
        step = _nice(last / TICKS)

        def linear(ns: int) -> float:
            return LEFT + room * max(0, ns) / last

        return Axis("linear", linear, tuple(range(0, last + 1, step)))
    low = math.floor(math.log10(first))
    spread = math.log10(last) - low

    def logarithmic(ns: int) -> float:
        return LEFT + BREAK + (room - BREAK) * (math.log10(ns) - low) / spread if ns > 0 else LEFT

    # At most so many decades that their labels have room.
    every = math.ceil(spread / 7)
    decades = range(low, math.floor(math.log10(last)) + 1, every)
    return Axis("logarithmic", logarithmic, (0, *(10**decade for decade in decades)))


def _tick(ns: int) -> str:
    """"10 µs", without the digits that a round number does not need."""
    number, _, unit = duration(ns).partition(" ")
    return f"{float(number):g} {unit}" if ns else "0"


def _width(text: str) -> float:
    return CHAR * sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _row(event: Event, x: float, y: int) -> Markup:
    """The time in its column, a point, and its label on the side that has room."""
    left = x + 10 + _width(event.what) > WIDTH and x > (LEFT + WIDTH) / 2
    anchor, at = (' class="left"', x - 10) if left else ("", x + 10)
    return Markup(
        '<text class="when" x="{}" y="{}">{}</text>'
        '<path class="{}" d="{}" transform="translate({:.0f} {})"/>'
        '<text{} x="{:.0f}" y="{}">{}</text>'
    ).format(
        *(LEFT - 14, y + 4, event.when),
        *(event.shape, SHAPES[event.shape], x, y),
        *(Markup(anchor), at, y + 4, event.what),
    )


def timeline(cell: Cell, platform: str = "") -> Markup:
    """The picture. It has no ids, so a page may have many."""
    rows, more = events(cell, platform)
    scale = axis(event.ns for event in rows)
    bottom = TOP + ROW * len(rows)
    parts = []
    for ns in scale.ticks:
        tick = Markup(
            '<path class="grid" d="M{0:.0f} 4V{1}"/><text class="tick" x="{0:.0f}" y="{2}">{3}</text>'
        )
        parts.append(tick.format(scale.x(ns), bottom, bottom + 14, _tick(ns)))
    if scale.kind == "logarithmic":  # the axis is broken between 0 and the first decade
        gap = Markup('<path class="break" d="M{0} {1}l4-8m1 8l4-8"/>')
        parts.append(gap.format(LEFT + BREAK // 2 - 4, bottom + 4))
    parts.append(Markup('<path class="axis" d="M{} {}H{}"/>').format(LEFT, bottom, WIDTH - RIGHT))
    parts += [_row(event, scale.x(event.ns), TOP + ROW * place + 4) for place, event in enumerate(rows)]
    notes = [f"time since the delivery, {scale.kind} axis"]
    notes += [f"{more} more marks are not shown"] if more else []
    notes += [apart] if (apart := untimed(cell)) else []
    for place, note in enumerate(notes):
        line = Markup('<text class="note" x="{}" y="{}">{}</text>')
        parts.append(line.format(LEFT - 4, bottom + 32 + 16 * place, note))
    height = bottom + 32 + 16 * len(notes) - 8
    return Markup(
        '<svg class="timeline" role="img" width="{0}" height="{1}" viewBox="0 0 {0} {1}">'
        "<title>{2}</title><desc>{3}</desc>{4}</svg>"
    ).format(
        WIDTH, height, f"Timeline of {cell.name}", visible(words(cell, platform)), Markup("").join(parts)
    )
