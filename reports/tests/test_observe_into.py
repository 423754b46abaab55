# SPDX-License-Identifier: MIT
"""Baselines made anew: which file, what is refused, what is kept; and the script that does it."""
from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reports.__main__ import main

from . import build

ROOT = Path(__file__).resolve().parents[2]
NAME = "console/plain/sigterm/handler-flag"
OTHER = "console/plain/sigint/handler-flag"
WINE = {"platform": "wine", "os": build.run()["os"] | {"distribution": "Wine 8.0.2"}}


def record(path: Path, *lines: build.Json, **changes: Any) -> Path:
    return build.whole(path, *lines, build.verdict(), **{"id": path.name} | changes)


def test_each_platform_has_its_file_and_records_of_one_are_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [
        record(tmp_path / "a", build.cell(NAME)),
        record(tmp_path / "b", build.cell(NAME, "signal", ())),
        record(tmp_path / "w", build.cell(NAME), **WINE),
    ]
    folder = tmp_path / "new" / "observed"
    assert main(["observe", "--into", str(folder), *map(str, paths)]) == 0
    said = [f"{folder / name}: 1 cell" for name in ("linux-gnu.txt", "wine-8.txt")]
    assert capsys.readouterr().out.splitlines() == said
    assert sorted(path.name for path in folder.iterdir()) == ["linux-gnu.txt", "wine-8.txt"]
    assert len((folder / "linux-gnu.txt").read_text().splitlines()) == 3
    assert (folder / "wine-8.txt").read_text().startswith("# wine: Wine 8.0.2\n")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("torn", "did not come to its end"),
        ("filtered", "only a part of the plan was run: bare"),
        ("hostile", "was run: ␛[31m"),
        ("shard", "it is shard 1/2 only"),
        ("faulty", "1 cell blocked by a fault of the harness"),
        ("unjudged", "no claim was judged"),
        ("broken", "1 broken line read past"),
        ("several", "runs of several platforms (linux-gnu.txt, wine-8.txt)"),
    ],
)
def test_what_is_no_whole_run_is_refused_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, why: str
) -> None:
    cell, end = build.cell(NAME), build.finish(1)
    lines = {
        "torn": [build.run(), cell, build.verdict()],
        "filtered": [build.run(filters=["bare"]), cell, build.verdict(), end],
        "hostile": [build.run(filters=["\x1b[31m"]), cell, build.verdict(), end],
        "shard": [build.run(shard="1/2"), cell, build.verdict(), end],
        "faulty": [build.run(), build.blocked(NAME, step="deliver"), build.verdict(), end],
        "unjudged": [build.run(), cell, end],
        "broken": [build.run(), cell, build.verdict(), end],
        "several": [build.run(), cell, build.verdict(), end, build.run(**WINE), cell, build.verdict(), end],
    }[name]
    odd = build.write(tmp_path / "odd", *lines, tail="{\n" if name == "broken" else "")
    good = record(tmp_path / "good", build.cell(NAME))
    folder = tmp_path / "observed"
    assert main(["observe", "--into", str(folder), str(good), str(odd)]) == 2
    err = capsys.readouterr().err
    assert f"{odd} is not to be a baseline" in err and why in err and "Try: " in err
    assert "\x1b" not in err
    assert not folder.exists()


def test_what_this_machine_cannot_look_at_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "observed"
    exit = build.cell(OTHER, wrapper=build.end("signal"))
    record(tmp_path / "a", build.cell(NAME), exit, build.blocked("bare/plain/kill/none"))
    assert main(["observe", "--into", str(folder), str(tmp_path / "a")]) == 0
    first = (folder / "linux-gnu.txt").read_text()
    lost = exit | {"end": build.end("lost")}
    record(tmp_path / "b", build.blocked(NAME), lost, build.blocked("bare/plain/kill/none"))
    capsys.readouterr()
    assert main(["observe", "--into", str(folder), str(tmp_path / "b")]) == 0
    assert "3 cells, 2 kept that this machine cannot look at" in capsys.readouterr().out
    assert (folder / "linux-gnu.txt").read_text() == first
    other = build.run()["os"] | {"distribution": "Debian 99"}
    record(tmp_path / "c", build.blocked(NAME), build.cell(OTHER, "signal", ()), os=other)
    assert main(["observe", "--into", str(folder), str(tmp_path / "c")]) == 0
    lines = (folder / "linux-gnu.txt").read_text().splitlines()
    assert lines[:2] == ["# linux-gnu: Debian 12", "# linux-gnu: Debian 99"]
    assert [line for line in lines if line.startswith(OTHER)] == [
        f"{OTHER}: signal SIGTERM; sent; heard -; ran -"
    ]


def test_a_broken_baseline_is_said_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "linux-gnu.txt"
    path.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    good = record(tmp_path / "good", build.cell(NAME))
    assert main(["observe", "--into", str(tmp_path), str(good)]) == 1
    assert f"{path}:1: " in capsys.readouterr().err
    assert path.read_text() == "<<<<<<< HEAD\n"
    assert main(["observe", "--into", str(tmp_path), str(good), "-o", "x"]) == 2


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What ci/observe needs of this tree."""
    root = tmp_path / "tree"
    for name in ("ci", "reports", "matrix", "harness"):
        skip = shutil.ignore_patterns("tests", "__pycache__", "*.png", "observed")
        shutil.copytree(ROOT / name, root / name, ignore=skip)
    return root


def observe(tree: Path, *args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment["GIT_CEILING_DIRECTORIES"] = str(tree.parent)
    return subprocess.run(
        [str(tree / "ci" / "observe"), *map(str, args)],
        cwd=cwd or tree,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


needs_a_unix = pytest.mark.skipif(os.name == "nt", reason="a script for Unix")


@needs_a_unix
def test_the_script_without_records_and_without_git(tree: Path) -> None:
    done = observe(tree)
    assert done.returncode == 2 and "there is no record in build" in done.stderr
    (tree / "build" / "wine").mkdir(parents=True)
    record(tree / "build" / "record.jsonl", build.cell(NAME))
    record(tree / "build" / "wine" / "record.jsonl", build.cell(NAME), **WINE)
    done = observe(tree)
    assert done.returncode == 0, done.stderr
    assert "this is no Git tree" in done.stdout
    made = sorted(path.name for path in (tree / "reports" / "observed").iterdir())
    assert made == ["linux-gnu.txt", "wine-8.txt"]


@needs_a_unix
@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_the_script_says_what_changed(tree: Path, tmp_path: Path) -> None:
    def git(*args: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@x.invalid")
        subprocess.run(["git", *who, *args], cwd=tree, check=True, capture_output=True)

    good = record(tmp_path / "good one", build.cell(NAME))
    git("init", "-q")
    done = observe(tree, good.name, cwd=tmp_path)
    assert done.returncode == 0 and "?? reports/observed/" in done.stdout, done.stderr
    git("add", "reports/observed")
    git("commit", "-qm", "x")
    assert "nothing: all as committed" in observe(tree, good).stdout
    bad = record(tmp_path / "bad", build.cell(NAME, "signal", ()))
    assert "1 file changed, 1 insertion(+), 1 deletion(-)" in observe(tree, bad).stdout
    torn = build.write(tmp_path / "torn", build.run(), build.cell(NAME))
    done = observe(tree, torn)
    assert done.returncode == 2 and "is not to be a baseline" in done.stderr
