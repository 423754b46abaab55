# SPDX-License-Identifier: MIT
"""CSV (RFC 4180) for spreadsheets and data frames: a line a claim and run, or a line a cell and round.

The header is fixed: columns are added at the end only, never renamed, moved or removed. Lines end with
CRLF, text is UTF-8 (RFC 7111) on one line. What was not observed, or has no meaning in a line, is an empty
field; true and false are words; times are in nanoseconds.

A spreadsheet takes a field that begins with = + - @ for a formula, quoted or not. Text of a record that
begins so gets an apostrophe before it; numbers, also those that a text holds, stay as they are.
"""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from . import source
from .escape import visible
from .fate import fate
from .model import Blocked, Cell, CellName, LeftOut, Line, Run
from .record import Skipped
from .summary import Summary
from .versions import version

RUN = ("platform", "version", "kernel", "libc", "machine", "run", "started", "lastwords", "shards")
CLAIMS = RUN + (
    "claim", "family", "title", "says", "article", "sources", "expected", "known", "known_note",
    "ruling", "as_expected", "cells", "blocked", "exhibit", "because",
)  # fmt: skip
CELLS = RUN + (
    "cell", "probe", "launch", "delivery", "responder", "round", "state", "fate", "sent_ok", "sent_error",
    "end", "end_code", "end_signal", "end_raw", "rescued", "heard", "ran", "marks_lost", "basis",
    "ready_ns", "first_ns", "end_ns", "total_ns", "step", "error", "why",
)  # fmt: skip
FORMULA = re.compile(r"[=+\-@\uff0b\uff0d\uff1d\uff20]")  # full-width too
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
LONGEST = 32_000  # a cell of a spreadsheet holds 32,767 characters
BATCH = 100

Value = str | int | bool | None


def field(value: Value) -> str:
    """One field, before it is quoted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = visible(value, LONGEST)
    return "'" + text if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _chunks(header: Sequence[str], rows: Iterable[Iterable[Value]]) -> Iterator[str]:
    """Some lines at a time."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    for number, row in enumerate(rows, start=1):
        writer.writerow([field(value) for value in row])
        if number % BATCH == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _run(run: Run, shards: Sequence[str]) -> tuple[Value, ...]:
    system = (run.os[key] for key in ("kernel", "libc", "machine"))
    return (run.platform, version(run), *system, run.id, run.started, run.tool, " ".join(shards))


def claims(summaries: Iterable[Summary]) -> Iterator[str]:
    """A line a claim and run, in the order of the records; the shards of a run are one."""

    def rows() -> Iterator[tuple[Value, ...]]:
        for summary in summaries:
            head = _run(summary.run, summary.shards)
            for v in sorted(summary.verdicts.values(), key=lambda verdict: verdict.claim):
                known = (v.known.ruling, v.known.note) if v.known else (None, None)
                yield (
                    *head, v.claim, v.family, v.title, v.says, " ".join(v.article), " ".join(v.sources),
                    v.expect or "not stated", *known, v.ruling, v.as_expected, v.cells, v.blocked,
                    str(v.exhibit) if v.exhibit else None, v.because,
                )  # fmt: skip

    return _chunks(CLAIMS, rows())


def _observed(cell: Cell) -> tuple[Value, ...]:
    return (
        str(cell.name), *cell.name, cell.round, "observed", fate(cell), cell.sent.ok, cell.sent.error,
        cell.end.how, cell.end.code, cell.end.signal, cell.end.raw, cell.rescued, " ".join(cell.heard),
        " ".join(cell.ran), cell.marks_lost, cell.basis,
        cell.ns.ready, cell.ns.first, cell.ns.end, cell.ns.total, None, None, None,
    )  # fmt: skip


def _unobserved(name: CellName, round: int | None, state: str, *why: Value) -> tuple[Value, ...]:
    nothing = (None,) * (len(CELLS) - len(RUN) - 7 - 3)
    return (str(name), *name, round, state, *nothing, *why)


def _lines(lines: Iterable[Line]) -> Iterator[tuple[Value, ...]]:
    """The cells of a run. One that had trouble and was tried again has one line, the last: so those
    with trouble wait for the end of the run."""
    troubles: dict[tuple[CellName, int], Blocked] = {}
    for line in lines:
        match line:
            case Cell():
                troubles.pop((line.name, line.round), None)
                yield _observed(line)
            case Blocked():
                troubles[line.name, line.round] = line
            case LeftOut():
                yield _unobserved(line.name, None, "absent", None, None, line.why)
    for b in troubles.values():
        yield _unobserved(b.name, b.round, "blocked", b.step, b.error, b.what)


def cells(paths: Iterable[Path], skipped: Callable[[Skipped], None]) -> Iterator[str]:
    """A line a cell and round, in the order of the records; and one for each combination that means
    nothing (state "absent", no round, * for any id). Memory holds a few lines, and what is blocked.
    Raises RecordError and OSError as source.runs() does."""

    def rows() -> Iterator[tuple[Value, ...]]:
        for run, lines in source.runs(paths, skipped):
            head = _run(run, [run.shard] if run.shard else [])
            for row in _lines(lines):
                yield (*head, *row)

    return _chunks(CELLS, rows())
