# SPDX-License-Identifier: MIT
"""Baselines: what was observed, one line a cell, sorted, made of records.

A change of behaviour is a difference that can be reviewed. Two runs that saw the same give the same
text. A cell that was seen to give two answers has two lines; one that could not be observed in any round
says at which step it was blocked.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from . import outcome
from .escape import visible
from .model import Blocked, Cell, CellName, Line, Run
from .record import Skipped
from .source import LAST
from .source import lines as read
from .versions import version

GROUND = outcome.BLOCKED + "ground"


@dataclass
class Seen:
    """What was observed of each cell, and which cells could not be."""

    outcomes: dict[CellName, set[str]] = field(default_factory=dict)
    troubles: dict[tuple[CellName, int], str] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Take in any line. A run that is gone on with tries again what had trouble, and so do other rounds:
        what was observed counts."""
        if isinstance(line, Cell):
            self.outcomes.setdefault(line.name, set()).add(outcome.outcome(line))
        elif isinstance(line, Blocked):
            self.troubles[line.name, line.round] = outcome.blocked(line)

    def take(self, row: outcome.Row) -> None:
        """Take in a line of a baseline."""
        if row.blocked:
            self.troubles[row.name, len(self.troubles)] = row.outcome
        else:
            self.outcomes.setdefault(row.name, set()).add(row.outcome)

    @property
    def blocked(self) -> dict[CellName, set[str]]:
        """Cells that were observed in no round, and why not."""
        found: dict[CellName, set[str]] = {}
        for (name, _), words in self.troubles.items():
            if name not in self.outcomes:
                found.setdefault(name, set()).add(words)
        return found

    def lines(self) -> Iterator[str]:
        for cells in (self.outcomes, self.blocked):
            for name, many in cells.items():
                yield from (outcome.row(name, words) for words in many)

    def complete(self, older: Seen) -> int:
        """Take from an older baseline the cells that this machine could not look at: blocked at ground, or
        an end that nobody told. Returns how many cells were taken."""
        stuck = {name for name, words in self.blocked.items() if words == {GROUND}}
        for name, words in self.outcomes.items():
            known = older.outcomes.get(name, set())
            if not words <= known and any(word.startswith(outcome.LOST) for word in words):
                stuck |= {name} if outcome.covered(words, known) else set()
        taken = stuck & older.outcomes.keys()
        for name in taken:
            self.outcomes[name] = set(older.outcomes[name])
        return len(taken)


def gather(
    paths: Iterable[Path], skipped: Callable[[Skipped], None], last: int = LAST
) -> tuple[set[str], dict[str, Seen]]:
    """Heads of a baseline, and what was seen by platform. Raises RecordError and OSError."""
    heads: set[str] = set()
    seen: dict[str, Seen] = {}
    for path in paths:
        here = Seen()
        for line in read(path, skipped, last):
            if isinstance(line, Run):
                heads.add(f"# {visible(line.platform)}: {visible(version(line)) or '?'}")
                here = seen.setdefault(line.platform, Seen())
            else:
                here.add(line)
    return heads, seen


def render(heads: Iterable[str], seen: Iterable[Seen]) -> str:
    rows = {line for one in seen for line in one.lines()}
    return "".join(f"{line}\n" for line in (*sorted(heads), *sorted(rows)))


def observed(paths: Iterable[Path], skipped: Callable[[Skipped], None], last: int = LAST) -> str:
    """The text of a baseline. Raises RecordError for a file that is no record."""
    heads, seen = gather(paths, skipped, last)
    return render(heads, seen.values())


def file_name(platform: str, version: str) -> str:
    """Which baseline is of it: "linux-gnu.txt"; every major version of Wine has its own, "wine-8.txt"."""
    major = re.search(r"[0-9]{1,6}", version, re.ASCII) if platform == "wine" else None
    name = f"{platform}-{int(major[0])}" if major else platform
    return f"{name if re.fullmatch(r'[a-z0-9_-]{1,64}', name) else 'unknown'}.txt"
