# SPDX-License-Identifier: MIT
"""What a report needs of one run, gathered while its record streams by.

Holds counts, reasons and verdicts, never the cells themselves. Knows no output
format: every exporter starts from here.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .fate import fate
from .latency import Times
from .matrix import PROBE, Matrix
from .model import Absent, Blocked, Cell, CellName, Finish, LeftOut, Line, Run, Verdict
from .record import Skipped, read

EXAMPLES = 3
SKIPPED = 10
LATENCY_RESPONDER = "handler-flag"

Reason = tuple[str, int, str]


@dataclass
class Group:
    """Cells with the same reason: how many, and the first few."""

    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.count += 1
        if len(self.examples) < EXAMPLES and name not in self.examples:
            self.examples.append(name)


@dataclass
class Summary:
    """One run of a record."""

    path: Path
    run: Run
    finish: Finish | None = None
    absents: list[Absent] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    judged_twice: int = 0
    observed: int = 0
    rescued: int = 0
    flooded: int = 0
    bases: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    troubles: dict[tuple[CellName, int], Reason] = field(default_factory=dict)
    left_out: dict[str, Group] = field(default_factory=dict)
    matrix: Matrix = field(default_factory=Matrix)
    latencies: dict[str, Times] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    skipped_count: int = 0

    def skip(self, skipped: Skipped) -> None:
        self.skipped_count += 1
        if len(self.skipped) < SKIPPED:
            self.skipped.append(skipped)

    def blocked(self, ground: bool) -> dict[Reason, Group]:
        """Blocked cells by reason: what this machine does not offer, or faults of ours."""
        groups: dict[Reason, Group] = {}
        for (name, _), reason in self.troubles.items():
            if (reason[0] == "ground") == ground:
                groups.setdefault(reason, Group()).add(str(name))
        return groups

    def blocked_count(self, ground: bool) -> int:
        return sum(group.count for group in self.blocked(ground).values())

    def add(self, line: Line) -> None:
        """Take in any line but a run."""
        match line:
            case Cell():
                self._observe(line)
            case Blocked():
                self._forget_trouble(line)
                self.matrix.add(line.name, "blocked")
                self.troubles[line.name, line.round] = (line.step, line.error, line.what)
            case LeftOut():
                self.matrix.leave_out(line.name)
                self.left_out.setdefault(line.why, Group()).add(str(line.name))
            case Verdict():
                self.judged_twice += line.claim in self.verdicts
                self.verdicts[line.claim] = line
            case Absent():
                self.absents.append(line)
            case Finish():
                self.finish = line

    def _forget_trouble(self, cell: Cell | Blocked) -> None:
        """A run that is gone on with tries again what had trouble: the last word counts."""
        if self.troubles.pop((cell.name, cell.round), None):
            self.matrix.drop(cell.name, "blocked")

    def _observe(self, cell: Cell) -> None:
        self._forget_trouble(cell)
        self.observed += 1
        self.rescued += cell.rescued
        self.flooded += cell.marks_lost > 0
        self.bases[cell.basis] += 1
        self.ends[cell.end.how] += 1
        self.matrix.add(cell.name, fate(cell))
        if cell.name.probe == PROBE and cell.name.responder == LATENCY_RESPONDER:
            self.latencies.setdefault(cell.name.delivery, Times()).add(cell)


def summarize(path: Path, warn: Callable[[Skipped], None]) -> list[Summary]:
    """The runs of a record, in their order. Raises RecordError and OSError as read() does."""
    summaries: list[Summary] = []
    early: list[Skipped] = []

    def skip(skipped: Skipped) -> None:
        warn(skipped)
        if summaries:
            summaries[-1].skip(skipped)
        else:
            early.append(skipped)

    for line in read(path, skip):
        if isinstance(line, Run):
            summaries.append(Summary(path, line))
            for skipped in early:
                summaries[-1].skip(skipped)
            early.clear()
        else:
            summaries[-1].add(line)
    return summaries
