# SPDX-License-Identifier: MIT
"""What passes between a run and its surroundings: nothing. Probes inherit nothing from the caller, bystanders hear
nothing, one cell leaves nothing to the next, and a run leaves nothing behind."""

from __future__ import annotations

import json
import os
import pty
import resource
import signal
import sys
from pathlib import Path

import pytest

from harness import (BIN, GROUND_IDS, GROUNDS, SELFTEST, SUBSET, WINE, Line, call, living, ordinary, own_probes, poll,
                     read, run, run_directories, subject)

# Where a shell stands between, the environment is the shell's; a group of its own makes Windows ignore Ctrl+C.
if WINE:
    INSPECTED = "console/{plain,no-window,detached,new-console,job,conpty,suspended}/{ctrl-c,kill,parent-exit}/none"
else:
    INSPECTED = (
        "console/"
        "{plain,new-group,no-window,detached,new-console,job,tty-background,closed-stdio,stopped,pidns-init}/"
        "{sigterm,twice,tty-close,tty-interrupt,leader-exit,parent-exit,parent-thread-exit,pidns-kill,kill-dash}/"
        "none")
INSPECTED_AT_LEAST = 12 if WINE else 50


def unclean(lines: list[Line]) -> dict[str, str]:
    return {line["cell"]: line["trouble"]["what"] for line in lines if "trouble" in line}


def make_a_mess() -> None:
    """Everything that a child can inherit, in the caller of lastwords."""
    everything = set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD}
    for number in [*everything, signal.SIGRTMIN + 3]:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, everything)
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in (*range(3, 12), 40):
        os.dup2(null, descriptor, inheritable=True)
    os.umask(0o77)


@pytest.mark.parametrize("option", GROUNDS, ids=GROUND_IDS)
@pytest.mark.parametrize("mess", [None, make_a_mess], ids=["tidy", "messy"])
def test_a_probe_inherits_nothing(tmp_path: Path, mess: object, option: tuple[str, ...]) -> None:
    if WINE:
        how: dict[str, object] = {"caller": "plain" if mess is None else "mess"}
    else:
        how = {"preexec_fn": mess, "close_fds": mess is None}
    done = run(tmp_path / "r", INSPECTED, "--probes", SELFTEST / "inspector", *option, **how,
               env=dict(os.environ, LASTWORDS_HOLD="7", SECRET="x", LD_BIND_NOW="1"))
    assert len(done.cells()) > INSPECTED_AT_LEAST
    assert unclean(done.lines) == {}


@subject("posix_spawn is a POSIX thing")
def test_a_probe_inherits_nothing_from_posix_spawn(tmp_path: Path) -> None:
    command = [str(BIN), "run", "console/plain/sigterm/none", "--probes", str(SELFTEST / "inspector"), "--record",
               str(tmp_path / "r")]
    null = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)]
    os.waitpid(os.posix_spawn(BIN, command, os.environ, file_actions=null), 0)
    assert unclean(read(tmp_path / "r")) == {}


@subject("Windows has no limit of handles to run into")
def test_no_descriptor_is_lost_from_cell_to_cell(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))

    done = run(tmp_path / "r", SUBSET, "--rounds", 3, "--jobs", 1, preexec_fn=limit)
    assert len(done.cells()) > 1000
    assert not [line for line in done.cells() if "trouble" in line]


def mounts() -> set[str]:
    return set(Path("/proc/self/mountinfo").read_text().splitlines())


def names(*folders: str | Path) -> set[str]:
    return {str(path) for folder in folders if Path(folder).is_dir() for path in Path(folder).iterdir()
            if "lastwords" in path.name or Path(folder).name == "tmp"}


@pytest.mark.skipif(not WINE, reason="see the next test")
def test_a_run_leaves_nothing_in_wine(tmp_path: Path) -> None:
    probes = own_probes(tmp_path / "probes", "stubborn")
    done = run(tmp_path / "r", "console/*/ctrl-c/none", "--probes", probes, cwd=tmp_path)
    assert {line["end"]["how"] for line in done.cells()} == {"alive"} and len(done.cells()) > 5
    # Whoever removes the directory of a run outlives it for a moment.
    poll(lambda: living(probes) == [] and run_directories() == [], "everything of the run is gone")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["probes", "r"]


@subject("its places are those of Linux; see the test before")
@pytest.mark.parametrize("option", GROUNDS, ids=GROUND_IDS)
def test_a_run_leaves_nothing(tmp_path: Path, option: tuple[str, ...]) -> None:
    probes = own_probes(tmp_path / "probes", "stubborn")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    before = mounts(), names("/dev/shm", "/var/tmp", "/srv", "/mnt", "/media")
    done = run(tmp_path / "r", "console/*/sigterm/*", "--probes", probes, *option, cwd=tmp_path,
               env=dict(os.environ, TMPDIR=str(temporary)))
    assert {line["end"]["how"] for line in done.cells()} == {"alive", "stopped"}
    assert living(probes) == []
    assert (mounts(), names("/dev/shm", "/var/tmp", "/srv", "/mnt", "/media")) == before
    assert names(temporary) == set()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["probes", "r", "tmp"]


@subject("signals and terminals are POSIX things; under Wine see the test wine.bystander")
def test_a_bystander_hears_nothing(tmp_path: Path) -> None:
    """A terminal whose session leader and foreground group are lastwords' own, and every delivery that has a
    process to aim at: nobody but the probes may get a signal."""
    verdict = tmp_path / "verdict"
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-B", str(Path(__file__).with_name("bystander.py")), str(verdict),
                                  str(BIN), "run", "{console,job-child,detached}/*/*/{none,ignore}", "--record",
                                  str(tmp_path / "r")])
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        pass  # that is how a terminal says that nobody is there any more
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    seen = json.loads(verdict.read_text())
    assert seen.pop("cells") > 500
    assert seen == {"code": 0, "leader": [], "bystander": []}


@pytest.mark.parametrize("litter", ["none", "ignore"], ids=["directories", "no lock file"])
def test_litter_is_swept_before_the_next_cell(tmp_path: Path, litter: str) -> None:
    deaf_cell = ordinary("ignore", "deaf")
    done = run(tmp_path / "r", ordinary(litter), deaf_cell, "--probes", SELFTEST / "litterer", "--jobs", 1,
               "--rounds", 2)
    deaf = [line for line in done.cells() if line["cell"] == deaf_cell]
    assert len(deaf) == 2
    for line in deaf:
        assert line["end"]["how"] == "alive" and "lock-released" not in line["ran"], line


@subject("a console is no pipe that could be full")
def test_a_full_terminal_is_not_left_to_the_next_cell(tmp_path: Path) -> None:
    done = run(tmp_path / "r", "console/plain/sigterm/{handler-exit,handler-return}", "--probes", SELFTEST / "litterer",
               "--jobs", 1, "--deadline", 10)
    assert len(done.cells()) == 2
    line = done.cell("console/plain/sigterm/handler-return")
    assert line.get("basis") == "gone", line


def test_the_record_is_never_taken_for_standard_output(tmp_path: Path) -> None:
    record = tmp_path / "r"
    call("run", SUBSET, "--record", record, prefix=("sh", "-c", 'exec "$@" >&-', "sh"))
    broken = [line for line in record.read_bytes().splitlines() if not line.startswith(b"{")]
    assert broken == []
