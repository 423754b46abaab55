# SPDX-License-Identifier: MIT
"""Many records as columns: a column is a platform in one version, and shows its newest run.

Of every cell and claim the newest word is kept, and what the last records said of it, so that it is
known what is flaky. Holds no more than that, however many records there are. Knows no output format.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from . import source
from .axes import Axes
from .fate import fate
from .flake import Tally
from .latency import Times
from .matrix import PROBE
from .model import Absent, Blocked, Cell, CellName, Finish, LeftOut, Line, Run, Verdict
from .outcome import outcome
from .record import Skipped
from .summary import same_plan, together

LAST = 20
LATENCY_RESPONDERS = ("handler-flag", "ctrl-handler-flag")
DECIDED = ("holds", "refuted", "mixed")

Observation = Cell | Blocked
K = TypeVar("K")
T = TypeVar("T")


class Key(NamedTuple):
    """What names a column."""

    platform: str
    version: str


@dataclass
class Session:
    """One run in short; of several shards, all of them."""

    run: Run
    shards: list[str] = field(default_factory=list)
    planned: int = 0
    observed: int = 0
    blocked: int = 0
    faults: int = 0
    ns: int = 0
    finished: bool = True
    bases: Counter[str] = field(default_factory=Counter)

    @property
    def order(self) -> tuple[str, str]:
        return (self.run.started, self.run.id)


@dataclass
class Newest(Generic[T]):
    """The newest word on something, and of which run it is."""

    order: tuple[str, str]
    value: T


@dataclass
class Column:
    """All runs of one platform and version."""

    key: Key
    sessions: list[Session] = field(default_factory=list)
    cells: dict[CellName, Newest[Observation]] = field(default_factory=dict)
    rounds: dict[CellName, Newest[Counter[str]]] = field(default_factory=dict)
    verdicts: dict[str, Newest[Verdict]] = field(default_factory=dict)
    absents: dict[tuple[str, str], Newest[str]] = field(default_factory=dict)
    patterns: set[LeftOut] = field(default_factory=set)
    times: dict[str, Times] = field(default_factory=dict)
    cell_tally: Tally = field(default_factory=lambda: Tally(LAST))
    claim_tally: Tally = field(default_factory=lambda: Tally(LAST))
    skipped: int = 0

    @property
    def newest(self) -> Session:
        return max(self.sessions, key=lambda session: session.order)

    def _session(self, run: Run) -> Session:
        """The one that this run is a shard of, or a new one."""
        for session in self.sessions:
            if run.shard and run.shard not in session.shards and same_plan(session.run, run):
                break
        else:
            session = Session(run)
            self.sessions.append(session)
        session.planned += run.cells
        session.shards += [run.shard] if run.shard else []
        return session

    def take(self, run: Run, lines: Iterable[Line]) -> None:
        """One run, to its last line."""
        session = self._session(run)
        troubles: dict[tuple[CellName, int], Blocked] = {}
        finished = False
        for line in lines:
            match line:
                case Cell():
                    troubles.pop((line.name, line.round), None)
                    self._cell(session, line)
                case Blocked():
                    troubles[line.name, line.round] = line
                case Verdict():
                    self._verdict(session, line)
                case Absent():
                    _keep(self.absents, (line.axis, line.id), session.order, line.why)
                case LeftOut():
                    self.patterns.add(line)
                case Finish():
                    finished = True
                    session.ns += line.ns
        for trouble in troubles.values():
            self._blocked(session, trouble)
        session.finished = session.finished and finished

    def _cell(self, session: Session, cell: Cell) -> None:
        session.observed += 1
        session.bases[cell.basis] += 1
        _keep(self.cells, cell.name, session.order, cell)
        if session.run.rounds > 1:
            self._round(session, cell)
        self.cell_tally.add(cell.name, session.order, outcome(cell))
        if cell.name.probe == PROBE and cell.name.responder in LATENCY_RESPONDERS:
            self.times.setdefault(cell.name.delivery, Times()).add(cell)

    def _round(self, session: Session, cell: Cell) -> None:
        """How often each fate was seen in the newest run that has rounds."""
        known = self.rounds.get(cell.name)
        if known is None or known.order < session.order:
            known = self.rounds[cell.name] = Newest(session.order, Counter())
        if known.order == session.order:
            known.value[fate(cell)] += 1

    def _blocked(self, session: Session, blocked: Blocked) -> None:
        session.blocked += 1
        session.faults += blocked.step != "ground"
        known = self.cells.get(blocked.name)
        if known is None or isinstance(known.value, Blocked):
            _keep(self.cells, blocked.name, session.order, blocked)

    def _verdict(self, session: Session, verdict: Verdict) -> None:
        known = self.verdicts.get(verdict.claim)
        if known and known.order == session.order and len(session.shards) > 1:
            verdict = together(known.value, verdict)
        _keep(self.verdicts, verdict.claim, session.order, verdict)
        if verdict.ruling in DECIDED:
            self.claim_tally.add(verdict.claim, session.order, verdict.ruling)


def _keep(known: dict[K, Newest[T]], key: K, order: tuple[str, str], value: T) -> None:
    """The word of the newest run counts; within a run the last."""
    if key not in known or known[key].order <= order:
        known[key] = Newest(order, value)


def _natural(text: str) -> list[tuple[int, int, str]]:
    """"Wine 8.0" before "Wine 10.0"."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", text)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


@dataclass
class Survey:
    """The columns, in the order of the platforms and then of the versions."""

    columns: list[Column]

    @property
    def cells(self) -> set[CellName]:
        """Every cell that some column knows."""
        return {name for column in self.columns for name in column.cells}


def version(run: Run) -> str:
    """What names a version: the distribution, which for Wine is its own, and for Windows its edition."""
    return run.os.get("distribution") or run.os.get("kernel") or "unknown"


def survey(
    paths: Iterable[Path], skipped: Callable[[Skipped], None], axes: Axes, last: int = LAST
) -> Survey:
    """Read everything once. Raises RecordError and OSError as source.runs() does."""
    columns: dict[Key, Column] = {}
    counted = 0

    def count(one: Skipped) -> None:
        nonlocal counted
        counted += 1
        skipped(one)

    for run, lines in source.runs(paths, count, last):
        key = Key(run.platform, version(run))
        column = columns.setdefault(key, Column(key))
        column.take(run, lines)
        # Those before its first line too; of a file that had no run, the next run's column has them.
        column.skipped += counted
        counted = 0
    platforms = axes.sort("platform", {key.platform for key in columns})
    order = sorted(columns, key=lambda key: (platforms.index(key.platform), _natural(key.version)))
    for column in columns.values():
        column.sessions.sort(key=lambda session: session.order)
    return Survey([columns[key] for key in order])
