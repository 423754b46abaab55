# SPDX-License-Identifier: MIT
"""Is a statement of the article true? By the claims that article.toml names for it, on each platform.

A statement holds where all claims that it needs hold; a claim that shows a case in which it does not
makes it "holds in part", or refuted. Nothing is said where nothing was decided.
"""
from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ARTICLE = Path(__file__).resolve().parent / "article.toml"
HOLDS, PART, REFUTED, DIFFERS = "holds", "holds in part", "refuted", "differs"
UNKNOWN, NOT_APPLICABLE = "unknown", "not applicable"
WORDS = {
    HOLDS: "all claims that it needs hold",
    PART: "it holds, but there is a case in which it does not",
    REFUTED: "what it says was seen not to be so",
    DIFFERS: "platforms answer differently",
    UNKNOWN: "nothing was decided",
    NOT_APPLICABLE: "the platform has nothing of the kind",
}


@dataclass(frozen=True)
class Statement:
    """One row of article.toml."""

    id: str
    section: str
    says: str
    holds_with: tuple[str, ...]
    refuted_with: tuple[str, ...]
    on: tuple[str, ...]  # platforms; none: all

    @property
    def claims(self) -> tuple[str, ...]:
        return (*self.holds_with, *self.refuted_with)


@cache
def load(path: Path = ARTICLE) -> tuple[Statement, ...]:
    """In the order of the article. Raises OSError when the file is not there."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["row"]
    return tuple(
        Statement(
            id=row["id"],
            section=row["section"],
            says=row["says"],
            holds_with=tuple(row.get("holds_with", ())),
            refuted_with=tuple(row.get("refuted_with", ())),
            on=tuple(row.get("on", ())),
        )
        for row in rows
    )


def word(statement: Statement, platform: str, ruling: Callable[[str], str | None]) -> str:
    """What came of it on a platform, where ruling tells what is known of a claim there."""
    if statement.on and platform not in statement.on:
        return NOT_APPLICABLE
    needed = [ruling(claim) for claim in statement.holds_with]
    counter = [ruling(claim) for claim in statement.refuted_with]
    good = "holds" in needed
    bad = "holds" in counter or "refuted" in needed
    if "mixed" in (*needed, *counter) or (good and bad):
        return PART
    if bad:
        return REFUTED
    if good:
        # Whatever is missing was not seen to fail, but nor to hold.
        return HOLDS if all(found in ("holds", "absent") for found in needed) else UNKNOWN
    known = [found for found in (*needed, *counter) if found is not None]
    return NOT_APPLICABLE if known and set(known) == {"absent"} else UNKNOWN


def overall(words: Iterable[str]) -> str:
    """One word for all platforms."""
    decided = {found for found in words if found not in (UNKNOWN, NOT_APPLICABLE)}
    if len(decided) > 1:
        return DIFFERS
    return decided.pop() if decided else UNKNOWN
