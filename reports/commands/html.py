# SPDX-License-Identifier: MIT
"""html: the pages."""
from __future__ import annotations

import argparse
from pathlib import Path

from .. import axes
from ..summary import summarize_all
from ..survey import survey
from .common import OK, Cannot, take_last, take_records, warner

NAME = "html"
HELP = "write the pages of the HTML report into a folder"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_last(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", required=True, help="the folder; a report that is there is replaced"
    )


def files(records: list[Path], known: axes.Axes, last: int) -> dict[str, str]:
    """The same for programs, and as Markdown: by the name in the folder."""
    from .. import brief, compat, junit, markdown, sheet, tap

    summaries = summarize_all(records, lambda skipped: None, last)  # said already
    return {
        "report.md": markdown.render(summaries, known),
        "summary.md": brief.render(summaries),
        "junit.xml": junit.render(summaries),
        "report.tap": tap.render(summaries),
        "claims.csv": "".join(sheet.claims(summaries)),
        "compat.json": compat.render(summaries, known),
    }


def work(args: argparse.Namespace) -> int:
    from ..site.build import NotAReport, write

    known = axes.load()
    with warner() as warn:
        found = survey(args.records, warn, known, args.last)
    try:
        page = write(found, known, args.output, files=files(args.records, known, args.last))
    except NotAReport as error:
        raise Cannot(f"{error}\n  Try: an empty folder, or another name") from None
    print(f"page: {page}")
    return OK
