# SPDX-License-Identifier: MIT
"""`lastwords send` hits those who are meant, all of them, and nobody else: trees, reused numbers, other namespaces, old
kernels, and its own ancestors."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from harness import BIN, NO_PRELOAD, SELFTEST, Run, call, children, poll, unshare
from victims import Victims, alive, ids, send, victims

__all__ = ["victims"]

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
        "sh", "-c", 'trap "" USR1; sleep 1000 & until grep -q sleep /proc/$!/comm; do :; done; '
        '"$@" usr1 --pid $$; code=$?; kill $!; exit $code', "sh"))
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


@pytest.mark.skipif(bool(NO_PRELOAD), reason=NO_PRELOAD)
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
                 marks=pytest.mark.skipif(bool(NO_PRELOAD), reason=NO_PRELOAD))])
def test_another_process_with_the_same_number_is_not_the_one_that_was_told(env: dict[str, str]) -> None:
    done = subprocess.run([*unshare("--pid", "--fork", "--mount-proc", "--kill-child"), sys.executable, "-c", REUSE,
                           BIN], capture_output=True, text=True, env=dict(os.environ, **env), timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["result"] == "ended"
