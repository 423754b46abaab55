# SPDX-License-Identifier: MIT
"""`lastwords send` of the cross build under Wine. What Wine does is Wine's: these tests are of what our code makes of the
answers that it gets, and that nobody is hit who must not be. Skipped where there is no Wine or no cross build
(ci/wine-build, or LASTWORDS_WINE_BUILD=FOLDER)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve()
CI = Path(os.environ.get("LASTWORDS_CI", HERE.parents[2] / "ci"))
BUILD = Path(os.environ.get("LASTWORDS_WINE_BUILD", HERE.parents[2] / "build" / "wine"))
SENDER = "lastwords-sender.exe"

# Flags of CreateProcess, as victim.exe reads them.
SAME, DETACHED, NEW_CONSOLE, NEW_GROUP, NO_WINDOW = "0", "8", "10", "200", "8000000"
# For a Wine of one's own: environment and loader on standard output, the end when standard input is closed.
SESSION = """
set -e
cd "$0/.."
. ci/wine.sh
trap 'wine_down || exit 3' EXIT
wine_up
wine_run wineboot >/dev/null 2>&1  # what stays for the whole session must not hold the output of a test
echo "$wine_loader"
env -0
printf '\\0'
read -r || true
"""


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


class Wine:
    def __init__(self, loader: str, env: dict[str, str], build: Path) -> None:
        self.loader, self.env, self.build = loader, env, build

    def run(self, *command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self.loader, *command], env=self.env, cwd=cwd or self.build, capture_output=True,
                              encoding="utf-8", errors="replace", timeout=90, check=False, stdin=subprocess.DEVNULL)

    def send(self, victim: str, flags: str, delivery: str, *options: str, by: str = DETACHED, pid: str = "%p") -> Seen:
        done = self.run("selftest/victim.exe", "together", flags, victim, by, "lastwords.exe", "send", delivery, "--pid",
                        pid, "--json", *options)
        said = re.findall(r"^(\d+) (ready|event|close|command|end)(?: (\d+))?", done.stderr, re.MULTILINE)
        code, end = ([int(number) for _, what, number in said if what == wanted] for wanted in ("command", "end"))
        assert len(code) == len(end) == 1, done.stderr + done.stdout
        report = json.loads(done.stdout)
        assert report["exit"] == code[0]
        events = [(int(who), f"{what} {number}".strip()) for who, what, number in said if what in ("event", "close")]
        ready = [int(who) for who, what, _ in said if what == "ready"]
        return Seen(code[0], end[0], report, ready[0], events, done.stderr)


@pytest.fixture(scope="module")
def wine() -> Iterator[Wine]:
    if not (BUILD / "lastwords.exe").exists() or not (BUILD / "selftest" / "victim.exe").exists():
        pytest.skip(f"no cross build in {BUILD}: run ci/wine-build, or give LASTWORDS_WINE_BUILD")
    if not (CI / "wine.sh").exists():
        pytest.skip("ci/wine.sh is not there")
    if not any(shutil.which(name) for name in ("/usr/lib/wine/wine64", "wine64", "wine")) or not shutil.which("Xvfb"):
        pytest.skip("no Wine or no Xvfb: run ci/setup wine")
    with subprocess.Popen(["bash", "-c", SESSION, str(CI)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as session:
        assert session.stdin is not None and session.stdout is not None
        loader = session.stdout.readline().decode().strip()
        assert loader, "ci/wine.sh gave no Wine"
        text = b""
        while not text.endswith(b"\0\0"):
            more = session.stdout.read1()
            assert more, "ci/wine.sh ended early"
            text += more
        env = dict(entry.split("=", 1) for entry in os.fsdecode(text[:-2]).split("\0") if "=" in entry)
        yield Wine(loader, env, BUILD)
        session.stdin.close()
    assert session.returncode == 0, "something is left of the tests under Wine"


@pytest.fixture(scope="module")
def version(wine: Wine) -> int:
    text = subprocess.run([wine.loader, "--version"], capture_output=True, text=True, env=wine.env, check=True).stdout
    return int(re.sub(r"^wine-(\d+).*", r"\1", text.strip()))


RAISED = ["AttachConsole", "GetConsoleProcessList", "AttachConsole", "GenerateConsoleCtrlEvent"]


@pytest.mark.parametrize("flags", [NEW_CONSOLE, NO_WINDOW], ids=["new console", "no window"])
def test_an_event_through_a_console_of_its_own(wine: Wine, flags: str) -> None:
    seen = wine.send("exit", flags, "ctrl-c", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (0, 5, "ended")
    assert seen.events == [(seen.victim, "event 0")]
    assert seen.calls() == RAISED and {call["error"] for call in seen.report["calls"]} == {0}
    assert seen.report["targets"][0]["end"] == dict(seen.report["targets"][0]["end"], how="exit", code=5, raw=5)
    assert seen.ids() == [] and "wine-groups" in str(seen.report["notes"])


def test_who_lives_on_has_not_ended(wine: Wine) -> None:
    seen = wine.send("stay", NEW_CONSOLE, "int", "--wait", "0.5")
    assert (seen.code, seen.end, seen.report["result"]) == (1, 99, "not-ended")
    assert seen.events == [(seen.victim, "event 0")] and seen.ids("note") == ["word"]
    assert f"send kill --pid {seen.victim}" in seen.report["try"]


def test_without_a_handler_the_system_ends_it(wine: Wine) -> None:
    seen = wine.send("bare", NEW_CONSOLE, "ctrl-c", "--wait", "20")
    assert (seen.code, seen.report["result"]) == (0, "ended") and seen.end in (0, 0xC000013A)
    assert seen.report["targets"][0]["end"]["raw"] == seen.end


@pytest.mark.parametrize(("victim", "flags"), [("ignore", NEW_CONSOLE), ("inherit", "210")])
def test_who_ignores_it_is_warned_of(wine: Wine, victim: str, flags: str) -> None:
    seen = wine.send(victim, flags, "ctrl-c", "--wait", "0.5")
    assert seen.ids() == ["ignored"]
    assert (seen.code, seen.end, seen.events) == (1, 99, [])


@pytest.mark.parametrize(("flags", "by", "why"), [
    (SAME, SAME, "is on the console of this command"),
    (SAME, DETACHED, "an ancestor of this command, is on the console"),
    (NEW_GROUP, SAME, "is on the console of this command")])
@pytest.mark.parametrize("delivery", ["ctrl-c", "ctrl-break", "close", "term"])
def test_an_event_that_would_hit_the_caller_is_refused(wine: Wine, flags: str, by: str, why: str, delivery: str) -> None:
    seen = wine.send("exit", flags, delivery, "--wait", "20", by=by)
    assert (seen.code, seen.end, seen.report["result"], seen.events) == (3, 99, "refused", [])
    assert why in seen.report["because"] and "CREATE_NEW_CONSOLE" in seen.report["try"] and why in seen.err
    assert seen.calls() == RAISED[:2]


def test_when_forced_it_survives_itself(wine: Wine) -> None:
    seen = wine.send("exit", SAME, "ctrl-c", "--wait", "20", "--force", by=SAME)
    assert (seen.code, seen.end, seen.report["result"]) == (0, 5, "ended")
    assert len(seen.events) == 2 and (seen.victim, "event 0") in seen.events
    others = next(note for note in seen.report["notes"] if note["id"] == "others")
    assert "victim.exe" in others["text"] and "lastwords.exe" not in others["text"]


@pytest.mark.parametrize("delivery", ["ctrl-c", "ctrl-break", "close"])
def test_without_a_console_no_event_reaches_it(wine: Wine, delivery: str) -> None:
    seen = wine.send("exit", DETACHED, delivery)
    assert (seen.code, seen.end, seen.report["result"], seen.calls()) == (3, 99, "blocked", ["AttachConsole"])
    assert (seen.report["calls"][0]["value"], seen.report["calls"][0]["error"]) == (0, 6)
    assert "has no console" in seen.report["because"] and "wm-close" in seen.report["try"]


def test_an_event_that_the_system_refuses_is_told(wine: Wine, version: int) -> None:
    if version >= 9:
        pytest.skip("this Wine knows CTRL_BREAK")
    seen = wine.send("exit", NEW_CONSOLE, "ctrl-break", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"], seen.calls()) == (3, 99, "blocked", RAISED)
    assert (seen.report["calls"][3]["value"], seen.report["calls"][3]["error"]) == (0, 6)
    assert seen.report["try"] == "ctrl-c"


def test_the_window_of_a_console_is_closed(wine: Wine) -> None:
    seen = wine.send("exit", NEW_CONSOLE, "close", "--wait", "20")
    assert (seen.code, seen.report["result"]) == (0, "ended")
    assert seen.calls()[-2:] == ["GetConsoleWindow", "PostMessage"] and seen.end != 99


def test_a_console_without_a_window_cannot_be_closed(wine: Wine) -> None:
    seen = wine.send("exit", NO_WINDOW, "hup", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (3, 99, "blocked")
    assert "no window to close" in seen.report["because"] and "ctrl-break" in seen.report["try"]


@pytest.mark.parametrize("victim", ["window", "hidden"])
@pytest.mark.parametrize("flags", [NEW_CONSOLE, DETACHED, SAME], ids=["new console", "no console", "shared console"])
def test_windows_are_closed_and_no_console(wine: Wine, victim: str, flags: str) -> None:
    seen = wine.send(victim, flags, "wm-close", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (0, 6, "ended")
    assert seen.events == [(seen.victim, "close")]
    # Now and then one of Wine's own (OleMainThreadWndClass) is seen while it is made.
    assert set(seen.calls()) == {"PostMessage"}
    to = [call["to"] for call in seen.report["calls"]]
    assert to.count("victim") == 1 and not [name for name in to if "onsole" in name]


@pytest.mark.parametrize(("delivery", "what"), [("wm-close", "window of its own"), ("quit", "message queue")])
def test_without_windows_there_is_nothing_to_post_to(wine: Wine, delivery: str, what: str) -> None:
    seen = wine.send("exit", NEW_CONSOLE, delivery, "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (3, 99, "blocked")
    assert what in seen.report["because"] and "kill" in seen.report["try"]


def test_a_message_loop_is_told_to_quit(wine: Wine) -> None:
    seen = wine.send("loop", DETACHED, "quit", "--wait", "20")
    assert (seen.code, seen.end, seen.calls()) == (0, 7, ["PostThreadMessage"])


@pytest.mark.parametrize(("victim", "flags", "way", "end"), [
    ("window", NEW_CONSOLE, "WM_CLOSE to its windows", 6),
    ("hidden", DETACHED, "WM_CLOSE to its windows", 6),
    ("hidden", SAME, "WM_CLOSE to its windows", 6),
    ("exit", NEW_CONSOLE, "CTRL_C_EVENT through its console", 5),
    ("exit", NO_WINDOW, "CTRL_C_EVENT through its console", 5)])
def test_term_takes_the_most_graceful_way(wine: Wine, victim: str, flags: str, way: str, end: int) -> None:
    seen = wine.send(victim, flags, "term", "--wait", "20")
    assert (seen.report["way"], seen.code, seen.end) == (way, 0, end)


def test_term_breaks_who_ignores_interrupts(wine: Wine) -> None:
    assert wine.send("ignore", NEW_CONSOLE, "SIGTERM").report["way"] == "CTRL_BREAK_EVENT through its console"


def test_term_does_not_kill(wine: Wine) -> None:
    seen = wine.send("exit", DETACHED, "term", "--wait", "20")
    assert (seen.code, seen.end, seen.report["result"]) == (3, 99, "blocked")
    assert "neither a console nor a window" in seen.report["because"] and "send kill" in seen.report["try"]


@pytest.mark.parametrize("flags", [NEW_CONSOLE, DETACHED, SAME], ids=["new console", "no console", "shared console"])
def test_kill(wine: Wine, flags: str) -> None:
    seen = wine.send("stay", flags, "kill", "--wait", "20", by=SAME)
    assert (seen.code, seen.end, seen.calls(), seen.events) == (0, 1, ["TerminateProcess"], [])


def test_a_tree_is_killed_its_root_first(wine: Wine) -> None:
    seen = wine.send("parent", NEW_CONSOLE, "kill", "--tree", "--wait", "20")
    told = [call["pid"] for call in seen.report["calls"]]
    assert (seen.code, seen.end, seen.calls()) == (0, 1, ["TerminateProcess"] * 2)
    assert told[1] == seen.victim and told[0] != seen.victim  # who says "ready" is the child
    assert [target["end"]["code"] for target in seen.report["targets"]] == [1, 1]


@pytest.mark.parametrize("delivery", ["kill", "ctrl-c", "wm-close"])
def test_refuses_its_own_parent(wine: Wine, delivery: str) -> None:
    seen = wine.send("exit", NEW_CONSOLE, delivery, pid="%m")
    assert (seen.code, seen.report["result"], seen.calls()) == (3, "refused", [])
    assert "is the parent of this command" in seen.report["because"] and "--force" in seen.report["try"]


@pytest.mark.parametrize("pid", ["%q", "999996", "4294967295"])
def test_no_such_process(wine: Wine, pid: str) -> None:
    seen = wine.send("exit", NEW_CONSOLE, "kill", pid=pid)
    assert (seen.code, seen.end, seen.report["result"], seen.calls()) == (2, 99, "no-process", [])


def test_text(wine: Wine) -> None:
    done = wine.run("selftest/victim.exe", "together", NEW_CONSOLE, "exit", DETACHED, "lastwords.exe", "send", "ctrl-c",
                    "--pid", "%p", "--wait", "20")
    assert "ctrl-c: CTRL_C_EVENT through its console\n" in done.stdout and "\r" not in done.stdout
    assert re.search(r"^process \d+ ended after \d+\.\d ms: exit code 5\n", done.stdout, re.MULTILINE)


def test_words_of_posix_are_explained(wine: Wine) -> None:
    done = wine.run("lastwords.exe", "send", "usr1", "--pid", "5")
    assert done.returncode == 2 and "no delivery 'usr1' on Windows" in done.stderr and "wm-close" in done.stderr


def test_without_its_sender_it_says_what_is_missing(wine: Wine, tmp_path: Path) -> None:
    shutil.copy2(wine.build / "lastwords.exe", tmp_path)
    shutil.copy2(wine.build / "selftest" / "victim.exe", tmp_path)
    done = wine.run("victim.exe", "together", NEW_CONSOLE, "exit", DETACHED, "lastwords.exe", "send", "ctrl-c", "--pid",
                    "%p", cwd=tmp_path)
    assert f"{SENDER} could not be run" in done.stderr and "command 3" in done.stderr and "end 99" in done.stderr
