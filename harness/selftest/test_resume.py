# SPDX-License-Identifier: MIT
"""Runs that are cut short: interrupted by the user, out of disk, torn in mid-line. What was measured stays, the
user is told what to do, and --resume comes to the very cells that were planned, each once."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from harness import (BIN, PART, SELFTEST, WINE, Run, call, command_of, judged, known, ordinary, outcomes, poll, read,
                     run, subject, unshare)

ROUNDS = 2 if WINE else 3
# So many cells are done before it is cut short.
DONE = 5 if WINE else 100


def planned() -> set[tuple[str, int]]:
    names = [line for line in call("list", "cells", PART).out.splitlines() if "\t" not in line]
    return {(name, number) for name in names for number in range(ROUNDS)}


def finish(record: Path) -> Run:
    before = set(outcomes(read(record)))
    done = call("run", "--resume", record)
    done.lines = read(record)
    assert judged(done), done.out + done.err
    assert before < set(outcomes(done.lines)) == planned()
    assert done.lines[-1]["type"] == "end"
    return done


def tear(record: Path, whole: int, rest: str = "") -> None:
    """Leave so many whole lines and a part of another."""
    lines = record.read_text().splitlines(keepends=True)
    record.write_text("".join(lines[:whole]) + rest)


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("complete") / "r"
    assert judged(run(path, PART, "--rounds", ROUNDS))
    return path


@pytest.fixture
def record(complete: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(complete, tmp_path / "r"))


@subject("Windows sends no signals; see the next test")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_is_said_and_can_be_resumed(tmp_path: Path, number: signal.Signals) -> None:
    path = tmp_path / "r"
    with subprocess.Popen([BIN, "run", PART, "--rounds", str(ROUNDS), "--record", path], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8") as process:
        poll(lambda: path.exists() and path.read_bytes().count(b'"round"') > 50, "cells")
        process.send_signal(number)
        assert process.stderr is not None
        message = process.stderr.read()
    assert process.returncode == -number, "who waits for it must see what ended it"
    assert f"interrupted by {number.name}" in message
    assert f"lastwords run --resume {path}" in message
    assert read(path)[-1]["type"] == "cell"
    finish(path)


@pytest.mark.skipif(not WINE, reason="elsewhere Ctrl+C is a signal")
def test_ctrl_c_is_said_and_can_be_resumed(tmp_path: Path) -> None:
    path = tmp_path / "r"
    command = command_of("run", PART, "--rounds", ROUNDS, "--record", path, caller=f"interrupt:{path}:{DONE}")
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=100,
                          check=False)
    assert done.returncode == 0xC000013A & 0xFF, (done.returncode, done.stderr)
    assert "interrupted by SIGINT" in done.stderr and "lastwords run --resume" in done.stderr
    assert read(path)[-1]["type"] == "cell"
    finish(path)


@pytest.mark.parametrize("rest", ["", '{"type":"cell","cell":"console/pl', "{", "\0\0\0\0"],
                         ids=["whole", "half", "brace", "zeros"])
def test_a_torn_record_can_be_resumed(record: Path, rest: str) -> None:
    lines = record.read_text().splitlines()
    tear(record, next(i for i, line in enumerate(lines) if '"round"' in line) + DONE, rest)
    before = record.read_text().rsplit("\n", 1)[0].splitlines()
    call("run", "--resume", record)
    after = record.read_text().splitlines()
    assert after[:len(before)] == before, "what was whole is not touched"
    assert set(outcomes(read(record))) == planned()


def test_a_complete_record_is_not_run_again(record: Path) -> None:
    before = outcomes(read(record))
    done = call("run", "--resume", record)
    assert judged(done)
    assert outcomes(read(record)) == before


def test_rulings_are_the_same_after_an_interruption(record: Path) -> None:
    def rulings(lines: list[dict[str, object]]) -> dict[object, object]:
        return {line["claim"]: (line["ruling"], line["cells"]) for line in lines if line["type"] == "verdict"}

    whole = rulings(read(record))
    kinds = [line.startswith('{"type":"cell"') and '"round"' in line for line in record.read_text().splitlines()]
    tear(record, kinds.index(True) + DONE)
    call("run", "--resume", record)
    assert rulings(read(record)) == whole


def test_what_was_resumed_is_judged_as_it_was_run(tmp_path: Path) -> None:
    path, name = tmp_path / "r", ordinary()
    assert run(path, name, "--probes", SELFTEST / "deserter").code == 3
    assert judged(call("run", "--resume", path))
    done = call("judge", path)
    assert judged(done), done.out


FULL = """mount -t tmpfs -o size=64k none "$1" || exit 99
"$2" run '%s' --rounds %d --record "$1/r" 2>"$3/message"
echo $? >"$3/code"
cp "$1/r" "$3/torn"
mount -o remount,size=16m "$1"
"$2" run --resume "$1/r"
code=$?
cp "$1/r" "$3/r"
exit $code
""" % (PART, ROUNDS)


@subject("a disk of a size is made by Linux")
def test_a_full_disk_is_said_and_what_was_measured_is_there(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    prefix = (*unshare("--mount"), "sh", "-c", FULL, "sh", tmp_path / "disk", BIN, tmp_path)
    done = subprocess.run([str(part) for part in prefix], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "code").read_text() == "3\n"
    message = (tmp_path / "message").read_text()
    assert "No space left on device" in message and "lastwords run --resume" in message
    tear(tmp_path / "torn", (tmp_path / "torn").read_text().count("\n"))
    assert set(outcomes(read(tmp_path / "torn"))) < set(outcomes(read(tmp_path / "r"))) == planned()


def test_a_disk_that_is_full_from_the_start_is_said() -> None:
    done = call("run", ordinary(), "--record", "/dev/full")
    assert done.code in (2, 3)
    assert "/dev/full: No space left on device" in done.err


@subject("RLIMIT_FSIZE is a POSIX thing")
@known("run.c: SIGXFSZ ends the orchestrator before it can say that the limit is reached")
def test_a_limit_of_file_sizes_is_said_like_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "r"
    done = subprocess.run([BIN, "run", PART, "--rounds", str(ROUNDS), "--record", path], stdin=subprocess.DEVNULL,
                          capture_output=True, encoding="utf-8", timeout=60, check=False, preexec_fn=limit)
    assert done.returncode == 3 and "lastwords run --resume" in done.stderr, done
    tear(path, path.read_text().count("\n"))
    finish(path)


@known("record_file.posix.c: a record that another run is writing is truncated, or gone on with", on=not WINE)
@pytest.mark.parametrize("option", ["--record", "--resume"])
def test_a_record_in_use_is_left_alone(tmp_path: Path, option: str) -> None:
    path = tmp_path / "r"
    header = sum("round" not in line and line["type"] in ("run", "absent", "cell")
                 for line in run(tmp_path / "same", ordinary()).lines)
    busy = command_of("run", ordinary(), "--probes", SELFTEST / "spinner", "--record", path)
    with subprocess.Popen(busy, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        try:
            poll(lambda: path.exists() and path.read_bytes().count(b"\n") == header, "a whole header")
            before = path.read_bytes()
            done = call("run", *((ordinary(), "--record") if option == "--record" else ("--resume",)), path)
            assert path.read_bytes() == before
            assert done.code == 2 and str(path) in done.err
        finally:
            process.kill()


def test_a_closed_standard_output_does_not_spoil_the_record(tmp_path: Path) -> None:
    """As in `lastwords run | head -1`: what is printed may be lost, what was measured may not."""
    path = tmp_path / "r"
    read_end, write_end = os.pipe()
    os.close(read_end)
    subprocess.run(command_of("run", PART, "--rounds", ROUNDS, "--record", path), stdin=subprocess.DEVNULL,
                   stdout=write_end, stderr=subprocess.DEVNULL, timeout=100, check=False)
    os.close(write_end)
    assert set(outcomes(read(path))) == planned()
