# SPDX-License-Identifier: MIT
"""The lines of a database, as the records gave them. Believes nothing: anybody may have made the file."""
from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from ..escape import visible
from ..fields import FieldError
from ..model import CellName, Line, Run, Times
from ..parse import NAME, parse
from ..record import RecordError, Skipped
from .ids import COLUMNS
from .outcome import Outcome, Prototype
from .store import DatabaseError, explain, for_reading

# The newest of each kind of machine; a shard is compared with the same shard. In the order of loading.
RUNS = """
SELECT id, record, path, name, shard, tool, platform, kernel, libc, distribution, machine, started, rounds,
	cells, filters, facts
FROM (
	SELECT run.*, record.path, row_number() OVER (
		PARTITION BY platform, distribution, shard ORDER BY started DESC, run.id DESC
	) AS age
	FROM run JOIN record ON record.id = run.record
)
WHERE age <= ?
ORDER BY record, id
"""
OLDER = "SELECT (SELECT count(*) FROM run) - count(*) FROM (" + RUNS + ")"
OBSERVATIONS = """
SELECT seq, cell, outcome, round, ready, first, "end", total, numbers
FROM observation WHERE run = ? ORDER BY seq
"""
CELL = "SELECT probe, launch, delivery, responder FROM cell WHERE id = ?"
OUTCOME = (
    f"SELECT text, {', '.join(COLUMNS)} FROM outcome JOIN answer ON answer.id = answer WHERE outcome.id = ?"
)
REASON = "SELECT text FROM reason WHERE id = ?"
CLAIM = "SELECT name, family, title, says, article, sources FROM claim WHERE id = ?"

Other = tuple[int, Line]
# RecursionError: JSON may be nested. OverflowError, struct.error: numbers of no kind.
WRONG = (
    FieldError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)


class Reader:
    """One database while it is read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.rows: dict[tuple[str, int], tuple[Any, ...]] = {}
        self.names: dict[int, CellName] = {}
        self.outcomes: dict[int, Prototype] = {}

    def _row(self, sql: str, id: int) -> tuple[Any, ...]:
        if (known := self.rows.get((sql, id))) is None:
            known = self.connection.execute(sql, (id,)).fetchone()
            if known is None:
                raise ValueError("a row that others speak of is missing")
            self.rows[sql, id] = known
        return known

    def reason(self, id: int) -> str:
        return str(self._row(REASON, id)[0])

    def name(self, id: int) -> str:
        return "/".join(self._row(CELL, id))

    def runs(self, last: int) -> list[tuple[int, int, Path, Run]]:
        """Number, record's number and path of each run, and its line."""
        found = []
        for id, record, path, *columns in self.connection.execute(RUNS, (last,)):
            name, shard, tool, platform, kernel, libc, distribution, machine, started, *rest = columns
            rounds, cells, filters, facts = rest
            os = {"kernel": kernel, "libc": libc, "distribution": distribution, "machine": machine}
            line = {
                "type": "run",
                "format": "lastwords/1",
                "id": name,
                "tool": tool,
                "platform": platform,
                "os": os,
                "facts": json.loads(facts),
                "started": started,
                "shard": shard,
                "rounds": rounds,
                "cells": cells,
                "filters": json.loads(filters),
            }
            run = parse(line)
            assert isinstance(run, Run)
            found.append((id, record, Path(visible(path) or "?"), run))
        return found

    def skipped(self, run: int, path: Path) -> Iterator[Skipped]:
        for line, why in self.connection.execute(
            "SELECT line, why FROM skipped WHERE run = ? ORDER BY seq", (run,)
        ):
            yield Skipped(path, int(line), visible(self.reason(why)))

    def _others(self, run: int) -> Iterator[Other]:
        """All lines of a run that are no observations."""
        many = self.connection.execute
        for seq, axis, id, why in many("SELECT seq, axis, id, why FROM absent WHERE run = ?", (run,)):
            yield seq, parse({"type": "absent", "axis": axis, "id": id, "why": self.reason(why)})
        for seq, cell, why in many("SELECT seq, cell, why FROM left_out WHERE run = ?", (run,)):
            yield seq, parse({"type": "cell", "cell": self.name(cell), "absent": self.reason(why)})
        for seq, cell, round, step, error, what in many(
            "SELECT seq, cell, round, step, error, what FROM blocked WHERE run = ?", (run,)
        ):
            trouble = {"step": step, "error": error, "what": self.reason(what)}
            yield seq, parse({"type": "cell", "cell": self.name(cell), "round": round, "trouble": trouble})
        for seq, *row in many(
            "SELECT seq, cells, blocked, faults, unstable, ns FROM finish WHERE run = ?", (run,)
        ):
            keys = ("cells", "blocked", "faults", "unstable", "ns")
            yield seq, parse({"type": "end"} | dict(zip(keys, row)))
        yield from self._verdicts(run)

    def _verdicts(self, run: int) -> Iterator[Other]:
        sql = (
            "SELECT seq, claim, known_ruling, known_note, as_expected, exhibit, because, expect, ruling,"
            " cells, blocked FROM verdict WHERE run = ?"
        )
        for seq, claim, ruling, note, as_expected, exhibit, because, *rest in self.connection.execute(
            sql, (run,)
        ):
            name, family, title, says, article, sources = self._row(CLAIM, claim)
            yield seq, parse(
                {
                    "type": "verdict",
                    "claim": name,
                    "family": family,
                    "title": title,
                    "says": says,
                    "article": json.loads(article),
                    "sources": json.loads(sources),
                    "known": None if ruling is None else {"ruling": ruling, "note": self.reason(note)},
                    "as_expected": bool(as_expected),
                    "because": self.reason(because),
                    "exhibit": None if exhibit is None else self.name(exhibit),
                }
                | dict(zip(("expect", "ruling", "cells", "blocked"), rest))
            )

    def _prototype(self, id: int) -> Prototype:
        made = self.outcomes[id] = Prototype(Outcome(*self._row(OUTCOME, id)))
        return made

    def _cell_name(self, id: int) -> CellName:
        name = self.name(id)
        if not NAME.fullmatch(name):
            raise ValueError("the name of a cell is none")
        made = self.names[id] = CellName(*name.split("/"))
        return made

    def lines(self, run: int) -> Iterator[Line]:
        """The lines of a run but its first, in their order."""
        others = sorted(self._others(run), key=lambda other: other[0])
        others.reverse()
        for seq, cell, outcome, round, *times, numbers in self.connection.execute(OBSERVATIONS, (run,)):
            while others and others[-1][0] < seq:
                yield others.pop()[1]
            prototype = self.outcomes.get(outcome) or self._prototype(outcome)
            name = self.names.get(cell) or self._cell_name(cell)
            yield prototype.make(name, round, Times(*times), numbers)
        while others:
            yield others.pop()[1]


@contextmanager
def _believed(path: Path) -> Iterator[None]:
    """What goes wrong while rows are read is the database's fault."""
    try:
        yield
    except DatabaseError as error:
        raise RecordError(error.path, 0, error.what, error.hint) from None
    except sqlite3.Error as error:
        other = explain(path, error)
        raise RecordError(path, 0, other.what, other.hint) from None
    except WRONG as error:
        what = f"holds what no record can say ({visible(str(error))[:200]})"
        raise RecordError(path, 0, what, "a new database, made of the records") from None


Numbered = tuple[int, int, Path, Run]


def _records(
    reader: Reader, path: Path, skipped: Callable[[Skipped], None], runs: list[Numbered]
) -> Iterator[tuple[Path, Iterator[Line]]]:
    def lines(group: list[Numbered]) -> Iterator[Line]:
        with _believed(path):
            for id, _, name, run in group:
                yield run
                for one in reader.skipped(id, name):
                    skipped(one)
                yield from reader.lines(id)

    for _, group in groupby(runs, key=lambda run: run[1]):
        of_it = list(group)
        yield of_it[0][2], lines(of_it)


def records(
    path: Path, skipped: Callable[[Skipped], None], last: int
) -> Iterator[tuple[Path, Iterator[Line]]]:
    """Each record with its lines, which are to be used up before the next is asked for: of each platform,
    distribution and shard the newest runs, as many as last. Raises RecordError."""
    with _believed(path), closing(for_reading(path)) as connection:
        reader = Reader(connection)
        runs = reader.runs(last)
        if not runs:
            raise DatabaseError(path, "holds no run", f"python3 -m reports db RECORD -o {path}")
        yield from _records(reader, path, skipped, runs)


def older(path: Path, last: int) -> int:
    """How many runs records() leaves out. Raises RecordError."""
    with _believed(path), closing(for_reading(path)) as connection:
        return int(connection.execute(OLDER, (last,)).fetchone()[0])
