# SPDX-License-Identifier: MIT
"""What every page module gets and gives."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from ..axes import Axes
from ..claims import Claim
from ..model import CellName, Verdict
from ..survey import Column, Survey


@dataclass(frozen=True)
class Page:
    """One file: its path below the report, and a template with what it shows, or ready text."""

    path: str
    template: str = ""
    context: dict[str, object] = field(default_factory=dict)
    text: str = ""

    @property
    def root(self) -> str:
        """From here to the top of the report."""
        return "../" * self.path.count("/")


@dataclass(frozen=True)
class Documented:
    """A column of a platform that no record is of."""

    platform: str


@dataclass
class Site:
    """All that pages are made of."""

    survey: Survey
    axes: Axes
    stated: Sequence[Claim]

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """As they are stated now, and those of older records that are not stated any more."""
        found = {claim.id: claim for claim in self.stated}
        for column in self.survey.columns:
            for id, newest in column.verdicts.items():
                found.setdefault(id, _of_record(newest.value))
        return found

    @cached_property
    def documented(self) -> list[Documented]:
        """Platforms that claims speak of and that no record is of, in the order of the axes."""
        seen = {column.key.platform for column in self.survey.columns}
        spoken = {platform for claim in self.stated for platform in claim.expect}
        return [Documented(name) for name in self.axes.sort("platform", spoken - seen) if name not in INHERIT]

    def verdict(self, column: Column, claim: str) -> Verdict | None:
        newest = column.verdicts.get(claim)
        return newest.value if newest else None


# Expected to be as another one unless something else is said; worth a column only when observed.
INHERIT = ("linux-musl", "wine")


def _of_record(verdict: Verdict) -> Claim:
    return Claim(
        id=verdict.claim,
        title=verdict.title,
        article=verdict.article,
        expect={},
        family=verdict.family,
        says=verdict.says,
        sources=verdict.sources,
    )


def column_label(column: Column) -> str:
    return f"{column.key.platform}: {column.key.version}"


def cell_href(name: CellName) -> str:
    """From the top of the report; the anchor is the cell's name."""
    return f"cell/{name.delivery}.html#{name}"


FAMILY = re.compile(r"[a-z0-9_-]{1,64}")
CLAIM = re.compile(r"[a-z0-9_-]{1,64}(\.[a-z0-9_-]{1,64})+")


def _plain(text: str, shape: re.Pattern[str]) -> str:
    """Text that may name a file or an anchor; of what a record made up, a name that stands for it."""
    return text if shape.fullmatch(text) else "x-" + sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def family_name(family: str) -> str:
    """The family, or a name that stands for one that could be no file."""
    return _plain(family, FAMILY)


def family_href(family: str) -> str:
    """From the top of the report."""
    return f"claim/{family_name(family)}.html"


def claim_anchor(id: str) -> str:
    """The claim's id, which has a dot in it as no other anchor has."""
    return _plain(id, CLAIM)


def claim_href(claim: Claim) -> str:
    """From the top of the report; the anchor is the claim's id."""
    return f"{family_href(claim.family)}#{claim_anchor(claim.id)}"


def matrix_href(probe: str, responder: str) -> str:
    return f"matrix/{probe}.{responder}.html"
