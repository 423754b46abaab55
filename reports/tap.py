# SPDX-License-Identifier: MIT
"""TAP version 14 (testanything.org): a claim is a test point, which says "as documented for this platform".

A known deviation is `not ok # TODO`: that is TAP's word for a bug that is known, which must not fail the
stream and which a reader lists as work to be done. (An `ok # TODO` would mean that it is mended.) A known
deviation that is not seen any more is `not ok` without a directive: of an `ok # TODO` a reader need not
even speak, but that entry must be removed.

What is untested, absent or blocked is `ok # SKIP`, with the reason. TAP has no word for an error of the
harness itself, and a fault is no verdict on a claim: the claim is skipped, and the first test point of the
run, "the record is whole", is not ok.
"""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from . import view
from .escape import visible
from .model import Verdict
from .result import Detail, Result, Results, details, deviates, reason, shortfalls
from .summary import Summary
from .versions import labels

LONGEST = 4000


def _line(value: object) -> str:
    """One line in which # begins no directive."""
    return visible(str(value)).replace("\\", "\\\\").replace("#", "\\#")


def _scalar(value: str | int) -> str:
    """JSON is YAML 1.2: a quoted text on one line, or a number."""
    return str(value) if isinstance(value, int) else json.dumps(visible(value, LONGEST), ensure_ascii=False)


def _block(pairs: Iterator[tuple[str, Detail]]) -> Iterator[str]:
    """A YAML block: one line a key."""
    yield "  ---"
    for key, value in pairs:
        text = f"[{', '.join(map(_scalar, value))}]" if isinstance(value, list) else _scalar(value)
        yield f"  {key.replace(' ', '_')}: {text}"
    yield "  ..."


def _directive(verdict: Verdict, result: Result) -> tuple[str, str]:
    """Status and directive."""
    if deviates(verdict) and result is Result.PASSED and verdict.known:
        return "not ok", f" # TODO known deviation: {_line(verdict.known.note)}"
    if result is Result.FAULT:
        return "ok", f" # SKIP blocked by a fault of the harness: {_line(verdict.because)}"
    if result is Result.SKIPPED:
        return "ok", f" # SKIP {_line(reason(verdict))}"
    return ("not ok" if result is Result.FAILED else "ok"), ""


def _points(summary: Summary, label: str) -> Iterator[tuple[str, str, str, Iterator[tuple[str, Detail]]]]:
    """Status, description, directive and block of every test point of a run."""
    where = f"{summary.run.platform} ({label})" if label else summary.run.platform
    missing = shortfalls(summary)
    said: list[tuple[str, Detail]] = [
        ("run", view.title(summary)),
        ("claims", view.headline(summary)),
        ("missing", missing),
        ("caveats", view.caveats(summary)),
    ]
    yield ("not ok" if missing else "ok"), f"{where}: the record is whole", "", iter(said)
    results = Results(summary)
    for verdict in sorted(summary.verdicts.values(), key=lambda verdict: verdict.claim):
        status, directive = _directive(verdict, results.of(verdict))
        yield status, f"{where}: {verdict.claim} - {verdict.title}", directive, details(verdict)


def render(summaries: Sequence[Summary]) -> str:
    """The whole stream, ending in a newline."""
    lines = ["TAP version 14", f"1..{sum(1 + len(summary.verdicts) for summary in summaries)}"]
    number = 0
    for summary, label in zip(summaries, labels(summaries)):
        for status, description, directive, pairs in _points(summary, label):
            number += 1
            lines.append(f"{status} {number} - {_line(description)}{directive}")
            lines += _block(pairs)
    return "\n".join(lines) + "\n"
