# SPDX-License-Identifier: MIT
"""report.md: runs as one Markdown page, for a repository, a CI summary or a terminal.

Every value that a template prints is escaped unless it is Markdown by type:
a forgotten filter is ugly, never a hole.
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2

from . import article, claims, names, view
from .answers import Group
from .axes import Axes
from .escape import Markdown, code, text
from .fate import WORDS
from .fields import dump
from .latency import middle, slowest
from .matrix import PROBE, Table
from .model import BASES
from .summary import LATENCY_RESPONDER, Summary

TEMPLATES = Path(__file__).resolve().parent / "templates"
REASONS = 40
FACTS = 60
HEARD = 8

BASIS_WORDS = {
    "gone": "the process and its descendants were reaped",
    "fence": "proof that nothing more can come: all asleep, nothing pending;"
    " on Windows a later event came through and main had nothing left to do",
    "quiet": "silence for a multiple of the slowest answer seen in this run",
    "deadline": "we stopped waiting: no basis for what did not happen",
}


def _joined(values: list[str]) -> Markdown:
    return Markdown(", ".join(code(value) for value in values))


def _most_first(groups: list[tuple[tuple[str, ...], Group]]) -> list[tuple[tuple[str, ...], Group]]:
    return sorted(groups, key=lambda item: (-item[1].count, item[0]))


def _blocked(summary: Summary, ground: bool) -> list[tuple[tuple[str, ...], Group]]:
    groups = summary.blocked(ground).items()
    platform = summary.run.platform
    return _most_first(
        [
            ((step, names.error(platform, error), what), group)
            for (step, error, what), group in groups
        ]
    )


def _left_out(summary: Summary) -> list[tuple[tuple[str, ...], Group]]:
    return _most_first([((why,), group) for why, group in summary.left_out.items()])


def _ends(summary: Summary) -> list[tuple[tuple[str, ...], Group]]:
    return _most_first([((words,), group) for words, group in summary.answers.ends.items()])


def _refusals(summary: Summary) -> list[tuple[tuple[str, ...], Group]]:
    return _most_first(list(summary.answers.refusals.items()))


def _heard(summary: Summary, delivery: str) -> str:
    counts = summary.answers.heard[delivery]
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    more = f"; and {len(most) - HEARD} other answers" if len(most) > HEARD else ""
    return "; ".join(f"{words} ({count})" for words, count in most[:HEARD]) + more


def _facts(summary: Summary) -> list[tuple[str, str]]:
    facts = list(summary.run.facts.items())[:FACTS]
    return [(key, value if isinstance(value, str) else dump(value)) for key, value in facts]


def environment(axes: Axes) -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        finalize=text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )

    def tables(summary: Summary) -> list[Table]:
        return summary.matrix.tables(axes)

    def used(found: list[Table], axis: str) -> list[str]:
        ids = {launch for table in found for launch in table.launches}
        if axis == "delivery":
            ids = {row.delivery for table in found for row in table.rows}
        return axes.sort(axis, ids)

    env.filters.update(
        code=code,
        joined=_joined,
        markdown=Markdown,
        middle=middle,
        slowest=slowest,
        plural=view.plural,
    )
    env.globals.update(
        view=view,
        facts=_facts,
        ends=_ends,
        refusals=_refusals,
        heard=_heard,
        starts=lambda summary: summary.starts.table(axes),
        tables=tables,
        used=used,
        axis_word=axes.word,
        sort=axes.sort,
        blocked=_blocked,
        left_out=_left_out,
        reasons_max=REASONS,
        words=WORDS,
        bases=BASES,
        basis_words=BASIS_WORDS,
        probe=PROBE,
        latency_responder=LATENCY_RESPONDER,
    )
    return env


def render(
    summaries: Sequence[Summary], axes: Axes, stated: Sequence[claims.Claim] | None = None
) -> str:
    """The whole page, ending in a newline; stated are the claims, those of the repository if none."""
    if stated is None:
        stated = claims.load(tuple(axes.words["platform"]))
    columns = article.columns(summaries, axes)
    page = environment(axes).get_template("report.md.j2").render(
        summaries=summaries, columns=columns, rows=article.rows(summaries, stated, columns)
    )
    return page.rstrip("\n") + "\n"
