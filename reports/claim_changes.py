# SPDX-License-Identifier: MIT
"""What became of claims, by their verdicts.

Where OLD has no verdicts, a claim that is not as expected has regressed when its exhibit was seen
otherwise in OLD or not at all, and a known deviation has started to hold when that is so of any cell that
its claim picks; else they are not as expected as before.
"""
from __future__ import annotations

from collections.abc import Iterator

from . import view
from .change import CLAIM, Change
from .claims import selector
from .model import CellName, Verdict
from .outcome import covered
from .side import Side


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
    return bool(outcomes) and covered(outcomes, old.seen.outcomes.get(name, set()))


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


def changes(old: Side, new: Side) -> list[Change]:
    """Changes of claims by id; none where NEW was not judged. Raises OSError where the claims of this tree
    cannot be read."""
    if new.verdicts is None:
        return []
    return list((_claims_unjudged if old.verdicts is None else _claims)(old, new))
