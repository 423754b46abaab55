# SPDX-License-Identifier: MIT
"""`lastwords send` of the Windows build under Wine. What Wine does is Wine's: these tests are of what our code makes
of the answers that it gets, and that nobody is hit who must not be. Run below ci/wine-session, which gives
LASTWORDS_RUNNER, with the lastwords.exe of ci/wine-build in LASTWORDS_BIN; skipped where these are not."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

BIN = Path(os.environ.get("LASTWORDS_BIN", "lastwords"))
VICTIM = Path(os.environ.get("LASTWORDS_SELFTEST_DIR", "selftest")) / "victim.exe"
RUNNER = os.environ.get("LASTWORDS_RUNNER", "")
SENDER = "lastwords-sender.exe"

if not RUNNER:
    pytest.skip("no LASTWORDS_RUNNER: run this below ci/wine-session", allow_module_level=True)
if BIN.suffix != ".exe" or not BIN.exists() or not VICTIM.exists():
    pytest.skip(f"{BIN} or {VICTIM} is not there: build for Windows, with tests, as ci/wine-build does",
                allow_module_level=True)

# Flags of CreateProcess, as victim.exe reads them.
SAME, DETACHED, NEW_CONSOLE, NEW_GROUP, NO_WINDOW = "0", "8", "10", "200", "8000000"


@dataclass
class Seen:
    """What one run of `victim together` showed."""

    code: int  # of lastwords
    end: int  # of the victim; 99: it was alive
    report: dict[str, Any]
    victim: int
    events: list[tuple[int, str]]  # who said what
    err: str

    def ids(self, level: str = "warning") -> list[str]:
        return [note["id"] for note in self.report["notes"]
                if note["level"] == level and note["id"] not in ("wine-groups", "others")]

    def calls(self) -> list[str]:
        return [call["call"] for call in self.report["calls"]]


def run(*command: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([RUNNER, *map(str, command)], cwd=cwd or BIN.parent, capture_output=True, encoding="utf-8",
                          errors="replace", timeout=90, check=False, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module", autouse=True)
def services() -> None:
    """What the first program under a Wine starts stays, and would hold the output of a test."""
    subprocess.run([RUNNER, "wineboot"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=True, timeout=90)


def send(victim: str, flags: str, delivery: str, *options: str, by: str = DETACHED, pid: str = "%p") -> Seen:
    done = run(VICTIM, "together", flags, victim, by, BIN.name, "send", delivery, "--pid", pid, "--json", *options)
    said = re.findall(r"^(\d+) (ready|event|close|command|end)(?: (\d+))?", done.stderr, re.MULTILINE)
    code, end = ([int(number) for _, what, number in said if what == wanted] for wanted in ("command", "end"))
    assert len(code) == len(end) == 1, done.stderr + done.stdout
    report = json.loads(done.stdout)
    assert report["exit"] == code[0]
    events = [(int(who), f"{what} {number}".strip()) for who, what, number in said if what in ("event", "close")]
    ready = [int(who) for who, what, _ in said if what == "ready"]
    return Seen(code[0], end[0], report, ready[0], events, done.stderr)


@pytest.fixture(scope="module")
def version() -> int:
    text = subprocess.run([RUNNER, "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.sub(r"^wine-(\d+).*", r"\1", text.strip()))


RAISED = ["AttachConsole", "GetConsoleProcessList", "AttachConsole", "GenerateConsoleCtrlEvent"]


@pytest.mark.parametrize("flags", [NEW_CONSOLE, NO_WINDOW], ids=["new console", "no window"])
def test_an_event_through_a_console_of_its_own(flags: str) -> None:
    seen = send("exit", flags, "ctrl-c", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (0, 5, "ended")
    assert seen.events == [(seen.victim, "event 0")]
    assert seen.calls() == RAISED and {call["error"] for call in seen.report["calls"]} == {0}
    assert seen.report["targets"][0]["end"] == dict(seen.report["targets"][0]["end"], how="exit", code=5, raw=5)
    assert seen.ids() == [] and "wine-groups" in str(seen.report["notes"])


def test_who_lives_on_has_not_ended() -> None:
    seen = send("stay", NEW_CONSOLE, "int", "--wait", "0.5")
    assert (seen.code, seen.end, seen.report["result"]) == (1, 99, "not-ended")
    assert seen.events == [(seen.victim, "event 0")] and seen.ids("note") == ["word"]
    assert f"send kill --pid {seen.victim}" in seen.report["try"]


def test_without_a_handler_the_system_ends_it() -> None:
    seen = send("bare", NEW_CONSOLE, "ctrl-c", "--wait", "20")
    assert (seen.code, seen.report["result"]) == (0, "ended") and seen.end in (0, 0xC000013A)
    assert seen.report["targets"][0]["end"]["raw"] == seen.end


@pytest.mark.parametrize(("victim", "flags"), [("ignore", NEW_CONSOLE), ("inherit", "210")])
def test_who_ignores_it_is_warned_of(victim: str, flags: str) -> None:
    seen = send(victim, flags, "ctrl-c", "--wait", "0.5")
    assert seen.ids() == ["ignored"]
    assert (seen.code, seen.end, seen.events) == (1, 99, [])


@pytest.mark.parametrize(("flags", "by", "why"), [
    (SAME, SAME, "is on the console of this command"),
    (SAME, DETACHED, "an ancestor of this command, is on the console"),
    (NEW_GROUP, SAME, "is on the console of this command")])
@pytest.mark.parametrize("delivery", ["ctrl-c", "ctrl-break", "close", "term"])
def test_an_event_that_would_hit_the_caller_is_refused(flags: str, by: str, why: str, delivery: str) -> None:
    seen = send("exit", flags, delivery, "--wait", "20", by=by)
    assert (seen.code, seen.end, seen.report["result"], seen.events) == (3, 99, "refused", [])
    assert why in seen.report["because"] and "CREATE_NEW_CONSOLE" in seen.report["try"] and why in seen.err
    assert seen.calls() == RAISED[:2]


def test_when_forced_it_survives_itself() -> None:
    seen = send("exit", SAME, "ctrl-c", "--wait", "20", "--force", by=SAME)
    assert (seen.code, seen.end, seen.report["result"]) == (0, 5, "ended")
    assert len(seen.events) == 2 and (seen.victim, "event 0") in seen.events
    others = next(note for note in seen.report["notes"] if note["id"] == "others")
    assert "victim.exe" in others["text"] and "lastwords.exe" not in others["text"]


@pytest.mark.parametrize("delivery", ["ctrl-c", "ctrl-break", "close"])
def test_without_a_console_no_event_reaches_it(delivery: str) -> None:
    seen = send("exit", DETACHED, delivery)
    assert (seen.code, seen.end, seen.report["result"], seen.calls()) == (3, 99, "blocked", ["AttachConsole"])
    assert (seen.report["calls"][0]["value"], seen.report["calls"][0]["error"]) == (0, 6)
    assert "has no console" in seen.report["because"] and "wm-close" in seen.report["try"]


def test_an_event_that_the_system_refuses_is_told(version: int) -> None:
    if version >= 9:
        pytest.skip("this Wine knows CTRL_BREAK")
    seen = send("exit", NEW_CONSOLE, "ctrl-break", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"], seen.calls()) == (3, 99, "blocked", RAISED)
    assert (seen.report["calls"][3]["value"], seen.report["calls"][3]["error"]) == (0, 6)
    assert seen.report["try"] == "ctrl-c"


def test_the_window_of_a_console_is_closed() -> None:
    seen = send("exit", NEW_CONSOLE, "close", "--wait", "20")
    assert (seen.code, seen.report["result"]) == (0, "ended")
    assert seen.calls()[-2:] == ["GetConsoleWindow", "PostMessage"] and seen.end != 99


def test_a_console_without_a_window_cannot_be_closed() -> None:
    seen = send("exit", NO_WINDOW, "hup", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (3, 99, "blocked")
    assert "no window to close" in seen.report["because"] and "ctrl-break" in seen.report["try"]


@pytest.mark.parametrize("victim", ["window", "hidden"])
@pytest.mark.parametrize("flags", [NEW_CONSOLE, DETACHED, SAME], ids=["new console", "no console", "shared console"])
def test_windows_are_closed_and_no_console(victim: str, flags: str) -> None:
    seen = send(victim, flags, "wm-close", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (0, 6, "ended")
    assert seen.events == [(seen.victim, "close")]
    # Now and then one of Wine's own (OleMainThreadWndClass) is seen while it is made.
    assert set(seen.calls()) == {"PostMessage"}
    to = [call["to"] for call in seen.report["calls"]]
    assert to.count("victim") == 1 and not [name for name in to if "onsole" in name]


@pytest.mark.parametrize(("delivery", "what"), [("wm-close", "window of its own"), ("quit", "message queue")])
def test_without_windows_there_is_nothing_to_post_to(delivery: str, what: str) -> None:
    seen = send("exit", NEW_CONSOLE, delivery, "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (3, 99, "blocked")
    assert what in seen.report["because"] and "kill" in seen.report["try"]


def test_a_message_loop_is_told_to_quit() -> None:
    seen = send("loop", DETACHED, "quit", "--wait", "20")
    assert (seen.code, seen.end, seen.calls()) == (0, 7, ["PostThreadMessage"])


@pytest.mark.parametrize(("victim", "flags", "way", "end"), [
    ("window", NEW_CONSOLE, "WM_CLOSE to its windows", 6),
    ("hidden", DETACHED, "WM_CLOSE to its windows", 6),
    ("hidden", SAME, "WM_CLOSE to its windows", 6),
    ("exit", NEW_CONSOLE, "CTRL_C_EVENT through its console", 5),
    ("exit", NO_WINDOW, "CTRL_C_EVENT through its console", 5)])
def test_term_takes_the_most_graceful_way(victim: str, flags: str, way: str, end: int) -> None:
    seen = send(victim, flags, "term", "--wait", "20")
    assert (seen.report["way"], seen.code, seen.end) == (way, 0, end)


def test_term_breaks_who_ignores_interrupts() -> None:
    assert send("ignore", NEW_CONSOLE, "SIGTERM").report["way"] == "CTRL_BREAK_EVENT through its console"


def test_term_does_not_kill() -> None:
    seen = send("exit", DETACHED, "term", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (3, 99, "blocked")
    assert "neither a console nor a window" in seen.report["because"] and "send kill" in seen.report["try"]


@pytest.mark.parametrize("flags", [NEW_CONSOLE, DETACHED, SAME], ids=["new console", "no console", "shared console"])
def test_kill(flags: str) -> None:
    seen = send("stay", flags, "kill", "--wait", "20", by=SAME)
    assert (seen.code, seen.end, seen.calls(), seen.events) == (0, 1, ["TerminateProcess"], [])


def test_a_tree_is_killed_its_root_first() -> None:
    seen = send("parent", NEW_CONSOLE, "kill", "--tree", "--wait", "20")
    told = [call["pid"] for call in seen.report["calls"]]
    assert (seen.code, seen.end, seen.calls()) == (0, 1, ["TerminateProcess"] * 2)
    assert told[1] == seen.victim and told[0] != seen.victim  # who says "ready" is the child
    assert [target["end"]["code"] for target in seen.report["targets"]] == [1, 1]


@pytest.mark.parametrize("delivery", ["kill", "ctrl-c", "wm-close"])
def test_refuses_its_own_parent(delivery: str) -> None:
    seen = send("exit", NEW_CONSOLE, delivery, pid="%m")
    assert (seen.code, seen.report["result"], seen.calls()) == (3, "refused", [])
    assert "is the parent of this command" in seen.report["because"] and "--force" in seen.report["try"]


@pytest.mark.parametrize("pid", ["%q", "999996", "4294967295"])
def test_no_such_process(pid: str) -> None:
    seen = send("exit", NEW_CONSOLE, "kill", pid=pid)
    assert (seen.code, seen.end, seen.report["result"], seen.calls()) == (2, 99, "no-process", [])


def test_text() -> None:
    done = run(VICTIM, "together", NEW_CONSOLE, "exit", DETACHED, "lastwords.exe", "send", "ctrl-c",
                    "--pid", "%p", "--wait", "20")
    assert "ctrl-c: CTRL_C_EVENT through its console\n" in done.stdout and "\r" not in done.stdout
    assert re.search(r"^process \d+ ended after \d+\.\d ms: exit code 5\n", done.stdout, re.MULTILINE)


def test_words_of_posix_are_explained() -> None:
    done = run("lastwords.exe", "send", "usr1", "--pid", "5")
    assert done.returncode == 2 and "no delivery 'usr1' on Windows" in done.stderr and "wm-close" in done.stderr


def test_without_its_sender_it_says_what_is_missing(tmp_path: Path) -> None:
    shutil.copy2(BIN, tmp_path)
    shutil.copy2(VICTIM, tmp_path)
    done = run("victim.exe", "together", NEW_CONSOLE, "exit", DETACHED, "lastwords.exe", "send", "ctrl-c", "--pid",
                    "%p", cwd=tmp_path)
    assert f"{SENDER} could not be run" in done.stderr and "command 3" in done.stderr and "end 99" in done.stderr
