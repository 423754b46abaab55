# SPDX-License-Identifier: MIT
"""Records of every age of the format that was ever written are read: by the judge, the schema and all reports.

first.jsonl and second.jsonl are parts of records that earlier states of lastwords 0.1.0 wrote; a change of what is written
leaves one of today's here.
"""
from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from reports.__main__ import main
from reports.commands import COMMANDS

RECORDS = sorted((Path(__file__).parent / "records").glob("*.jsonl"))
OTHER = ("compare", "commands", "db")
ages = pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)


def test_there_are_records_of_several_ages() -> None:
    assert len(RECORDS) >= 2


@ages
def test_it_is_valid(record: Path) -> None:
    assert main(["validate", str(record)]) == 0


@ages
@pytest.mark.parametrize("command", [module.NAME for module in COMMANDS if module.NAME not in ("validate", *OTHER)])
def test_every_report_is_made_of_it(tmp_path: Path, record: Path, command: str) -> None:
    out = tmp_path / "out"
    assert main([command, str(record), "-o", str(out)]) == 0
    assert out.is_dir() or out.stat().st_size > 100


@ages
def test_it_is_judged_again(record: Path) -> None:
    program = os.environ.get("LASTWORDS")
    if not program:
        pytest.skip("no LASTWORDS: CTest's report.whole gives it")
    done = subprocess.run([program, "judge", str(record)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 3) and "passed over" not in done.stderr, done.stderr
