# SPDX-License-Identifier: MIT
"""summary: short Markdown for a pull request or the summary of a CI step."""
from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from .. import axes
from ..brief import LEAST, LIMIT, render
from ..changes_markdown import changes_markdown
from ..compare import compare
from ..escape import Markdown, quiet
from ..record import RecordError, Skipped
from ..side import NoBaseline, Several, baseline_of, load
from ..summary import summarize_all
from .common import OK, Cannot, take_output, take_records, warner, write

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
        "--against",
        type=Path,
        metavar="OLD",
        help="say first what changed: a record, a baseline, or a folder of baselines (reports/observed)",
    )
    parser.add_argument(
        "--limit",
        type=_limit,
        default=LIMIT,
        metavar="BYTES",
        help=f"leave out what does not fit, and say so (default: {LIMIT}; a comment on GitHub holds 65536"
        " characters, the summary of a step 1048576 bytes)",
    )


def _changes(old: Path, records: list[Path], warn: Callable[[Skipped], None]) -> list[str]:
    """What each record shows that was not so before. Of several records one or another may be of a platform that
    nobody has observed yet: that is said in its place."""
    found: list[str] = []
    unknown: list[str] = []
    try:
        for record in records:
            new = load(record, warn)
            try:
                path = baseline_of(old, new) if old.is_dir() else old
            except NoBaseline as error:
                unknown.append(str(error))
                why = "not yet observed, so there is nothing to compare with"
                found.append(Markdown(f"**{quiet(new.platform)}**, {quiet(new.version)}: {why}"))
                continue
            found += changes_markdown(compare(load(path, warn), new, axes.load()))
    except (RecordError, Several) as error:
        raise Cannot(str(error)) from None
    if len(unknown) == len(records):
        raise Cannot(unknown[0])
    return found


def work(args: argparse.Namespace) -> int:
    with warner() as warn:
        changes = _changes(args.against, args.records, lambda skipped: None) if args.against else None
        summaries = summarize_all(args.records, warn)
    write(render(summaries, changes, args.limit), args.output, args.records)
    return OK
