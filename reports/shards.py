# SPDX-License-Identifier: MIT
"""Shards of one plan are judged together before anything is made of them: `lastwords judge --record`.

A claim whose cells and whose control are in different shards is decided in neither. Without the program, or
where a shard is missing, the shards stay as they are and reports say so.
"""
from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from . import source
from .model import Run
from .record import RecordError
from .summary import SHARD, same_plan

ROOT = Path(__file__).resolve().parent.parent
JUDGED = (0, 1, 3)  # exit codes with which a record is written


def _header(path: Path) -> Run | None:
    """The first line of a record; what is wrong with a file is said by whoever reads all of it."""
    try:
        if source.is_database(path):
            return None
        first = next(source.lines(path, lambda skipped: None), None)
    except (OSError, RecordError):
        return None
    return first if isinstance(first, Run) else None


def groups(paths: Sequence[Path]) -> list[list[Path]]:
    """The paths in their order, those of complete plans together."""
    found: list[tuple[Run | None, list[Path]]] = []
    for path in paths:
        run = _header(path)
        for head, group in found:
            if run and head and same_plan(head, run) and run.shard not in map(_shard, group):
                group.append(path)
                break
        else:
            found.append((run, [path]))
    whole: list[list[Path]] = []
    for head, group in found:
        match = SHARD.fullmatch((head.shard if head else None) or "")
        complete = match is not None and len(group) == int(match[1])
        whole += [group] if complete else [[path] for path in group]
    return whole


def _shard(path: Path) -> str | None:
    run = _header(path)
    return run.shard if run else None


def program() -> Path | None:
    """lastwords: what LASTWORDS names, the build in this tree, or the one on the path."""
    named = os.environ.get("LASTWORDS")
    built = [path for name in ("lastwords", "lastwords.exe") if (path := ROOT / "build" / name).exists()]
    if built and not named:
        return built[0]
    found = shutil.which(named or "lastwords")
    return Path(found) if found else None


@contextmanager
def merged(paths: Sequence[Path], say: Callable[[str], None]) -> Iterator[list[Path]]:
    """The same records, where the shards of a complete plan are one. Says what could not be done."""
    found = groups(paths)
    if all(len(group) == 1 for group in found):
        yield list(paths)
        return
    judge = program()
    if judge is None:
        say("there is no lastwords program: shards stay apart\n  Try: build it, or set LASTWORDS to its path")
        yield list(paths)
        return
    with TemporaryDirectory(prefix="lastwords-report-") as folder:
        whole: list[Path] = []
        for number, group in enumerate(found):
            if len(group) == 1:
                whole += group
                continue
            one = Path(folder) / f"merged-{number}.jsonl"
            command = [str(judge), "judge", "--record", str(one), "--", *map(str, group)]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
            if done.returncode in JUDGED and one.exists():
                whole.append(one)
            else:
                say(f"shards stay apart: {done.stderr.strip() or f'{judge} ended with {done.returncode}'}")
                whole += group
        yield whole
