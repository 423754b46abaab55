# SPDX-License-Identifier: MIT
"""claim/<family>.html: each claim with its sources, what every column says, and its exhibits as pictures."""
from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .. import statements, view
from ..claims import Claim
from ..model import Cell, CellName
from ..survey import Column
from . import answers
from .answers import Answer
from .front import by_family
from .page import Documented, Page, Site, family_href
from .timeline import timeline

ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:[/?#][^\s<>\"]*)?")


@dataclass(frozen=True)
class Line:
    """One column's word on a claim."""

    column: Column | Documented
    answer: Answer
    expected: str
    exhibit: CellName | None
    linked: bool  # is there a page that has the exhibit?


@dataclass(frozen=True)
class Picture:
    """The exhibit of a column."""

    column: Column
    name: CellName
    svg: Markup


@dataclass(frozen=True)
class Shown:
    """One claim."""

    claim: Claim
    lines: list[Line]
    pictures: list[Picture]
    commands: list[str]


def is_address(text: str) -> bool:
    """May it be a link? Only what leads to the web: a record may hold javascript: addresses."""
    return ADDRESS.fullmatch(text) is not None


def _expected(site: Site, column: Column | Documented, claim: Claim) -> str:
    """As the record has it, and where it has none as it is stated now."""
    if isinstance(column, Column) and (verdict := site.verdict(column, claim.id)):
        return {"absent": "not applicable"}.get(word := view.expected(verdict), word)
    platform = column.platform if isinstance(column, Documented) else column.key.platform
    word = claim.expect.get(platform, "not stated")
    return {"absent": "not applicable"}.get(word, word)


def _newest(columns: Sequence[Column]) -> list[Column]:
    """Of each platform the newest version: so many pictures that a page stays small."""
    return list({column.key.platform: column for column in columns}.values())


def _pictures(site: Site, claim: Claim) -> Iterator[Picture]:
    for column in _newest(site.survey.columns):
        verdict = site.verdict(column, claim.id)
        found = column.cells.get(verdict.exhibit) if verdict and verdict.exhibit else None
        if found and isinstance(found.value, Cell):
            yield Picture(column, found.value.name, timeline(found.value, column.key.platform))


def _commands(claim: Claim, lines: Sequence[Line]) -> list[str]:
    """To repeat every exhibit once, and to judge a record again."""
    exhibits = dict.fromkeys(str(line.exhibit) for line in lines if line.exhibit)
    again = [f"lastwords run {shlex.quote(name)}" for name in exhibits]
    return [*again, f"lastwords judge RECORD --claim {shlex.quote(claim.id)}"]


def _shown(site: Site, cells: set[CellName], claim: Claim) -> Shown:
    lines = []
    for column in (*site.survey.columns, *site.documented):
        one = answers.answer(site, column, claim)
        exhibit = one.verdict.exhibit if one.verdict else None
        lines.append(Line(column, one, _expected(site, column, claim), exhibit, exhibit in cells))
    return Shown(claim, lines, list(_pictures(site, claim)), _commands(claim, lines))


def pages(site: Site) -> Iterator[Page]:
    families = by_family(site.claims.values())
    cells = site.survey.cells
    stated = {one.id: one for one in statements.load()}
    for family, found in families.items():
        yield Page(
            family_href(family),
            "family.html.j2",
            {
                "family": family,
                "families": families,
                "shown": [_shown(site, cells, claim) for claim in found],
                "statements": stated,
                "is_address": is_address,
            },
        )
