# SPDX-License-Identifier: MIT
"""tap: claims as test points, for what reads TAP."""
from __future__ import annotations

import argparse

from ..tap import render
from ..summary import summarize_all
from .common import OK, take_output, take_records, warner, write

NAME = "tap"
HELP = "write TAP version 14: a test point a claim"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_output(parser)


def work(args: argparse.Namespace) -> int:
    with warner() as warn:
        summaries = summarize_all(args.records, warn)
    write(render(summaries), args.output, args.records)
    return OK
