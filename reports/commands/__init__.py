# SPDX-License-Identifier: MIT
"""What the command line can do: one module a command.

Each module has NAME, HELP (one line), configure(parser), which adds its arguments, and work(args),
which returns the exit code. It imports what needs a package that may be missing inside work().
"""
from __future__ import annotations

from types import ModuleType

from . import db, markdown, observe, validate

COMMANDS: tuple[ModuleType, ...] = (markdown, observe, validate, db)
