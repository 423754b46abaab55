# SPDX-License-Identifier: MIT
"""html: the pages."""
from __future__ import annotations

import argparse
from pathlib import Path

from .. import axes
from ..survey import survey
from .common import OK, Cannot, records, take_records, warner

NAME = "html"
HELP = "write the pages of the HTML report into a folder"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", required=True, help="the folder; a report that is there is replaced"
    )


def work(args: argparse.Namespace) -> int:
    from ..site.build import NotAReport, write

    known = axes.load()
    with records(args) as paths, warner() as warn:
        found = survey(paths, warn, known)
    try:
        page = write(found, known, args.output)
    except NotAReport as error:
        raise Cannot(f"{error}\n  Try: an empty folder, or another name") from None
    print(f"page: {page}")
    return OK
