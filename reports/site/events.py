# SPDX-License-Identifier: MIT
"""What happened to one observed cell, in its order and in words: what its timeline shows.

Knows no format: the picture is made in timeline.py.
"""
from __future__ import annotations

from dataclasses import dataclass

from .. import names
from ..answers import end_words
from ..escape import visible
from ..latency import duration
from ..model import Cell

ROWS, LONGEST = 24, 43  # so long a label has room on one side of every point
BASES = {
    "gone": "the process and its descendants are gone",
    "fence": "nothing more could come",
    "quiet": "it was silent for long enough",
    "deadline": "we stopped waiting, which proves nothing",
}


@dataclass(frozen=True)
class Event:
    """One row."""

    ns: int
    what: str
    shape: str

    @property
    def when(self) -> str:
        text = "0" if self.shape == "delivery" else duration(self.ns)
        return text if len(text) <= 10 else f"{self.ns / 1e9:.2e} s"  # no real time is so long


def _short(text: str) -> str:
    """On one line, and not longer than there is room for."""
    line = visible(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _sent(cell: Cell, platform: str) -> str:
    if cell.sent.ok:
        return f"{cell.name.delivery} sent"
    return f"{cell.name.delivery} refused: {names.error(platform, cell.sent.error)}"


def events(cell: Cell, platform: str) -> tuple[list[Event], int]:
    """The delivery, then the marks that have a time and the end in its order; and how many were left out."""
    timed = sorted((mark.ns, place) for place, mark in enumerate(cell.marks) if mark.ns is not None)
    several = len({mark.pid for mark in cell.marks}) > 1
    found = [Event(0, _short(_sent(cell, platform)), "delivery")]
    for ns, place in timed[:ROWS]:
        mark = cell.marks[place]
        heard = f" {mark.signal}" if mark.signal else ""
        who = f" (pid {mark.pid})" if several else ""
        found.append(Event(ns, _short(f"{mark.rung}{heard}{who}"), "mark"))
    shape = "ended" if cell.end.how in ("exit", "signal") else "on"
    end = Event(cell.ns.end, _short(f"end: {end_words(platform, cell.end)}"), shape)
    marks = found[1:]
    before = [mark for mark in marks if mark.ns <= end.ns]
    return [found[0], *before, end, *marks[len(before) :]], max(0, len(timed) - ROWS)


def words(cell: Cell, platform: str = "") -> str:
    """What the picture shows, as sentences."""
    rows, more = events(cell, platform)
    said = [f"{event.when}: {event.what}." for event in rows]
    if more:
        said.append(f"{more} more marks are not shown.")
    if apart := untimed(cell):
        said.append(apart)
    return " ".join([*said, f"It is over because {BASES[cell.basis]}."])


def untimed(cell: Cell) -> str:
    """The marks that have no time, or nothing."""
    rungs = list(dict.fromkeys(mark.rung for mark in cell.marks if mark.ns is None))
    if not rungs:
        return ""
    more = f" and {len(rungs) - 3} more" if len(rungs) > 3 else ""
    return f"Without a time: {_short(', '.join(rungs[:3]))}{more}."
