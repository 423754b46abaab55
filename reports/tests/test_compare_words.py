# SPDX-License-Identifier: MIT
"""A comparison as its readers meet it: one line, text, Markdown, JSON, exit codes, and hostile records."""
from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reports import axes
from reports.__main__ import main
from reports.brief import render
from reports.change import CELL, CLAIM, Change
from reports.changes import difference
from reports.changes_markdown import changes_markdown
from reports.changes_text import one_line
from reports.compare import compare
from reports.observed import observed
from reports.side import load

from . import build

NAME = "console/plain/sigterm/handler-flag"
COMMON = "bare/plain/kill/none"
BAD = {"ruling": "refuted", "as_expected": False, "exhibit": NAME, "because": "atexit did not run"}
CODE = re.compile(r"<code>.*?</code>")  # mentions nobody
HOSTILE = "<script>`|\x1b[31m\n# x\n@all \u202e ]]>&#0; ; ran -"


def silent(skipped: object) -> None:
    """Warnings are not looked at."""


def record(path: Path, *lines: build.Json, **changes: Any) -> Path:
    return build.whole(path, build.cell(COMMON), *lines, **{"id": path.name} | changes)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return record(tmp_path / "good", build.cell(NAME), build.verdict())


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return record(tmp_path / "bad", build.cell(NAME, "signal", ()), build.verdict(**BAD))


@pytest.fixture
def folder(tmp_path: Path, good: Path) -> Path:
    (tmp_path / "observed").mkdir()
    path = tmp_path / "observed" / "linux-gnu.txt"
    path.write_text(observed([good], silent), encoding="utf-8")
    return path.parent


def made(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    code = main(["compare", *map(str, args)])
    done = capsys.readouterr()
    return code, done.out, done.err


def test_one_line_of_the_same(capsys: pytest.CaptureFixture[str], folder: Path, good: Path) -> None:
    said = "as the baseline of linux-gnu: 2 cells the same\n"
    assert made(capsys, "--brief", folder, good) == (0, said, "")
    assert one_line(load(folder / "linux-gnu.txt", silent), load(good, silent)) + "\n" == said
    assert made(capsys, "--brief", good, good)[1] == f"as {good}: 2 cells the same\n"


def test_one_line_of_what_differs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path, bad: Path
) -> None:
    baseline = folder / "linux-gnu.txt"
    words = f"1 of 2 cells differ from {baseline}: 1 regressed claim, 1 regressed cell"
    why = "reports: gate: failed: 1 claim newly not as expected\n"
    assert made(capsys, "--brief", "--gate", folder, bad) == (1, words + "\n", why)
    more = record(tmp_path / "more", build.blocked(NAME), build.cell("deaf/plain/kill/none"), build.verdict())
    said = made(capsys, "--brief", folder, more)[1]
    assert said == f"0 of 1 cell differ from {baseline}: 1 new cell; 1 not observed\n"
    other = record(tmp_path / "other", build.cell(NAME), platform="wine")
    said = made(capsys, "--brief", baseline, other)[1]
    words = "as the baseline of linux-gnu (linux-gnu, Debian 12; now wine, Debian 12): 2 cells"
    assert said.startswith(words)
    torn = build.write(tmp_path / "torn", build.run(), build.cell(NAME))
    said = made(capsys, "--brief", baseline, torn)[1]
    assert "the record is incomplete (the run did not come to its end); 1 not observed" in said
    none = build.whole(tmp_path / "none", build.cell("deaf/plain/kill/none"))
    err = made(capsys, "--brief", "--gate", baseline, none)[2]
    assert err.startswith("reports: gate: cannot say: no cell was observed in both\n  Try: ")
    assert made(capsys, "--brief", baseline, none)[1] == f"no cell was observed in {baseline} as well\n"


def test_numbers_are_readable(tmp_path: Path) -> None:
    cells = [build.cell(f"console/plain/sigterm/r{i}") for i in range(4653)]
    side = load(record(tmp_path / "r", *cells), silent)
    assert one_line(side, side).endswith(": 4,654 cells the same")


def test_text_says_first_what_is_to_be_known(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, good: Path
) -> None:
    os = build.run()["os"] | {"distribution": "Wine 8.0"}
    run = build.run(platform="wine", tool="0.2.0", os=os, filters=["console"])
    new = build.write(tmp_path / "new", run, build.cell(NAME, "signal", ()), build.verdict(**BAD))
    code, out, _ = made(capsys, good, new, "--gate")
    lines = out.splitlines()
    assert code == 1
    assert lines[:2] == [
        f"OLD {good}: record of linux-gnu, Debian 12, lastwords 0.1.0",
        f"NEW {new}: record of wine, Wine 8.0, lastwords 0.2.0",
    ]
    assert lines[2:7] == [
        "note: another platform: linux-gnu, now wine",
        "note: another version: Debian 12, now Wine 8.0",
        "note: another lastwords: 0.1.0, now 0.2.0",
        "note: NEW is incomplete (the run did not come to its end): what it does not hold is not gone",
        "note: NEW is a part of the plan: filters console",
    ]
    assert "  claim tty.close-is-sighup: holds, now refuted, not as expected; atexit did not run" in lines
    assert lines[-1] == "gate: failed: 1 claim newly not as expected"
    assert "regressed (was as expected and is not): 1 claim, 1 cell" in lines


def test_many_changes_are_counted_and_json_has_them_all(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = [f"console/plain/sigterm/r{i:04}" for i in range(1523)]
    old = record(tmp_path / "old", *(build.cell(name) for name in names))
    new = record(tmp_path / "new", *(build.cell(name, "signal", ()) for name in names))
    for style, head in (("text", "changed ("), ("markdown", "## changed: 1,523 cells")):
        out = made(capsys, old, new, "--format", style)[1]
        assert head in out and "and 1,503 more" in out
        assert out.count("console/plain/sigterm/") == 20
    sides = [load(path, silent) for path in (old, new)]
    lines = changes_markdown(compare(*sides, axes.load()))
    assert len(lines) == 1 + 20 + 1 and "1,503 more" in lines[-1]
    data = json.loads(made(capsys, old, new, "--format", "json")[1])
    assert [change["name"] for change in data["changes"]] == names
    assert data["cells"] == {"both": 1524, "same": 1, "blocked": 0}


def test_json_says_what_the_gate_would(capsys: pytest.CaptureFixture[str], good: Path, bad: Path) -> None:
    code, out, _ = made(capsys, good, bad, "--format", "json", "--history", good, bad, "--gate")
    data = json.loads(out)
    assert code == data["gate"]["code"] == 1
    assert data["format"] == "lastwords-compare/1"
    assert [(c["of"], c["kind"], c["gates"], c["flaky"]) for c in data["changes"]] == [
        ("claim", "regressed", True, None),
        ("cell", "regressed", False, None),
    ]
    assert data["claims"] == {"both": 1} and data["history"] == {"runs": 1, "others": 0}


def test_flaky_is_a_group_of_its_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, good: Path, bad: Path
) -> None:
    once = record(tmp_path / "once", build.cell(NAME, "signal", ()), build.verdict(**BAD))
    args = (good, bad, "--gate", "--history", once, good)
    code, out, _ = made(capsys, *args)
    assert code == 0 and "regressed (" not in out
    assert "flaky (differs, and did so in earlier runs: fails no gate): 1 claim, 1 cell" in out
    assert "; regressed, flaky (1 of 2); atexit did not run" in out
    assert "note: flaky by 2 runs of the history\n" in out
    assert made(capsys, *args, "--last", "1")[0] == 1
    assert "2 flaky" in made(capsys, "--brief", *args)[1]


@pytest.mark.parametrize("style", ["text", "markdown", "json"])
def test_the_same_bytes_and_never_overwritten(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path, bad: Path, style: str
) -> None:
    args = (folder, bad, "--format", style)
    out = tmp_path / "out"
    assert made(capsys, *args, "-o", out) == (0, "", "")
    first = out.read_bytes()
    assert made(capsys, *args)[1].encode() == first
    for path in (bad, folder / "linux-gnu.txt"):
        before = path.read_bytes()
        code, _, err = made(capsys, *args, "-o", path)
        assert code == 2 and "would be overwritten" in err and path.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("missing", "good", "No such file"),
        ("good", "missing", "No such file"),
        ("missing.txt", "good", "No such file"),
        ("junk.txt", "good", "junk.txt:1: "),
        ("good", "junk", "holds no run"),
        ("good", "folder", "Is a directory"),
        ("folder", "wine", "there is no baseline of wine, Wine 9.1: "),
    ],
)
def test_what_cannot_be_compared_is_2_with_and_without_a_gate(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    good: Path,
    folder: Path,
    old: str,
    new: str,
    said: str,
) -> None:
    (tmp_path / "junk").write_text("{\n", encoding="utf-8")
    (tmp_path / "junk.txt").write_text("{\n", encoding="utf-8")
    record(tmp_path / "wine", platform="wine", os=build.run()["os"] | {"distribution": "Wine 9.1"})
    paths = {"good": good, "folder": folder}
    for gated in ((), ("--gate",)):
        args = [paths.get(name, tmp_path / name) for name in (old, new)]
        code, out, err = made(capsys, *args, *gated)
        assert (code, out) == (2, "") and said in err and "Try: " in err


@pytest.mark.parametrize("args", ["--last 0", "--last x", f"--last {'9' * 5000}", "--brief --format json"])
def test_usage(capsys: pytest.CaptureFixture[str], good: Path, args: str) -> None:
    with pytest.raises(SystemExit) as error:
        made(capsys, good, good, *args.split())
    assert error.value.code == 2


def test_a_hostile_record_is_text_and_no_more(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, good: Path
) -> None:
    os = {key: HOSTILE for key in build.run()["os"]}
    cell = build.cell(NAME, heard=[HOSTILE], end=build.end("signal", signal=HOSTILE))
    verdicts = [build.verdict(HOSTILE, **BAD | {"because": HOSTILE}), build.verdict(**BAD)]
    new = record(tmp_path / "new", cell, *verdicts, os=os, tool=HOSTILE, platform="<b>", filters=[HOSTILE])
    for style in ("text", "markdown", "json"):
        out = made(capsys, good, new, "--format", style)[1]
        assert "\x1b" not in out and "\u202e" not in out and "\n# x" not in out
        if style == "markdown":
            assert "<script" not in out and "@all" not in CODE.sub("", out)
    brief = made(capsys, "--brief", good, new)[1]
    assert brief.count("\n") == 1 and "\x1b" not in brief
    lines = changes_markdown(compare(load(good, silent), load(new, silent), axes.load()))
    page = render([], lines)
    assert "<script" not in page and "@all" not in CODE.sub("", page)
    assert "- **regressed** claim `tty.close" in page
    text = observed([new], silent)
    assert len(text.splitlines()) == 3


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            ("exit 0; sent; heard A; ran b a",),
            ("exit 0; sent; heard A; ran c a",),
            "no longer ran b, ran also c",
        ),
        (
            ("exit 0; sent; heard A; ran a",),
            ("signal X; sent; heard -; ran a",),
            "exit 0, now signal X; heard A, now -",
        ),
        (
            ("alive; sent; heard -; ran -",),
            ("alive; started alive; refused 6; heard -; ran -",),
            "started -, now alive; sent, now refused 6",
        ),
        (
            ("exit 0; sent; heard -; ran -",),
            ("exit 0; sent; heard -; ran -", "exit 1; sent; heard -; ran -"),
            "exit 0, now exit 1, in some rounds",
        ),
        (
            ("exit 0; sent; heard -; ran -",),
            ("exit 2; sent; heard -; ran -", "exit 1; sent; heard -; ran -"),
            "exit 0, now exit 2 or exit 0, now exit 1",
        ),
        (("a", "b"), ("c",), "a or b, now c"),
        ((), ("c",), "c"),
    ],
)
def test_only_what_differs_is_said(old: tuple[str, ...], new: tuple[str, ...], words: str) -> None:
    assert difference(Change(CELL, NAME, "changed", old, new)) == words
    assert difference(Change(CLAIM, "x", "changed", ("holds",), ("absent",))) == "holds, now absent"
