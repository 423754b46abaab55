# SPDX-License-Identifier: MIT
"""`lastwords send` with real processes: what it says beforehand comes true, and what it says afterwards is what
happened."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from harness import NOBODY, call, children, lent_to_nobody, poll, unshare
from victims import PRELUDE, READY, Victims, alive, ids, send, victims

__all__ = ["victims"]


def test_delivered_and_ended(victims: Victims) -> None:
    victim = victims.python()
    bystander = victims.python()
    done, report = send("term", "--pid", victim.pid, "--wait", 20)
    assert (done.code, report["result"], done.err) == (0, "ended", "")
    assert report["calls"] == [{"pid": victim.pid, "call": "pidfd_send_signal", "value": 0, "error": 0, "text": ""}]
    end = report["targets"][0]["end"]
    assert (end["how"], end["signal"], end["raw"]) == ("signal", "SIGTERM", signal.SIGTERM)
    assert 0 < end["ns"] < 10e9
    assert ids(report, "note") == ["no-handler"] and ids(report) == []
    assert victim.wait() == -signal.SIGTERM and alive(bystander)


def test_without_wait_it_does_not_wait(victims: Victims) -> None:
    victim = victims.python("signal.signal(signal.SIGUSR1, lambda *_: print('heard', flush=True))")
    done, report = send("usr1", "--pid", victim.pid)
    assert (done.code, report["result"], report["wait"], report["targets"][0]["end"]) == (0, "delivered", None, None)
    assert report["notes"] == []
    assert victim.stdout is not None and victim.stdout.readline() == "heard\n" and alive(victim)


def test_how_a_handler_ended_it_is_told(victims: Victims) -> None:
    victim = victims.python("signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))")
    done, report = send("SIGTERM", "--pid", victim.pid, "--wait", 20)
    assert done.code == 0 and report["notes"] == []
    end = report["targets"][0]["end"]
    assert (end["how"], end["code"], end["raw"]) == ("exit", 7, 7 << 8)


def test_how_it_ended_is_told_though_its_parent_collects_it_at_once(victims: Victims) -> None:
    parent = victims.start("sh", "-c", "sleep 1000 & echo ready; wait; echo collected")
    child = poll(lambda: children(parent.pid), "a child")[0]
    done, report = send("usr1", "--pid", child, "--wait", 20)
    assert done.code == 0 and parent.stdout is not None and parent.stdout.readline() == "collected\n"
    if tuple(int(part) for part in os.uname().release.split("-")[0].split(".")[:2]) >= (6, 15):
        assert report["targets"][0]["end"]["signal"] == "SIGUSR1"
    else:
        assert report["targets"][0]["end"]["how"] in ("signal", "lost")


def test_text_says_the_same(victims: Victims) -> None:
    victim = victims.python()
    done = call("send", "ctrl-c", "--pid", victim.pid, "--wait", 20)
    lines = done.out.splitlines()
    assert done.code == 0 and done.err == ""
    assert lines[0].startswith("note: ctrl-c is SIGINT here")
    assert lines[1] == "ctrl-c: SIGINT by pidfd_send_signal"
    assert f"pidfd_send_signal for {victim.pid} returned 0" in lines
    assert f"process {victim.pid} ended after" in lines[-1]


WARNED = {
    "ignored": ("signal.signal(signal.SIGTERM, signal.SIG_IGN)", ["ignored"]),
    "blocked": ("signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])", ["blocked"]),
    "blocked by all threads": (
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        "threading.Thread(target=signal.pause, daemon=True).start()", ["blocked"]),
    "read from a signalfd": (
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        "ctypes.CDLL(None).signalfd(-1, ctypes.byref(ctypes.c_uint64(1 << 14)), 0)", []),
    "another signal is read from a signalfd": (
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        "ctypes.CDLL(None).signalfd(-1, ctypes.byref(ctypes.c_uint64(1 << 15)), 0)", ["blocked"]),
    "handled and lives on": ("signal.signal(signal.SIGTERM, lambda *_: None)", []),
}


@pytest.mark.parametrize(("code", "warnings"), WARNED.values(), ids=WARNED)
def test_warned_and_not_ended(victims: Victims, code: str, warnings: list[str]) -> None:
    victim = victims.python(code)
    before = time.monotonic()
    done, report = send("term", "--pid", victim.pid, "--wait", 0.3)
    assert time.monotonic() - before >= 0.3
    assert ids(report) == warnings
    assert (done.code, report["result"]) == (1, "not-ended")
    assert report["targets"][0]["end"] == {"how": "alive"} and alive(victim)
    assert "did not end within 0.3 s" in done.err and f"send kill --pid {victim.pid}" in done.err


def test_blocked_by_one_thread_is_not_blocked(victims: Victims) -> None:
    victim = victims.python("threading.Thread(target=signal.pause, daemon=True).start()\n"
                            "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])")
    done, report = send("term", "--pid", victim.pid, "--wait", 20)
    assert ids(report) == [] and done.code == 0


def test_stopped_is_warned_and_continued(victims: Victims) -> None:
    victim = victims.python()
    assert send("stop", "--pid", victim.pid)[0].code == 0
    poll(lambda: "\nState:\tT" in Path(f"/proc/{victim.pid}/status").read_text(), "stopped")
    done, report = send("term", "--pid", victim.pid, "--wait", 0.2)
    assert ids(report) == ["stopped"] and done.code == 1 and "send cont" in report["notes"][0]["text"]
    done, report = send("cont", "--pid", victim.pid, "--wait", 20)
    assert ids(report) == [] and done.code == 0
    assert report["targets"][0]["end"]["signal"] == "SIGTERM"


def namespace_init(victims: Victims, code: str = "") -> int:
    holder = victims.start(*unshare("--pid", "--fork", "--kill-child"), sys.executable, "-c",
                           f"{PRELUDE}{code}\n{READY}")
    return children(holder.pid)[0]


def test_process_1_of_a_namespace_without_a_handler_is_warned(victims: Victims) -> None:
    init = namespace_init(victims)
    done, report = send("term", "--pid", init, "--wait", 0.3)
    assert ids(report) == ["namespace-init"] and done.code == 1
    done, report = send("kill", "--pid", init, "--wait", 20)
    assert ids(report) == [] and ids(report, "note") == ["namespace-ends"] and done.code == 0


def test_process_1_of_a_namespace_with_a_handler_is_not(victims: Victims) -> None:
    init = namespace_init(victims, "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))")
    done, report = send("term", "--pid", init, "--wait", 20)
    assert report["notes"] == [] and done.code == 0


def test_a_zombie_is_no_process_any_more(victims: Victims) -> None:
    victim = victims.start("true", ready=False)
    poll(lambda: "\nState:\tZ" in Path(f"/proc/{victim.pid}/status").read_text(), "ended")
    done, report = send("term", "--pid", victim.pid, "--wait", 20)
    assert (done.code, report["result"], report["calls"]) == (2, "no-process", [])
    assert f"has ended already; its parent, process {os.getpid()}" in done.err


def test_no_such_process(victims: Victims) -> None:
    victim = victims.start("true", ready=False)
    victim.wait()
    for pid in (victim.pid, 2**31 - 1, 2**31, 2**32 - 1):
        done, report = send("term", "--pid", pid)
        assert (done.code, report["result"]) == (2, "no-process")
        assert f"there is no process {pid}" in done.err


def test_a_thread_is_no_process(victims: Victims) -> None:
    victim = victims.python("threading.Thread(target=signal.pause, daemon=True).start()")
    thread = next(int(name) for name in os.listdir(f"/proc/{victim.pid}/task") if int(name) != victim.pid)
    done, report = send("term", "--pid", thread)
    assert (done.code, report["calls"]) == (2, []) and f"--pid {victim.pid}" in report["try"] and alive(victim)


def test_no_permission_says_as_whom(victims: Victims) -> None:
    victim = victims.python()
    with lent_to_nobody() as (_, how):
        done, report = send("term", "--pid", victim.pid, "--wait", 20, **how)
    assert (done.code, report["result"], report["calls"][0]["value"], report["calls"][0]["error"]) == \
        (3, "blocked", -1, 1)
    assert "as user 0" in report["try"] and f"you are user {NOBODY}" in report["try"] and alive(victim)


WRONG = [
    (["term"], "no process", "--pid"),
    (["--pid", "5"], "no delivery", "term, int"),
    (["term", "int", "--pid", "5"], "not also int", "one delivery"),
    (["term", "--pid", "0"], "--pid 0", "the number of one process"),
    (["term", "--pid", "-1"], "--pid -1", "the number of one process"),
    (["term", "--pid", "5x"], "--pid 5x", "the number of one process"),
    (["term", "--pid", ""], "--pid ", "the number of one process"),
    (["term", "--pid", "99999999999999999999"], "--pid 99999", "the number of one process"),
    (["term", "--pid", "5", "--wait", "-1"], "--wait -1", "seconds from 0 to 3600"),
    (["term", "--pid", "5", "--wait", "nan"], "--wait nan", "seconds from 0 to 3600"),
    (["term", "--pid", "5", "--wait", "soon"], "--wait soon", "seconds from 0 to 3600"),
    (["frobnicate", "--pid", "5"], "no delivery 'frobnicate'", "term, int"),
    (["15", "--pid", "5"], "no delivery '15'", "term, int"),
    (["wm-close", "--pid", "5"], "on Windows only", "give term"),
]


@pytest.mark.parametrize(("arguments", "what", "attempt"), WRONG, ids=[" ".join(wrong[0]) for wrong in WRONG])
def test_wrong_usage_says_what_to_try(arguments: list[str], what: str, attempt: str) -> None:
    done = call("send", *arguments)
    assert done.code == 2 and what in done.err and attempt in done.err


def test_a_delivery_that_is_no_text_is_answered_in_json() -> None:
    done = call("send", os.fsdecode(b"\xff\x01"), "--pid", 5, "--json")
    assert done.code == 2 and json.loads(done.out)["result"] == "usage"


def test_a_name_that_is_no_text_is_shown(victims: Victims) -> None:
    victim = victims.python("ctypes.CDLL(None).prctl(15, b'a\\xff\\x1bb\\n')")
    done, report = send("kill", "--pid", victim.pid, "--wait", 20)
    assert done.code == 0 and report["targets"][0]["name"].startswith("a??b")
    victim = victims.python("ctypes.CDLL(None).prctl(15, b'a\\xff\\x1bb\\n')")
    assert "\x1b" not in call("send", "kill", "--pid", victim.pid).out


def test_the_end_is_noticed_when_it_comes(victims: Victims) -> None:
    """Not at the next of some looks: the answer is there a moment after the end, not a moment before."""
    victim = victims.python("signal.signal(signal.SIGTERM, lambda *_: print('heard', flush=True) or None)\n"
                            "signal.signal(signal.SIGUSR1, lambda *_: sys.exit(0))")
    found: list[dict[str, Any]] = []
    waiter = threading.Thread(target=lambda: found.append(send("term", "--pid", victim.pid, "--wait", 60)[1]))
    waiter.start()
    assert victim.stdout is not None and victim.stdout.readline() == "heard\n"
    assert waiter.is_alive()
    os.kill(victim.pid, signal.SIGUSR1)
    waiter.join(20)
    assert found and found[0]["targets"][0]["end"]["code"] == 0
