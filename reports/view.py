# SPDX-License-Identifier: MIT
"""The sentences and the order that every report of a run shares.

Words only, no output format. A report may never sound better than its record:
what is missing from it is said beside the headline.
"""
from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable

from .model import RULINGS, Verdict
from .names import WINDOWS
from .summary import Summary

UNDECIDED = ("untested", "blocked")


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def title(summary: Summary) -> str:
    """The machine in one line."""
    run = summary.run
    parts = [run.platform]
    if run.platform in WINDOWS:
        parts.append(run.os["distribution"] or "unknown")  # which Wine, which Windows
    parts += [f"{key} {run.os[key] or 'unknown'}" for key in ("kernel", "libc")]
    if summary.shards:
        parts.append(f"shard{'s' * (len(summary.shards) > 1)} {' and '.join(summary.shards)}")
    return ", ".join(parts)


def rulings(verdicts: Iterable[Verdict]) -> list[tuple[str, int]]:
    """Ruling and count, in the order of the vocabulary, without those that did not occur."""
    counts = Counter(verdict.ruling for verdict in verdicts)
    return [(ruling, counts[ruling]) for ruling in RULINGS if counts[ruling]]


def by_ruling(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """The same claims under what was ruled, those not as expected first."""
    found: dict[str, list[Verdict]] = {}
    for verdict in sorted(verdicts, key=lambda v: (v.as_expected, RULINGS.index(v.ruling))):
        words = verdict.ruling + ("" if verdict.as_expected else " (not as expected)")
        found.setdefault(words, []).append(verdict)
    return found


def wrong(summary: Summary) -> list[Verdict]:
    return [verdict for verdict in summary.verdicts.values() if not verdict.as_expected]


def known_and_seen(summary: Summary) -> list[Verdict]:
    return [
        verdict for verdict in summary.verdicts.values() if verdict.known and verdict.as_expected
    ]


def headline(summary: Summary) -> str:
    """Is all as expected? In one or two sentences."""
    total, bad = len(summary.verdicts), len(wrong(summary))
    if total == 0:
        return "No claim was judged."
    counts = rulings(summary.verdicts.values())
    undecided = [f"{count} {ruling}" for ruling, count in counts if ruling in UNDECIDED]
    decided = sum(count for ruling, count in counts if ruling not in UNDECIDED)
    noun = "decided claim" if undecided else "claim"
    if bad:
        text = f"{bad} of {plural(total, 'claim')} {'is' if bad == 1 else 'are'} not as expected."
    elif decided == 0:
        text = "No claim was decided."
    elif decided == 1:
        text = f"The one {noun} is as expected."
    else:
        text = f"All {decided} {noun}s are as expected."
    return text + (f" Not decided: {', '.join(undecided)}." if undecided else "")


def _read_past(summary: Summary) -> str:
    several = len({part.path for part in summary.parts}) > 1
    lines = ", ".join(
        f"{skipped.path.name}:{skipped.line}" if several else str(skipped.line)
        for skipped in summary.skipped
    )
    more = ", ..." if summary.skipped_count > len(summary.skipped) else ""
    count = plural(summary.skipped_count, "broken line")
    return f"{count} of the file{'s' * several} read past: {lines}{more}."


def _shards(summary: Summary) -> str:
    """A claim whose cells and whose control are in different shards is decided in neither."""
    shards = summary.shards
    if len(shards) == 1:
        return f"This is shard {shards[0]}: the claims were judged by a part of their cells."
    count = int(shards[0].partition("/")[2])
    missing = f", and {count - len(shards)} of them are missing" if len(shards) < count else ""
    paths = " ".join(shlex.quote(part.path.name) for part in summary.parts)
    return (
        f"These are {len(shards)} shards of {count}{missing}: each was judged by itself, and a claim"
        " may be undecided where it needs cells of several."
        f" To judge them together: lastwords judge {paths}"
    )


def caveats(summary: Summary) -> list[str]:
    """What the reader must know before believing the headline."""
    seen = summary.observed + len(summary.troubles)
    faults, deadline = summary.blocked_count(ground=False), summary.bases["deadline"]
    said = []
    if not summary.finished:
        said.append(
            "The record has no last line: the run did not come to its end, "
            "and cells and claims may be missing."
        )
    elif seen < summary.counted:
        said.append(
            f"The last line counts {plural(summary.counted, 'cell')}, "
            f"but the record holds {seen} only."
        )
    if summary.skipped_count:
        said.append(_read_past(summary))
    if summary.shards:
        said.append(_shards(summary))
    if faults:
        said.append(
            f"{plural(faults, 'cell')} blocked by a fault of the harness, " "which is no verdict."
        )
    if deadline:
        said.append(
            f"{plural(deadline, 'cell')} ended by the deadline only: "
            "what did not happen there proves nothing."
        )
    if summary.flooded:
        said.append(f"{plural(summary.flooded, 'cell')} left more marks than are kept.")
    if summary.judged_twice:
        said.append(
            f"{plural(summary.judged_twice, 'verdict')} replaced by a later one "
            "on the same claim."
        )
    return said


def expected(verdict: Verdict) -> str:
    if verdict.known:
        return f"{verdict.known.ruling} (known deviation)"
    return verdict.expect or "not stated"


def expired(verdict: Verdict) -> bool:
    """A known deviation that is not seen any more."""
    seen_again = verdict.ruling == verdict.expect and not verdict.as_expected
    return verdict.known is not None and seen_again


def repeat(verdict: Verdict) -> str | None:
    """The command that repeats the exhibit."""
    return f"lastwords run {shlex.quote(str(verdict.exhibit))}" if verdict.exhibit else None


def families(summary: Summary) -> dict[str, list[Verdict]]:
    """Verdicts by family; in each those not as expected first."""
    found: dict[str, list[Verdict]] = {}
    for verdict in summary.verdicts.values():
        found.setdefault(verdict.family, []).append(verdict)
    return {family: sorted(found[family], key=lambda v: v.as_expected) for family in sorted(found)}
