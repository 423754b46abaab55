# SPDX-License-Identifier: MIT
"""Command lines for any command of reports, by what its own parser says that it takes."""
from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True)
class Call:
    """One call of a command."""

    argv: list[str]
    output: Path | None
    folder: bool


def _is_path(action: argparse.Action) -> bool:
    return action.type is Path or action.type is None and action.choices is None


def _value(action: argparse.Action, dice: random.Random, records: list[Path]) -> list[str]:
    """What to give for a positional argument, or an option that has a value."""
    if action.choices is not None:
        return [str(dice.choice(sorted(map(str, action.choices))))]
    if not _is_path(action):
        return []
    count = dice.choice((1, 1, 2, 3)) if action.nargs in ("+", "*") else 1
    return [str(dice.choice(records)) for _ in range(count)]


def call_of(module: ModuleType, dice: random.Random, records: list[Path], output: Path) -> Call:
    """A command line for a command, by what its parser takes."""
    parser = argparse.ArgumentParser()
    module.configure(parser)
    argv, used, folder = [str(module.NAME)], None, False
    queue = list(parser._actions)  # there is no public way to ask
    while queue:
        action = queue.pop(0)
        if isinstance(action, argparse._SubParsersAction):
            name = dice.choice(sorted(action.choices))
            argv.append(name)
            queue = list(action.choices[name]._actions)
        elif isinstance(action, argparse._HelpAction):
            continue
        elif "-o" in action.option_strings:
            if action.required or dice.random() < 0.7:
                used, folder = output, "DIR" in str(action.metavar).upper()
                argv += ["-o", str(output)]
        elif not action.option_strings:
            argv += _value(action, dice, records)
        elif action.required or dice.random() < 0.3:
            value = [] if action.nargs == 0 else _value(action, dice, records)
            if value or action.nargs == 0:
                argv += [action.option_strings[-1], *value]
    return Call(argv, used, folder)
