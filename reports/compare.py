# SPDX-License-Identifier: MIT
"""What changed from one side to another, claim by claim and cell by cell, and whether a gate lets it pass.

Knows no output format. A claim is compared by its verdicts, and only where both sides have them. Of a
cell only its outcome is known: improved or regressed is what the exhibit of such a claim shows, whatever
else differs has changed. Where OLD has no verdicts, a claim that is not as expected has regressed when its
exhibit was seen otherwise in OLD or not at all, and a known deviation has started to hold when that is so
of any cell that its claim picks; else they are not as expected as before.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from . import view
from .axes import Axes
from .claims import selector
from .history import History
from .model import CellName, Verdict
from .side import Side

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
AXIS = ("probe", "launch", "delivery", "responder")
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


def _words(verdict: Verdict | None) -> tuple[str, ...]:
    return () if verdict is None else (verdict.ruling + ("" if verdict.as_expected else ", not as expected"),)


def _kind(old: Verdict, new: Verdict) -> str | None:
    """What became of a claim that was judged on both sides; None: the same, and as expected."""
    if view.expired(new) and not view.expired(old):
        return "expired"
    if old.as_expected and not new.as_expected:
        return "regressed"
    if new.as_expected and {old.ruling, new.ruling} & set(view.UNDECIDED):
        return "not observed" if old.ruling != new.ruling else None
    if new.as_expected and not old.as_expected:
        return "improved"
    if old.ruling != new.ruling:
        return "changed"
    return None if new.as_expected else "as before"


def _claim(name: str, kind: str, old: Verdict | None, new: Verdict | None) -> Change:
    bad = new is not None and not new.as_expected
    gates = bad and kind in ("regressed", "expired", "new")
    return Change(CLAIM, name, kind, _words(old), _words(new), new.because if bad and new else "", gates)


def _claims(old: Side, new: Side) -> Iterator[Change]:
    before, after = old.verdicts or {}, new.verdicts or {}
    for name in sorted({*before, *after}):
        first, second = before.get(name), after.get(name)
        if first is None and second is not None:
            kind: str | None = "expired" if view.expired(second) else "new"
        elif second is None:
            kind = "not observed" if new.missing else "gone"
        elif first is not None:
            kind = _kind(first, second)
        if kind:
            yield _claim(name, kind, first, second)


def _known_in(old: Side, name: CellName, outcomes: set[str]) -> bool:
    """Did OLD see of the cell all that was seen of it now?"""
    return bool(outcomes) and outcomes <= old.seen.outcomes.get(name, set())


def _started(claim: str, old: Side, new: Side) -> bool:
    """May a known deviation have started to hold? Not where all cells that the claim picks are as in OLD.
    Its exhibit is any of them, and says nothing of the one that deviated."""
    picks = selector(claim)
    return picks is None or not all(
        _known_in(old, name, seen) for name, seen in new.seen.outcomes.items() if picks(name)
    )


def _claims_unjudged(old: Side, new: Side) -> Iterator[Change]:
    """OLD was not judged: of NEW's claims those that are not as expected."""
    for name, verdict in sorted((new.verdicts or {}).items()):
        if verdict.as_expected:
            continue
        exhibit = verdict.exhibit
        if view.expired(verdict):
            kind = "expired" if _started(name, old, new) else "as before"
        elif exhibit and _known_in(old, exhibit, new.seen.outcomes.get(exhibit, set())):
            kind = "as before"
        else:
            kind = "regressed"
        yield _claim(name, kind, None, verdict)


def _shown(old: Side, new: Side, claims: list[Change]) -> dict[CellName, str]:
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
    old: tuple[Side, dict[CellName, set[str]]],
    new: tuple[Side, dict[CellName, set[str]]],
    shown: dict[CellName, str],
) -> Change | None:
    """What became of a cell; each side comes with its blocked cells. None: nothing that is new."""
    before, after = (side.seen.outcomes.get(name, set()) for side, _ in (old, new))
    if before and after:
        # One of several answers that OLD has seen is none that is new.
        if after <= before:
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


def _with(change: Change, history: History) -> Change:
    """Flaky is what differs between sides that saw it both, and was seen to differ before."""
    if change.kind not in ("regressed", "expired", "improved", "changed", "new"):
        return change
    key = change.name if change.of == CLAIM else CellName(*change.name.split("/"))
    flaky = history.tally.flaky(key)
    return replace(change, flaky=flaky, gates=False) if flaky else change


def compare(old: Side, new: Side, axes: Axes, history: History | None = None) -> Comparison:
    """Compare two sides; what the history knows to be flaky is marked so."""
    history = history or History()
    claims: list[Change] = []
    judged = None
    if old.verdicts is not None and new.verdicts is not None:
        claims, judged = list(_claims(old, new)), len({*old.verdicts} & {*new.verdicts})
    elif new.verdicts is not None:
        claims = list(_claims_unjudged(old, new))
    shown = _shown(old, new, claims)
    both = old.seen.outcomes.keys() & new.seen.outcomes.keys()
    before, after = old.seen.blocked, new.seen.blocked
    names = {*old.seen.outcomes, *new.seen.outcomes, *before, *after}
    cells = [
        change
        for name in _order(axes, names)
        if (change := _cell(name, (old, before), (new, after), shown))
    ]
    kinds = list(KINDS)
    changes = sorted((_with(change, history) for change in (*claims, *cells)), key=lambda c: kinds.index(c.kind))
    return Comparison(
        old,
        new,
        changes,
        cells=len(both),
        same=sum(new.seen.outcomes[name] <= old.seen.outcomes[name] for name in both),
        blocked=len(before.keys() & after.keys()),
        claims=judged,
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
