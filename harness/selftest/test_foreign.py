# SPDX-License-Identifier: MIT
"""A record of another platform is judged and shown by what that platform means by its numbers. The records here are
made up: nobody observed what stands in them, on Wine or elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness import WINE, call

Line = dict[str, Any]
CELL = "console/new-console/ctrl-c-attach/none"
CONTROL_C_EXIT = 0xC000013A


def header(platform: str) -> Line:
    return {"type": "run", "format": "lastwords/1", "id": "made up", "tool": "0", "platform": platform,
            "os": {"kernel": None, "libc": None, "distribution": None, "machine": None}, "facts": {"made_up": True},
            "started": "2026-01-01T00:00:00Z", "shard": None, "filters": [], "rounds": 1, "cells": 1}


def cell(name: str = CELL, **changes: Any) -> Line:
    line = {
        "type": "cell", "cell": name, "round": 0,
        "sent": {"ok": True, "error": 0, "calls": [{"call": "AttachConsole", "value": 1, "error": 0, "ns": 1000}]},
        "found": {"console": True, "window": True, "visible": False, "leader": False, "processes": 2,
                  "window-class": "ConsoleWindowClass", "runtime": "ucrt"},
        "end": {"how": "exit", "code": CONTROL_C_EXIT, "signal": None, "raw": CONTROL_C_EXIT},
        "ran": ["handler-entered", "lock-released"], "heard": ["CTRL_C_EVENT"],
        "marks": [{"rung": "handler-entered", "ns": 2000000, "pid": 32, "signal": "CTRL_C_EVENT"}],
        "basis": "gone", "ns": {"ready": 1500000, "first": 2000000, "end": 3000000, "total": 4000000}}
    return line | changes


def sent(name: str, value: int, error: int) -> Line:
    return {"ok": error == 0, "error": error, "calls": [{"call": name, "value": value, "error": error, "ns": 1000}]}


def show(folder: Path, platform: str, line: Line) -> list[str]:
    path = folder / "made_up"
    path.write_text("".join(json.dumps(part) + "\n" for part in (header(platform), line)))
    done = call("show", path, line["cell"])
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()


def test_a_cell_of_wine_is_shown_as_windows_counts(tmp_path: Path) -> None:
    assert show(tmp_path, "wine", cell()) == [
        f"{CELL}, round 0, on wine",
        "  ready after 1.500 ms",
        "  found: console, window; not: visible, leader; 2 on its console, window class ConsoleWindowClass, "
        "C runtime ucrt",
        "       0.001 ms  sent: AttachConsole returned 1",
        "       2.000 ms  handler-entered CTRL_C_EVENT  (pid 32)",
        "       3.000 ms  the probe: exit with code 0xC000013A (STATUS_CONTROL_C_EXIT) (raw 0xc000013a)",
        "  basis: gone",
        "  ran: handler-entered lock-released",
        "",
        f"see it again: lastwords run '{CELL}'",
    ]


# What the numbers of a call are printed as, by the platform of the record.
NUMBERS = [
    ("wine", sent("AttachConsole", 0, 6), "AttachConsole returned 0, error 6 (ERROR_INVALID_HANDLE)"),
    ("windows", sent("GenerateConsoleCtrlEvent", 0, 87),
     "GenerateConsoleCtrlEvent returned 0, error 87 (ERROR_INVALID_PARAMETER)"),
    ("wine", sent("PostMessage", 0, 4242), "PostMessage returned 0, error 4242"),
    ("windows", sent("CreatePseudoConsole", 0, 0x80004001 - 2**32), "CreatePseudoConsole returned 0, error 0x80004001"),
    ("wine", sent("taskkill", 128, 128), "taskkill returned 128"),
    ("windows", sent("RmShutdown", 351, 351), "RmShutdown returned 351, error 351 (ERROR_FAIL_SHUTDOWN)"),
    ("linux-gnu", sent("kill", -1, 3), f"kill returned -1, error 3{'' if WINE else ' (ESRCH)'}"),
    ("macos", sent("kill", -1, 3), "kill returned -1, error 3"),
    ("macos", sent("kill", -1, 78), "kill returned -1, error 78"),
]


@pytest.mark.parametrize(("platform", "sent", "says"), NUMBERS)
def test_a_number_means_what_its_platform_says(tmp_path: Path, platform: str, sent: Line, says: str) -> None:
    assert says in [line.partition("sent: ")[2] for line in show(tmp_path, platform, cell(sent=sent))]


ENDS = [
    ("wine", {"how": "exit", "code": 0, "signal": None, "raw": 0}, "exit with code 0 (raw 0x0)"),
    ("wine", {"how": "exit", "code": 0xC0000999, "signal": None, "raw": 0xC0000999},
     "exit with code 0xC0000999 (raw 0xc0000999)"),
    ("wine", {"how": "unborn", "code": 0, "signal": None, "raw": 0}, "unborn, the system refused to start it"),
    ("linux-gnu", {"how": "signal", "code": 0, "signal": "SIGTERM", "raw": 15}, "signal by SIGTERM (raw 0xf)"),
    ("linux-gnu", {"how": "exit", "code": 3, "signal": None, "raw": 768}, "exit with code 3 (raw 0x300)"),
]


@pytest.mark.parametrize(("platform", "end", "says"), ENDS)
def test_ends(tmp_path: Path, platform: str, end: Line, says: str) -> None:
    assert f"the probe: {says}" in "\n".join(show(tmp_path, platform, cell(end=end)))


def test_without_findings_nothing_is_said_of_them(tmp_path: Path) -> None:
    line = cell()
    del line["found"]
    assert not [text for text in show(tmp_path, "linux-gnu", line) if "found" in text or "console," in text]


def test_it_is_judged_by_what_is_expected_there(tmp_path: Path) -> None:
    """That there is no SIGTERM is as expected of Wine, and would not be of Linux."""
    claim, lines = "signal.term-default-kills", []
    for platform in ("wine", "linux-gnu"):
        absent = [{"type": "absent", "axis": "delivery", "id": delivery, "why": "made up"}
                  for delivery in ("sigterm", "sigterm-group")]
        path = tmp_path / platform
        path.write_text("".join(json.dumps(line) + "\n" for line in (header(platform), *absent, cell())))
        lines.append(call("judge", path, "--claim", claim))
    assert ["skip  absent" in lines[0].out, "FAIL  absent" in lines[1].out] == [True, True], lines
    assert [done.code for done in lines] == [77, 1]
