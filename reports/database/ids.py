# SPDX-License-Identifier: MIT
"""What a database says once and everybody else by number: names, texts, outcomes, claims."""
from __future__ import annotations

import sqlite3
from collections.abc import Callable

from ..model import Verdict
from .outcome import Outcome, compact, digest

MOST = 1 << 18  # ids that are remembered; the database knows the others
COLUMNS = [f'"{column}"' for column in Outcome._fields[1:]]


def bound(value: object) -> object:
    """A value for a parameter that is CAST AS TEXT: text that UTF-8 cannot spell goes in as its bytes."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "surrogatepass")
    return value


class Ids:
    """Numbers of what is written once: found or made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.known: dict[object, int] = {}

    def forget(self) -> None:
        """What a transaction that was undone had made is not there."""
        self.known.clear()

    def _id(
        self,
        key: object,
        find: str,
        make: str,
        keys: tuple[object, ...],
        row: Callable[[], tuple[object, ...]],
    ) -> int:
        if (known := self.known.get(key)) is not None:
            return known
        found = self.connection.execute(find, keys).fetchone()
        id = found[0] if found else self.connection.execute(make, row()).lastrowid
        assert isinstance(id, int)
        if len(self.known) >= MOST:
            self.known.clear()
        self.known[key] = id
        return id

    def cell(self, name: tuple[str, str, str, str]) -> int:
        find = "SELECT id FROM cell WHERE probe = ? AND launch = ? AND delivery = ? AND responder = ?"
        make = "INSERT INTO cell (probe, launch, delivery, responder) VALUES (?, ?, ?, ?)"
        return self._id(("cell", name), find, make, tuple(name), lambda: tuple(name))

    def text(self, table: str, text: str) -> int:
        find = f"SELECT id FROM {table} WHERE text = CAST(? AS TEXT)"
        make = f"INSERT INTO {table} (text) VALUES (CAST(? AS TEXT))"
        keys = (bound(text),)
        return self._id((table, text), find, make, keys, lambda: keys)

    def reason(self, text: str) -> int:
        return self.text("reason", text)

    def outcome(self, outcome: Outcome) -> int:
        marks = ", ".join(["CAST(? AS TEXT)" if isinstance(value, str) else "?" for value in outcome[1:]])
        make = f"INSERT INTO outcome (digest, answer, {', '.join(COLUMNS)}) VALUES (?, ?, {marks})"
        name = digest(outcome)

        def row() -> tuple[object, ...]:
            return (name, self.text("answer", outcome.answer), *map(bound, outcome[1:]))

        return self._id(("outcome", name), "SELECT id FROM outcome WHERE digest = ?", make, (name,), row)

    def claim(self, verdict: Verdict) -> int:
        lists = (compact(verdict.article), compact(verdict.sources))
        words = (verdict.claim, verdict.family, verdict.title, verdict.says, *lists)
        name = digest(words)
        make = (
            "INSERT INTO claim (digest, name, family, title, says, article, sources)"
            f" VALUES (?{', CAST(? AS TEXT)' * len(words)})"
        )
        row = (name, *map(bound, words))
        return self._id(("claim", name), "SELECT id FROM claim WHERE digest = ?", make, (name,), lambda: row)
