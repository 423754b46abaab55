# SPDX-License-Identifier: MIT
"""Records that somebody made to do harm, or that are larger than any record is: what is no line is passed over and
said, memory stays what it was, and nothing of a record is obeyed by a terminal or a shell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from harness import BIN, SANITIZED, SELFTEST, Line, call, judged, ordinary, read, run, subject

CELL = ordinary()
GIGABYTE = 1 << 30
# lastwords itself takes a tenth of it.
PEAK_KB = 50_000
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")
EVIL = "\x1b[2J\x1b]0;x\x07\x9b\u202e\r\n\x7f"

# A line that is none, and what is said of it.
NONE = [
    pytest.param(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply", id="deep"),
    pytest.param(b"[" * 100_000, "nested too deeply", id="deep-open"),
    pytest.param(b'{"a":' * 3000 + b"0" + b"}" * 3000, "nested too deeply", id="deep-objects"),
    pytest.param(b'{"round":1e999}', "a number in it is too large", id="real"),
    pytest.param(b'{"round":9223372036854775808}', "a number in it is too large", id="integer"),
    pytest.param(b'{"round":' + b"9" * 5000 + b"}", "a number in it is too large", id="digits"),
    pytest.param(b'{"type":"cell","type":"run"}', "a key stands in it twice", id="twice"),
    pytest.param(b'{"type":"\xff"}', "not UTF-8", id="bytes"),
    pytest.param(b'{"type":"\\u0000"}', "a NUL in it", id="nul"),
    pytest.param(b'{"\\u0000":1}', "a NUL in it", id="nul-key"),
    pytest.param(b'{"type":"cell"\x00}', "no JSON object", id="zero"),
    pytest.param(b"\x00" * 100, "no JSON object", id="zeros"),
    pytest.param(b'{"type":"\\ud800"}', "no JSON object", id="surrogate"),
    pytest.param(b'{"type":NaN}', "no JSON object", id="nan"),
    pytest.param(b'{"type":"ce', "no JSON object", id="cut"),
    pytest.param(b'[{"type":"cell"}]', "no JSON object", id="array"),
    pytest.param(b'"' + b"x" * (1 << 20) + b'"', "longer than any line", id="long"),
    pytest.param(b'{"cell":1}', "not understood", id="typeless"),
    pytest.param(b'{"type":7}', "not understood", id="type"),
    pytest.param(b'{"type":"cell","cell":["x"]}', "not understood", id="name"),
    pytest.param(b'{"type":"cell","cell":"a/b/c/d","end":{"how":1},"ran":{},"heard":0,"basis":[]}', "not understood",
                 id="wrong"),
    pytest.param(b'{"type":"cell","cell":"a/b/c/d\'; x \'","trouble":{}}', "not understood", id="shell"),
    pytest.param(b'{"type":"absent","axis":{},"id":0}', "not understood", id="absent"),
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "good"
    assert judged(run(path, CELL))
    return path


def with_line(good: Path, path: Path, line: bytes) -> int:
    """The record with another line behind its header; its number."""
    head, rest = good.read_bytes().split(b"\n", 1)
    path.write_bytes(head + b"\n" + line + b"\n" + rest)
    return 2


def changed(good: Path, path: Path, **change: Any) -> Path:
    """The record whose only cell says something else."""
    lines = [line | change if "end" in line else line for line in read(good)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(("line", "why"), NONE)
def test_a_line_that_is_none_is_passed_over_and_said(good: Path, tmp_path: Path, line: bytes, why: str) -> None:
    path = tmp_path / "r"
    number = with_line(good, path, line)
    done, before = call("judge", path), call("judge", good)
    assert (done.code, done.out) == (before.code, before.out)
    assert f"r:{number}: {why}" in done.err and "passed over" in done.err, done.err
    assert call("show", path, CELL).out == call("show", good, CELL).out
    if why != "not understood":
        resumed = call("run", "--resume", path)
        assert judged(resumed) and f"r:{number}: {why}" in resumed.err and "1 cells were in the record" in resumed.out


@pytest.mark.parametrize("line", [b'{"type":"cell","cell":"a/b/c/d","absent":"x","colour":"red"}',
                                  b'{"type":"of tomorrow"}'], ids=["field", "type"])
def test_what_a_later_version_writes_is_no_fault(good: Path, tmp_path: Path, line: bytes) -> None:
    with_line(good, tmp_path / "r", line)
    done = call("judge", tmp_path / "r")
    assert judged(done) and "passed over" not in done.err
    done = call("judge", changed(good, tmp_path / "r", colour="red", weight={"kg": [1]}))
    assert judged(done) and "passed over" not in done.err


@pytest.mark.parametrize("change", [
    {"end": {"how": "exit", "code": 2**63 - 1, "signal": EVIL, "raw": -(2**63)}},
    {"ran": [EVIL, 7, None], "heard": [EVIL]},
    {"ran": [EVIL], "marks": [{"rung": EVIL, "ns": -(2**63), "pid": 1e300, "signal": EVIL}, 1, []]},
    {"sent": {"ok": False, "error": 2**63 - 1, "calls": [{"call": EVIL, "value": 2**63 - 1, "error": -1, "ns": 0}, 0]}},
    {"found": {"processes": EVIL, "window-class": EVIL, "runtime": EVIL}, "basis": EVIL},
    {"trouble": {"step": EVIL, "what": EVIL * 40, "error": {}}},
    {"trouble": {"step": "ground", "what": EVIL * 40}},
    {"absent": EVIL},
], ids=lambda change: "-".join(change))
def test_a_terminal_obeys_no_record(good: Path, tmp_path: Path, change: Line) -> None:
    path = changed(good, tmp_path / "r", **change)
    for done in (call("show", path, CELL), call("judge", path, "--all")):
        assert not CONTROL.search(done.out + done.err), done.out + done.err
    assert call("show", path, CELL).code == 0


HEADERS = [
    ({"rounds": 0}, "no header"), ({"rounds": 10**6}, "no header"), ({"rounds": "1"}, "no header"),
    ({"platform": ["linux-gnu"]}, "no header"), ({"shard": "3/2"}, "I/N"), ({"shard": 7}, "I/N"),
    ({"filters": "x"}, "filters"), ({"filters": {"a": 1}}, "filters"), ({"filters": [CELL, None]}, "filters"),
    ({"filters": ["no/such/cell"]}, "no cell matches"), ({"filters": ["*a" * 2000, "{,}" * 2000]}, "no cell matches"),
]


@pytest.mark.parametrize(("change", "why"), HEADERS, ids=[f"{change}"[:30] for change, _ in HEADERS])
def test_a_plan_that_is_spoilt_is_not_run(good: Path, tmp_path: Path, change: Line, why: str) -> None:
    lines = read(good)
    path = tmp_path / "r"
    path.write_text("".join(json.dumps(line) + "\n" for line in (lines[0] | change, *lines[1:])))
    before = path.read_bytes()
    done = call("run", "--resume", path)
    assert done.code == 2 and why in done.err, done.err
    assert path.read_bytes() == before


def with_peak(*arguments: object) -> tuple[subprocess.CompletedProcess[str], int]:
    """A command, and its largest resident set in kB."""
    done = subprocess.run([str(part) for part in (SELFTEST / "peak", BIN, *arguments)], stdin=subprocess.DEVNULL,
                          capture_output=True, encoding="utf-8", timeout=110, check=False)
    return done, int(done.stderr.splitlines()[-1])


def pour(path: Path, parts: list[bytes], times: int) -> None:
    """Write the middle one of three parts so often, into a pipe that somebody reads, or that is closed early."""
    try:
        with path.open("wb", buffering=0) as pipe:
            for part in (parts[0], *[parts[1]] * times, parts[2]):
                pipe.write(part)
    except BrokenPipeError:
        pass


def bounded(kilobytes: int) -> bool:
    """The address sanitizer keeps what was freed, and a shadow of all."""
    return kilobytes < PEAK_KB * (10 if SANITIZED else 1)


@subject("a pipe with a name, and holes in files, are not what Windows has")
@pytest.mark.parametrize("fill", [b"x", b"["], ids=["text", "brackets"])
def test_a_line_of_a_gigabyte_takes_no_memory(good: Path, tmp_path: Path, fill: bytes) -> None:
    head, rest = good.read_bytes().split(b"\n", 1)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    block = (fill * (1 << 20))[:1 << 20]
    writer = threading.Thread(target=pour, args=(path, [head + b"\n", block, b"\n" + rest], GIGABYTE // len(block)))
    writer.start()
    done, kilobytes = with_peak("judge", path)
    writer.join()
    assert done.stdout == call("judge", good).out and done.returncode == 0
    assert "pipe:2: longer than any line of a record" in done.stderr
    assert bounded(kilobytes), kilobytes


@subject("holes in files are not what every file system of Windows has")
def test_a_record_with_lines_of_a_gigabyte_is_gone_on_with(good: Path, tmp_path: Path) -> None:
    """One in its middle, and at its end one that was never finished: that is cut off, as any torn line is."""
    path = tmp_path / "r"
    head, rest = good.read_bytes().split(b"\n", 1)
    with path.open("wb") as file:
        file.write(head + b"\n")
        file.seek(GIGABYTE, os.SEEK_CUR)
        file.write(b"\n" + rest)
        whole = file.tell()
        file.truncate(whole + GIGABYTE)
    done, kilobytes = with_peak("show", path, CELL)
    assert done.returncode == 0 and bounded(kilobytes), (done.stderr, kilobytes)
    done, kilobytes = with_peak("run", "--resume", path)
    assert done.returncode == 0, done.stderr
    assert "r:2: longer than" in done.stderr and "1 cells were in the record" in done.stdout
    assert bounded(kilobytes), kilobytes
    assert whole < path.stat().st_size < whole + (1 << 20)


@subject("a pipe with a name is nothing that Windows has")
def test_a_pipe_cannot_be_gone_on_with(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        done = call("run", "--resume", path, timeout=20)
        assert done.code == 2 and "pipe or a device" in done.err


@subject("a pipe with a name is nothing that Windows has")
def test_what_is_shown_of_an_endless_pipe_needs_its_end(tmp_path: Path) -> None:
    """Nothing but garbage: every command comes to an end, and says what it was."""
    for command in (("judge",), ("show", CELL)):
        path = tmp_path / command[0]
        os.mkfifo(path)
        writer = threading.Thread(target=pour, args=(path, [b"", b"\x00\xff{\n" * 4096, b""], 16))
        writer.start()
        done = call(command[0], path, *command[1:])
        writer.join()
        assert done.code == 2 and done.err.count("passed over") == 65536
