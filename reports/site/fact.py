# SPDX-License-Identifier: MIT
"""What was observed of a cell as words, without times: equal where columns saw the same."""
from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from .. import names
from ..answers import end_words, heard_words
from ..model import Blocked, Call, Cell, Found, Sent
from .known import Seen

CALLS, MARKS = 8, 24


class Fact(NamedTuple):
    """What was observed, without times: equal where columns saw the same."""

    seen: Seen
    trouble: str = ""
    end: str = ""
    wrapper: str = ""
    rescued: bool = False
    told: tuple[str, ...] = ()
    refused: bool = False
    heard: str = ""
    marks: tuple[str, ...] = ()
    marks_more: int = 0
    settled: tuple[str, ...] = ()
    lost: int = 0
    basis: str = ""


def _call(platform: str, call: Call) -> str:
    """What was called and what came back."""
    if names.is_program(platform, call.call):
        return f"{call.call}: exit code {call.error}"
    error = f", error {names.error(platform, call.error)}" if call.error else ""
    return f"{call.call}: {call.value}{error}"


def _told(platform: str, sent: Sent) -> tuple[str, ...]:
    calls = [_call(platform, call) for call in sent.calls[:CALLS]]
    runs = [(text, len(list(same))) for text, same in groupby(calls)]
    told = [text if count == 1 else f"{count} × {text}" for text, count in runs]
    if len(sent.calls) > CALLS:
        told.append(f"and {len(sent.calls) - CALLS} more calls")
    if sent.error and not any(call.error == sent.error for call in sent.calls):
        told.append(f"error {names.error(platform, sent.error)}")
    return tuple(told)


def fact(platform: str, cell: Cell | Blocked, seen: Seen) -> Fact:
    seen = seen._replace(flaky=None)  # which is a column's own
    if isinstance(cell, Blocked):
        error = f" (error {names.error(platform, cell.error)})" if cell.error else ""
        return Fact(seen, trouble=f"{cell.step}: {cell.what}{error}")
    marked = {mark.rung for mark in cell.marks}
    return Fact(
        seen,
        end=end_words(platform, cell.end),
        wrapper=end_words(platform, cell.wrapper) if cell.wrapper else "",
        rescued=cell.rescued,
        told=_told(platform, cell.sent),
        refused=not cell.sent.ok,
        heard=heard_words(cell.heard),
        marks=tuple(mark.rung for mark in cell.marks[:MARKS]),
        marks_more=max(0, len(cell.marks) - MARKS),
        settled=tuple(rung for rung in cell.ran if rung not in marked),
        lost=cell.marks_lost,
        basis=cell.basis,
    )


def found_words(found: Found) -> str:
    """"console, alone; not: window; 2 processes; class X; runtime ucrt"."""
    yes = [id for id, value in sorted(found.facts.items()) if value]
    no = [id for id, value in sorted(found.facts.items()) if not value]
    parts = [", ".join(yes) or "nothing"]
    parts += [f"not {', '.join(no)}"] if no else []
    parts.append(f"processes on its console: {found.processes}")
    parts += [f"window class {found.window_class}"] if found.window_class else []
    parts += [f"C runtime {found.runtime}"] if found.runtime else []
    return "; ".join(parts)
