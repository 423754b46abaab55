# SPDX-License-Identifier: MIT
"""Nothing of a run on Windows survives lastwords, however it ends: no process, no console's host, no directory. Run
below ci/wine-session. What ends lastwords here is SIGKILL from outside of Wine, and TerminateProcess from within."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from harness import (BIN, PROBES, RUNNER, SUBSET, call, command_of, description, living, ordinary, outcomes, own_probes,
                     poll, read, run)

if not RUNNER:
    pytest.skip("no LASTWORDS_RUNNER: run this below ci/wine-session", allow_module_level=True)

CELLS = 5  # that are done when it is ended


def runs() -> list[Path]:
    """The directories of runs in the prefix."""
    return list(Path(os.environ["WINEPREFIX"]).glob("drive_c/users/*/Temp/lastwords-run-*")) + list(
        Path(os.environ["WINEPREFIX"]).glob("drive_c/users/*/AppData/Local/Temp/lastwords-run-*"))


OURS = b"WINEPREFIX=" + os.fsencode(os.environ["WINEPREFIX"])  # other tests have Wines of their own, beside us


def ours() -> Iterator[tuple[int, bytes]]:
    """The processes of our prefix, and their command lines."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and OURS in (entry / "environ").read_bytes().split(b"\0"):
                yield int(entry.name), (entry / "cmdline").read_bytes()


def helpers() -> list[int]:
    """Hosts, senders and janitors of this build."""
    tools = os.fsencode(BIN.parent).replace(b"/", b"\\") + b"\\lastwords-"
    return [pid for pid, command in ours() if tools in command]


def started(program: Path) -> list[int]:
    """The processes of a probe. Who is being born has the command line of its parent, or of Wine's loader."""
    name = b"Z:" + os.fsencode(program).replace(b"/", b"\\")
    return [pid for pid, command in ours() if command.startswith(name)]


def whole_lines(record: Path) -> list[dict[str, Any]]:
    """A record that was cut off in the middle of its last line."""
    text = record.read_bytes() if record.exists() else b""
    whole = record.with_name("whole")
    whole.write_bytes(text[:text.rfind(b"\n") + 1])
    return read(whole)


def done_cells(record: Path) -> int:
    return len([line for line in whole_lines(record) if "round" in line])


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path, Path]]:
    probes, record = own_probes(folder / "probes"), folder / "r"
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(command_of("run", SUBSET, "--rounds", 50, "--probes", probes, "--record", record),
                                   stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        poll(lambda: done_cells(record) >= CELLS, "some cells", 60)
        yield process, probes, record
    finally:
        process.kill()
        process.wait()


def assert_nothing_is_left(probes: Path) -> None:
    try:
        poll(lambda: living(probes) == [], "the end of all probes and of those that stand around them")
        poll(lambda: helpers() == [], "the end of the janitor")
    except AssertionError as late:
        everybody = "\n".join(description(pid) for pid, _ in ours())
        raise AssertionError(f"{late}\nleft: {living(probes)}, helpers {helpers()}, of\n{everybody}") from late
    assert runs() == []


def assert_another_can_run(record: Path, probes: Path) -> None:
    assert len(outcomes(whole_lines(record))) >= CELLS  # what was measured is there
    again = run(record.with_name("again"), "bare/plain/kill/none", "--probes", probes)
    assert again.cell("bare/plain/kill/none")["basis"] == "gone"


def test_sigkill_ends_everything(tmp_path: Path) -> None:
    with running(tmp_path) as (process, probes, record):
        assert living(probes) != []
        assert len(runs()) == 1
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert_nothing_is_left(probes)
        assert_another_can_run(record, probes)


def server() -> int:
    """Wine's, of our prefix."""
    for pid, command in ours():
        if command.split(b"\0")[1:2] == [b"-p"]:
            return pid
    raise AssertionError("no wineserver -p, as ci/wine-session starts it")


def pipes(pid: int) -> int:
    """One to Wine's server is there from the start; those for its answers come just before the first question."""
    count = 0
    for fd in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            count += os.readlink(fd).startswith("pipe:")
    return count


def is_in_state(pid: int, state: str) -> bool:
    return f"State:\t{state}" in Path(f"/proc/{pid}/status").read_text()


def is_unborn(pid: int, probes: Path, host: bool) -> bool:
    """Is it of this run, a host or a probe, and not further than its start? Then it is stopped."""
    line = Path(f"/proc/{pid}/cmdline").read_bytes()
    if (b"lastwords-host" in line) != host or os.fsencode(probes).replace(b"/", b"\\") not in line:
        return False
    # Before it is executed it is a copy of its parent, which has this.
    if "kernel32" in Path(f"/proc/{pid}/maps").read_text():
        return False
    os.kill(pid, signal.SIGSTOP)
    while not is_in_state(pid, "T"):
        pass
    if pipes(pid) <= 1:
        return True
    os.kill(pid, signal.SIGCONT)
    return False


@contextmanager
def unborn(probes: Path, host: bool) -> Iterator[int]:
    """A process that is there, but has not told Wine's server yet: stopped just then."""
    before = set(os.listdir("/proc"))

    def catch() -> int | None:
        for name in set(os.listdir("/proc")) - before:
            with suppress(OSError):
                if name.isdigit() and is_unborn(int(name), probes, host):
                    return int(name)
        return None

    pid = poll(catch, "a birth", 60)
    try:
        yield pid
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("host", [True, False], ids=["host", "probe"])
def test_who_is_being_born_ends_too(tmp_path: Path, host: bool) -> None:
    """Wine's server hears of the end of lastwords just before it would hear that the process is there."""
    with running(tmp_path) as (process, probes, record):
        with unborn(probes, host) as pid, ExitStack() as afterwards:
            os.kill(server(), signal.SIGSTOP)
            afterwards.callback(os.kill, server(), signal.SIGCONT)
            process.send_signal(signal.SIGKILL)
            process.wait()
            os.kill(pid, signal.SIGCONT)
            poll(lambda: pipes(pid) > 1 and is_in_state(pid, "S"), "its first question")
        assert_nothing_is_left(probes)
        assert_another_can_run(record, probes)


def test_terminate_process_ends_everything(tmp_path: Path) -> None:
    with running(tmp_path) as (process, probes, record):
        number = runs()[0].name.split("-")[2]  # the process's, as Windows programs know it
        killed = call("send", "kill", "--pid", number)
        assert killed.code == 0, killed.out + killed.err
        process.wait()
        assert_nothing_is_left(probes)
        assert_another_can_run(record, probes)


def test_the_end_of_a_run_leaves_nothing(tmp_path: Path) -> None:
    probes = own_probes(tmp_path / "probes")
    done = run(tmp_path / "r", "{console,job-child,detached}/plain/{ctrl-c,kill}/{none,ignore}", "--probes", probes)
    assert len(done.cells()) > 5 and not [line for line in done.cells() if "trouble" in line]
    assert_nothing_is_left(probes)
    assert (tmp_path / "probes").is_dir() and PROBES.is_dir()


def test_a_directory_whose_run_is_gone_is_swept(tmp_path: Path) -> None:
    """One that nobody could remove any more: made by hand, with what a run leaves in it."""
    run(tmp_path / "first", "bare/plain/kill/none")
    temporary = next(Path(os.environ["WINEPREFIX"]).glob("drive_c/users/*/Temp"), None) or next(
        Path(os.environ["WINEPREFIX"]).glob("drive_c/users/*/AppData/Local/Temp"))
    orphan = temporary / "lastwords-run-1-abc"
    (orphan / "w0" / "stage").mkdir(parents=True)
    (orphan / "alive").touch()
    (orphan / "w0" / "stage" / "temp").touch()
    run(tmp_path / "second", "bare/plain/kill/none")
    poll(lambda: runs() == [], "the sweep")


def test_the_end_of_a_host_is_the_fault_of_its_cell_alone(tmp_path: Path) -> None:
    """It is the parent of the probe, and has the pipes on which everything is said. The mute is waited for meanwhile."""
    probes, record = own_probes(tmp_path / "probes", "mute"), tmp_path / "r"
    mute, bare = ordinary(), "bare/plain/kill/none"
    command = command_of("run", mute, bare, "--jobs", 1, "--deadline", 10, "--probes", probes, "--record", record)
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        # Only once the probe is there: a host that ends before is a ground that could not be made.
        poll(lambda: started(probes / "console.exe"), "the mute")
        host, = set(helpers()) & set(living(probes))
        os.kill(host, signal.SIGKILL)
        assert process.wait(timeout=60) == 3
    lines = {line["cell"]: line for line in read(record) if "round" in line}
    assert "trouble" in lines[mute] and lines[bare]["basis"] == "gone", lines
    assert_nothing_is_left(probes)
