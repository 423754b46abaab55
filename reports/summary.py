# SPDX-License-Identifier: MIT
"""What a report needs of one run, gathered while its record streams by.

Holds counts, reasons and verdicts, never the cells themselves. Knows no output
format: every exporter starts from here. The shards of one run are one summary,
whether their records come together or apart.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from .answers import Answers, Group
from .fate import fate
from .latency import Times
from .matrix import PROBE, Matrix
from .model import Absent, Blocked, Cell, CellName, Finish, LeftOut, Line, Run, Verdict
from .record import Skipped
from .source import LAST, records
from .start import Starts

SKIPPED = 10
SHARD = re.compile(r"[0-9]{1,4}/([0-9]{1,4})")
LATENCY_RESPONDER = "handler-flag"

Reason = tuple[str, int, str]


@dataclass
class Part:
    """One run line and what follows it: the whole run, or a shard of it."""

    path: Path
    run: Run
    finish: Finish | None = None
    verdicts: dict[str, Verdict] = field(default_factory=dict)


def together(first: Verdict, second: Verdict) -> Verdict:
    """The verdicts of two shards on one claim: a counter-example counts, no answer does not."""
    order = ("refuted", "mixed", "blocked", "holds", "absent", "untested")
    strong, weak = sorted((first, second), key=lambda verdict: order.index(verdict.ruling))
    return replace(
        strong,
        as_expected=strong.as_expected and weak.as_expected,
        cells=strong.cells + weak.cells,
        blocked=strong.blocked + weak.blocked,
    )


def same_plan(run: Run, other: Run) -> bool:
    """Are both shards of one plan, on machines of the same kind?"""
    here, there = SHARD.fullmatch(run.shard or ""), SHARD.fullmatch(other.shard or "")
    if here is None or there is None or here[1] != there[1]:
        return False
    same = ("tool", "platform", "os", "rounds", "filters")
    return all(getattr(run, key) == getattr(other, key) for key in same)


@dataclass
class Summary:
    """One run: of a record, or of the records of its shards."""

    parts: list[Part]
    answers: Answers
    starts: Starts = field(default_factory=Starts)
    absents: dict[Absent, None] = field(default_factory=dict)
    judged_twice: int = 0
    observed: int = 0
    rescued: int = 0
    flooded: int = 0
    bases: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    troubles: dict[tuple[CellName, int], Reason] = field(default_factory=dict)
    patterns: set[LeftOut] = field(default_factory=set)
    left_out: dict[str, Group] = field(default_factory=dict)
    matrix: Matrix = field(default_factory=Matrix)
    latencies: dict[str, Times] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    skipped_count: int = 0

    @classmethod
    def of(cls, path: Path, run: Run) -> Summary:
        return cls([Part(path, run)], Answers(run.platform))

    @property
    def run(self) -> Run:
        """What is the same for all parts."""
        return self.parts[0].run

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict on each claim, over all parts."""
        found: dict[str, Verdict] = {}
        for part in self.parts:
            for claim, verdict in part.verdicts.items():
                found[claim] = together(found[claim], verdict) if claim in found else verdict
        return found

    @property
    def finished(self) -> bool:
        return all(part.finish is not None for part in self.parts)

    @property
    def counted(self) -> int:
        """How many cells the last lines count."""
        return sum(part.finish.cells for part in self.parts if part.finish is not None)

    @property
    def planned(self) -> int:
        return sum(part.run.cells for part in self.parts)

    @property
    def shards(self) -> list[str]:
        return [part.run.shard for part in self.parts if part.run.shard]

    def is_shard_of_it(self, run: Run) -> bool:
        """Is this run another shard of the same plan, on a machine of the same kind?"""
        return run.shard not in self.shards and same_plan(self.run, run)

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
                if line in self.patterns:
                    return  # every shard says it again
                self.patterns.add(line)
                self.matrix.leave_out(line.name)
                self.left_out.setdefault(line.why, Group()).add(str(line.name))
            case Verdict():
                verdicts = self.parts[-1].verdicts
                self.judged_twice += line.claim in verdicts
                verdicts[line.claim] = line
            case Absent():
                self.absents[line] = None
            case Finish():
                self.parts[-1].finish = line

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
        self.answers.add(cell)
        self.starts.add(cell)
        self.matrix.add(cell.name, fate(cell))
        if cell.name.probe == PROBE and cell.name.responder == LATENCY_RESPONDER:
            self.latencies.setdefault(cell.name.delivery, Times()).add(cell)


def summarize_all(
    paths: Iterable[Path], warn: Callable[[Skipped], None], last: int = LAST
) -> list[Summary]:
    """The runs of records, in their order; a shard joins the first run that it is a part of. Of a database
    the last of each kind, as source.records() has it. Raises RecordError and OSError as that does."""
    summaries: list[Summary] = []
    for path in paths:
        _summarize(path, warn, summaries, last)
    return summaries


def summarize(path: Path, warn: Callable[[Skipped], None]) -> list[Summary]:
    """The runs of one record."""
    return summarize_all([path], warn)


def _summarize(
    path: Path, warn: Callable[[Skipped], None], summaries: list[Summary], last: int
) -> None:
    here: Summary | None = None
    early: list[Skipped] = []

    def skip(skipped: Skipped) -> None:
        warn(skipped)
        if here is not None:
            here.skip(skipped)
        else:
            early.append(skipped)

    for name, lines in records(path, skip, last):
        here = None
        for line in lines:
            if isinstance(line, Run):
                here = next((known for known in summaries if known.is_shard_of_it(line)), None)
                if here is None:
                    here = Summary.of(name, line)
                    summaries.append(here)
                else:
                    here.parts.append(Part(name, line))
                for skipped in early:
                    here.skip(skipped)
                early.clear()
            elif here is not None:
                here.add(line)
