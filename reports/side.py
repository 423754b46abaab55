# SPDX-License-Identifier: MIT
"""One side of a comparison: what was observed and judged, from a record of one run or from a baseline.

A baseline has no verdicts, no tool and no end; its folder stands for the baseline of the other side's
platform. Knows nothing of the other side but that.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import source
from .baseline_file import baseline, is_baseline
from .escape import visible
from .model import Run, Verdict
from .observed import Seen, file_name
from .record import RecordError, Skipped
from .result import incomplete
from .summary import SHARD, Part, Summary
from .versions import version


@dataclass(frozen=True)
class Side:
    """verdicts is None where nothing was judged. missing: why it is less than its run was to be; part:
    which part of the plan it was asked for, "" for all of it."""

    path: Path
    platform: str
    version: str
    seen: Seen
    run: Run | None = None
    verdicts: dict[str, Verdict] | None = None
    missing: list[str] = field(default_factory=list)
    part: str = ""

    @property
    def whole(self) -> bool:
        """Is what it does not hold not there, rather than not looked at?"""
        return not self.missing and not self.part

    @property
    def kind(self) -> str:
        return "record" if self.run else "baseline"


class Several(Exception):
    """A file holds what cannot be one side; the text says why and what to try."""


class NoBaseline(Exception):
    """A folder has no baseline of a platform; the text says which, and what to try."""


def _part(summary: Summary) -> str:
    found = []
    if summary.run.filters:
        found.append("filters " + " ".join(summary.run.filters))
    shards = summary.shards
    plan = SHARD.fullmatch(shards[0]) if shards else None
    if shards and (plan is None or len(shards) < int(plan[1])):
        found.append(("shard " if len(shards) == 1 else "shards ") + " ".join(shards))
    return ", ".join(found)


def _record(path: Path, warn: Callable[[Skipped], None]) -> Side:
    summary: Summary | None = None
    early: list[Skipped] = []
    seen = Seen()

    def skip(skipped: Skipped) -> None:
        warn(skipped)
        if summary is None:
            early.append(skipped)
        else:
            summary.skip(skipped)

    for run, lines in source.runs([path], skip):
        if summary is None:
            summary = Summary.of(path, run)
        elif summary.is_shard_of_it(run):
            summary.parts.append(Part(path, run))
        else:
            ids = f"{visible(summary.run.id)}, {visible(run.id)}"
            raise Several(
                f"{path} holds several runs ({ids}), and one can be compared at a time\n"
                "  Try: the record of one run; many of them may come after --history"
            )
        for line in lines:
            summary.add(line)
            seen.add(line)
    if summary is None:
        raise RecordError(path, 0, "holds no run", "lastwords run --record FILE, and see that it ends well")
    for skipped in early:
        summary.skip(skipped)
    run = summary.run
    missing, part = incomplete(summary), _part(summary)
    return Side(path, run.platform, version(run), seen, run, summary.verdicts or None, missing, part)


def _baseline(path: Path) -> Side:
    found = baseline(path)
    platforms = sorted({platform for platform, _ in found.heads})
    if len(platforms) > 1:
        raise Several(
            f"{path} is of several platforms ({', '.join(platforms)}), and one can be compared at a time\n"
            "  Try: python3 -m reports observe with the records of one platform"
        )
    return Side(path, platforms[0], " and ".join(name for _, name in found.heads), found.seen)


def load(path: Path, warn: Callable[[Skipped], None]) -> Side:
    """Read a side, calling warn for lines that are read past. Raises RecordError, Several and OSError."""
    return _baseline(path) if is_baseline(path) else _record(path, warn)


def baseline_of(folder: Path, other: Side) -> Path:
    """The file in a folder of baselines that is of the other side's platform. Raises NoBaseline."""
    path = folder / file_name(other.platform, other.version)
    if not path.is_file():
        raise NoBaseline(
            f"there is no baseline of {visible(other.platform)}, {visible(other.version)}: {path}\n"
            f"  Try: ci/observe {other.path}"
        )
    return path
