# SPDX-License-Identifier: MIT
"""What the command line can do: one module a command.

Each module has NAME, HELP (one line), configure(parser), which adds its arguments, and work(args),
which returns the exit code. It imports what needs a package that may be missing inside work().
args.records are read with the shards of a complete plan as one record, unless the module has APART.
"""
from __future__ import annotations

from types import ModuleType

from . import commands, compare, compat, csv, db, html, junit, markdown, observe, summary, tap, validate

COMMANDS: tuple[ModuleType, ...] = (
    html,
    markdown,
    summary,
    junit,
    tap,
    csv,
    compat,
    compare,
    observe,
    db,
    validate,
    commands,
)
