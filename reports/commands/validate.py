# SPDX-License-Identifier: MIT
"""validate: every line of a record against the schema."""
from __future__ import annotations

import argparse

from .common import say, take_records

NAME = "validate"
HELP = "check every line against the schema"
APART = True


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)


def work(args: argparse.Namespace) -> int:
    from ..validate import check

    return max([check(path, say) for path in args.records])
