# SPDX-License-Identifier: MIT
"""index.html: the article's statements and the claims, a column a platform."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from .. import statements
from ..claims import Claim
from ..statements import Statement
from ..survey import Column
from . import answers, caveats, selectors, signs
from .answers import Answer
from .page import Documented, Page, Site
from .signs import Sign

FEW = 7  # so many columns fit a wide window, so the table needs no box that scrolls


@dataclass
class Note:
    """A footnote: of one text there is one, however many claims it stands beside."""

    number: int
    text: str
    claims: list[Claim] = field(default_factory=list)


@dataclass
class Notes:
    """The footnotes in the order in which they are met."""

    by_text: dict[str, Note] = field(default_factory=dict)

    def add(self, text: str, claim: Claim) -> int:
        note = self.by_text.setdefault(text, Note(len(self.by_text) + 1, text))
        if claim not in note.claims:
            note.claims.append(claim)
        return note.number


@dataclass(frozen=True)
class Field:
    """What one column says of a claim, and the number of its footnote."""

    answer: Answer
    note: int | None


@dataclass(frozen=True)
class Row:
    claim: Claim
    fields: list[Field]
    launches: str
    deliveries: str

    @property
    def tokens(self) -> str:
        return answers.tokens([field.answer for field in self.fields])


@dataclass(frozen=True)
class Stated:
    """One statement of the article."""

    statement: Statement
    overall: Sign
    seen_on: list[str]  # the platforms that decided it
    signs: list[Sign]
    claims: list[tuple[str, list[Claim]]]


def by_family(found: Iterable[Claim]) -> dict[str, list[Claim]]:
    """In the order of the families' names, in each as they are stated."""
    families: dict[str, list[Claim]] = {}
    for claim in found:
        families.setdefault(claim.family, []).append(claim)
    return {family: families[family] for family in sorted(families)}


def _row(site: Site, over: Sequence[Column | Documented], claim: Claim, notes: Notes) -> Row:
    fields = []
    for column in over:
        one = answers.answer(site, column, claim)
        fields.append(Field(one, notes.add(one.note, claim) if one.note else None))
    spoken = selectors.expand(claim.cells, list(site.axes.words["launch"]), list(site.axes.words["delivery"]))
    return Row(
        claim,
        fields,
        selectors.tokens(one.launches for one in spoken),
        selectors.tokens(one.deliveries for one in spoken),
    )


def _stated(site: Site, over: Sequence[Column | Documented]) -> Iterator[Stated]:
    for one in statements.load():
        found = [answers.statement(site, column, one) for column in over]
        seen = [
            (column.key.platform, sign.word)
            for column, sign in zip(over, found)
            if isinstance(column, Column)
        ]
        silent = (statements.UNKNOWN, statements.NOT_APPLICABLE)
        deciding = [("holds with", one.holds_with), ("a case against it is", one.refuted_with)]
        yield Stated(
            one,
            signs.STATEMENTS[statements.overall(word for _, word in seen)],
            list(dict.fromkeys(platform for platform, word in seen if word not in silent)),
            found,
            [(how, [site.claims[id] for id in ids if id in site.claims]) for how, ids in deciding if ids],
        )


def by_section(stated: Iterable[Stated]) -> dict[str, list[Stated]]:
    """In the order of the article."""
    sections: dict[str, list[Stated]] = {}
    for one in stated:
        sections.setdefault(one.statement.section, []).append(one)
    return sections


def css_text(text: str) -> Markup:
    """Any text as a string of a style sheet: all but letters and digits by number, so nothing ends it."""
    return Markup('"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text) + '"')


def label(column: Column | Documented) -> str:
    """What stands before the word where a row is folded, as on a phone."""
    if isinstance(column, Documented):
        return f"{column.platform}, documented"
    version = column.key.version
    return f"{column.key.platform}, {version if len(version) <= 24 else version[:23] + '…'}"


def pages(site: Site) -> Iterator[Page]:
    over: list[Column | Documented] = [*site.survey.columns, *site.documented]
    notes = Notes()
    families = {
        family: [_row(site, over, claim, notes) for claim in found]
        for family, found in by_family(site.claims.values()).items()
    }
    yield Page(
        "index.html",
        "front.html.j2",
        {
            "columns": over,
            "observed": site.survey.columns,
            "labels": [(place, css_text(label(column))) for place, column in enumerate(over)],
            "few": len(over) <= FEW,
            "stated": by_section(_stated(site, over)),
            "families": families,
            "notes": list(notes.by_text.values()),
            "codes": answers.CODES,
            "headline": answers.headline,
            "caveats": caveats.of_column,
        },
    )
