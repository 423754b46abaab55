# SPDX-License-Identifier: MIT
"""What was observed of a cell in one line that can be reviewed, and such a line read back.

No times, no pids, no basis, no order of rounds: two observations with the same words differ in nothing
that is compared. Knows lines, not files.
"""
from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from .fields import shown
from .model import HOWS, STEPS, Blocked, Cell, CellName, End
from .parse import NAME

NOTHING = "-"
PARTS = ("end", "started", "sent", "heard", "ran")
BLOCKED = "blocked at "
LOST = "lost"
GONE = ("exit", "signal", LOST)
EXAMPLE = "console/plain/sigterm/none: signal SIGTERM; sent; heard -; ran descendants-gone"

_WORD = r"[A-Za-z0-9_.~+%-]+"
_WORDS = rf"{_WORD}(?: {_WORD})*"
_OTHERS = "|".join(how for how in HOWS if how != "exit")
_END = rf"(?:exit (?:-?[0-9]{{1,19}}|0x[0-9a-f]{{8,16}})|(?:{_OTHERS})(?: {_WORD})?)"
_OBSERVED = re.compile(
    rf"{_END}(?:; started {_END})?; (?:sent|refused -?[0-9]{{1,19}}); heard {_WORDS}; ran {_WORDS}"
)


class OutcomeError(ValueError):
    """A line is not what was observed of a cell; the text says what of it."""


class Row(NamedTuple):
    """One line of a baseline."""

    name: CellName
    outcome: str

    @property
    def blocked(self) -> bool:
        """Was the cell not observed?"""
        return self.outcome.startswith(BLOCKED)


@lru_cache(4096)
def _word(text: str) -> str:
    """A word of a record, which may hold anything, as one word of a line: other characters as in URLs."""
    if text in ("", NOTHING):
        return "%2D" if text else "%"
    return quote(text, safe="+", errors="surrogatepass")


def _end(end: End) -> str:
    if end.how == "exit":
        return f"exit {end.code if end.code < 2**31 else hex(end.code)}"
    return f"{end.how} {_word(end.signal)}" if end.signal else end.how


def outcome(cell: Cell) -> str:
    """What was observed of a cell: "exit 0; sent; heard SIGTERM; ran atexit main-tail"."""
    sent = "sent" if cell.sent.ok else f"refused {cell.sent.error}"
    wrapper = f"; started {_end(cell.wrapper)}" if cell.wrapper else ""
    heard = " ".join(map(_word, cell.heard)) or NOTHING
    ran = " ".join(map(_word, sorted(cell.ran))) or NOTHING
    return f"{_end(cell.end)}{wrapper}; {sent}; heard {heard}; ran {ran}"


def blocked(cell: Blocked) -> str:
    """Which step kept a cell from being observed: "blocked at ground"."""
    return BLOCKED + cell.step


def row(name: CellName, words: str) -> str:
    return f"{name}: {words}"


def parse(line: str) -> Row:
    """Read back what row() wrote. Raises OutcomeError for anything else."""
    name, colon, words = line.partition(": ")
    if not colon or not NAME.fullmatch(name):
        raise OutcomeError(f"{shown(line)} does not begin with probe/launch/delivery/responder and a colon")
    if words.startswith(BLOCKED):
        if words.removeprefix(BLOCKED) not in STEPS:
            raise OutcomeError(f"{shown(words)} names no step; there are {', '.join(STEPS)}")
    elif not _OBSERVED.fullmatch(words):
        raise OutcomeError(f"{shown(words)} is not what is observed of a cell")
    return Row(CellName(*name.split("/")), words)


def parts(words: str) -> dict[str, str]:
    """An outcome by PARTS, of which started is there only where there is one. Blocked has only an end."""
    if words.startswith(BLOCKED):
        return {"end": words}
    end, *middle, sent, heard, ran = words.split("; ")
    started = {"started": middle[0].removeprefix("started ")} if middle else {}
    said = {"sent": sent, "heard": heard.removeprefix("heard "), "ran": ran.removeprefix("ran ")}
    return {"end": end} | started | said


@lru_cache(4096)
def agree(one: str, other: str) -> bool:
    """Do two outcomes say the same? "lost" is no other end: the process was gone, and before Linux 6.15
    nobody tells how a child of its wrapper ended."""
    if one == other:
        return True
    first, second = parts(one), parts(other)
    ends = first.pop("end"), second.pop("end")
    return LOST in ends and first == second and all(end.split()[0] in GONE for end in ends)


def covered(some: Collection[str], many: Collection[str]) -> bool:
    """Does each of some outcomes agree with one of many?"""
    return all(one in many or any(agree(one, other) for other in many) for one in some)
