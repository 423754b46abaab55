# SPDX-License-Identifier: MIT
"""What changed from one side to another, claim by claim and cell by cell, and whether a gate lets it pass.

Knows no output format. A claim is compared by its verdicts, and only where NEW has them.
"""
from __future__ import annotations

from dataclasses import dataclass, field, replace

from . import cell_changes, claim_changes, view
from .axes import Axes
from .change import CLAIM, KINDS, Change
from .history import History
from .model import CellName
from .outcome import covered
from .side import Side


@dataclass(frozen=True)
class Comparison:
    """Changes in the order of KINDS, claims before cells, cells as the axes are. cells: observed on both
    sides; same: of those; blocked: on both; claims: with a verdict on both, None where a side has none."""

    old: Side
    new: Side
    changes: list[Change]
    cells: int
    same: int
    blocked: int
    claims: int | None
    history: History = field(default_factory=History)

    def of_kind(self, kind: str, flaky: bool = False) -> list[Change]:
        return [change for change in self.changes if change.kind == kind and bool(change.flaky) == flaky]

    @property
    def flaky(self) -> list[Change]:
        return [change for change in self.changes if change.flaky]

    @property
    def failing(self) -> list[Change]:
        return [change for change in self.changes if change.gates]


def _with(change: Change, history: History) -> Change:
    """Flaky is what differs between sides that saw it both, and was seen to differ before."""
    if change.kind not in ("regressed", "expired", "improved", "changed", "new"):
        return change
    key = change.name if change.of == CLAIM else CellName(*change.name.split("/"))
    flaky = history.tally.flaky(key)
    return replace(change, flaky=flaky, gates=False) if flaky else change


def compare(old: Side, new: Side, axes: Axes, history: History | None = None) -> Comparison:
    """Compare two sides; what the history knows to be flaky is marked so. Raises OSError where the claims
    of this tree cannot be read."""
    history = history or History()
    claims = claim_changes.changes(old, new)
    both = old.seen.outcomes.keys() & new.seen.outcomes.keys()
    marked = [_with(change, history) for change in (*claims, *cell_changes.changes(old, new, claims, axes))]
    kinds = list(KINDS)
    judged = old.verdicts is not None and new.verdicts is not None
    return Comparison(
        old,
        new,
        sorted(marked, key=lambda change: kinds.index(change.kind)),
        cells=len(both),
        same=sum(covered(new.seen.outcomes[name], old.seen.outcomes[name]) for name in both),
        blocked=len(old.seen.blocked.keys() & new.seen.blocked.keys()),
        claims=len({*(old.verdicts or ())} & {*(new.verdicts or ())}) if judged else None,
        history=history,
    )


def gate(found: Comparison) -> tuple[int, str]:
    """0: passed; 1: something is newly not as expected, or a known deviation started to hold; 2: the gate
    can say nothing, which is never a pass. With the reason in words."""
    new = found.new
    decided = sum(verdict.ruling not in view.UNDECIDED for verdict in (new.verdicts or {}).values())
    if not found.cells:
        return 2, "no cell was observed in both"
    if failing := found.failing:
        expired = sum(change.kind == "expired" for change in failing)
        counts = {"claim": len(failing) - expired, "known deviation": expired}
        words = {"claim": "newly not as expected", "known deviation": "no longer seen"}
        return 1, ", ".join(f"{view.plural(n, what)} {words[what]}" for what, n in counts.items() if n)
    if new.missing:
        return 2, f"NEW is incomplete ({'; '.join(new.missing)}): what it does not hold may have regressed"
    if new.verdicts is None:
        return 2, "NEW has no verdicts"
    if not decided:
        return 2, "no claim was decided in NEW"
    return 0, "nothing is newly not as expected"
