# SPDX-License-Identifier: MIT
"""The fixed set of words of the pages, each with its sign and its class for the style sheet.

A sign and a word are always shown together or the word is in the sign's label: colour carries no
meaning alone. There is one sign for each word of a ruling, a statement and a fate.
"""
from __future__ import annotations

from typing import NamedTuple

from .. import fate, statements


class Sign(NamedTuple):
    sign: str
    word: str
    kind: str  # good, bad, part, none, open: what the style sheet knows
    means: str


def _table(rows: dict[str, tuple[str, str]], means: dict[str, str]) -> dict[str, Sign]:
    return {word: Sign(sign, word, kind, means[word]) for word, (sign, kind) in rows.items()}


RULINGS = _table(
    {
        "holds": ("✔", "good"),
        "refuted": ("✘", "bad"),
        "mixed": ("≠", "part"),
        "not applicable": ("–", "none"),
        "untested": ("○", "open"),
        "blocked": ("□", "open"),
        "unknown": ("?", "open"),
    },
    {
        "holds": "every cell that it speaks of shows it",
        "refuted": "a cell shows the contrary",
        "mixed": "one cell gave both answers",
        "not applicable": "the platform has nothing of the kind",
        "untested": "no cell, or no control, that could decide it",
        "blocked": "this machine does not let us see, or the harness failed",
        "unknown": "there is no record of it",
    },
)
STATEMENTS = _table(
    {
        statements.HOLDS: ("✔", "good"),
        statements.PART: ("◐", "part"),
        statements.REFUTED: ("✘", "bad"),
        statements.DIFFERS: ("≠", "part"),
        statements.UNKNOWN: ("?", "open"),
        statements.NOT_APPLICABLE: ("–", "none"),
    },
    statements.WORDS,
)
FATES = _table(
    {
        "clean": ("✔", "good"),
        "partial": ("◑", "part"),
        "handled": ("◕", "part"),
        "cut": ("◔", "part"),
        "killed": ("✘", "bad"),
        "alive": ("●", "live"),
        "deaf": ("◌", "live"),
        "unborn": ("⊘", "none"),
        "pending": ("‖", "live"),
        "blocked": ("□", "open"),
        "-": ("–", "none"),
        "?": ("?", "open"),
    },
    fate.WORDS,
)


def ruling(word: str | None) -> Sign:
    """For a ruling of a record, or None where there is none."""
    return RULINGS.get({"absent": "not applicable", None: "unknown"}.get(word, word), RULINGS["unknown"])


def fated(word: str) -> Sign:
    """For a word of fate.py; one with "?" behind it proves nothing, and says so."""
    known = FATES.get(word.rstrip("?") or "?", FATES["?"])
    return known._replace(word=word) if word.endswith("?") and word != "?" else known
