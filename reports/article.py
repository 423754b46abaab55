# SPDX-License-Identifier: MIT
"""What the article says, and what came of it: a row a statement, below it the claims that speak of
it, and a column a platform: what was observed there, or what is documented.
"""
from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import claims
from .axes import Axes
from .claims import Claim
from .model import Verdict
from .summary import Summary

ARTICLE = Path(__file__).resolve().parent / "article.toml"
OBSERVED = "observed"
DOCUMENTED = "documented, not yet observed"


@dataclass(frozen=True)
class Column:
    platform: str
    kind: str
    summaries: tuple[Summary, ...]


@dataclass(frozen=True)
class Line:
    """One claim: a text for each column."""

    id: str
    title: str
    words: list[str]


@dataclass
class Row:
    """One statement of the article."""

    id: str
    section: str
    says: str
    lines: list[Line] = field(default_factory=list)


def columns(summaries: Sequence[Summary], axes: Axes) -> list[Column]:
    """Every platform with a record, and every other that is not just expected to be like one."""
    by_platform: dict[str, list[Summary]] = {}
    for summary in summaries:
        by_platform.setdefault(summary.run.platform, []).append(summary)
    known = [name for name in axes.words["platform"] if name in by_platform or not claims.inherits(name)]
    return [
        Column(name, OBSERVED if name in by_platform else DOCUMENTED, tuple(by_platform.get(name, ())))
        for name in axes.sort("platform", {*known, *by_platform})
    ]


def _observed(verdicts: Sequence[Verdict], documented: str | None) -> str:
    """What was ruled, and beside it what is documented where that is something else."""
    counts = Counter(verdict.ruling for verdict in verdicts)
    words = [f"{ruling} ({count})" if len(counts) > 1 else ruling for ruling, count in counts.items()]
    text = " and ".join(words)
    if documented is None:
        return text + "; nothing is documented"
    if set(counts) != {documented}:
        text += f"; documented: {documented}"
    if any(verdict.known and verdict.ruling == verdict.known.ruling for verdict in verdicts):
        text += " (known deviation)"
    if not all(verdict.as_expected for verdict in verdicts):
        text += " (NOT as expected)"
    return text


def _word(claim: Claim, column: Column) -> str:
    documented = claim.expect.get(column.platform)
    if column.kind == DOCUMENTED:
        return documented or "not stated"
    found = [summary.verdicts.get(claim.id) for summary in column.summaries]
    verdicts = [verdict for verdict in found if verdict is not None]
    if not verdicts:
        return f"not judged; documented: {documented or 'nothing'}"
    return _observed(verdicts, documented)


def _known(stated: Iterable[Claim], summaries: Iterable[Summary]) -> list[Claim]:
    """The claims as they are stated now; and those of older records, of which only their own
    platform's expectation is known."""
    found = {claim.id: claim for claim in stated}
    old: dict[str, Claim] = {}
    for summary in summaries:
        for id, verdict in summary.verdicts.items():
            if id in found:
                continue
            claim = old.setdefault(id, Claim(id, verdict.title, verdict.article, {}))
            if verdict.expect:
                claim.expect[summary.run.platform] = verdict.expect
    return [*found.values(), *old.values()]


def rows(summaries: Sequence[Summary], stated: Iterable[Claim], over: Sequence[Column]) -> list[Row]:
    """Every statement in the article's order with its claims; those it does not have come last."""
    known = tomllib.loads(ARTICLE.read_text(encoding="utf-8"))["row"]
    found = {row["id"]: Row(row["id"], row["section"], row["says"]) for row in known}
    for claim in _known(stated, summaries):
        for id in dict.fromkeys(claim.article):
            row = found.setdefault(id, Row(id, "?", "(no such row in article.toml)"))
            row.lines.append(Line(claim.id, claim.title, [_word(claim, column) for column in over]))
    return list(found.values())
