# SPDX-License-Identifier: MIT
"""Lines that were parsed before, but for their numbers: the second is taken without parsing it.

Runs repeat themselves. A line cut at its times, process ids and round is a template; that of a line which
the parser took is remembered with what it stood for. A line of the same template differs in digits only,
between 0 and 10^18 as those before: the parser would take it as well. Where the parser finds each number is
not guessed: it is shown a line with numbers that are known, once a template.
"""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from ..fields import FieldError
from ..model import Absent, Blocked, Cell, CellName, LeftOut, Line, Verdict
from ..parse import parse
from .outcome import Outcome, numbers, outcome, pack, processes

# A number of one of the keys ns, pid, ready, first, end, total, round, or of another that ends so: what is
# cut out is `":` and the number, the key stays. In a text that quote would have a backslash before it.
KEYS = rb'(?:"ns|pid|ady|rst|end|tal|und)"'
CUT = re.compile(rb'": ?(?:(?<=' + KEYS + rb":)|(?<=" + KEYS + rb": ))(0|[1-9][0-9]{0,17})(?=[,}])")
BASE = 10**17
LONGEST = 1 << 12  # of a line worth to remember
MOST = 1 << 16  # templates, and lines: some 100 MB

Head = tuple[int, int, "int | None", int, int]


class Seen(NamedTuple):
    """An observation: what it repeats, and its numbers. head: round, ready, first, end, total."""

    name: CellName
    outcome: Outcome
    head: Head
    numbers: bytes


Taken = Seen | Line


@dataclass(frozen=True, slots=True)
class Template:
    """Where in a line's numbers is what."""

    name: CellName
    outcome: Outcome
    head: Callable[[list[int | None]], Head]
    rest: tuple[int, ...]
    pids: tuple[int, ...]


def seen(cell: Cell) -> Seen:
    """Of a cell that was parsed."""
    ns = cell.ns
    head = (cell.round, ns.ready, ns.first, ns.end, ns.total)
    return Seen(cell.name, outcome(cell), head, pack(numbers(cell)))


def _all_numbers(cell: Cell) -> list[int | None]:
    """Every number that a template may leave out, in one order; marks without a time are left out."""
    ns = cell.ns
    head = [cell.round, ns.ready, ns.first, ns.end, ns.total]
    marks = [mark.ns for mark in cell.marks if mark.ns is not None]
    calls = [call.ns for call in cell.sent.calls if call.ns is not None]
    return [*head, *calls, *marks, *(mark.pid for mark in cell.marks)]


def _places(parts: list[bytes], cell: Cell) -> list[int] | None:
    """Which number of the line each number of the cell is, -1 for one that is None; None where that
    is not plain. A number that stands in the line and is not cut out is the same in both readings."""
    found = [int(part) for part in parts[1::2]]
    base = BASE
    while any(number == base + i for i, number in enumerate(found)):
        base += len(found)
    texts = iter(parts[::2])
    shown = next(texts) + b"".join(b'":%d' % (base + i) + text for i, text in enumerate(texts))
    try:
        other = parse(json.loads(shown))
    except (ValueError, RecursionError, FieldError):
        return None
    assert isinstance(other, Cell)
    places = []
    for here, there in zip(_all_numbers(cell), _all_numbers(other)):
        if here is None and there is None:
            places.append(-1)
            continue
        at = there - base if there is not None else -1
        if not 0 <= at < len(found) or found[at] != here:
            return None
        places.append(at)
    return places


class Quick:
    """What was parsed before."""

    def __init__(self) -> None:
        self.templates: dict[bytes, Template] = {}
        self.lines: dict[bytes, Line] = {}

    def known(self, raw: bytes) -> Taken | None:
        """What the parser would make of the line, None when it is to be asked."""
        parts = CUT.split(raw)
        template = self.templates.get(b"\0".join(parts[::2]))
        if template is None:
            return self.lines.get(raw)
        values: list[int | None] = [*map(int, parts[1::2]), None]
        rest = [values[i] for i in template.rest]
        pids = [values[i] for i in template.pids]
        if pids:
            # One process left all marks: so it is in the template.
            if pids.count(pids[0]) != len(pids):
                return None
            rest.append(pids[0])
        numbers = pack(rest)  # type: ignore[arg-type]
        return Seen(template.name, template.outcome, template.head(values), numbers)

    def learn(self, raw: bytes, line: Line) -> Taken:
        """What stands for a line that was parsed."""
        if isinstance(line, Cell):
            taken = seen(line)
            if len(raw) <= LONGEST:
                self._remember(raw, line, taken)
            return taken
        if isinstance(line, Absent | LeftOut | Blocked | Verdict) and len(raw) <= LONGEST:
            if len(self.lines) >= MOST:
                self.lines.clear()
            self.lines[raw] = line
        return line

    def _remember(self, raw: bytes, cell: Cell, taken: Seen) -> None:
        parts = CUT.split(raw)
        places = _places(parts, cell) if len(processes(cell)) <= 1 else None
        if places is None:
            return
        if len(self.templates) >= MOST:
            self.templates.clear()
        pids = len(places) - len(cell.marks)
        rest, of_pids = tuple(places[5:pids]), tuple(places[pids:])
        self.templates[b"\0".join(parts[::2])] = Template(
            taken.name, taken.outcome, itemgetter(*places[:5]), rest, of_pids
        )
