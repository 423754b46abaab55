# SPDX-License-Identifier: MIT
"""Records of shards are one run again: counted together, judged each by itself, and said so."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from reports import axes, view
from reports.markdown import render
from reports.summary import Summary, summarize_all

from . import build

NAME = "console/plain/sigterm/handler-flag"


def shards(folder: Path, *parts: tuple[str, list[build.Json]], **changes: object) -> list[Summary]:
    paths = [
        build.whole(folder / f"r{i}", *lines, shard=shard, **changes)
        for i, (shard, lines) in enumerate(parts)
    ]
    return summarize_all(paths, lambda skipped: None)


def two(folder: Path, first: list[build.Json], second: list[build.Json]) -> Summary:
    (summary,) = shards(folder, ("1/2", first), ("2/2", second))
    return summary


def test_cells_of_shards_are_counted_together(tmp_path: Path) -> None:
    rule = build.left_out("console/no-window/tty-close/*")
    same = [build.absent(), rule]
    summary = two(
        tmp_path,
        [*same, build.cell(NAME)],
        [*same, build.cell("console/plain/kill/none", "signal", ()), build.cell(NAME + "2")],
    )
    assert (summary.observed, summary.planned, summary.counted) == (3, 3, 3)
    assert summary.finished
    assert [group.count for group in summary.left_out.values()] == [1]
    assert len(summary.absents) == 1
    assert view.title(summary).endswith(", shards 1/2 and 2/2")


@pytest.mark.parametrize(
    ("first", "second", "together", "expected"),
    [
        ("holds", "holds", "holds", True),
        ("holds", "untested", "holds", True),
        ("untested", "refuted", "refuted", False),
        ("refuted", "holds", "refuted", False),
        ("mixed", "holds", "mixed", False),
        ("blocked", "holds", "blocked", True),
        ("absent", "untested", "absent", True),
        ("untested", "untested", "untested", True),
    ],
)
def test_a_counter_example_of_a_shard_counts(
    tmp_path: Path, first: str, second: str, together: str, expected: bool
) -> None:
    def verdict(ruling: str) -> build.Json:
        return build.verdict(ruling=ruling, as_expected=ruling not in ("refuted", "mixed"), cells=5)

    summary = two(tmp_path, [verdict(first)], [verdict(second)])
    (found,) = summary.verdicts.values()
    assert (found.ruling, found.as_expected, found.cells) == (together, expected, 10)
    assert summary.judged_twice == 0


def test_shards_that_are_missing_are_said(tmp_path: Path) -> None:
    (summary,) = shards(tmp_path, ("3/4", []), ("1/4", []))
    (said,) = view.caveats(summary)
    assert said.startswith("These are 2 shards of 4, and 2 of them are missing: each was judged by")
    assert said.endswith("lastwords judge r0 r1")


def test_all_shards_are_still_no_whole(tmp_path: Path) -> None:
    (said,) = view.caveats(two(tmp_path, [], []))
    assert said.startswith("These are 2 shards of 2: each was judged by itself")


def test_a_shard_that_did_not_come_to_its_end_is_said(tmp_path: Path) -> None:
    whole = build.whole(tmp_path / "a", shard="1/2")
    torn = build.write(tmp_path / "b", build.run(shard="2/2"), tail="{")
    (summary,) = summarize_all([whole, torn], lambda skipped: None)
    said = view.caveats(summary)
    assert said[0].startswith("The record has no last line")
    assert said[1] == "1 broken line of the files read past: b:2."


@pytest.mark.parametrize(
    "changes",
    [
        {"shard": "1/2"},
        {"shard": "2/3"},
        {"shard": None},
        {"shard": "2/2", "platform": "wine"},
        {"shard": "2/2", "rounds": 7},
        {"shard": "2/2", "tool": "9"},
        {"shard": "2/2", "filters": ["bare"]},
        {"shard": "2/2", "os": dict.fromkeys(("kernel", "libc", "distribution", "machine"))},
        {"shard": "none"},
    ],
)
def test_what_is_no_shard_of_it_stays_apart(tmp_path: Path, changes: dict[str, object]) -> None:
    paths = [
        build.whole(tmp_path / "a", shard="1/2"),
        build.whole(tmp_path / "b", **changes),
    ]
    assert len(summarize_all(paths, lambda skipped: None)) == 2


def test_shards_of_several_platforms_come_in_any_order(tmp_path: Path) -> None:
    paths = [
        build.whole(tmp_path / f"{platform}{shard}", platform=platform, shard=f"{shard}/2")
        for shard in (1, 2)
        for platform in ("linux-gnu", "wine")
    ]
    found = summarize_all(paths, lambda skipped: None)
    assert [(s.run.platform, s.shards) for s in found] == [
        ("linux-gnu", ["1/2", "2/2"]),
        ("wine", ["1/2", "2/2"]),
    ]
    page = render(found, axes.load(), [])
    assert page.count("\n## ") == 3


def test_shards_in_one_file_are_one_run_too(tmp_path: Path) -> None:
    path = tmp_path / "r"
    lines = [build.run(shard="1/2"), build.finish(0), build.run(shard="2/2"), build.finish(0)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (summary,) = summarize_all([path], lambda skipped: None)
    assert summary.shards == ["1/2", "2/2"]
