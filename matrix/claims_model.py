# SPDX-License-Identifier: MIT
"""What claims are made of: the ids of axes.def, the tables of claims/*.toml with the line each
key stands on, globs over cell names, and the plan as `lastwords list cells` prints it. Must not
know what is a fault (claims_lint.py) nor what is generated (claims_emit.py)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

# A platform that is not spoken of is expected to behave as the one it is made after.
INHERITS = {"linux-musl": "linux-gnu", "wine": "windows"}
PARTS = ("probe", "launch", "delivery", "responder")


@dataclass(frozen=True)
class Axes:
    """The ids of axes.def: for each axis, name -> C name without its prefix."""

    ids: dict[str, dict[str, str]]

    def of(self, axis: str) -> dict[str, str]:
        return self.ids[axis]


def read_axes(path: Path) -> Axes:
    """One X-list a macro, one row a line, as axes.def promises."""
    singular = {"DELIVERIES": "delivery", "LAUNCHES": "launch"}
    ids: dict[str, dict[str, str]] = {}
    rows: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if macro := re.match(r"#define AXES_(\w+)\(X\)", line):
            name = singular.get(macro[1], macro[1].removesuffix("S").lower())
            rows = ids.setdefault(name, {})
        elif row := re.match(r'\s*X\((\w+), "([^"]*)"', line):
            rows[row[2]] = row[1]
    return Axes(ids)


@dataclass(frozen=True)
class Finding:
    """One fault, where it is, and what to try."""

    path: Path
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


@dataclass
class Claim:
    """One [[claim]] table as written, and where it was written."""

    path: Path
    line: int
    raw: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """The line of "title", "that.ran", "known.wine.note", or of the claim itself."""
        return self.lines.get(key, self.line)

    def finding(self, rule: str, key: str, message: str) -> Finding:
        return Finding(self.path, self.line_of(key), rule, message)

    @property
    def id(self) -> str:
        return str(self.raw.get("id", "?"))

    @property
    def family(self) -> str:
        return self.id.split(".")[0]

    def words(self, key: str) -> list[str]:
        return list(self.raw.get(key, []))

    @property
    def that(self) -> dict[str, Any]:
        return dict(self.raw.get("that", {}))

    @property
    def known(self) -> dict[str, dict[str, str]]:
        return dict(self.raw.get("known", {}))

    def expect(self, platform: str) -> str | None:
        """What is expected there, stated or inherited; None is unknown."""
        stated = self.raw.get("expect", {})
        return stated.get(platform, stated.get(INHERITS.get(platform, ""), None))


@dataclass(frozen=True)
class Document:
    """One TOML file; top holds what is not a claim."""

    path: Path
    claims: list[Claim]
    top: dict[str, Any]


def _locate(text: str) -> list[tuple[int, dict[str, int]]]:
    """tomllib keeps no positions, so read the lines again: for each [[claim]] its line and
    those of its keys, by dotted name."""
    found: list[tuple[int, dict[str, int]]] = []
    prefix = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(r"\s*\[\[\s*claim\s*\]\]", line):
            found.append((number, {}))
            prefix = ""
        elif found and (table := re.match(r"\s*\[\s*claim\.([\w.-]+)\s*\]", line)):
            prefix = table[1] + "."
            found[-1][1].setdefault(table[1], number)
        elif found and (key := re.match(r"\s*([\w.-]+)\s*=", line)):
            found[-1][1].setdefault(prefix + key[1], number)
    return found


def read_document(path: Path) -> Document:
    """Raises tomllib.TOMLDecodeError when the file is no TOML."""
    text = path.read_text(encoding="utf-8")
    top = tomllib.loads(text)
    tables = top.pop("claim", [])
    tables = [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []
    places = _locate(text)
    if len(places) != len(tables):
        places = [(1, {}) for _ in tables]
    claims = [Claim(path, line, raw, lines) for raw, (line, lines) in zip(tables, places)]
    return Document(path, claims, top)


def parts_of(glob: str) -> Iterator[tuple[str, str]]:
    """The parts of a glob, each with the axis it speaks of."""
    return zip(PARTS, glob.split("/"))


def alternatives(part: str) -> list[str]:
    """"kill-{dash,bash}" -> ["kill-dash", "kill-bash"]."""
    pieces = re.split(r"\{([^{}]*)\}", part)
    choices = [piece.split(",") if odd % 2 else [piece] for odd, piece in enumerate(pieces)]
    return ["".join(choice) for choice in product(*choices)]


@cache
def pattern_of(glob: str) -> re.Pattern[str]:
    """The rules of glob.h: * runs up to the next /, {a,b} are literal alternatives, a short
    glob speaks of everything below it."""
    pieces = re.split(r"\{([^{}]*)\}", glob)
    text = ""
    for odd, piece in enumerate(pieces):
        if odd % 2:
            text += "(?:" + "|".join(re.escape(choice) for choice in piece.split(",")) + ")"
        else:
            text += "[^/]*".join(re.escape(literal) for literal in piece.split("*"))
    return re.compile(text + "(?:/.*)?")


def matches(glob: str, cell: str) -> bool:
    return pattern_of(glob).fullmatch(cell) is not None


def read_planned_cells(path: Path) -> list[str]:
    """The planned cells of `lastwords list cells`: its lines without a tab."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and "\t" not in line]
