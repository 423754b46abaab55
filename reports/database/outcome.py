# SPDX-License-Identifier: MIT
"""An observation in two halves: its outcome, which repeats itself, and its numbers, which never do."""
from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from ..model import Call, Cell, CellName, End, Mark, Sent, Times
from ..outcome import outcome as answer
from ..parse import parse

ANY = "a/a/a/a"


class Outcome(NamedTuple):
    """The columns of the table outcome but id and digest; answer is its text."""

    answer: str
    sent_ok: bool
    sent_error: int
    calls: str
    how: str
    code: int
    signal: str | None
    raw: int
    wrapper: str | None
    rescued: bool
    ran: str
    heard: str
    marks: str
    marks_lost: int
    basis: str
    found: str | None


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def digest(values: Sequence[object]) -> bytes:
    """Names these values among all others."""
    return blake2b(repr(tuple(values)).encode("ascii", "backslashreplace"), digest_size=16).digest()


def processes(cell: Cell) -> list[int]:
    """The ids of the processes that left marks, each once, in order."""
    return list(dict.fromkeys(mark.pid for mark in cell.marks))


def _end(end: End | None) -> str | None:
    return None if end is None else compact([end.how, end.code, end.signal, end.raw])


def _call(call: Call) -> list[object]:
    """Records of the first days have calls without a time, which is said by a fourth value."""
    return [call.call, call.value, call.error, *([] if call.ns is not None else [None])]


def outcome(cell: Cell) -> Outcome:
    """The first half."""
    pids = {pid: i for i, pid in enumerate(processes(cell))}
    marks = [[mark.rung, mark.signal, pids[mark.pid], int(mark.ns is not None)] for mark in cell.marks]
    found = cell.found
    return Outcome(
        answer(cell),
        cell.sent.ok,
        cell.sent.error,
        compact([_call(call) for call in cell.sent.calls]),
        cell.end.how,
        cell.end.code,
        cell.end.signal,
        cell.end.raw,
        _end(cell.wrapper),
        cell.rescued,
        compact(cell.ran),
        compact(cell.heard),
        compact(marks),
        cell.marks_lost,
        cell.basis,
        compact([found.facts, found.processes, found.window_class, found.runtime]) if found else None,
    )


def numbers(cell: Cell) -> list[int]:
    """The second half but round and cell.ns."""
    calls = [call.ns for call in cell.sent.calls if call.ns is not None]
    return calls + [mark.ns for mark in cell.marks if mark.ns is not None] + processes(cell)


@lru_cache(maxsize=256)
def _packers(count: int) -> tuple[struct.Struct, struct.Struct]:
    return struct.Struct(f"<{count}I"), struct.Struct(f"<{count}q")


def pack(values: Sequence[int]) -> bytes:
    """As the column observation.numbers."""
    small, large = _packers(len(values))
    try:
        return small.pack(*values)
    except struct.error:
        return large.pack(*values)


def unpack(data: bytes, count: int) -> tuple[int, ...]:
    """Raises struct.error where these are not so many numbers."""
    small, large = _packers(count)
    return small.unpack(data) if len(data) == small.size else large.unpack(data)


class Prototype:
    """Cells of one outcome, made from what a database keeps of them."""

    def __init__(self, row: Outcome) -> None:
        """Believes nothing: raises FieldError, ValueError or TypeError of what no record can say."""
        self.calls = json.loads(row.calls)
        self.marks = json.loads(row.marks)
        self.cell = self._parsed(row)
        timed = sum(bool(mark[3]) for mark in self.marks)
        self.first_pid = sum(len(call) == 3 for call in self.calls) + timed
        self.count = self.first_pid + 1 + max((mark[2] for mark in self.marks), default=-1)

    def _parsed(self, row: Outcome) -> Cell:
        """By the parser, from a line as a record has it."""
        end = ("how", "code", "signal", "raw")
        line: dict[str, object] = {
            "type": "cell",
            "cell": ANY,
            "round": 0,
            "sent": {
                "ok": bool(row.sent_ok),
                "error": row.sent_error,
                "calls": [
                    {"call": call, "value": value, "error": error} | ({} if untimed else {"ns": 0})
                    for call, value, error, *untimed in self.calls
                ],
            },
            "end": dict(zip(end, (row.how, row.code, row.signal, row.raw))),
            "rescued": bool(row.rescued),
            "ran": json.loads(row.ran),
            "heard": json.loads(row.heard),
            "marks": [
                {"rung": rung, "ns": 0 if timed else None, "pid": process, "signal": signal}
                for rung, signal, process, timed in self.marks
            ],
            "marks_lost": row.marks_lost,
            "basis": row.basis,
            "ns": {"ready": 0, "first": None, "end": 0, "total": 0},
        }
        if row.wrapper is not None:
            line["wrapper"] = dict(zip(end, json.loads(row.wrapper)))
        if row.found is not None:
            facts, count, window, runtime = json.loads(row.found)
            line["found"] = facts | {"processes": count, "window-class": window, "runtime": runtime}
        cell = parse(line)
        assert isinstance(cell, Cell)
        return cell

    def make(self, name: CellName, round: int, ns: Times, data: bytes) -> Cell:
        """One cell. Raises struct.error where the numbers are not those of the outcome."""
        cell, values = self.cell, unpack(data, self.count)
        pids = values[self.first_pid :]
        times = iter(values)
        calls = tuple(
            Call(call, value, error, None if untimed else next(times))
            for call, value, error, *untimed in self.calls
        )
        sent = Sent(cell.sent.ok, cell.sent.error, calls)
        marks = tuple(
            Mark(rung, next(times) if timed else None, pids[process], signal)
            for rung, signal, process, timed in self.marks
        )
        return Cell(
            name,
            round,
            sent,
            cell.end,
            cell.wrapper,
            cell.rescued,
            cell.ran,
            cell.heard,
            marks,
            cell.marks_lost,
            cell.basis,
            ns,
            cell.found,
        )
