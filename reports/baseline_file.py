# SPDX-License-Identifier: MIT
"""A baseline read back from its file, strictly: what observed.py did not write is an error that says where.

A baseline is edited and merged by hand now and then, and a line that is misread would be a change of
behaviour that nobody saw.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import outcome
from .fields import shown
from .observed import Seen
from .record import RecordError

LINE_MAX = 1 << 22  # a record's longest line with every character as three
HEAD = re.compile(r"# ([a-z0-9_-]{1,64}): (\S.*)")
BOM = "\ufeff"


@dataclass
class Baseline:
    """A baseline as it was read: platforms and versions of its head, and what was observed there."""

    heads: list[tuple[str, str]]
    seen: Seen


def is_baseline(path: Path) -> bool:
    """By its name or its first character. Raises OSError. A pipe is left alone: it is a record."""
    if path.suffix == ".txt":
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4).removeprefix(BOM.encode()).startswith(b"#")


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    hint = f"git checkout {path}, or make it again: python3 -m reports observe RECORD -o {path}"
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(LINE_MAX):
            number += 1
            if not raw.endswith(b"\n"):
                what = "the line is too long" if len(raw) == LINE_MAX else "the last line is torn"
                raise RecordError(path, number, what, hint)
            try:
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise RecordError(path, number, "is not UTF-8", hint) from None
            yield number, text.removesuffix("\n").removesuffix("\r")


def baseline(path: Path) -> Baseline:
    """Read what observed() wrote, and nothing else. Raises RecordError with file, line, what is wrong and
    what to try, and OSError where it cannot be read."""
    found = Baseline([], Seen())
    known: set[str] = set()
    for number, text in _texts(path):
        if text in known:
            raise RecordError(path, number, f"{shown(text)} stands there twice", "remove one of them")
        known.add(text)
        if head := HEAD.fullmatch(text):
            if found.seen.outcomes or found.seen.troubles:
                hint = "heads (# platform: version) come first"
                raise RecordError(path, number, "a head between cells", hint)
            found.heads.append((head[1], head[2]))
            continue
        if not found.heads:
            hint = '"# platform: version" as its first line, as `python3 -m reports observe RECORD` writes it'
            raise RecordError(path, number, f"{shown(text)} comes before any head", hint)
        try:
            found.seen.take(outcome.parse(text))
        except outcome.OutcomeError as error:
            hint = f'as in "{outcome.EXAMPLE}"; or make the file again: python3 -m reports observe RECORD'
            raise RecordError(path, number, str(error), hint) from None
    if not found.heads:
        hint = f"python3 -m reports observe RECORD -o {path}"
        raise RecordError(path, 0, "is no baseline: it is empty", hint)
    return found
