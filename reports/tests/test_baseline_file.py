# SPDX-License-Identifier: MIT
"""Baselines that were cut, merged, edited or forged: an error says file, line, what, and what to try."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports.baseline_file import LINE_MAX, baseline, is_baseline
from reports.observed import file_name, observed
from reports.record import RecordError

from . import build

HEAD = "# linux-gnu: Debian 12\n"
ONE = "console/plain/sigterm/none: exit 0; sent; heard -; ran -\n"
TWO = "console/plain/sigint/none: blocked at ground\n"


def write(folder: Path, data: str | bytes) -> Path:
    path = folder / "b.txt"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_what_observe_writes_reads_back(tmp_path: Path) -> None:
    name = "console/plain/sigterm/none"
    record = build.whole(
        tmp_path / "r",
        build.cell(name),
        build.cell(name, "alive", (), round=1),
        build.blocked("bare/plain/kill/none"),
        build.cell("deaf/plain/kill/none", heard=["\n; ran\u2028"]),
    )
    text = observed([record], lambda skipped: None)
    found = baseline(write(tmp_path, text))
    assert found.heads == [("linux-gnu", "Debian 12")]
    assert sorted(found.seen.lines()) == text.splitlines()[1:]
    assert len(found.seen.outcomes) == 2 and len(found.seen.blocked) == 1


def test_what_tools_do_to_a_text_is_no_harm(tmp_path: Path) -> None:
    plain = baseline(write(tmp_path, HEAD + ONE + TWO))
    windows = "\ufeff" + (HEAD + ONE + TWO).replace("\n", "\r\n")
    assert baseline(write(tmp_path, windows)) == plain
    assert sorted(baseline(write(tmp_path, HEAD + TWO + ONE)).seen.lines()) == sorted(plain.seen.lines())


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("", 0, "is no baseline: it is empty"),
        (ONE, 1, "comes before any head"),
        ("# linux-gnu\n" + ONE, 1, "comes before any head"),
        ("# <b>: x\n", 1, "comes before any head"),
        ("\n" + HEAD + ONE, 1, '"" comes before any head'),
        (HEAD + ONE + HEAD, 3, "stands there twice"),
        (HEAD + ONE + "# wine: Wine 8.0\n", 3, "a head between cells"),
        (HEAD + ONE + ONE, 3, "stands there twice"),
        (HEAD + ONE + TWO.rstrip("\n"), 3, "the last line is torn"),
        (HEAD + ONE[:-9] + "\n", 2, "is not what is observed of a cell"),
        (HEAD + "<<<<<<< HEAD\n" + ONE, 2, "does not begin with"),
        (HEAD + ONE + "\n", 3, "does not begin with"),
        (HEAD.encode() + b"\xff\xfe\n", 2, "is not UTF-8"),
        (HEAD.encode() + b"\0" * 50 + b"\n", 2, "does not begin with"),
        (HEAD + "x" * LINE_MAX + "\n", 2, "too long"),
        ('{"type":"run"}\n', 1, "comes before any head"),
    ],
)
def test_what_is_none_is_said(tmp_path: Path, data: str | bytes, line: int, said: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(RecordError) as error:
        baseline(path)
    where = f"{path}:{line}: " if line else f"{path}: "
    first, hint = str(error.value).split("\n  Try: ")
    assert first.startswith(where) and said in first
    assert len(hint) > 10 and len(first) < 400


def test_what_is_a_baseline(tmp_path: Path) -> None:
    other = tmp_path / "observed"
    other.write_text(HEAD + ONE, encoding="utf-8")
    assert is_baseline(other) and is_baseline(tmp_path / "not-there.txt")
    assert not is_baseline(build.whole(tmp_path / "r.jsonl"))


@pytest.mark.parametrize(
    ("platform", "version", "name"),
    [
        ("linux-gnu", "Debian GNU/Linux 12 (bookworm)", "linux-gnu.txt"),
        ("windows", "Windows 11", "windows.txt"),
        ("wine", "Wine 8.0", "wine-8.txt"),
        ("wine", "Wine 10.0-rc3", "wine-10.txt"),
        ("wine", "wine-9.21 (Staging)", "wine-9.txt"),
        ("wine", "unknown", "wine.txt"),
        ("wine", "Wine ٨", "wine.txt"),
        ("../x", "1", "unknown.txt"),
        ("a" * 99, "1", "unknown.txt"),
    ],
)
def test_names_of_files(platform: str, version: str, name: str) -> None:
    assert file_name(platform, version) == name
