# SPDX-License-Identifier: MIT
"""A made-up cell of a record: what may come of it, and its line with new numbers each time."""
from __future__ import annotations

import json
import random
from dataclasses import dataclass

LADDER = ("handler-entered", "handler-left", "main-tail", "atexit", "destructor", "stdio-flushed")
SEEN = ("temp-file-removed", "lock-released", "descendants-gone")
# What may come of a cell: how, rungs that left a mark, and how often.
ANSWERS = (
    ("exit", LADDER, 0.5),
    ("signal", (), 0.2),
    ("alive", (), 0.12),
    ("alive", LADDER[:2], 0.08),
    ("signal", LADDER[:1], 0.06),
    ("exit", ("handler-entered", "atexit", "destructor"), 0.04),
)


def _answer(at: float) -> tuple[str, tuple[str, ...]]:
    for how, rungs, part in ANSWERS:
        at -= part
        if at < 0:
            return how, rungs
    return ANSWERS[0][0], ANSWERS[0][1]


@dataclass(frozen=True)
class Line:
    """A line of a cell with %d in the place of each number that changes."""

    text: str
    marks: tuple[bool, ...]

    def fill(self, round: int, rng: random.Random) -> str:
        first = 40_000 + int(rng.expovariate(1 / 200_000))
        pid, at, numbers = 10 + int(rng.random() * 30_000), first, [round, 2_000 + int(rng.random() * 9_000)]
        for timed in self.marks:
            if timed:
                numbers.append(at)
                at += 1_500 + int(rng.random() * 9_000)
            numbers.append(pid)
        ready, end = 700_000 + int(rng.random() * 900_000), at + 90_000 + int(rng.random() * 700_000)
        numbers += [ready, first] if self.marks else [ready]
        return self.text % (*numbers, end, ready + end + 50_000)


def line(name: str, windows: bool, at: float) -> Line:
    how, rungs = _answer(at)
    event = "CTRL_C_EVENT" if windows else "SIGTERM"
    call = "GenerateConsoleCtrlEvent" if windows else "kill SIGTERM"
    code = 0xC000013A if windows and how == "signal" else 0
    end = {
        "how": "exit" if code else how,
        "code": code,
        "signal": event if how == "signal" and not code else None,
    }
    marks = ",".join(
        '{"rung":"%s","ns":%s,"pid":%%d,"signal":%s}'
        % (rung, "null" if rung == "stdio-flushed" else "%d", f'"{event}"' if rung == LADDER[0] else "null")
        for rung in rungs
    )
    ran = [*rungs, *(SEEN if how == "exit" else SEEN[1:] if how == "signal" else ())]
    found: dict[str, object] = {
        "console": True,
        "window": False,
        "processes": 2,
        "window-class": None,
        "runtime": "ucrt",
    }
    values: dict[str, object] = {
        "end": end | {"raw": code or (15 if how == "signal" else 0)},
        **({"rescued": True} if how == "alive" else {}),
        "ran": ran,
        "heard": [event] if rungs else [],
    }
    middle = json.dumps(values, separators=(",", ":"))[1:-1]
    text = (
        f'{{"type":"cell","cell":"{name}","round":%d,"sent":{{"ok":true,"error":0,"calls":[{{"call":"{call}",'
        f'"value":0,"error":0,"ns":%d}}]}},'
        + (f'"found":{json.dumps(found, separators=(",", ":"))},' if windows else "")
        + f'{middle},"marks":[{marks}],"basis":"{"fence" if how == "alive" else "gone"}",'
        f'"ns":{{"ready":%d,"first":{"%d" if rungs else "null"},"end":%d,"total":%d}}}}\n'
    )
    return Line(text, tuple(rung != "stdio-flushed" for rung in rungs))
