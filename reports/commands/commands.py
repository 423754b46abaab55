# SPDX-License-Identifier: MIT
"""commands: their names, for scripts."""
from __future__ import annotations

import argparse

NAME = "commands"
HELP = "list the names of all commands"


def configure(parser: argparse.ArgumentParser) -> None:
    """Takes nothing."""


def work(args: argparse.Namespace) -> int:
    from . import COMMANDS

    print("\n".join(sorted(module.NAME for module in COMMANDS)))
    return 0
