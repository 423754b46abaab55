# SPDX-License-Identifier: MIT
"""Reads TAP version 14 strictly, as https://testanything.org/tap-version-14-specification.html says a
producer has to write it; what a producer of ours never writes (subtests, pragmas, a plan at the end) is
refused as well."""
from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

POINT = re.compile(r"(?P<status>ok|not ok) (?P<id>[1-9][0-9]*) - (?P<rest>.+)")
# The first # that is not escaped and stands between spaces; \\ and \# are escapes.
DIRECTIVE = re.compile(r"(?P<said>(?:\\\\|\\#|[^\\#])*?) # (?P<word>SKIP|TODO) (?P<why>.+)")
KEY = re.compile(r"  (?P<key>[a-z_]+): (?P<value>.+)")


class Broken(Exception):
    """It is no TAP: the line and why."""


@dataclass
class Point:
    ok: bool
    description: str
    directive: str | None = None
    why: str = ""
    block: dict[str, object] = field(default_factory=dict)

    @property
    def fails(self) -> bool:
        """Is the stream a failure by it?"""
        return not self.ok and self.directive is None


def unescape(text: str) -> str:
    if re.search(r"(?<!\\)(?:\\\\)*\\(?![\\#])", text):
        raise Broken(f"a \\ that escapes nothing: {text}")
    return re.sub(r"\\([\\#])", r"\1", text)


def _point(line: str, number: int) -> Point:
    found = POINT.fullmatch(line)
    if not found:
        raise Broken(f"no test point: {line}")
    if int(found["id"]) != number:
        raise Broken(f"test point {found['id']} in place {number}")
    point = Point(found["status"] == "ok", found["rest"])
    if directive := DIRECTIVE.fullmatch(found["rest"]):
        point = Point(point.ok, directive["said"], directive["word"], unescape(directive["why"]))
    if re.search(r"(?<!\\)(?:\\\\)*#", re.sub(r"\\[\\#]", "", point.description)):
        raise Broken(f"a # that is neither escaped nor a directive: {line}")
    point.description = unescape(point.description)
    return point


def _block(lines: list[str]) -> dict[str, object]:
    """A block of keys whose values are JSON, and so YAML 1.2, up to the line that ends it."""
    found: dict[str, object] = {}
    while lines:
        line = lines.pop(0)
        if line == "  ...":
            return found
        match = KEY.fullmatch(line)
        if not match or match["key"] in found:
            raise Broken(f"no line of a block, or its key twice: {line}")
        try:
            found[match["key"]] = json.loads(match["value"])
        except ValueError:
            raise Broken(f"no value: {line}") from None
    raise Broken("a block does not end")


def parse(stream: str) -> list[Point]:
    """The test points. Raises Broken."""
    if not stream.endswith("\n") or not stream.replace("\n", "").isprintable():
        raise Broken("a line that does not end, or a character that is none")
    lines = stream[:-1].split("\n")
    if lines.pop(0) != "TAP version 14":
        raise Broken("no version")
    plan = re.fullmatch(r"1\.\.([1-9][0-9]*)", lines.pop(0) if lines else "")
    if not plan:
        raise Broken("no plan after the version")
    points: list[Point] = []
    while lines:
        points.append(_point(lines.pop(0), len(points) + 1))
        if lines and lines[0] == "  ---":
            lines.pop(0)
            points[-1].block = _block(lines)
    if len(points) != int(plan[1]):
        raise Broken(f"{len(points)} test points of {plan[1]} that are planned")
    return points
