# SPDX-License-Identifier: MIT
"""A record made small: what one process reads of it and another writes into a database. Knows no SQL.

A chunk is of one run. A run that is longer than a chunk has several; memory holds one.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from ..model import Line, Run
from ..record import Skipped, follow
from .outcome import Outcome
from .quick import Quick, Seen, Taken

ROWS = 20_000

# cell and outcome as places in the lists of the chunk; seq; round, ready, first, end, total; numbers
Row = tuple[int, int, int, tuple[int, int, "int | None", int, int], bytes]


@dataclass
class Chunk:
    """A part of a run: the first has its run line (starts), the last its digest and how many lines it has."""

    starts: Run | None = None
    names: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    outcomes: dict[Outcome, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    others: list[tuple[int, Line | Skipped]] = field(default_factory=list)
    digest: bytes | None = None
    lines: int = 0

    def add(self, seq: int, seen: Seen) -> None:
        name = self.names.setdefault(seen.name, len(self.names))
        outcome = self.outcomes.setdefault(seen.outcome, len(self.outcomes))
        self.rows.append((name, outcome, seq, seen.head, seen.numbers))


def chunks(path: Path, quick: Quick) -> Iterator[Chunk]:
    """All of a record, run by run. Raises RecordError and OSError as record.read() does."""
    here: Chunk | None = None
    early: list[Skipped] = []
    hashed, lines, seq = blake2b(digest_size=16), 0, 0

    def skip(skipped: Skipped) -> None:
        nonlocal seq
        if here is None:
            early.append(skipped)
            return
        here.others.append((seq, skipped))
        seq += 1

    def known(raw: bytes) -> tuple[bytes, Taken] | None:
        taken = quick.known(raw)
        return None if taken is None else (raw, taken)

    for raw, taken in follow(path, skip, known, lambda raw, line: (raw, quick.learn(raw, line))):
        if isinstance(taken, Run):
            if here is not None:
                here.digest, here.lines = hashed.digest(), lines
                yield here
            here, hashed, lines = Chunk(taken), blake2b(digest_size=16), 0
            here.others += enumerate(early)
            seq = len(early)
            early.clear()
        assert here is not None
        hashed.update(raw.rstrip(b"\r\n"))
        hashed.update(b"\n")
        lines += 1
        if isinstance(taken, Seen):
            here.add(seq, taken)
            seq += 1
        elif not isinstance(taken, Run):
            here.others.append((seq, taken))
            seq += 1
        if len(here.rows) + len(here.others) >= ROWS:
            yield here
            here = Chunk()
    if here is not None:
        here.digest, here.lines = hashed.digest(), lines
        yield here
