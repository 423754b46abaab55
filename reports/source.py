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
LAST = 20


def is_database(path: Path) -> bool:
    """By its first bytes, whatever its name is. Raises OSError when it cannot be read.
    What can be read only once (a pipe) is left alone: it is a record."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def records(
    path: Path, skipped: Callable[[Skipped], None], last: int = LAST
) -> Iterator[tuple[Path, Iterator[Line]]]:
    """Each record with the name it has, or had when it was loaded into a database; its lines are to be used
    up before the next is asked for. Raises RecordError and OSError.

    Of a database: in the order in which they were loaded; of each platform, distribution and shard the newest
    runs, as many as last says, and no others. A record is never cut.
    """
    if is_database(path):
        from .database import read  # not everybody's Python has SQLite

        yield from read.records(path, skipped, last)
    else:
        yield path, record.read(path, skipped)


def lines(path: Path, skipped: Callable[[Skipped], None], last: int = LAST) -> Iterator[Line]:
    """Every line of a record, or of all the records that records() gives of a database."""
    for _, of_it in records(path, skipped, last):
        yield from of_it


def older(path: Path, last: int = LAST) -> int:
    """How many runs of a database are left out because of last; 0 of a record."""
    if not is_database(path):
        return 0
    from .database import read

    return read.older(path, last)


def runs(
    paths: Iterable[Path], skipped: Callable[[Skipped], None], last: int = LAST
) -> Iterator[tuple[Run, Iterator[Line]]]:
    """Each run with its own lines, which are to be used up before the next run is asked for."""
    for path in paths:
        stream = lines(path, skipped, last)
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
