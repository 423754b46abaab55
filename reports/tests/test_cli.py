# SPDX-License-Identifier: MIT
"""The command as a user meets it: exit codes, messages, never a traceback."""
from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reports.__main__ import main

from . import build

ROOT = Path(__file__).resolve().parents[2]
NAME = "console/plain/sigterm/handler-flag"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return build.whole(tmp_path / "record.jsonl", build.cell(NAME), build.verdict())


def call(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reports", *map(str, args)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert "Traceback" not in done.stderr
    return done


def test_markdown_to_standard_output(record: Path) -> None:
    done = call("markdown", record)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# ")
    assert "The one claim is as expected." in done.stdout


def test_markdown_to_a_file(record: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.md"
    done = call("markdown", record, "-o", output)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert output.read_text(encoding="utf-8") == call("markdown", record).stdout


def test_a_torn_record_is_reported_with_a_warning(tmp_path: Path) -> None:
    path = build.write(tmp_path / "r", build.run(), build.cell(NAME), tail='{"type":"ce')
    done = call("markdown", path)
    assert done.returncode == 0
    assert f"reports: warning: {path}:3: the last line is torn" in done.stderr
    assert "1 broken line of the file read past: 3." in done.stdout


def test_warnings_do_not_flood(tmp_path: Path) -> None:
    path = build.write(tmp_path / "r", build.run(), tail="{\n" * 300)
    lines = call("markdown", path).stderr.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "reports: warning: 290 more lines were read past"


@pytest.mark.parametrize("command", ["markdown", "validate"])
def test_an_empty_record_is_1(tmp_path: Path, command: str) -> None:
    path = tmp_path / "empty"
    path.touch()
    done = call(command, path)
    assert done.returncode == 1
    assert str(path) in done.stderr and "Try: lastwords run --record FILE" in done.stderr
    assert done.stdout == ""


def test_a_wrong_record_is_1_and_leaves_the_old_page(tmp_path: Path) -> None:
    output = tmp_path / "report.md"
    output.write_text("old", encoding="utf-8")
    path = build.write(tmp_path / "r", build.run(), build.cell(NAME, ns=None))
    done = call("markdown", path, "-o", output)
    assert done.returncode == 1
    assert f"{path}:2: cell {NAME}: ns must be an object, but is null" in done.stderr
    assert output.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("dance",),
        ("markdown",),
        ("markdown", "no/such/record"),
        ("markdown", "."),
        ("validate",),
        ("validate", "no/such/record"),
        ("validate", "."),
    ],
)
def test_what_cannot_be_done_is_2(args: tuple[str, ...]) -> None:
    done = call(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr) > 20


def test_a_place_that_cannot_be_written_is_2(record: Path) -> None:
    done = call("markdown", record, "-o", "/no/such/place/report.md")
    assert done.returncode == 2
    assert "/no/such/place/report.md: No such file" in done.stderr


def test_a_record_is_never_overwritten(record: Path) -> None:
    before = record.read_bytes()
    done = call("markdown", record, "-o", record)
    assert done.returncode == 2
    assert "is a record and would be overwritten" in done.stderr
    assert record.read_bytes() == before


def test_validate_says_how_many_are_valid(record: Path) -> None:
    done = call("validate", record)
    assert done.returncode == 0
    assert done.stderr == f"reports: {record}: 4 of 4 lines valid\n"


def test_validate_names_line_and_key(tmp_path: Path) -> None:
    cell = build.cell(NAME) | {"colour": "red"}
    path = build.write(
        tmp_path / "r", build.run(), cell, build.cell(NAME, basis="hope"), tail='{"ty'
    )
    done = call("validate", path)
    assert done.returncode == 1
    assert (
        f"{path}:2: the line: Additional properties are not allowed ('colour' was unexpected)"
        in done.stderr
    )
    assert f'{path}:3: basis is "hope"; it must be: why the cell is over' in done.stderr
    assert f"{path}:4: the last line is torn" in done.stderr
    assert f"{path}: 1 of 4 lines valid; the run did not come to its end" in done.stderr


def test_validate_of_several_is_the_worst(record: Path, tmp_path: Path) -> None:
    broken = build.write(tmp_path / "b", build.run(), {"type": "ghost"})
    assert call("validate", broken, record).returncode == 1
    assert call("validate", record, record).returncode == 0


@pytest.mark.parametrize(
    ("command", "module", "package"),
    [("markdown", "jinja2", "python3-jinja2"), ("validate", "jsonschema", "python3-jsonschema")],
)
def test_a_missing_package_is_named(
    record: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    module: str,
    package: str,
) -> None:
    monkeypatch.delitem(sys.modules, f"reports.{command}", raising=False)
    monkeypatch.setitem(sys.modules, module, None)  # type: ignore[misc]
    assert main([command, str(record)]) == 2
    assert f"Try: apt install {package}, or pip install" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE")
def test_a_reader_that_goes_away_is_no_error_of_ours(tmp_path: Path) -> None:
    facts = {f"fact {i}": "x" * 700 for i in range(300)}
    cells = [build.blocked(NAME, what=f"{i} " + "y" * 700, round=i) for i in range(300)]
    path = build.whole(tmp_path / "r", *cells, facts=facts)
    command = [sys.executable, "-m", "reports", "markdown", str(path), str(path), str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == -signal.SIGPIPE


def test_deep_and_huge_facts_are_no_traceback(tmp_path: Path) -> None:
    deep = "[" * 900 + "]" * 900
    facts = {"deep": "@deep", "big": "@big", "inf": "@inf"}
    line = json.dumps(build.run(facts=facts)) + "\n"
    for key, raw in (("deep", deep), ("big", "9" * 4000), ("inf", "1e999")):
        line = line.replace(f'"@{key}"', raw)
    path = tmp_path / "r"
    path.write_text(line, encoding="utf-8")
    done = call("markdown", path)
    assert done.returncode == 0
    assert "99999999" in done.stdout
    assert call("validate", path).returncode == 0
    path.write_text(line + '{"type":"cell","cell":%s}\n' % deep, encoding="utf-8")
    assert call("markdown", path).returncode == 1
    assert call("validate", path).returncode == 1
