# SPDX-License-Identifier: MIT
"""Which records are judged together, and what is said where that cannot be."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports.shards import groups, merged

from . import build


def shard(folder: Path, name: str, shard: str | None, **changes: object) -> Path:
    path = folder / name
    build.whole(path, build.cell("console/plain/sigterm/none"), shard=shard, **changes)
    return path


def test_complete_plans_are_together_and_the_order_is_kept(tmp_path: Path) -> None:
    one, two = shard(tmp_path, "one", "1/2"), shard(tmp_path, "two", "2/2")
    other, alone = shard(tmp_path, "other", "1/2", tool="0.2"), shard(tmp_path, "alone", None)
    assert groups([alone, two, other, one]) == [[alone], [two, one], [other]]


def test_the_same_shard_twice_is_no_plan(tmp_path: Path) -> None:
    one, again = shard(tmp_path, "one", "1/2"), shard(tmp_path, "again", "1/2")
    assert groups([one, again]) == [[one], [again]]


def test_what_is_no_record_is_left_to_its_reader(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello\n")
    paths = [tmp_path / "text", tmp_path / "none", tmp_path]
    assert groups(paths) == [[path] for path in paths]


@pytest.mark.parametrize("program", ["/nowhere/lastwords", "false"])
def test_without_a_judge_shards_stay_apart_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setenv("LASTWORDS", program)
    paths = [shard(tmp_path, "one", "1/2"), shard(tmp_path, "two", "2/2")]
    said: list[str] = []
    with merged(paths, said.append) as found:
        assert found == paths
    assert len(said) == 1 and "stay apart" in said[0]
