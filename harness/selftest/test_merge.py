# SPDX-License-Identifier: MIT
"""lastwords judge --record: the shards of a plan give the record that the whole plan gave."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from harness import PART, Line, Run, call, read, run

SHARDS = 3
ONCE = ("run", "verdict", "end")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(tmp_path_factory.mktemp("whole") / "record", PART, "--rounds", 2)


def write(path: Path, lines: list[Line]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def dealt(folder: Path, lines: list[Line]) -> list[Path]:
    """The shards that would have seen the same: each with all that is said once, and its part of the cells; every cell
    with its rounds in one shard, and each shard in an order of its own."""
    header, end = lines[0], lines[-1]
    names = sorted({line["cell"] for line in lines if "round" in line})
    said = [line for line in lines if line["type"] not in ONCE and "round" not in line]
    shards = []
    for i in range(SHARDS):
        cells = [line for line in lines if "round" in line and names.index(line["cell"]) % SHARDS == i]
        Random(i).shuffle(cells)
        cells.sort(key=lambda line: line["round"])
        count = len({line["cell"] for line in cells})
        head = header | {"shard": f"{i + 1}/{SHARDS}", "cells": count, "id": f"shard-{i}"}
        blocked = sum("trouble" in line for line in cells)
        last = end | {"cells": len(cells), "blocked": blocked, "faults": 0, "unstable": 0, "ns": i}
        shards.append(write(folder / f"shard-{i}", [head, *said, *cells, last]))
    return shards


def verdicts(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line["type"] == "verdict"]


def key(line: Line) -> str:
    return json.dumps(line, sort_keys=True)


def test_shards_give_what_the_whole_gives(tmp_path: Path, whole: Run) -> None:
    shards = dealt(tmp_path, whole.lines)
    assert len({line["ruling"] for line in verdicts(whole.lines)}) > 2
    done = call("judge", *reversed(shards), "--record", tmp_path / "merged")
    merged = read(tmp_path / "merged")
    assert done.code == call("judge", *shards).code
    assert verdicts(merged) == verdicts(whole.lines)
    rest = [sorted((key(line) for line in lines[1:-1]), key=str) for lines in (merged, whole.lines)]
    assert rest[0] == rest[1]
    assert merged[0] | {"id": ""} == whole.lines[0] | {"id": ""}
    assert merged[-1]["cells"] == whole.lines[-1]["cells"] and merged[-1]["ns"] == sum(range(SHARDS))
    assert sorted(tmp_path.iterdir()) == sorted([*shards, tmp_path / "merged"])


def test_one_record_is_judged_again_in_place(tmp_path: Path, whole: Run) -> None:
    spoilt = [line | {"ruling": "mixed"} if line["type"] == "verdict" else line for line in whole.lines]
    path = write(tmp_path / "record", spoilt)
    call("judge", path, "--record", path)
    assert [key(line) for line in read(path)] == [key(line) for line in whole.lines]


def test_an_unfinished_shard_leaves_an_unfinished_whole(tmp_path: Path, whole: Run) -> None:
    shards = dealt(tmp_path, whole.lines)
    write(shards[1], read(shards[1])[:-1])
    call("judge", *shards, "--record", tmp_path / "merged")
    assert read(tmp_path / "merged")[-1]["type"] == "verdict"


def refused(tmp_path: Path, *arguments: object, why: str) -> None:
    kept = tmp_path / "kept"
    kept.write_text("measured before")
    done = call("judge", *arguments, "--record", kept)
    assert done.code == 2 and why in done.err and "Try:" in done.err, done.err
    assert kept.read_text() == "measured before" and not (tmp_path / "kept.part").exists()


def test_what_is_no_whole_is_refused(tmp_path: Path, whole: Run) -> None:
    shards = dealt(tmp_path, whole.lines)
    alone = write(tmp_path / "alone", whole.lines)
    refused(tmp_path, *shards[:2], why="shards are missing")
    refused(tmp_path, *shards, shards[0], why="a shard is there twice")
    refused(tmp_path, alone, alone, why="no shards of one")
    lines = read(shards[1])
    write(shards[1], [lines[0] | {"tool": "0.0.9"}, *lines[1:]])
    refused(tmp_path, *shards, why="different plans, versions or machines")
    refused(tmp_path, tmp_path / "none", why="No such file")


def test_no_room_leaves_nothing(tmp_path: Path, whole: Run) -> None:
    done = call("judge", write(tmp_path / "record", whole.lines), "--record", tmp_path / "no" / "place")
    assert done.code == 2 and "Try:" in done.err
