# SPDX-License-Identifier: MIT
"""A verdict as the result of a test, as runners know them: passed, failed, skipped, or an error that
is no result. Knows no output format; whether a verdict is as expected is the judge's word.
"""
from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from . import view
from .model import Verdict
from .summary import Summary

OBSERVED_NOT = "cells could not be observed: "  # the judge's words where a fault hides an answer
COMPARED = 100  # the judge keeps the beginning of a reason
SKIPPED = ("untested", "absent", "blocked")

Detail = str | int | list[str]


class Result(Enum):
    """Failed is only what is not as expected. A fault of the harness is never a verdict."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    FAULT = "fault"


class Results:
    """Results of one run's verdicts."""

    def __init__(self, summary: Summary) -> None:
        reasons = summary.troubles.values()
        self._faults = {what[:COMPARED] for step, _, what in reasons if step != "ground"}

    def _by_fault(self, verdict: Verdict) -> bool:
        """Verdicts do not say what blocked them, but the judge gives the first reason."""
        because = verdict.because
        return OBSERVED_NOT in because or because[:COMPARED] in self._faults

    def of(self, verdict: Verdict) -> Result:
        if not verdict.as_expected:
            return Result.FAILED
        if verdict.ruling == "blocked" and self._by_fault(verdict):
            return Result.FAULT
        return Result.SKIPPED if verdict.ruling in SKIPPED else Result.PASSED


def deviates(verdict: Verdict) -> bool:
    """Is this a known deviation that was seen again?"""
    return verdict.known is not None and verdict.as_expected and verdict.ruling == verdict.known.ruling


def reason(verdict: Verdict) -> str:
    """Why the result is what it is, in one sentence."""
    expected = f", expected {view.expected(verdict)}"
    text = verdict.ruling + ("" if verdict.ruling == view.expected(verdict) else expected)
    if view.expired(verdict):
        return f"{text}, is as stated again, so remove its known entry; {verdict.because}"
    return f"{text}: {verdict.because}" if verdict.because else text


def details(verdict: Verdict) -> Iterator[tuple[str, Detail]]:
    """What a reader of a result wants to see of the claim, in its order."""
    yield "says", verdict.says
    yield "ruling", verdict.ruling
    yield "expected", verdict.expect or "not stated"
    yield "because", verdict.because
    if verdict.known:
        yield "known deviation", f"{verdict.known.ruling}: {verdict.known.note}"
    yield "cells", verdict.cells
    yield "blocked", verdict.blocked
    if verdict.exhibit:
        yield "exhibit", str(verdict.exhibit)
        yield "repeat", view.repeat(verdict) or ""
    yield "sources", list(verdict.sources)


def incomplete(summary: Summary) -> list[str]:
    """Why the record does not hold all that its run was to observe and to judge. Empty where it does."""
    seen = summary.observed + len(summary.troubles)
    found = []
    if not summary.finished:
        found.append("the run did not come to its end")
    elif seen < summary.counted:
        found.append(f"its last line counts {view.plural(summary.counted, 'cell')}, it holds {seen}")
    if summary.skipped_count:
        found.append(f"{view.plural(summary.skipped_count, 'broken line')} read past")
    return found


def shortfalls(summary: Summary) -> list[str]:
    """Why the record as a whole is less than a run, so that its results, good as they may look, are
    not the whole truth. Empty where nothing is missing."""
    faults = summary.blocked_count(ground=False)
    found = incomplete(summary)
    if faults:
        found.append(f"{view.plural(faults, 'cell')} blocked by a fault of the harness")
    if not summary.verdicts:
        found.append("no claim was judged")
    return found
