# SPDX-License-Identifier: MIT
"""Many records into one database: several processes read, this one writes, in the order of the command line.

A record that cannot be read is said and left out; what is there stays as it is.
"""
from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..model import Run
from ..record import RecordError, Skipped
from ..source import is_database
from .chunk import Chunk, chunks
from .quick import Quick
from .store import DatabaseError, explain, for_loading
from .write import Fate, Writer

WHOLE = 32 << 20  # a larger record is not read ahead, but streamed
WORTH = 4 << 20  # less than this is read sooner than a second process is started
AHEAD = 2  # records that are read ahead, for each reader


@dataclass
class Result:
    """What came of one record: its runs, or why it is left out."""

    path: Path
    runs: list[tuple[Run, Fate]] = field(default_factory=list)
    error: str | None = None
    skipped: list[Skipped] = field(default_factory=list)


Read = list[Chunk] | str


@cache
def _quick() -> Quick:
    """What this process has parsed before."""
    return Quick()


def _why(path: Path, error: OSError) -> str:
    return f"{path}: {error.strerror or error}\n  Try: see that the path is right and may be used"


def _stream(path: Path) -> Iterator[Chunk]:
    if is_database(path):
        raise RecordError(path, 0, "is a database, not a record", "the records that it was made of")
    return chunks(path, _quick())


def read(path: Path) -> Read:
    """All of a record, or why it is none: in another process, where an error is a text."""
    try:
        return list(_stream(path))
    except RecordError as error:
        return str(error)
    except OSError as error:
        return _why(path, error)


def _size(path: Path) -> int:
    """Of a file; a pipe is as large as anything."""
    try:
        return path.stat().st_size if path.is_file() else WHOLE + 1
    except OSError:
        return 0


def jobs(paths: Sequence[Path], cores: int | None = None) -> int:
    """How many readers are worth it: 0 for none but this process."""
    sizes = [size for path in paths if (size := _size(path)) <= WHOLE]
    cores = cores or os.cpu_count() or 1
    return min(cores, len(sizes)) if cores > 1 and len(sizes) > 1 and sum(sizes) > WORTH else 0


def _ahead(
    paths: Iterable[Path], pool: ProcessPoolExecutor, count: int
) -> Iterator[tuple[Path, Read | None]]:
    """Records as the others read them, in their order; None of what is to be streamed here."""
    waiting: deque[tuple[Path, Future[Read] | None]] = deque()
    rest = iter(paths)
    while True:
        while len(waiting) < count and (path := next(rest, None)) is not None:
            waiting.append((path, pool.submit(read, path) if _size(path) <= WHOLE else None))
        if not waiting:
            return
        path, future = waiting.popleft()
        yield path, future.result() if future else None


def _pieces(paths: Sequence[Path], readers: int) -> Generator[tuple[Path, Read | None], None, None]:
    if not readers:
        yield from ((path, None) for path in paths)
        return
    with ProcessPoolExecutor(readers) as pool:
        try:
            yield from _ahead(paths, pool, readers * AHEAD)
        except BrokenProcessPool:
            raise OSError(0, "a process that read records was ended from outside", str(paths[0])) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _kept(found: Iterable[Chunk], kept: list[Skipped]) -> Iterator[Chunk]:
    for chunk in found:
        kept += [other for _, other in chunk.others if isinstance(other, Skipped)]
        yield chunk


def _load(writer: Writer, path: Path, found: Read | None) -> Result:
    result = Result(path)
    if isinstance(found, str):
        result.error = found
        return result
    try:
        stream = _stream(path) if found is None else iter(found)
        result.runs = writer.load(path, _kept(stream, result.skipped))
    except RecordError as error:
        result.error = str(error)
    except OSError as error:
        result.error = _why(path, error)
    return result


def load(
    paths: Sequence[Path], output: Path, waiting: Callable[[], None], readers: int | None = None
) -> Iterator[Result]:
    """Load records and say of each what came of it. Raises DatabaseError where nothing can be written."""
    for path in paths:
        if output.exists() and path.exists() and output.samefile(path):
            raise DatabaseError(output, "is a record and would be overwritten", "another name after -o")
    # Readers are started first: what is open in this process is none of theirs.
    pieces = _pieces(paths, jobs(paths) if readers is None else readers)
    with closing(pieces):
        ahead = next(pieces, None)
        try:
            with closing(for_loading(output, waiting)) as connection:
                writer = Writer(connection, waiting)
                while ahead is not None:
                    yield _load(writer, *ahead)
                    ahead = next(pieces, None)
        except sqlite3.Error as error:
            raise explain(output, error) from None
