# SPDX-License-Identifier: MIT
"""`lastwords send` with real processes: what it says beforehand comes true, what it says afterwards is what happened,
and nobody is hit but those who are meant."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness import BIN, NOBODY, SANITIZED, SELFTEST, Run, call, children, lent_to_nobody, poll, unshare

# After `ready` it waits for ever, and for whatever it was told to make of signals.
READY = "print('ready', flush=True)\nwhile True: signal.pause()"
PRELUDE = "import ctypes, os, signal, sys, threading, time\n"


class Victims:
    """Processes that end with the test, whatever became of them."""

    def __init__(self) -> None:
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *command: str, ready: bool = True, **popen: Any) -> subprocess.Popen[str]:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, **popen)
        self.started.append(process)
        if ready:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
        return process

    def python(self, code: str = "", **popen: Any) -> subprocess.Popen[str]:
        return self.start(sys.executable, "-c", f"{PRELUDE}{code}\n{READY}", **popen)

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


@pytest.fixture
def victims() -> Iterator[Victims]:
    some = Victims()
    yield some
    some.end()


def send(*arguments: object, **how: Any) -> tuple[Run, dict[str, Any]]:
    done = call("send", *arguments, "--json", **how)
    report = json.loads(done.out)
    assert report["exit"] == done.code and report["type"] == "send"
    return done, report


def ids(report: dict[str, Any], level: str = "warning") -> list[str]:
    return [note["id"] for note in report["notes"] if note["level"] == level]


def alive(process: subprocess.Popen[str]) -> bool:
    return process.poll() is None


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


TREE = """
import subprocess
code = 'import signal; print("leaf", flush=True); signal.pause()'
inner = subprocess.Popen([sys.executable, '-c', f'''
import subprocess, sys, signal
leaf = subprocess.Popen([sys.executable, "-c", {code!r}], start_new_session=True, stdout=subprocess.PIPE)
leaf.stdout.readline(); print(leaf.pid, flush=True); signal.pause()'''], stdout=subprocess.PIPE)
inner.stdout.readline()
"""


def test_a_tree_is_told_and_nobody_else(victims: Victims) -> None:
    root = victims.python(TREE)
    inner = children(root.pid)[0]
    leaf = children(inner)[0]
    bystander = victims.python()
    done, report = send("term", "--pid", root.pid, "--tree", "--wait", 20)
    assert done.code == 0
    assert [told["pid"] for told in report["calls"]] == [root.pid, inner, leaf]
    assert [target["end"]["signal"] for target in report["targets"]] == ["SIGTERM"] * 3
    assert alive(bystander)


def test_without_tree_the_children_are_left_and_it_says_so(victims: Victims) -> None:
    root = victims.python(TREE)
    inner = children(root.pid)[0]
    leaf = children(inner)[0]
    try:
        done, report = send("kill", "--pid", root.pid, "--wait", 20)
        assert done.code == 0 and ids(report, "note") == ["children"] and "has 1 child process " in str(report)
        assert Path(f"/proc/{inner}").exists() and Path(f"/proc/{leaf}").exists()
    finally:
        os.kill(inner, signal.SIGKILL)
        os.kill(leaf, signal.SIGKILL)


def test_a_tree_that_ends_in_part_has_not_ended(victims: Victims) -> None:
    root = victims.start("sh", "-c", f"""{sys.executable} -c 'import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
signal.pause()' & wait""")
    child = children(root.pid)[0]
    done, report = send("term", "--pid", root.pid, "--tree", "--wait", 0.5)
    assert done.code == 1 and "1 of 2 processes" in done.err and "--tree" in done.err
    assert [target["end"]["how"] for target in report["targets"]] == ["signal", "alive"]
    assert send("kill", "--pid", child, "--wait", 20)[0].code == 0


@pytest.mark.parametrize("soft", [True, False], ids=["a low limit", "a hard limit"])
def test_a_tree_is_held_whole_or_not_told_at_all(victims: Victims, soft: bool) -> None:
    root = victims.start("sh", "-c", "for i in $(seq 40); do sleep 1000 & done; echo ready; wait")
    poll(lambda: len(children(root.pid)) == 40, "40 children")
    limit = ("sh", "-c", f"ulimit -{'S' if soft else ''}n 20; exec \"$@\"", "sh")
    done, report = send("term", "--pid", root.pid, "--tree", "--wait", 20, prefix=limit)
    if soft:
        assert done.code == 0 and len(report["targets"]) == 41
        assert {target["end"]["how"] for target in report["targets"]} <= {"signal", "lost"}
        return
    assert (done.code, report["result"], report["calls"]) == (3, "blocked", []) and "ulimit -n" in report["try"]
    assert alive(root) and len(children(root.pid)) == 40
    assert send("kill", "--pid", root.pid, "--tree", "--wait", 20)[0].code == 0


def test_a_tree_that_grows_and_shrinks_is_told_without_harm(victims: Victims) -> None:
    bystander = victims.python()
    root = victims.start("sh", "-c", "echo ready; while :; do true & done 2>/dev/null; wait")
    done, report = send("kill", "--pid", root.pid, "--tree", "--wait", 20)
    assert done.code == 0 and report["calls"][0]["pid"] == root.pid and alive(bystander)


def refused(report: dict[str, Any], done: Run, why: str) -> None:
    assert (done.code, report["result"], report["calls"], report["targets"]) == (3, "refused", [], [])
    assert why in report["because"] and why in done.err


def test_refuses_its_own_ancestors() -> None:
    done, report = send("usr1", "--pid", os.getpid())
    refused(report, done, "is the parent of this command")
    done, report = send("usr1", "--pid", os.getpid(), prefix=("sh", "-c", '"$@"; exit $?', "sh"))
    refused(report, done, "is an ancestor of this command")
    assert "--force" in report["try"]


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["plain", "forced"])
def test_refuses_itself(force: list[str]) -> None:
    done, report = send(*force, prefix=("sh", "-c", 'exec "$@" kill --pid $$', "sh"))
    refused(report, done, "this command itself")


def test_refuses_the_leader_of_its_session(victims: Victims) -> None:
    leader = victims.python(f"""
read, write = os.pipe()
middle = os.fork()
if middle == 0:
    if os.fork() == 0:
        os.close(write)
        os.read(read, 1)  # until the one between has ended
        done = os.spawnv(os.P_WAIT, {str(BIN)!r}, ['lastwords', 'send', 'usr1', '--pid', str(os.getsid(0))])
        print('refused' if done == 3 else done, flush=True)
    os._exit(0)
os.waitpid(middle, 0)
os.close(write)
""", start_new_session=True, stderr=subprocess.PIPE)
    assert leader.stdout is not None and leader.stderr is not None
    assert leader.stdout.readline() == "refused\n"
    assert alive(leader)
    leader.kill()
    assert "leads the session" in leader.stderr.read()


def test_refuses_process_1_unless_forced() -> None:
    prefix = unshare("--pid", "--fork", "--mount-proc", "sh", "-c", 'trap "echo heard >&2" USR1; "$@"; exit $?', "sh")
    done, report = send("usr1", "--pid", 1, prefix=prefix)
    refused(report, done, "is the init of this system or container")
    done, report = send("usr1", "--pid", 1, "--force", prefix=prefix)
    assert (done.code, report["result"]) == (0, "delivered") and "heard" in done.err


def test_force_reaches_the_parent_when_asked_to() -> None:
    done, report = send("--force", prefix=("sh", "-c", 'trap "echo heard >&2" USR1; "$@" usr1 --pid $$; exit $?', "sh"))
    assert (done.code, report["result"]) == (0, "delivered") and "heard" in done.err


def test_a_tree_that_holds_this_command_leaves_it_out() -> None:
    done, report = send("--force", "--tree", prefix=(
        "sh", "-c", 'trap "" USR1; sleep 1000 & "$@" usr1 --pid $$; code=$?; kill $!; exit $code', "sh"))
    assert done.code == 0 and len(report["targets"]) == 2
    assert [target["name"] for target in report["targets"]] == ["sh", "sleep"]


def test_process_numbers_of_another_namespace_are_not_trusted() -> None:
    """/proc shows the outer namespace, where the same numbers are other processes."""
    prefix = unshare("--pid", "--fork", "sh", "-c", 'sleep 1000 & "$@" --pid $!; exit $?', "sh")
    done, report = send("term", "--wait", 20, prefix=prefix)
    assert (done.code, report["result"]) == (0, "ended")
    assert ids(report, "note") == ["unseen"] and report["targets"][0]["name"] == "?"
    done, report = send("term", "--tree", prefix=prefix)
    assert (done.code, report["result"], report["calls"]) == (3, "blocked", [])


@pytest.mark.skipif(SANITIZED, reason="the address sanitizer wants to be the first library")
@pytest.mark.parametrize("error", ["ENOSYS", "EPERM"])
def test_without_pidfds_it_says_what_that_means(victims: Victims, error: str) -> None:
    env = dict(os.environ, LD_PRELOAD=str(SELFTEST / "no_pidfd.so"), NO_PIDFD=error)
    victim = victims.python("signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.2), sys.exit(0)))")
    done, report = send("term", "--pid", victim.pid, "--wait", 20, env=env)
    assert done.code == 0 and report["calls"][0]["call"] == "kill" and "no-pidfd" in ids(report, "note")
    assert report["targets"][0]["end"]["how"] == "lost" and report["targets"][0]["end"]["ns"] >= 150e6
    assert send("term", "--pid", victim.pid, env=env)[1]["result"] == "no-process"
    victim.wait()
    assert send("term", "--pid", victim.pid, env=env)[1]["result"] == "no-process"
    patient = victims.python("signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    assert send("term", "--pid", patient.pid, "--wait", 0.2, env=env)[0].code == 1
    tree = victims.python(TREE)
    assert send("kill", "--pid", tree.pid, "--tree", "--wait", 20, env=env)[0].code == 0


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


REUSE = """
import json, os, signal, subprocess, sys
victim = subprocess.Popen([sys.executable, '-c', '''
import signal
signal.signal(signal.SIGTERM, lambda *_: print("heard", flush=True))
print("ready", flush=True)
while True: signal.pause()'''], stdout=subprocess.PIPE)
victim.stdout.readline()
sender = subprocess.Popen([sys.argv[1], 'send', 'term', '--pid', str(victim.pid), '--wait', '20', '--json'])
assert victim.stdout.readline() == b'heard\\n'
victim.kill()
victim.wait()
with open('/proc/sys/kernel/ns_last_pid', 'w') as last:
    last.write(str(victim.pid - 1))
other = subprocess.Popen(['sleep', '1000'])
assert other.pid == victim.pid
code = sender.wait()
assert other.poll() is None
sys.exit(code)
"""


@pytest.mark.parametrize("env", [
    {},
    pytest.param({"LD_PRELOAD": str(SELFTEST / "no_pidfd.so"), "NO_PIDFD": "ENOSYS"}, id="without pidfds",
                 marks=pytest.mark.skipif(SANITIZED, reason="the address sanitizer wants to be the first library"))])
def test_another_process_with_the_same_number_is_not_the_one_that_was_told(env: dict[str, str]) -> None:
    done = subprocess.run([*unshare("--pid", "--fork", "--mount-proc", "--kill-child"), sys.executable, "-c", REUSE,
                           BIN], capture_output=True, text=True, env=dict(os.environ, **env), timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["result"] == "ended"
