# SPDX-License-Identifier: MIT
"""What ci/ground says of environments in which something differs, is not allowed, or fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "ci/grounds"))
from compare import Record, Unusable, compare, read  # noqa: E402

BIN = Path(os.environ["LASTWORDS_BIN"])
CELLS = "{console,bare}/plain/{sigterm,kill}/{none,ignore}"


def ground(*arguments: object, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in (ROOT / "ci/ground", *arguments)], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=120, check=False, **how)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    done = ground("--lastwords", BIN, "--into", tmp_path, "--filter", CELLS, "nohup")
    assert done.returncode == 0 and "agrees   nohup" in done.stdout, done.stdout + done.stderr
    return tmp_path / "nohup.jsonl"


def changed(record: Path, **fields: Any) -> Record:
    """The record with its first cell otherwise; None takes a field away."""
    found = read(record)
    first = next(iter(found.cells))
    merged = found.cells[first] | fields
    found.cells[first] = {name: value for name, value in merged.items() if value is not None}
    return found


def test_a_cell_that_differs_is_named(record: Path) -> None:
    found = compare(read(record), changed(record, ran=["main-tail"], end={"how": "lost"}))
    assert len(found.different) == 1 and found.different[0].split("/")[0] in ("console", "bare")
    assert not found.blocked and not found.faults


def test_what_the_ground_does_not_allow_is_counted_with_its_reason(record: Path) -> None:
    found = compare(read(record), changed(record, trouble={"step": "ground", "what": "no such thing here"}))
    assert found.blocked == {"no such thing here": 1}
    assert not found.different and not found.faults


def test_a_fault_of_the_harness_is_no_agreement(record: Path) -> None:
    found = compare(read(record), changed(record, trouble={"step": "launch", "what": "a fault"}))
    assert len(found.faults) == 1 and not found.different and not found.blocked


def test_a_verdict_that_differs_is_named(record: Path) -> None:
    other = read(record)
    claim = next(name for name, line in other.verdicts.items() if line["ruling"] == "holds")
    other.verdicts[claim] = other.verdicts[claim] | {"ruling": "refuted"}
    assert compare(read(record), other).different == [f"claim {claim}: holds, here refuted"]


def test_a_cell_that_is_missing_is_a_difference(record: Path) -> None:
    other = read(record)
    del other.cells[next(iter(other.cells))]
    assert len(compare(read(record), other).different) == 1


def test_a_torn_record_says_nothing(record: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn"
    torn.write_text(record.read_text()[:300])
    with pytest.raises(Unusable):
        read(torn)


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(0o755)
    return path


def test_a_difference_ends_with_1(tmp_path: Path) -> None:
    """A program that looks at where it is started from."""
    liar = script(tmp_path / "lastwords", 'cells=console/plain/sigterm/ignore\n'
                  '[ -z "${CI:-}" ] || cells=console/plain/sigterm/none\n'
                  f'exec {BIN} run "$cells" --record "$3" --probes {BIN.parent}/probes\n')
    done = ground("--lastwords", liar, "--into", tmp_path, "runner", env=os.environ | {"CI": ""})
    assert done.returncode == 1 and "differs  runner" in done.stdout, done.stdout + done.stderr
    assert "console/plain/sigterm/none: not in both records" in done.stdout


def test_a_run_that_fails_ends_with_3(tmp_path: Path) -> None:
    failing = script(tmp_path / "lastwords", f'[ -z "${{CI:-}}" ] || exit 9\nexec {BIN} "$@" --probes {BIN.parent}/probes\n')
    done = ground("--lastwords", failing, "--into", tmp_path, "--filter", CELLS, "runner", env=os.environ | {"CI": ""})
    assert done.returncode == 3 and "lastwords ended with 9" in done.stdout, done.stdout + done.stderr


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    for arguments, words in ((("nowhere",), "there is no environment nowhere"),
                             (("--lastwords", tmp_path / "none"), "there is no program")):
        done = ground(*arguments)
        assert done.returncode == 2 and words in done.stderr


def test_each_environment_is_what_it_says(tmp_path: Path) -> None:
    """As the records tell; without rights to make one, it is skipped with a reason."""
    done = ground("--lastwords", BIN, "--into", tmp_path, "--filter", CELLS, "terminal", "ignored", "container", "user")
    assert done.returncode == 0, done.stdout + done.stderr
    facts = {}
    for path in tmp_path.glob("*.jsonl"):
        with path.open(encoding="utf-8") as lines:
            facts[path.stem] = json.loads(next(lines))["facts"]
    assert facts["terminal"]["terminal"] and not facts["reference"]["terminal"]
    assert "SIGTERM" in str(facts["ignored"]["ignored"])
    for name, fact, value in (("container", "pid_1", True), ("user", "uid", 65534)):
        if name in facts:
            assert facts[name][fact] == value
        else:
            assert f"skipped  {name}" in done.stdout
