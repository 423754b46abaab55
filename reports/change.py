# SPDX-License-Identifier: MIT
"""A change of a claim or of a cell, and the kinds that there are, in the order of every report."""
from __future__ import annotations

from dataclasses import dataclass

CLAIM, CELL = "claim", "cell"
KINDS = {
    "regressed": "was as expected and is not",
    "expired": "known deviation no longer seen: remove the entry",
    "improved": "was not as expected and is",
    "changed": "another ruling, as expected or not as before; or another outcome of a cell",
    "new": "only in NEW",
    "gone": "only in OLD, and NEW is whole",
    "not observed": "nothing can be said: blocked, undecided or not run on one side",
    "as before": "not as expected, as before",
}
NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Change:
    """A claim or a cell whose words differ: rulings, or all outcomes that were seen, sorted. gates: does
    it fail a gate? Never does what is flaky: (k, n)."""

    of: str
    name: str
    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    because: str = ""
    gates: bool = False
    flaky: tuple[int, int] | None = None
