# SPDX-License-Identifier: MIT
"""The lines of a record as plain data, and the closed sets of words in them.

Only shapes: how a line is read is in parse.py, what is made of it elsewhere.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

FORMAT = "lastwords/1"
HOWS = ("exit", "signal", "alive", "stopped", "lost", "unborn")
BASES = ("gone", "fence", "quiet", "deadline")
STEPS = ("ground", "stage", "launch", "ready", "deliver", "settle", "journal", "end", "worker")
RULINGS = ("holds", "refuted", "mixed", "untested", "absent", "blocked")
EXPECTATIONS = ("holds", "refuted", "absent")
AXES = ("probe", "launch", "delivery", "responder", "rung", "platform")


class CellName(NamedTuple):
    """probe/launch/delivery/responder; "*" stands for any id of an axis."""

    probe: str
    launch: str
    delivery: str
    responder: str

    def __str__(self) -> str:
        return "/".join(self)


@dataclass(frozen=True, slots=True)
class Run:
    """The first line: which machine, which tool, when."""

    id: str
    tool: str
    platform: str
    os: dict[str, str | None]
    facts: dict[str, object]
    started: str
    shard: str | None
    rounds: int
    cells: int
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """An id of an axis that does not exist on this platform."""

    axis: str
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the delivery and what it returned."""

    call: str
    value: int
    error: int
    ns: int | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What the sender was told."""

    ok: bool
    error: int
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended; raw is the untouched wait status or exit code."""

    how: str
    code: int
    signal: str | None
    raw: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the journal."""

    rung: str
    ns: int | None
    pid: int
    signal: str | None


@dataclass(frozen=True, slots=True)
class Times:
    """Nanoseconds; first and end count from the delivery."""

    ready: int
    first: int | None
    end: int
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the probe found when it started: facts by id, only those that it could tell."""

    facts: dict[str, bool]
    processes: int
    window_class: str | None
    runtime: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that was observed."""

    name: CellName
    round: int
    sent: Sent
    end: End
    wrapper: End | None
    rescued: bool
    ran: tuple[str, ...]
    heard: tuple[str, ...]
    marks: tuple[Mark, ...]
    marks_lost: int
    basis: str
    ns: Times
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A combination that means nothing, left out by rule."""

    name: CellName
    why: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A cell without an observation: step "ground" is the machine, others are our fault."""

    name: CellName
    round: int
    step: str
    error: int
    what: str


@dataclass(frozen=True, slots=True)
class Known:
    """A known deviation from what is expected."""

    ruling: str
    note: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge made of one claim."""

    claim: str
    family: str
    title: str
    says: str
    article: tuple[str, ...]
    sources: tuple[str, ...]
    expect: str | None
    known: Known | None
    ruling: str
    as_expected: bool
    cells: int
    blocked: int
    exhibit: CellName | None
    because: str


@dataclass(frozen=True, slots=True)
class Finish:
    """The last line of a complete run."""

    cells: int
    blocked: int
    faults: int
    unstable: int
    ns: int


Line = Run | Absent | Cell | LeftOut | Blocked | Verdict | Finish
