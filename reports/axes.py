# SPDX-License-Identifier: MIT
"""The order and the words of the axes, from matrix/axes.def: there is no second list.

A record may hold ids that this file does not have; they come last.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

AXES_DEF = Path(__file__).resolve().parent.parent / "matrix" / "axes.def"
LIST = re.compile(r"#define AXES_(\w+)\(X\)")
ROW = re.compile(r'X\(\w+, "([^"]+)", "((?:[^"\\]|\\.)*)"\)')
AXIS = {
    "PROBES": "probe",
    "LAUNCHES": "launch",
    "DELIVERIES": "delivery",
    "RESPONDERS": "responder",
    "RUNGS": "rung",
    "PLATFORMS": "platform",
    "FOUND": "found",
}


class Axes:
    """Axis -> id -> what it is, in the order of the plan."""

    def __init__(self, words: dict[str, dict[str, str]]) -> None:
        self.words = words

    def sort(self, axis: str, ids: Iterable[str]) -> list[str]:
        order = {name: i for i, name in enumerate(self.words.get(axis, {}))}
        return sorted(ids, key=lambda name: (order.get(name, len(order)), name))

    def word(self, axis: str, name: str) -> str:
        return self.words.get(axis, {}).get(name, "")


def load(path: Path = AXES_DEF) -> Axes:
    """Read axes.def: one row a line. Raises OSError when it is not there."""
    words: dict[str, dict[str, str]] = {}
    here: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if head := LIST.search(line):
            here = words.setdefault(AXIS.get(head[1], head[1]), {})
        elif row := ROW.search(line):
            here[row[1]] = row[2].replace("\\\\", "\\")
    return Axes(words)
