# SPDX-License-Identifier: MIT
"""csv: a table for a spreadsheet or a data frame."""
from __future__ import annotations

import argparse

from .. import sheet
from ..summary import summarize_all
from .common import OK, take_output, take_records, warner, write_all

NAME = "csv"
HELP = "write CSV: a line a claim and run, or a line a cell and round"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_output(parser)
    parser.add_argument(
        "--of",
        choices=("claims", "cells"),
        default="claims",
        help="what a line is about (default: claims)",
    )


def work(args: argparse.Namespace) -> int:
    with warner() as warn:
        if args.of == "cells":
            chunks = sheet.cells(args.records, warn)
        else:
            chunks = sheet.claims(summarize_all(args.records, warn))
        write_all(chunks, args.output, args.records)
    return OK
