# SPDX-License-Identifier: MIT
"""What a cell answered, in one line of words: what baselines hold and databases compare.

No times, no pids, no basis.
"""
from __future__ import annotations

from .model import Cell, End


def _end(end: End) -> str:
    if end.how == "exit":
        return f"exit {end.code if end.code < 2**31 else hex(end.code)}"
    return f"{end.how} {end.signal}" if end.signal else end.how


def answer(cell: Cell) -> str:
    """What a cell answered: two observations with the same words differ in nothing that is compared."""
    sent = "sent" if cell.sent.ok else f"refused {cell.sent.error}"
    wrapper = f"; started {_end(cell.wrapper)}" if cell.wrapper else ""
    heard = " ".join(cell.heard) or "-"
    ran = " ".join(sorted(cell.ran)) or "-"
    return f"{_end(cell.end)}{wrapper}; {sent}; heard {heard}; ran {ran}"
