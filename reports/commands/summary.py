# SPDX-License-Identifier: MIT
"""summary: short Markdown for a pull request or the summary of a CI step."""
from __future__ import annotations

import argparse

from ..brief import LEAST, LIMIT, render
from ..summary import summarize_all
from .common import OK, take_output, take_records, warner, write

NAME = "summary"
HELP = "write short Markdown for a pull request or a CI step: what is not as expected comes first"


def _limit(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not LEAST <= number <= 2**31:
        raise argparse.ArgumentTypeError(f"must be a number of bytes, {LEAST} or more, but is {text!r}")
    return number


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_output(parser)
    parser.add_argument(
        "--limit",
        type=_limit,
        default=LIMIT,
        metavar="BYTES",
        help=f"leave out what does not fit, and say so (default: {LIMIT}; a comment on GitHub holds 65536"
        " characters, the summary of a step 1048576 bytes)",
    )


def work(args: argparse.Namespace) -> int:
    with warner() as warn:
        summaries = summarize_all(args.records, warn)
    write(render(summaries, limit=args.limit), args.output, args.records)
    return OK
