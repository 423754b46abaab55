# SPDX-License-Identifier: MIT
"""db: many records in one SQLite database, which every report reads as if it were the records."""
from __future__ import annotations

import argparse
from pathlib import Path

from .common import BAD_RECORD, OK, Cannot, Warner, say

NAME = "db"
HELP = "load records into an SQLite database, made if it is not there"
APART = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "records", nargs="+", type=Path, metavar="RECORD", help="what `lastwords run --record` wrote"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="the database; what is in it stays, and a run that is in it is not loaded twice",
    )


def work(args: argparse.Namespace) -> int:
    from ..database.load import load
    from ..database.store import DatabaseError
    from ..database.write import Fate

    def waiting() -> None:
        say(f"{args.output}: another process uses it; waiting")

    counts = dict.fromkeys(Fate, 0)
    left_out = 0
    warn = Warner()
    try:
        for result in load(args.records, args.output, waiting):
            for skipped in result.skipped:
                warn(skipped)
            if result.error is not None:
                left_out += 1
                say(f"left out: {result.error}")
            for run, fate in result.runs:
                counts[fate] += 1
                if fate in (Fate.OTHER, Fate.LONGER):
                    say(f"{result.path}: run {run.id!a} {fate.value}")
    except DatabaseError as error:
        raise Cannot(str(error)) from None
    finally:
        warn.done()
        loaded = counts[Fate.NEW] + counts[Fate.LONGER]
        more = f", {counts[Fate.SAME]} there already" if counts[Fate.SAME] else ""
        more += f", {counts[Fate.OTHER]} left out" if counts[Fate.OTHER] else ""
        more += f"; {left_out} record{'s' * (left_out > 1)} left out" if left_out else ""
        say(f"{args.output}: {loaded} run{'s' * (loaded != 1)} loaded{more}")
    return BAD_RECORD if left_out or counts[Fate.OTHER] else OK
