# SPDX-License-Identifier: MIT
"""markdown: one page of everything, for a repository or a terminal."""
from __future__ import annotations

import argparse

from .. import axes
from ..summary import summarize_all
from .common import OK, take_last, take_output, take_records, warner, write

NAME = "markdown"
HELP = "write a Markdown page"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_last(parser)
    take_output(parser)


def work(args: argparse.Namespace) -> int:
    from ..markdown import render

    with warner() as warn:
        summaries = summarize_all(args.records, warn, args.last)
    write(render(summaries, axes.load()), args.output, args.records)
    return OK
