# SPDX-License-Identifier: MIT
"""What a column says of a claim: the ruling, whether it is as expected, and whether it is flaky.

A column that no record is of says what is documented. Words and codes only; no page.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from .. import statements
from ..claims import Claim
from ..model import RULINGS, Verdict
from ..statements import Statement
from ..survey import Column
from . import signs
from .page import Documented, Site
from .signs import Sign

NOT_EXPECTED, FLAKY, KNOWN = "not as expected", "flaky", "known deviation"
# What can be asked for of a column, and the letter that stands for it in a row's data attribute.
CODES = {
    "holds": "h",
    "refuted": "r",
    "mixed": "m",
    "not applicable": "n",
    "untested": "u",
    "blocked": "b",
    "unknown": "q",
    NOT_EXPECTED: "x",
    FLAKY: "f",
    KNOWN: "k",
}
SILENT = ("not applicable", "unknown")


@dataclass(frozen=True)
class Answer:
    """One field of the table."""

    sign: Sign
    verdict: Verdict | None = None
    flaky: tuple[int, int] | None = None
    documented: bool = False

    @property
    def as_expected(self) -> bool:
        return self.verdict is None or self.verdict.as_expected

    @property
    def known(self) -> bool:
        """A known deviation that was seen again."""
        verdict = self.verdict
        return verdict is not None and verdict.known is not None and verdict.ruling == verdict.known.ruling

    @property
    def note(self) -> str | None:
        """What is to be read beside the word."""
        verdict = self.verdict
        if verdict is None:
            return None
        if verdict.ruling == "mixed":
            return f"Mixed: {verdict.because}"
        if verdict.known and self.known:
            return verdict.known.note
        if verdict.known and not verdict.as_expected:
            return f"Not seen any more ({verdict.ruling}): {verdict.known.note}"
        return None  # where nothing was decided nothing can deviate

    @property
    def codes(self) -> list[str]:
        extra = {NOT_EXPECTED: not self.as_expected, FLAKY: bool(self.flaky), KNOWN: self.known}
        return [CODES[self.sign.word], *(CODES[word] for word, so in extra.items() if so)]


def answer(site: Site, column: Column | Documented, claim: Claim) -> Answer:
    if isinstance(column, Documented):
        return Answer(signs.ruling(claim.expect.get(column.platform)), documented=True)
    verdict = site.verdict(column, claim.id)
    return Answer(
        signs.ruling(verdict.ruling if verdict else None), verdict, column.claim_tally.flaky(claim.id)
    )


def tokens(answers: Sequence[Answer]) -> str:
    """For a data attribute: "h" (in some observed column), "0" (column 0 speaks of it), "0h"."""
    seen = dict.fromkeys(code for one in answers if not one.documented for code in one.codes)
    found = list(seen)
    for place, one in enumerate(answers):
        if one.sign.word not in SILENT:
            found.append(str(place))
        found += [f"{place}{code}" for code in one.codes]
    return " ".join(found)


def _ruling(site: Site, column: Column | Documented, id: str) -> str | None:
    if isinstance(column, Documented):
        claim = site.claims.get(id)
        return claim.expect.get(column.platform) if claim else None
    verdict = site.verdict(column, id)
    return verdict.ruling if verdict else None


def statement(site: Site, column: Column | Documented, one: Statement) -> Sign:
    """What came of a statement of the article in a column."""
    platform = column.platform if isinstance(column, Documented) else column.key.platform
    return signs.STATEMENTS[statements.word(one, platform, partial(_ruling, site, column))]


def headline(column: Column) -> str:
    """Is all as expected? In one sentence, with what was not decided behind it."""
    verdicts = [newest.value for newest in column.verdicts.values()]
    if not verdicts:
        return "No claim was judged."
    undecided = ("absent", "untested", "blocked")
    decided = [verdict for verdict in verdicts if verdict.ruling not in undecided]
    good = sum(verdict.as_expected for verdict in decided)
    text = f"{good} of {len(decided)} decided claims are as expected" if decided else "No claim was decided"
    others = sum(not verdict.as_expected for verdict in verdicts) - (len(decided) - good)
    said = [f"{others} not decided and not as expected"] if others else []
    for word in RULINGS:
        count = sum(verdict.ruling == word for verdict in verdicts)
        if count and word in undecided:
            said.append(f"{count} {signs.ruling(word).word}")
    return text + (f"; {', '.join(said)}" if said else "") + "."
