# SPDX-License-Identifier: MIT
"""observe: the text of a baseline."""
from __future__ import annotations

import argparse

from ..observed import observed
from .common import OK, take_output, take_records, warner, write

NAME = "observe"
HELP = "write one line a cell, sorted, without times"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_output(parser)


def work(args: argparse.Namespace) -> int:
    with warner() as warn:
        text = observed(args.records, warn)
    write(text, args.output, args.records)
    return OK
