# SPDX-License-Identifier: MIT
"""Whatever of lastwords is killed, and in whichever order: nothing of a run outlives it, it ends, and it says what
is missing."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from harness import BIN, call, children, living, outcomes, own_probes, poll, read, run, unshare

OPTIONS = [(), ("--no-namespace",)]
IDS = ["namespace", "supervisor"]
PART = "{console,deaf}/*/{sigterm,sigint,parent-exit}/*"
PR_SET_CHILD_SUBREAPER = 36


@pytest.fixture(autouse=True, scope="module")
def subreaper() -> Iterator[None]:
    """Orphans of a run become ours, as nothing is known of who reaps them else."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def ticks(pid: int) -> int:
    """The processor time that a process used in user mode, in hundredths of a second."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11])
    except OSError:
        return 0


class Running:
    """A run in the background, and its family."""

    def __init__(self, folder: Path, *arguments: object, option: tuple[str, ...] = (),
                 canary: str | None = None) -> None:
        self.record = folder / "r"
        self.probes = own_probes(folder / "probes", canary)
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self.environment = dict(os.environ, TMPDIR=str(self.temporary))
        command = [BIN, "run", *arguments, "--record", self.record, "--probes", self.probes, *option]
        self.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, cwd=folder,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment)
        # Before there is a header, its children are others: they try what this machine allows.
        poll(lambda: self.record.exists() and b"\n" in self.record.read_bytes(), "a header")
        self.supervisor = poll(lambda: children(self.process.pid), "a supervisor")[0]
        self.init = self.supervisor if option else poll(lambda: children(self.supervisor), "an init")[0]

    def await_cells(self, count: int) -> None:
        poll(lambda: self.record.exists() and self.record.read_bytes().count(b'"round"') >= count, "cells")

    def workers(self) -> list[int]:
        return children(self.init)

    def cgroup(self) -> Path | None:
        """The directory that the run made for itself; None where cgroup v2 cannot be had."""
        for line in Path("/proc/self/mountinfo").read_text().splitlines():
            if " - cgroup2 " in line:
                own = Path("/proc/self/cgroup").read_text().split("0::")[1].splitlines()[0]
                base = Path(line.split()[4]) / own.strip("/")
                found = f"lastwords-{self.supervisor}*"
                return poll(lambda: list(base.glob(found)), "a cgroup")[0] if os.access(base, os.W_OK) else None
        return None

    def end(self, *victims: int) -> None:
        handles = []
        for pid in victims:
            with suppress(ProcessLookupError):
                handles.append(os.pidfd_open(pid))
        for handle in handles:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(handle, signal.SIGKILL)
            os.close(handle)

    def spinning(self) -> bool:
        """Is a probe of a worker using up the processor? Then it has been told to stop, and does not."""
        return any(ticks(pid) > 2 for worker in self.workers() for pid in children(worker))

    def reap(self) -> None:
        """Take in the orphans, so that not even a zombie of them is left."""
        for pid in {self.supervisor, self.init}:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def ours(probes: Path) -> list[int]:
    """The processes of lastwords itself among those of a run, forks included."""
    found = []
    for pid in living(probes):
        with suppress(OSError):
            if Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0] == os.fsencode(BIN):
                found.append(pid)
    return found


@contextmanager
def running(folder: Path, *arguments: object, **how: object) -> Iterator[Running]:
    what = Running(folder, *arguments, **how)  # type: ignore[arg-type]
    try:
        yield what
    finally:
        what.process.kill()
        what.process.wait()
        poll(lambda: what.end(*living(what.probes)) or living(what.probes) == [], "its end")
        what.reap()


def assert_nothing_is_left(what: Running) -> None:
    poll(lambda: living(what.probes) == [], "everything of the run has ended")
    assert list(what.temporary.iterdir()) == []


def assert_it_can_be_finished(what: Running, option: tuple[str, ...], rounds: int) -> None:
    before = {key for key in outcomes(read_whole(what.record))}
    done = call("run", "--resume", what.record, "--probes", what.probes, *option, env=what.environment)
    assert done.code == 0, done.out + done.err
    planned = call("list", "cells", PART).out.splitlines()
    planned = [line for line in planned if "\t" not in line]
    after = outcomes(read(what.record))
    assert before < set(after)
    assert set(after) == {(name, number) for name in planned for number in range(rounds)}


def read_whole(record: Path) -> list[dict[str, object]]:
    """What was killed in mid-write may leave one torn line, and only at the end."""
    text = record.read_bytes()
    whole = record.with_name("whole")
    whole.write_bytes(text[:text.rfind(b"\n") + 1])
    return read(whole)


@pytest.mark.parametrize("option", OPTIONS, ids=IDS)
def test_killing_the_orchestrator_ends_everything(tmp_path: Path, option: tuple[str, ...]) -> None:
    with running(tmp_path, PART, "--rounds", 4, option=option) as what:
        what.await_cells(300)
        cgroup = what.cgroup()
        what.end(what.process.pid)
        assert what.process.wait() == -signal.SIGKILL
        assert_nothing_is_left(what)
        assert cgroup is None or not cgroup.exists()
        assert_it_can_be_finished(what, option, 4)


def test_killing_all_of_it_ends_everything(tmp_path: Path) -> None:
    with running(tmp_path, PART, "--rounds", 4) as what:
        what.await_cells(300)
        cgroup = what.cgroup()
        what.end(what.process.pid, what.supervisor, what.init, *what.workers())
        what.process.wait()
        assert_nothing_is_left(what)
        what.reap()
        assert_it_can_be_finished(what, (), 4)
        # Nobody was left to remove it; whoever runs next does.
        assert cgroup is None or not cgroup.exists()


def test_killing_all_of_it_without_a_namespace_leaves_no_directory(tmp_path: Path) -> None:
    with running(tmp_path, PART, "--rounds", 4, option=("--no-namespace",)) as what:
        what.await_cells(300)
        what.end(what.process.pid, what.supervisor, *what.workers())
        what.process.wait()
        what.reap()
        # The directory is locked for as long as a process of ours has it: workers die when they come to it, and what
        # stands around probes ends when it sees that its worker is gone.
        poll(lambda: ours(what.probes) == [], "the end of the last process of lastwords")
        call("run", "bare/plain/sigterm/none", "--no-namespace", "--record", tmp_path / "next", env=what.environment)
        assert list(what.temporary.iterdir()) == []


@pytest.mark.parametrize("option", OPTIONS, ids=IDS)
def test_killing_the_supervisor_ends_the_run_and_is_said(tmp_path: Path, option: tuple[str, ...]) -> None:
    with running(tmp_path, PART, "--rounds", 4, option=option) as what:
        what.await_cells(300)
        what.end(what.supervisor)
        assert what.process.wait(timeout=20) == 3
        missing = [line for line in read(what.record) if "trouble" in line]
        assert {line["trouble"]["step"] for line in missing} == {"worker"}


@pytest.mark.parametrize("option", OPTIONS, ids=IDS)
def test_killing_a_worker_ends_the_run_and_is_said(tmp_path: Path, option: tuple[str, ...]) -> None:
    with running(tmp_path, "console/no-window/sigterm/none", "--jobs", 1, option=option, canary="spinner") as what:
        poll(what.spinning, "a probe that is busy")
        what.end(*what.workers())
        poll(lambda: what.process.poll() is not None, "the end of the run", 5)
        assert what.process.returncode == 3
        assert [line["trouble"]["step"] for line in read(what.record) if "trouble" in line] == ["worker"]
        assert_nothing_is_left(what)


def test_runs_in_two_namespaces_leave_each_others_cgroups_alone(tmp_path: Path) -> None:
    prefix = unshare("--pid", "--fork", "--mount-proc")
    with running(tmp_path, "console/plain/sigterm/none", "--jobs", 1, canary="spinner") as what:
        cgroup = what.cgroup()
        poll(what.spinning, "a probe that is busy")
        if cgroup is None:
            pytest.skip("no cgroup v2 here that we may write to")
        assert run(tmp_path / "other", "bare/plain/sigterm/none", prefix=prefix).code == 0
        assert cgroup.exists()
