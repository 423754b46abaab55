# SPDX-License-Identifier: MIT
"""What became of cells, by their outcomes.

Of a cell only its outcome is known: improved or regressed is what the exhibit of such a claim shows,
whatever else differs has changed. One of several answers that OLD has seen is none that is new.
"""
from __future__ import annotations

from collections.abc import Sequence

from .axes import Axes
from .change import CELL, NOT_RUN, Change
from .model import CellName
from .outcome import covered
from .side import Side

AXIS = ("probe", "launch", "delivery", "responder")
Words = dict[CellName, set[str]]


def _shown(old: Side, new: Side, claims: Sequence[Change]) -> dict[CellName, str]:
    """Cells of which a claim says whether they are as expected: its exhibit."""
    found: dict[CellName, str] = {}
    for kind, verdicts in (("improved", old.verdicts or {}), ("regressed", new.verdicts or {})):
        for change in claims:
            verdict = verdicts.get(change.name)
            if change.kind == kind and verdict and verdict.exhibit:
                found[verdict.exhibit] = kind
    return found


def _cell(
    name: CellName,
    old: tuple[Side, Words],
    new: tuple[Side, Words],
    shown: dict[CellName, str],
) -> Change | None:
    """What became of a cell; each side comes with its blocked cells. None: nothing that is new."""
    before, after = (side.seen.outcomes.get(name, set()) for side, _ in (old, new))
    if before and after:
        if covered(after, before):
            return None
        kind = shown.get(name, "changed")
    else:
        stuck_before, stuck_after = (blocked.get(name, set()) for _, blocked in (old, new))
        if stuck_before and stuck_before == stuck_after:
            return None
        before, after = before or stuck_before, after or stuck_after
        if not before:
            kind, before = ("new", before) if old[0].whole else ("not observed", {NOT_RUN})
        elif not after:
            kind, after = ("gone", after) if new[0].whole else ("not observed", {NOT_RUN})
        else:
            kind = "not observed"
    return Change(CELL, str(name), kind, tuple(sorted(before)), tuple(sorted(after)))


def _order(axes: Axes, names: set[CellName]) -> list[CellName]:
    ranks = [
        {id: rank for rank, id in enumerate(axes.sort(axis, {name[i] for name in names}))}
        for i, axis in enumerate(AXIS)
    ]
    return sorted(names, key=lambda name: tuple(rank[id] for rank, id in zip(ranks, name)))


def changes(old: Side, new: Side, claims: Sequence[Change], axes: Axes) -> list[Change]:
    """Changes of cells in the order of the axes; claims are what became of the claims."""
    shown = _shown(old, new, claims)
    before, after = (old, old.seen.blocked), (new, new.seen.blocked)
    names = {*old.seen.outcomes, *new.seen.outcomes, *before[1], *after[1]}
    found = (_cell(name, before, after, shown) for name in _order(axes, names))
    return [change for change in found if change]
