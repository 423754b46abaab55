# SPDX-License-Identifier: MIT
"""Where reports get their lines from: a record (JSON Lines), or a database of many records.

Everything else reads through here, so every report can be made of either.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from . import record
from .model import Line, Run
from .record import Skipped

SQLITE = b"SQLite format 3\x00"


def is_database(path: Path) -> bool:
    """By its first bytes, whatever its name is. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def lines(path: Path, skipped: Callable[[Skipped], None]) -> Iterator[Line]:
    """Every line of a record, or those that a database keeps. Raises RecordError and OSError."""
    return record.read(path, skipped)


def runs(
    paths: Iterable[Path], skipped: Callable[[Skipped], None]
) -> Iterator[tuple[Run, Iterator[Line]]]:
    """Each run with its own lines, which are to be used up before the next run is asked for."""
    for path in paths:
        stream = lines(path, skipped)
        ahead: list[Run] = []

        def rest(stream: Iterator[Line] = stream, ahead: list[Run] = ahead) -> Iterator[Line]:
            for line in stream:
                if isinstance(line, Run):
                    ahead.append(line)
                    return
                yield line

        first = next(stream, None)
        if isinstance(first, Run):
            ahead.append(first)
        while ahead:
            run, own = ahead.pop(), rest()
            yield run, own
            for _ in own:  # what was not asked for
                pass
