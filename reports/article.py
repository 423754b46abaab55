# SPDX-License-Identifier: MIT
"""The rows of the article, and which claims of a record speak of each."""
from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .model import Verdict

ARTICLE = Path(__file__).resolve().parent / "article.toml"


@dataclass
class Row:
    id: str
    section: str
    says: str
    verdicts: list[Verdict] = field(default_factory=list)


def rows(verdicts: Iterable[Verdict]) -> list[Row]:
    """Every row in the article's order with its claims; rows it does not have come last."""
    known = tomllib.loads(ARTICLE.read_text(encoding="utf-8"))["row"]
    found = {row["id"]: Row(**row) for row in known}
    for verdict in verdicts:
        for id in dict.fromkeys(verdict.article):
            row = found.setdefault(id, Row(id, "?", "(no such row in article.toml)"))
            row.verdicts.append(verdict)
    return list(found.values())
