# SPDX-License-Identifier: MIT
"""Read a record line by line, whatever state the file is in.

Memory holds one line at a time. A line that is no JSON (torn by a crash, or
spoilt) is read past and reported; JSON that is not a record is an error.
Makes nothing of what it reads.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from .fields import FieldError
from .model import Line, Run
from .parse import parse

T = TypeVar("T")

LINE_MAX = 1 << 20
REST = 1 << 16


class RecordError(Exception):
    """The file is not a record that can be read: where, what, and what to try."""

    def __init__(self, path: Path, line: int, what: str, hint: str) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {what}\n  Try: {hint}")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was read past."""

    path: Path
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.why}; read past"


def _refuse(word: str) -> object:
    raise ValueError(f"{word} is not JSON")


def _decode(raw: bytes, first: bool) -> object:
    text = raw.decode("utf-8-sig" if first else "utf-8")
    return json.loads(text, parse_constant=_refuse)


def _why(raw: bytes, error: Exception) -> str:
    if not raw.strip():
        return "an empty line"
    if not raw.endswith(b"\n"):
        return "the last line is torn: the run was ended while it wrote"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "not JSON"


def raw_lines(path: Path) -> Iterator[tuple[int, bytes | Skipped]]:
    """The bytes of each line with its number, or a Skipped in place of one that is too long."""
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(LINE_MAX):
            number += 1
            if len(raw) == LINE_MAX and not raw.endswith(b"\n"):
                while (rest := file.readline(REST)) and not rest.endswith(b"\n"):
                    pass
                yield number, Skipped(path, number, f"longer than {LINE_MAX} bytes")
                continue
            yield number, raw


def _value(path: Path, number: int, raw: bytes) -> object:
    try:
        return _decode(raw, number == 1)
    except (ValueError, RecursionError) as error:
        return Skipped(path, number, _why(raw, error))


def values(path: Path) -> Iterator[tuple[int, object]]:
    """The JSON value of each line with its number, or a Skipped in its place."""
    for number, raw in raw_lines(path):
        yield number, raw if isinstance(raw, Skipped) else _value(path, number, raw)


def follow(
    path: Path,
    skipped: Callable[[Skipped], None],
    known: Callable[[bytes], T | None],
    learn: Callable[[bytes, Line], T],
) -> Iterator[T]:
    """What known() makes of the bytes of a line; where it knows nothing, what learn() makes of the
    line that was parsed. Calls and raises as read() does."""
    running = False
    check = f"python3 -m reports validate {path}"
    for number, raw in raw_lines(path):
        if isinstance(raw, Skipped):
            skipped(raw)
            continue
        if running and (quick := known(raw)) is not None:
            yield quick
            continue
        value = _value(path, number, raw)
        if isinstance(value, Skipped):
            skipped(value)
            continue
        try:
            line = parse(value)
        except FieldError as error:
            raise RecordError(path, number, str(error), check) from None
        running = running or isinstance(line, Run)
        if not running:
            hint = "the whole file that `lastwords run --record` wrote"
            raise RecordError(path, number, "comes before any run line", hint)
        yield learn(raw, line)
    if not running:
        hint = "lastwords run --record FILE, and see that it ends well"
        raise RecordError(path, 0, "holds no run", hint)


def read(path: Path, skipped: Callable[[Skipped], None]) -> Iterator[Line]:
    """Every line of a record. Several runs may follow one another in a file.

    Calls skipped for a line that is read past. Raises RecordError where a line
    is not of a record, OSError where the file cannot be read.
    """
    return follow(path, skipped, lambda raw: None, lambda raw, line: line)
