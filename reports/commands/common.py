# SPDX-License-Identifier: MIT
"""What commands share: exit codes, messages, arguments, and writing what they made."""
from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..record import Skipped
from .output import pour
from ..source import LAST, older

OK, BAD_RECORD, CANNOT = 0, 1, 2
WARNINGS = 10


class Cannot(Exception):
    """What was asked for cannot be done; the text says why and what to try."""


def say(message: str) -> None:
    print(f"reports: {message}", file=sys.stderr)


class Warner:
    """Prints the first warnings and counts the others."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, skipped: Skipped) -> None:
        self.count += 1
        if self.count <= WARNINGS:
            say(f"warning: {skipped}")

    def done(self) -> None:
        if self.count > WARNINGS:
            say(f"warning: {self.count - WARNINGS} more lines were read past")


@contextmanager
def warner() -> Iterator[Warner]:
    """For the time of reading: what is read past is said, however that ends."""
    one = Warner()
    try:
        yield one
    finally:
        one.done()


def take_records(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "records",
        nargs="+",
        type=Path,
        metavar="RECORD",
        help="what `lastwords run --record` wrote; several platforms and shards may come together",
    )


def take_last(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--last",
        type=_count,
        default=LAST,
        metavar="N",
        help="of a database, only the newest N runs of each platform and distribution (default: %(default)s)",
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:19]) <= 2**62:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def say_older(records: Sequence[Path], last: int) -> None:
    """What --last leaves out is said."""
    for path in records:
        if count := older(path, last):
            say(f"{path}: {count} older run{'s' * (count > 1)} left out\n  Try: a larger number after --last")


def take_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="where to write (default: standard output)",
    )


def guard(output: Path | None, records: Sequence[Path]) -> None:
    """Raises Cannot where a record would be overwritten."""
    if output is None or not output.exists():
        return
    if any(record.exists() and output.samefile(record) for record in records):
        raise Cannot(f"{output} is a record and would be overwritten\n  Try: another name after -o")


def write_all(chunks: Iterable[str], output: Path | None, records: Sequence[Path]) -> None:
    """Piece by piece to the file, or to standard output. Raises Cannot where that would overwrite a
    record."""
    guard(output, records)
    pour(chunks, output)


def write(page: str, output: Path | None, records: Sequence[Path]) -> None:
    """To the file, or to standard output. Raises Cannot where that would overwrite a record."""
    write_all([page], output, records)
