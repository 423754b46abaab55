# SPDX-License-Identifier: MIT
"""validate: every line of a record against the schema."""
from __future__ import annotations

import argparse

from ..source import is_database
from .common import Cannot, say, take_records

NAME = "validate"
HELP = "check every line against the schema"
APART = True


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)


def work(args: argparse.Namespace) -> int:
    from ..validate import check

    for path in args.records:
        if is_database(path):
            raise Cannot(f"{path} is a database, not a record\n  Try: the records that it was made of")
    return max([check(path, say) for path in args.records])
