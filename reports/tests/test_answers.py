# SPDX-License-Identifier: MIT
"""report.md, what it says of starts, ends, calls and what was heard, of Windows and of others. The
records are made up."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports.answers import end_words, heard_words
from reports.model import End

from . import build
from .page import section, table, tables
from .sample import C, report

CONTROL_C_EXIT = 0xC000013A


def sent(call: str, value: int, error: int) -> build.Json:
    calls = [{"call": call, "value": value, "error": error, "ns": 1000}]
    return {"ok": error == 0, "error": error, "calls": calls}


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> str:
    killed = build.end(code=CONTROL_C_EXIT, raw=CONTROL_C_EXIT)
    lines = [
        build.cell(
            f"{C}/new-console/ctrl-c-attach/none",
            rungs=(),
            end=killed,
            found=build.found(window=True, window_class="ConsoleWindowClass"),
        ),
        build.cell(
            f"{C}/new-console/ctrl-c-attach/ignore",
            "alive",
            (),
            found=build.found(window=False),
        ),
        build.cell(
            f"{C}/detached/ctrl-c-attach/none",
            "alive",
            (),
            sent=sent("AttachConsole", 0, 6),
            found={"console": False, "processes": 0, "window-class": None, "runtime": None},
        ),
        build.cell(f"{C}/detached/taskkill/none", "alive", (), sent=sent("taskkill", 128, 128)),
        build.cell(
            f"{C}/new-console-detached/kill/none",
            "unborn",
            (),
            sent=sent("CreateProcess", 0, 87),
            basis="gone",
        ),
        build.cell(f"{C}/plain/ctrl-c/ctrl-handler-flag", heard=["CTRL_C_EVENT"]),
        build.cell("window/plain/wm-close/window-proc", heard=["WM_CLOSE"], found=build.found()),
        build.blocked(f"{C}/conpty/ctrl-c/none", error=120, what="no pseudo console"),
    ]
    path = tmp_path_factory.mktemp("wine") / "made_up"
    return report(path, *lines, platform="wine")


def test_what_the_probe_finds_is_a_table_of_launches(wine: str) -> None:
    found, legend = tables(section(wine, "What the probe finds at its start"))
    assert found == [
        {
            "launch": "detached",
            "console": "no",
            "window": "?",
            "leader": "?",
            "processes": "0",
            "window class": "none",
            "C runtime": "none",
        },
        {
            "launch": "new-console",
            "console": "yes",
            "window": "no (1), yes (1)",
            "leader": "no",
            "processes": "2",
            "window class": "ConsoleWindowClass (1), none (1)",
            "C runtime": "ucrt",
        },
    ]
    assert {row["found"]: row["it means"] for row in legend}["leader"] == "it leads a process group"


def test_exit_codes_are_hexadecimal_and_named(wine: str) -> None:
    rows = {row["end"]: row["cells"] for row in table(wine, "How the probes ended")}
    assert rows == {
        "alive": "3",
        "exit 0": "2",
        "exit 0xC000013A STATUS_CONTROL_C_EXIT": "1",
        "unborn": "1",
    }


def test_refused_calls_have_the_names_of_windows(wine: str) -> None:
    rows = table(wine, "What the sender was told when a call failed")
    assert [(row["call"], row["error"], row["for example"]) for row in rows] == [
        ("AttachConsole", "6 ERROR_INVALID_HANDLE", f"{C}/detached/ctrl-c-attach/none"),
        ("CreateProcess", "87 ERROR_INVALID_PARAMETER", f"{C}/new-console-detached/kill/none"),
        ("taskkill", "exit code 128", f"{C}/detached/taskkill/none"),
    ]


def test_what_the_machine_lacks_has_the_name_of_its_error(wine: str) -> None:
    (row,) = table(wine, "Not offered by this machine")
    assert row["error"] == "120 ERROR_CALL_NOT_IMPLEMENTED"


def test_events_are_heard_by_delivery(wine: str) -> None:
    rows = {row["delivery"]: row["heard (cells)"] for row in table(wine, "What was heard")}
    assert rows == {
        "kill": "nothing (1)",
        "ctrl-c": "CTRL_C_EVENT (1)",
        "wm-close": "WM_CLOSE (1)",
        "ctrl-c-attach": "nothing (3)",
        "taskkill": "nothing (1)",
    }


def test_windows_has_its_own_tables_of_cleanup(wine: str) -> None:
    (control,) = table(wine, "Probe `console`, responder `ctrl-handler-flag`")
    (window,) = table(wine, "Probe `window`, responder `window-proc`")
    assert control == {"delivery": "ctrl-c", "plain": "clean"}
    assert window == {"delivery": "wm-close", "plain": "clean"}
    none = {row.pop("delivery"): row for row in table(wine, "Probe `console`, responder `none`")}
    assert none["kill"]["new-console-detached"] == "unborn"


def test_others_have_neither_findings_nor_tables_of_windows(page: str) -> None:
    assert "What the probe finds at its start" not in page
    assert "ctrl-handler-flag`\n" not in page and "What the sender was told" not in page
    rows = {row["end"]: row["cells"] for row in table(page, "How the probes ended")}
    assert rows == {"alive": "2", "exit 0": "2", "signal SIGTERM": "2", "stopped": "1"}


def test_errors_of_others_are_numbers(tmp_path: Path) -> None:
    page = report(tmp_path / "r", build.cell(f"{C}/plain/sigterm/none", sent=sent("kill", -1, 87)))
    (row,) = table(page, "What the sender was told when a call failed")
    assert row["error"] == "87"


@pytest.mark.parametrize(
    ("platform", "end", "says"),
    [
        ("wine", End("exit", CONTROL_C_EXIT, None, 0), "exit 0xC000013A STATUS_CONTROL_C_EXIT"),
        ("linux-gnu", End("exit", 143, None, 0), "exit 143"),
        ("linux-gnu", End("signal", 0, "SIGTERM", 15), "signal SIGTERM"),
        ("linux-gnu", End("alive", 0, None, 0), "alive"),
        ("linux-gnu", End("lost", 0, None, 0), "lost"),
    ],
)
def test_end_words(platform: str, end: End, says: str) -> None:
    assert end_words(platform, end) == says


def test_many_events_are_counted() -> None:
    assert heard_words(()) == "nothing"
    assert heard_words(("A", "B")) == "A, B"
    assert heard_words(("A",) * 48) == "A, A, A, A, and 44 more"


def test_many_answers_are_counted(tmp_path: Path) -> None:
    cells = [build.cell(f"{C}/plain/sigterm/r{i}", heard=[f"SIG{i}"]) for i in range(20)]
    (row,) = table(report(tmp_path / "r", *cells), "What was heard")
    assert row["heard (cells)"].endswith("; and 12 other answers")
