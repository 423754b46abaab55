# SPDX-License-Identifier: MIT
"""Chunks of records into a database: one record, one transaction; one run, once."""
from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from enum import Enum
from functools import partial
from pathlib import Path

from ..fields import dump
from ..model import Absent, Blocked, CellName, Finish, LeftOut, Line, Run, Verdict
from ..record import Skipped
from .chunk import Chunk
from .ids import Ids, bound
from .outcome import compact
from .store import patiently


class Fate(Enum):
    """What became of a run that was to be loaded."""

    NEW = "loaded"
    LONGER = "replaces a part of itself that was loaded before"
    SAME = "is there already"
    OTHER = "has the id of a run that is there and says something else: left out"


def facts(run: Run) -> str:
    """The facts as JSON; of what is nested too deeply what a report would show of it."""
    try:
        return compact(run.facts)
    except RecursionError:
        return compact(
            {key: value if isinstance(value, str) else dump(value) for key, value in run.facts.items()}
        )


PARTS = ("observation", "blocked", "left_out", "absent", "verdict", "finish", "skipped")
ROW = "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
RUN = (
    "INSERT INTO run (id, record, name, shard, tool, platform, kernel, libc, distribution, machine, started,"
    f" rounds, cells, filters, facts, lines, digest) VALUES (?, ?{', CAST(? AS TEXT)' * 9}, ?, ?, ?, ?, ?, ?)"
)


class Writer:
    """The one who writes."""

    def __init__(self, connection: sqlite3.Connection, waiting: Callable[[], None]) -> None:
        self.connection = connection
        self.waiting = waiting
        self.ids = Ids(connection)

    def _begin(self, sql: str) -> None:
        patiently(self.connection, partial(self.connection.execute, sql), self.waiting)

    def load(self, path: Path, chunks: Iterable[Chunk]) -> list[tuple[Run, Fate]]:
        """All of a record, or none of it: what is raised, by the chunks too, undoes it."""
        fates: list[tuple[Run, Fate]] = []
        self._begin("BEGIN IMMEDIATE")
        try:
            sql = "INSERT INTO record (path) VALUES (CAST(? AS TEXT))"
            record = self.connection.execute(sql, (bound(path.as_posix()),)).lastrowid
            assert record is not None
            stream = iter(chunks)
            for chunk in stream:
                assert chunk.starts is not None
                fates.append((chunk.starts, self._run(record, chunk.starts, chunk, stream)))
            if all(fate in (Fate.SAME, Fate.OTHER) for _, fate in fates):
                self.connection.execute("ROLLBACK")
                self.ids.forget()
            else:
                self._begin("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # a full disk may have undone it already
                self.connection.execute("ROLLBACK")
            self.ids.forget()
            raise
        return fates

    def _run(self, record: int, run: Run, chunk: Chunk, stream: Iterable[Chunk]) -> Fate:
        """One run, whose later chunks come from the stream."""
        if chunk.digest is not None:  # all of it is here: it may be that there is nothing to do
            fate, _ = self._fate(run, chunk.digest, chunk.lines)
            if fate in (Fate.SAME, Fate.OTHER):
                return fate
        id = self._next_id()
        self.connection.execute("SAVEPOINT run")
        self._put(id, chunk)
        while chunk.digest is None:
            chunk = next(iter(stream))
            self._put(id, chunk)
        fate, before = self._fate(run, chunk.digest, chunk.lines)
        if fate in (Fate.SAME, Fate.OTHER):
            self.connection.execute("ROLLBACK TO run")
            self.ids.forget()
        else:
            if before is not None:
                self._remove(before)
            self._put_run(id, record, run, chunk)
        self.connection.execute("RELEASE run")
        return fate

    def _next_id(self) -> int:
        return int(self.connection.execute("SELECT ifnull(max(id), 0) + 1 FROM run").fetchone()[0])

    def _fate(self, run: Run, digest: bytes, lines: int) -> tuple[Fate, int | None]:
        """What is to become of a run, and the one of its id that is there."""
        sql = (
            "SELECT id, digest, lines, EXISTS (SELECT 1 FROM finish WHERE finish.run = run.id) FROM run"
            " WHERE name = CAST(? AS TEXT) AND ifnull(shard, '') = CAST(? AS TEXT)"
        )
        found = self.connection.execute(sql, (bound(run.id), bound(run.shard or ""))).fetchone()
        if found is None:
            return Fate.NEW, None
        id, there, length, finished = found
        if there == digest:
            return Fate.SAME, id
        return (Fate.LONGER if not finished and lines > length else Fate.OTHER), id

    def _remove(self, id: int) -> None:
        for table in PARTS:
            self.connection.execute(f"DELETE FROM {table} WHERE run = ?", (id,))
        self.connection.execute("DELETE FROM run WHERE id = ?", (id,))

    def _put_run(self, id: int, record: int, run: Run, last: Chunk) -> None:
        os = (run.os[key] for key in ("kernel", "libc", "distribution", "machine"))
        texts = map(bound, (run.id, run.shard, run.tool, run.platform, *os, run.started))
        lists = (compact(run.filters), facts(run))
        self.connection.execute(
            RUN, (id, record, *texts, run.rounds, run.cells, *lists, last.lines, last.digest)
        )

    def _put(self, run: int, chunk: Chunk) -> None:
        cells = [self.ids.cell(name) for name in chunk.names]
        outcomes = [self.ids.outcome(outcome) for outcome in chunk.outcomes]
        rows = [
            (run, cells[name], head[0], seq, outcomes[outcome], *head[1:], numbers)
            for name, outcome, seq, head, numbers in chunk.rows
        ]
        rows.sort()  # as the table has them
        self.connection.executemany(ROW, rows)
        tables: dict[str, list[tuple[object, ...]]] = {}
        for seq, line in chunk.others:
            table, row = self._row(line)
            tables.setdefault(table, []).append((run, seq, *row))
        for table, of_it in tables.items():
            marks = ", ".join(
                "?" if column not in TEXTS[table] else "CAST(? AS TEXT)" for column in range(len(of_it[0]))
            )
            self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", of_it)

    def _row(self, line: Line | Skipped) -> tuple[str, tuple[object, ...]]:
        """The table of a line, and its columns after run and seq."""
        ids = self.ids
        match line:
            case Blocked():
                what = ids.reason(line.what)
                return "blocked", (ids.cell(line.name), line.round, line.step, line.error, what)
            case LeftOut():
                return "left_out", (ids.cell(line.name), ids.reason(line.why))
            case Absent():
                return "absent", (line.axis, bound(line.id), ids.reason(line.why))
            case Verdict():
                return "verdict", self._verdict(line)
            case Finish():
                return "finish", (line.cells, line.blocked, line.faults, line.unstable, line.ns)
            case Skipped():
                return "skipped", (line.line, ids.reason(line.why))
        raise TypeError(f"no table for {type(line).__name__}")

    def _verdict(self, line: Verdict) -> tuple[object, ...]:
        known = (line.known.ruling, self.ids.reason(line.known.note)) if line.known else (None, None)
        exhibit = self.ids.cell(CellName(*line.exhibit)) if line.exhibit else None
        return (
            self.ids.claim(line),
            line.expect,
            *known,
            line.ruling,
            line.as_expected,
            line.cells,
            line.blocked,
            exhibit,
            self.ids.reason(line.because),
        )


# Columns that hold text of the record's own, by their place.
TEXTS: dict[str, tuple[int, ...]] = {table: (3,) if table == "absent" else () for table in PARTS}
