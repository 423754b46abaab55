# SPDX-License-Identifier: MIT
"""What was observed, one line a cell, sorted: a change of behaviour is a difference that can be reviewed.

No times, no pids, no order of rounds: two runs that saw the same give the same text. A cell that was
seen to give two answers has two lines. Whatever a record holds, a cell is one line.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .escape import visible
from .model import Blocked, Cell, End, Run
from .record import Skipped
from .source import lines as read


def _end(end: End) -> str:
    if end.how == "exit":
        return f"exit {end.code if end.code < 2**31 else hex(end.code)}"
    return f"{end.how} {visible(end.signal)}" if end.signal else end.how


def _line(cell: Cell) -> str:
    sent = "sent" if cell.sent.ok else f"refused {cell.sent.error}"
    wrapper = f"; started {_end(cell.wrapper)}" if cell.wrapper else ""
    heard = " ".join(map(visible, cell.heard)) or "-"
    ran = " ".join(sorted(map(visible, cell.ran))) or "-"
    return f"{cell.name}: {_end(cell.end)}{wrapper}; {sent}; heard {heard}; ran {ran}"


def _head(run: Run) -> str:
    return f"# {visible(run.platform)}: {visible(run.os.get('distribution') or run.os.get('kernel') or '?')}"


def observed(paths: Iterable[Path], skipped: Callable[[Skipped], None]) -> str:
    """The text of a baseline. Raises RecordError for a file that is no record."""
    heads: set[str] = set()
    lines: set[str] = set()
    for path in paths:
        for line in read(path, skipped):
            if isinstance(line, Run):
                heads.add(_head(line))
            elif isinstance(line, Cell):
                lines.add(_line(line))
            elif isinstance(line, Blocked):
                lines.add(f"{line.name}: blocked at {line.step}")
    return "".join(f"{line}\n" for line in (*sorted(heads), *sorted(lines)))
