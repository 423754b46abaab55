# SPDX-License-Identifier: MIT
"""What earlier runs saw, so that a comparison knows what is flaky: a tally of cells and claims.

Only runs of the same platform and version as NEW count, and NEW itself never: what is otherwise there is
no flake of it. An end that nobody told is no other outcome. Reads thousands of records, and holds the last
of them only.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from . import source, view
from .flake import LAST, Tally
from .model import Cell, Verdict
from .outcome import LOST, outcome
from .record import Skipped
from .side import Side
from .versions import version


@dataclass
class History:
    """tally has cells by CellName and claims by id. runs: those that were counted; others: those of
    another platform or version."""

    tally: Tally = field(default_factory=Tally)
    runs: int = 0
    others: int = 0


def load(
    paths: Iterable[Path], new: Side, warn: Callable[[Skipped], None], last: int = LAST
) -> History:
    """Read records, in any order. Raises RecordError and OSError as source.runs() does."""
    found = History(Tally(last))
    ids: set[str] = set()
    for run, lines in source.runs(paths, warn):
        if new.run is not None and run.id == new.run.id:
            continue
        if (run.platform, version(run)) != (new.platform, new.version):
            found.others += 1
            continue
        ids.add(run.id)
        order = (run.started, run.id)
        for line in lines:
            if isinstance(line, Cell) and line.end.how != LOST:
                found.tally.add(line.name, order, outcome(line))
            elif isinstance(line, Verdict) and not run.shard and line.ruling not in view.UNDECIDED:
                # A shard judged by a part of the cells, and undecided is no other answer.
                found.tally.add(line.claim, order, line.ruling)
    found.runs = len(ids)
    return found
