# SPDX-License-Identifier: MIT
"""observe: the text of a baseline."""
from __future__ import annotations

import argparse

from ..observed import observed
from .common import OK, say_older, take_last, take_output, take_records, warner, write

NAME = "observe"
HELP = "write one line a cell, sorted, without times"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_last(parser)
    take_output(parser)


def work(args: argparse.Namespace) -> int:
    say_older(args.records, args.last)
    with warner() as warn:
        text = observed(args.records, warn, args.last)
    write(text, args.output, args.records)
    return OK
