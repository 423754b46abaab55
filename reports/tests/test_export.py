# SPDX-License-Identifier: MIT
"""The exporters as a user meets them: what they share, whatever they write."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from . import build, every
from .test_cli import ROOT, call

COMMANDS = ["summary", "junit", "tap", "csv", "csv --of cells", "compat"]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_records_give_the_same_bytes(tmp_path: Path, command: str) -> None:
    paths = every.records(tmp_path)
    output = tmp_path / "out"
    done = [call(*command.split(), *paths, "-o", output) for _ in range(2)]
    assert [(one.returncode, one.stdout) for one in done] == [(0, "")] * 2
    command_line = [sys.executable, "-m", "reports", *command.split(), *map(str, paths)]
    printed = subprocess.run(command_line, cwd=ROOT, capture_output=True, timeout=60).stdout
    assert printed == output.read_bytes()
    assert printed.endswith(b"\n") and str(tmp_path).encode() not in printed


@pytest.mark.parametrize("command", COMMANDS)
def test_no_record_is_1_and_leaves_the_old_file(tmp_path: Path, command: str) -> None:
    output = tmp_path / "out"
    output.write_text("old", encoding="utf-8")
    bad = build.write(tmp_path / "r", build.run(), *every.EVERY, build.cell("a/b/c/d", ns=None))
    for path in (bad, build.write(tmp_path / "nothing")):
        done = call(*command.split(), path, "-o", output)
        assert done.returncode == 1
        assert str(path) in done.stderr and "Try: " in done.stderr
        assert output.read_text(encoding="utf-8") == "old"
    assert sorted(tmp_path.iterdir()) == sorted([bad, path, output])  # nothing half made is left


@pytest.mark.parametrize("command", COMMANDS)
def test_a_record_is_never_overwritten(tmp_path: Path, command: str) -> None:
    path = build.whole(tmp_path / "r", *every.EVERY)
    before = path.read_bytes()
    done = call(*command.split(), path, "-o", path)
    assert done.returncode == 2 and "is a record and would be overwritten" in done.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_what_was_read_past_is_said(tmp_path: Path, command: str) -> None:
    path = build.write(tmp_path / "r", build.run(), *every.EVERY, tail='{"ty')
    done = call(*command.split(), path)
    assert done.returncode == 0
    assert "the last line is torn" in done.stderr


@pytest.mark.parametrize("limit", ["", "many", "-1", "1999", "1e5", "99999999999"])
def test_a_limit_that_is_none_is_2(tmp_path: Path, limit: str) -> None:
    done = call("summary", build.whole(tmp_path / "r", *every.EVERY), "--limit", limit)
    assert done.returncode == 2
    assert "must be a number of bytes, 2000 or more" in done.stderr


def test_a_place_that_cannot_be_written_is_2(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", *every.EVERY)
    for place in ("/no/such/place/out", str(tmp_path)):
        done = call("junit", path, "-o", place)
        assert done.returncode == 2 and done.stderr.startswith(f"reports: {place}: ")


@pytest.mark.skipif(sys.platform == "win32", reason="no modes, links or pipes of this kind")
def test_a_file_keeps_its_mode_its_link_and_a_pipe_its_reader(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", *every.EVERY)
    real, link, pipe = tmp_path / "real", tmp_path / "link", tmp_path / "pipe"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert call("tap", path, "-o", link).returncode == 0
    assert link.is_symlink() and real.stat().st_mode & 0o777 == 0o640
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert call("tap", path, "-o", pipe).returncode == 0
    reader.join(30)
    assert heard == [real.read_text(encoding="utf-8")]
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE")
def test_a_reader_that_goes_away_is_no_error_of_ours(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", *(build.cell(f"a/b/c/{i}") for i in range(3000)))
    command = [sys.executable, "-m", "reports", "csv", "--of", "cells", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == -signal.SIGPIPE
