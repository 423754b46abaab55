# SPDX-License-Identifier: MIT
"""What was observed, one line a cell, sorted: a change of behaviour is a difference that can be reviewed.

No times, no pids, no order of rounds: two runs that saw the same give the same text. A cell that was
seen to give two answers has two lines.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .baseline import answer
from .model import Blocked, Cell, Run
from .record import Skipped
from .source import LAST
from .source import lines as read


def _head(run: Run) -> str:
    return f"# {run.platform}: {run.os.get('distribution') or run.os.get('kernel') or '?'}"


def observed(paths: Iterable[Path], skipped: Callable[[Skipped], None], last: int = LAST) -> str:
    """The text of a baseline. Raises RecordError for a file that is no record."""
    heads: set[str] = set()
    lines: set[str] = set()
    for path in paths:
        for line in read(path, skipped, last):
            if isinstance(line, Run):
                heads.add(_head(line))
            elif isinstance(line, Cell):
                lines.add(f"{line.name}: {answer(line)}")
            elif isinstance(line, Blocked):
                lines.add(f"{line.name}: blocked at {line.step}")
    return "".join(f"{line}\n" for line in (*sorted(heads), *sorted(lines)))
