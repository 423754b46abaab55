# SPDX-License-Identifier: MIT
"""compat: what holds on which platform and version, for programs."""
from __future__ import annotations

import argparse

from .. import axes
from ..compat import render
from ..summary import summarize_all
from .common import OK, take_output, take_records, warner, write

NAME = "compat"
HELP = "write compatibility data as JSON: claims, and the versions in which they were seen to hold"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_output(parser)


def work(args: argparse.Namespace) -> int:
    with warner() as warn:
        summaries = summarize_all(args.records, warn)
    write(render(summaries, axes.load()), args.output, args.records)
    return OK
