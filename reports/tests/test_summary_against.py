# SPDX-License-Identifier: MIT
"""summary --against: what changed comes first."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports.__main__ import main

from . import build

NAME = "console/plain/sigterm/handler-flag"


def record(path: Path, how: str, rungs: tuple[str, ...]) -> Path:
    return build.whole(path, build.cell(NAME, how, rungs), build.verdict("tty.one"))


def test_what_changed_comes_before_all_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = record(tmp_path / "old", "exit", build.LADDER), record(tmp_path / "new", "signal", ())
    assert main(["observe", str(old), "-o", str(tmp_path / "linux-gnu.txt")]) == 0
    for before in (old, tmp_path):
        assert main(["summary", str(new), "--against", str(before)]) == 0
        page = capsys.readouterr().out
        assert "**changed**" in page and page.index("**changed**") < page.index("## Runs")
        assert NAME in page and "signal SIGTERM" in page
    assert main(["summary", str(new)]) == 0
    assert "**changed**" not in capsys.readouterr().out


def test_nothing_to_compare_with_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = record(tmp_path / "new", "exit", build.LADDER)
    assert main(["summary", str(new), "--against", str(tmp_path)]) == 2
    assert "there is no baseline" in capsys.readouterr().err


def test_what_nobody_has_observed_is_said_among_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = record(tmp_path / "old", "exit", build.LADDER), record(tmp_path / "new", "signal", ())
    other = tmp_path / "other"
    other.write_text(new.read_text().replace('"linux-gnu"', '"macos"').replace('"id":"', '"id":"m'))
    assert main(["observe", str(old), "-o", str(tmp_path / "linux-gnu.txt")]) == 0
    assert main(["summary", str(new), str(other), "--against", str(tmp_path)]) == 0
    page = capsys.readouterr().out
    assert "not yet observed" in page and "macos" in page and "signal SIGTERM" in page
