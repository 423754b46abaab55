# SPDX-License-Identifier: MIT
"""Builds records for the tests: the lines of the contract, each with its usual values."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]
LADDER = ("handler-entered", "handler-left", "main-tail", "stdio-flushed", "atexit", "destructor")


def run(**changes: Any) -> Json:
    line = {
        "type": "run",
        "format": "lastwords/1",
        "id": "r1",
        "tool": "0.1.0",
        "platform": "linux-gnu",
        "os": {
            "kernel": "6.1.0-test",
            "libc": "glibc 2.36",
            "distribution": "Debian 12",
            "machine": "x86_64",
        },
        "facts": {"cores": 8, "container": False},
        "started": "2026-01-31T12:00:00Z",
        "shard": None,
        "rounds": 1,
        "cells": 4,
    }
    return line | changes


def absent(axis: str = "launch", id: str = "conpty", why: str = "Windows only") -> Json:
    return {"type": "absent", "axis": axis, "id": id, "why": why}


def end(how: str = "exit", **changes: Any) -> Json:
    signal = "SIGTERM" if how == "signal" else None
    return {"how": how, "code": 0, "signal": signal, "raw": 15 if signal else 0} | changes


def marks(*rungs: str) -> list[Json]:
    return [
        {
            "rung": rung,
            "ns": 1000 * (i + 1),
            "pid": 7,
            "signal": "SIGTERM" if rung == "handler-entered" else None,
        }
        for i, rung in enumerate(rungs)
    ]


def found(**facts: Any) -> Json:
    """What a probe of Windows says of its start."""
    usual = {"console": True, "window": False, "leader": False}
    values = {"processes": 2, "window-class": None, "runtime": "ucrt"}
    return usual | {key.replace("_", "-"): value for key, value in facts.items()} | {
        key: facts.get(key.replace("-", "_"), value) for key, value in values.items()
    }


def cell(name: str, how: str = "exit", rungs: tuple[str, ...] = LADDER, **changes: Any) -> Json:
    line = {
        "type": "cell",
        "cell": name,
        "round": 0,
        "sent": {"ok": True, "error": 0, "calls": [{"call": "kill", "value": 0, "error": 0, "ns": 2000}]},
        "end": end(how),
        "ran": list(dict.fromkeys(rungs)),
        "marks": marks(*rungs),
        "heard": ["SIGTERM" for rung in rungs if rung == "handler-entered"],
        "basis": "gone" if how in ("exit", "signal") else "fence",
        "ns": {"ready": 900000, "first": 1000 if rungs else None, "end": 2000000, "total": 5000000},
    }
    return line | changes


def left_out(name: str, why: str = "no terminal at this launch") -> Json:
    return {"type": "cell", "cell": name, "absent": why}


def blocked(
    name: str,
    step: str = "ground",
    error: int = 1,
    what: str = "no user namespaces",
    round: int = 0,
) -> Json:
    trouble = {"step": step, "error": error, "what": what}
    return {"type": "cell", "cell": name, "round": round, "trouble": trouble}


def verdict(claim: str = "tty.close-is-sighup", **changes: Any) -> Json:
    line = {
        "type": "verdict",
        "claim": claim,
        "family": claim.split(".")[0],
        "title": "Closing is SIGHUP",
        "says": "Closing the terminal is SIGHUP for its session leader.",
        "article": ["L1"],
        "sources": ["https://man7.org/linux/man-pages/man7/signal.7.html#DESCRIPTION"],
        "expect": "holds",
        "known": None,
        "ruling": "holds",
        "as_expected": True,
        "cells": 12,
        "blocked": 0,
        "exhibit": "console/new-console/tty-close/handler-flag",
        "because": "all 12 cells agree",
    }
    return line | changes


def finish(cells: int, blocked: int = 0) -> Json:
    return {"type": "end", "cells": cells, "blocked": blocked, "faults": 0, "unstable": 0, "ns": 123456789}


def write(path: Path, *lines: Json, tail: str = "") -> Path:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    path.write_text(text + tail, encoding="utf-8")
    return path


def whole(path: Path, *lines: Json, **changes: Any) -> Path:
    """A complete record: a run line, these lines, an end line that counts them."""
    cells = sum(line["type"] == "cell" and "absent" not in line for line in lines)
    return write(path, run(**{"cells": cells} | changes), *lines, finish(cells))


def shapes() -> dict[str, Json]:
    """Every shape of line that the contract has, with the optional keys where there are any."""
    name = "console/plain/sigterm/handler-_exit"
    return {
        "run": run(),
        "shard": run(shard="2/4", rounds=3, facts={}),
        "filtered": run(filters=["console/*/sigterm/*", "bare/plain"]),
        "unknown os": run(os=dict.fromkeys(("kernel", "libc", "distribution", "machine"))),
        "absent": absent(),
        "cell": cell(name),
        "silent cell": cell(name, "signal", ()),
        "cell with all": cell(
            name, "alive", wrapper=end("signal"), rescued=True, marks_lost=3, basis="deadline"
        ),
        "cell of Windows": cell(
            name,
            found=found(window_class="ConsoleWindowClass"),
            heard=["CTRL_C_EVENT"],
            end=end(code=0xC000013A, raw=0xC000013A),
        ),
        "unborn cell": cell(
            name,
            "unborn",
            (),
            sent={
                "ok": False,
                "error": 87,
                "calls": [{"call": "CreateProcess", "value": 0, "error": 87, "ns": 5}],
            },
            basis="gone",
        ),
        "mark without a time": cell(
            name, marks=[{"rung": "stdio-flushed", "ns": None, "pid": 7, "signal": None}]
        ),
        "left out": left_out("detached/new-console/*/*"),
        "blocked": blocked(name),
        "verdict": verdict(),
        "verdict of nothing": verdict(
            article=[], sources=[], expect=None, exhibit=None, ruling="untested", cells=0
        ),
        "known deviation": verdict(
            known={"ruling": "refuted", "note": "since 8.0"}, ruling="refuted"
        ),
        "end": finish(4321, 3),
    }
