# SPDX-License-Identifier: MIT
"""Two records of the same plan: what is the same, what the ground did not allow, what differs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Line = dict[str, Any]


class Unusable(Exception):
    """A record that says nothing of the environment: of a run that failed."""


@dataclass
class Record:
    cells: dict[tuple[str, int], Line] = field(default_factory=dict)
    verdicts: dict[str, Line] = field(default_factory=dict)


def read(path: Path) -> Record:
    record = Record()
    try:
        for text in path.read_text(encoding="utf-8").splitlines():
            line = json.loads(text)
            if line["type"] == "cell" and "round" in line:
                record.cells[line["cell"], line["round"]] = line
            elif line["type"] == "verdict":
                record.verdicts[line["claim"]] = line
    except (OSError, ValueError, KeyError) as error:
        raise Unusable(f"{path}: {error}") from error
    if not record.cells or not record.verdicts:
        raise Unusable(f"{path}: no cells or no verdicts")
    return record


def outcome(cell: Line) -> object:
    """All that must not depend on where the cell ran. Not its basis: the ground decides how silence is proved."""
    return (cell["ran"], cell["heard"], cell["end"], cell.get("wrapper"), cell["sent"]["ok"], "rescued" in cell)


@dataclass
class Comparison:
    same: int = 0
    blocked: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    verdicts: int = 0


def compare(reference: Record, other: Record) -> Comparison:
    found = Comparison()
    for key in sorted(reference.cells.keys() | other.cells.keys()):
        before, now = reference.cells.get(key), other.cells.get(key)
        if before is None or now is None:
            found.different.append(f"{key[0]}: not in both records")
        elif "trouble" in now:
            trouble = now["trouble"]
            if trouble["step"] == "ground":
                found.blocked[trouble["what"]] += 1
            else:
                found.faults.append(f"{key[0]}: {trouble['step']}: {trouble['what']}")
        elif "trouble" in before:
            found.different.append(f"{key[0]}: only the reference could not observe it: {before['trouble']['what']}")
        elif outcome(before) == outcome(now):
            found.same += 1
        else:
            found.different.append(f"{key[0]}: {outcome(before)}, here {outcome(now)}")
    for claim in sorted(reference.verdicts.keys() | other.verdicts.keys()):
        rulings = [record.verdicts.get(claim, {}).get("ruling") for record in (reference, other)]
        if rulings[0] == rulings[1] or (found.blocked and rulings[1] in ("blocked", "untested")):
            found.verdicts += 1
        else:
            found.different.append(f"claim {claim}: {rulings[0]}, here {rulings[1]}")
    return found
