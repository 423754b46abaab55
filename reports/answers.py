# SPDX-License-Identifier: MIT
"""What came back: how processes ended, what the sender was told, what handlers heard.

Raw facts with counts, collected while a record streams by. Numbers stay numbers until a report
asks names.py for their names.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from . import names
from .model import Cell, End

EXAMPLES = 3
SEQUENCE = 4


@dataclass
class Group:
    """Cells with the same reason: how many, and the first few by name: a record has no order."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.count += 1
        if name not in self.examples and (len(self.examples) < EXAMPLES or name < self.examples[-1]):
            self.examples = sorted([*self.examples, name])[:EXAMPLES]


def end_words(platform: str, end: End) -> str:
    """"exit 0xC000013A STATUS_CONTROL_C_EXIT", "signal SIGTERM", "alive"."""
    if end.how == "exit":
        return f"exit {names.exit_code(platform, end.code)}"
    return f"{end.how} {end.signal}" if end.signal else end.how


def heard_words(heard: tuple[str, ...]) -> str:
    """What was heard in its order; of many only the first."""
    if not heard:
        return "nothing"
    more = f", and {len(heard) - SEQUENCE} more" if len(heard) > SEQUENCE else ""
    return ", ".join(heard[:SEQUENCE]) + more


@dataclass
class Answers:
    """By what the record says; the platform gives numbers their names."""

    platform: str
    ends: dict[str, Group] = field(default_factory=dict)
    refusals: dict[tuple[str, str], Group] = field(default_factory=dict)
    heard: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, cell: Cell) -> None:
        name = str(cell.name)
        self.ends.setdefault(end_words(self.platform, cell.end), Group()).add(name)
        for call in cell.sent.calls:
            if call.error == 0:
                continue
            program = names.is_program(self.platform, call.call)
            told = f"exit code {call.error}" if program else names.error(self.platform, call.error)
            self.refusals.setdefault((call.call, told), Group()).add(name)
        counts = self.heard.setdefault(cell.name.delivery, Counter())
        counts[heard_words(cell.heard)] += 1
