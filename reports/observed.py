# SPDX-License-Identifier: MIT
"""Baselines: what was observed, one line a cell, sorted, made of records and read back.

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
from .fields import shown
from .model import Blocked, Cell, CellName, Line, Run
from .record import RecordError, Skipped
from .source import lines as read
from .versions import version

LINE_MAX = 1 << 22  # a record's longest line with every character as three
HEAD = re.compile(r"# ([a-z0-9_-]{1,64}): (\S.*)")
BOM = "\ufeff"


@dataclass
class Seen:
    """What was observed of each cell, and which cells could not be."""

    outcomes: dict[CellName, set[str]] = field(default_factory=dict)
    troubles: dict[tuple[CellName, int], str] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Take in any line. A run that is gone on with tries again what had trouble: the last word counts."""
        if isinstance(line, Cell):
            self.troubles.pop((line.name, line.round), None)
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


def observed(paths: Iterable[Path], skipped: Callable[[Skipped], None]) -> str:
    """The text of a baseline. Raises RecordError for a file that is no record."""
    heads: set[str] = set()
    seen: dict[str, Seen] = {}
    for path in paths:
        here = Seen()
        for line in read(path, skipped):
            if isinstance(line, Run):
                heads.add(f"# {visible(line.platform)}: {visible(version(line)) or '?'}")
                here = seen.setdefault(line.platform, Seen())
            else:
                here.add(line)
    rows = {line for one in seen.values() for line in one.lines()}
    return "".join(f"{line}\n" for line in (*sorted(heads), *sorted(rows)))


def file_name(platform: str, version: str) -> str:
    """Which baseline is of it: "linux-gnu.txt"; every major version of Wine has its own, "wine-8.txt"."""
    major = re.search(r"[0-9]{1,6}", version, re.ASCII) if platform == "wine" else None
    name = f"{platform}-{int(major[0])}" if major else platform
    return f"{name if re.fullmatch(r'[a-z0-9_-]{1,64}', name) else 'unknown'}.txt"


@dataclass
class Baseline:
    """A baseline as it was read: platforms and versions of its head, and what was observed there."""

    heads: list[tuple[str, str]]
    seen: Seen


def is_baseline(path: Path) -> bool:
    """By its name or its first character. Raises OSError. A pipe is left alone: it is a record."""
    if path.suffix == ".txt":
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4).removeprefix(BOM.encode()).startswith(b"#")


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    hint = f"git checkout {path}, or make it again: python3 -m reports observe RECORD -o {path}"
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(LINE_MAX):
            number += 1
            if not raw.endswith(b"\n"):
                what = "the line is too long" if len(raw) == LINE_MAX else "the last line is torn"
                raise RecordError(path, number, what, hint)
            try:
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise RecordError(path, number, "is not UTF-8", hint) from None
            yield number, text.removesuffix("\n").removesuffix("\r")


def baseline(path: Path) -> Baseline:
    """Read what observed() wrote, and nothing else. Raises RecordError with file, line, what is wrong and
    what to try, and OSError where it cannot be read."""
    found = Baseline([], Seen())
    known: set[str] = set()
    for number, text in _texts(path):
        if text in known:
            raise RecordError(path, number, f"{shown(text)} stands there twice", "remove one of them")
        known.add(text)
        if head := HEAD.fullmatch(text):
            if found.seen.outcomes or found.seen.troubles:
                raise RecordError(path, number, "a head between cells", "heads (# platform: version) come first")
            found.heads.append((head[1], head[2]))
            continue
        if not found.heads:
            hint = f'"# platform: version" as its first line, as `python3 -m reports observe RECORD -o {path}` does'
            raise RecordError(path, number, f"{shown(text)} comes before any head", hint)
        try:
            found.seen.take(outcome.parse(text))
        except outcome.OutcomeError as error:
            hint = f'as in "{outcome.EXAMPLE}"; or make the file again: python3 -m reports observe RECORD'
            raise RecordError(path, number, str(error), hint) from None
    if not found.heads:
        raise RecordError(path, 0, "is no baseline: it is empty", f"python3 -m reports observe RECORD -o {path}")
    return found
