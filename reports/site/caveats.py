# SPDX-License-Identifier: MIT
"""What the reader must know of a column before believing its headline. Words only."""
from __future__ import annotations

from ..model import Blocked, Cell
from ..survey import Column, Session
from ..view import plural


def shards(session: Session) -> str:
    """"2/4, 3/4: 2 of 4 are missing", or nothing for a whole run."""
    if not session.shards:
        return ""
    names = ", ".join(sorted(session.shards))
    _, _, count = session.shards[0].partition("/")
    missing = int(count) - len(session.shards) if count.isdecimal() and len(count) < 5 else 0
    return f"{names}: {missing} of {count} are missing" if missing > 0 else names


def of_session(session: Session) -> list[str]:
    said = []
    if not session.finished:
        said.append("The run did not come to its end: cells and claims may be missing.")
    elif session.observed + session.blocked < session.planned:
        said.append(
            f"{plural(session.planned, 'cell')} were planned, but the record holds"
            f" {session.observed + session.blocked} only."
        )
    if session.shards:
        said.append(
            f"Of shards ({shards(session)}): each was judged by itself, and a claim may be undecided"
            " where it needs cells of several."
        )
    if session.run.filters:
        said.append("Only a part of the matrix was run: the runs page has the filters.")
    return said


def of_column(column: Column) -> list[str]:
    """Of what is shown: the newest run, and the newest word on each cell."""
    shown = [newest.value for newest in column.cells.values()]
    faults = sum(isinstance(one, Blocked) and one.step != "ground" for one in shown)
    deadline = sum(isinstance(one, Cell) and one.basis == "deadline" for one in shown)
    said = of_session(column.newest)
    if faults:
        said.append(f"{plural(faults, 'cell')} blocked by a fault of the harness, which is no verdict.")
    if deadline:
        said.append(
            f"{plural(deadline, 'cell')} ended by the deadline only:"
            " what did not happen there proves nothing."
        )
    if column.skipped:
        said.append(f"{plural(column.skipped, 'broken line')} of its records read past.")
    return said
