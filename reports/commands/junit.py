# SPDX-License-Identifier: MIT
"""junit: claims as test cases, for what shows results of tests."""
from __future__ import annotations

import argparse

from ..junit import render
from ..summary import summarize_all
from .common import OK, take_output, take_records, warner, write

NAME = "junit"
HELP = "write JUnit XML: a test case a claim, a test suite a family"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_output(parser)


def work(args: argparse.Namespace) -> int:
    with warner() as warn:
        summaries = summarize_all(args.records, warn)
    write(render(summaries), args.output, args.records)
    return OK
