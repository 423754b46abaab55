# SPDX-License-Identifier: MIT
"""A database gives back what its records said: the same lines, the same pages."""
from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from reports import axes, source
from reports.database.load import Result, load
from reports.database.write import Fate
from reports.markdown import render
from reports.model import Line, Run
from reports.observed import observed
from reports.record import RecordError, Skipped
from reports.summary import summarize_all

from . import build
from .sample import LINES

NAME = "console/plain/sigterm/handler-flag"


def loaded(output: Path, *records: Path, readers: int = 0) -> list[Result]:
    return list(load(records, output, lambda: None, readers))


def take(path: Path, last: int = source.LAST) -> tuple[list[Line], list[Skipped]]:
    skipped: list[Skipped] = []
    return list(source.lines(path, skipped.append, last)), skipped


def page(paths: Sequence[Path], last: int = source.LAST) -> str:
    return render(summarize_all(paths, lambda skipped: None, last), axes.load())


def same(output: Path, *records: Path) -> None:
    """The lines, what was read past, the pages."""
    loaded(output, *records)
    lines, skipped = take(output)
    of_records = [take(record) for record in records]
    assert lines == [line for of_it, _ in of_records for line in of_it]
    assert skipped == [one for _, of_it in of_records for one in of_it]
    assert page([output]) == page(records)
    assert observed([output], skipped.append) == observed(records, skipped.append)


def hostile() -> list[build.Json]:
    """What the parser takes, and no program writes."""
    odd = "<script>\x00\x1b[2J\x7f\u202e\ud800 ]]> 'quote\" \U0001f480\n--"
    return [
        build.absent(id=odd, why=odd),
        build.left_out(f"{NAME}", odd),
        build.blocked(NAME, "worker", 2**63 - 1, odd),
        build.blocked(NAME, "worker", -(2**63), ""),
        build.cell(NAME, heard=[odd, ""], ran=[odd, "with space", odd]),
        build.cell(NAME, round=2**63 - 1, end=build.end(code=-(2**63), raw=2**63 - 1, signal=odd)),
        build.cell(NAME, marks=[{"rung": odd, "ns": -(2**63), "pid": -1, "signal": odd}] * 3),
        build.cell(
            NAME, marks=[{"rung": "a", "ns": None, "pid": pid, "signal": None} for pid in (7, 9, 7, 2**40)]
        ),
        build.cell(
            NAME, ns={"ready": -1, "first": 2**63 - 1, "end": -(2**63), "total": 0}, marks_lost=2**62
        ),
        build.cell(
            NAME, end=build.end(code=1.0), sent={"ok": False, "error": -5.0, "calls": []}, unknown={"a": [1]}
        ),
        build.cell(
            NAME, found=build.found(**{odd: True, "processes": 2**62, "window_class": odd, "runtime": ""})
        ),
        build.cell(NAME, wrapper=build.end("signal", signal=odd, raw=2**33)),
        build.verdict(odd, family=odd, title=odd, says=odd, because=odd, article=[odd], sources=[odd, odd]),
        build.verdict(known={"ruling": "mixed", "note": odd}, cells=2**62),
        build.finish(2**62, 2**61),
        build.finish(1),
    ]


def test_every_shape_comes_back_as_it_was(tmp_path: Path) -> None:
    shapes = [line for line in build.shapes().values() if line["type"] != "run"]
    same(tmp_path / "db", build.write(tmp_path / "r", build.run(), *shapes, *reversed(shapes)))


def test_the_sample_gives_the_same_page(tmp_path: Path) -> None:
    same(tmp_path / "db", build.whole(tmp_path / "r.jsonl", *LINES))


def test_hostile_lines_come_back_as_they_were(tmp_path: Path) -> None:
    odd = {
        "id": "\ud800\x00",
        "tool": "",
        "platform": "<b>",
        "started": "zzz",
        "filters": ["\ud800"],
        "shard": "\x00",
    }
    os = {"kernel": "\udfff", "libc": "", "distribution": "\x00|", "machine": None}
    deep: list[object] = []
    for _ in range(300):
        deep = [deep]
    facts = {"\ud800": 10**400, "inf": 1e308, "deep": deep, "": None, "z": 1, "a": 2}
    same(tmp_path / "db", build.write(tmp_path / "r", build.run(os=os, facts=facts, **odd), *hostile()))


def test_what_was_read_past_is_said_again(tmp_path: Path) -> None:
    first = build.write(
        tmp_path / "a.jsonl", build.run(id="a"), build.cell(NAME), tail='\n{"x":NaN}\n{"type":"ce'
    )
    second = tmp_path / "b.jsonl"
    second.write_text("\n\n" + first.read_text(encoding="utf-8").replace('"a"', '"b"', 1), encoding="utf-8")
    same(tmp_path / "db", first, second)
    assert len(take(tmp_path / "db")[1]) == 8


def test_shards_and_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    records = []
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        path = tmp_path / str(number) / "record.jsonl"
        torn = "" if number == 1 else '{"type"'
        lines = (
            build.run(id="x", shard=f"{number}/2"),
            build.cell(NAME, round=number),
            build.verdict(),
            build.finish(1),
        )
        records.append(build.write(path, *lines, tail=torn))
    same(tmp_path / "db", *records)


def test_several_runs_in_a_record(tmp_path: Path) -> None:
    lines = [(build.run(id=id, platform="wine"), build.cell(NAME), build.finish(1)) for id in "abc"]
    same(tmp_path / "db", build.write(tmp_path / "r", *(line for run in lines for line in run)))


def test_a_run_is_there_once(tmp_path: Path) -> None:
    record, output = build.whole(tmp_path / "r", *LINES), tmp_path / "db"
    assert [fate for result in loaded(output, record) for _, fate in result.runs] == [Fate.NEW]
    before = take(output)
    copy = tmp_path / "copy"
    copy.write_bytes(record.read_bytes())
    assert [fate for result in loaded(output, record, copy) for _, fate in result.runs] == [Fate.SAME] * 2
    assert take(output) == before


def test_the_rest_of_a_run_replaces_its_part_and_nothing_replaces_a_whole_run(tmp_path: Path) -> None:
    output = tmp_path / "db"
    part = build.write(tmp_path / "part", build.run(), build.cell(NAME))
    whole = build.write(
        tmp_path / "whole", build.run(), build.cell(NAME), build.cell(NAME, round=1), build.finish(2)
    )
    other = build.write(tmp_path / "other", build.run(), *[build.cell(NAME)] * 9, build.finish(9))
    fates = [fate for result in loaded(output, part, whole, part, other) for _, fate in result.runs]
    assert fates == [Fate.NEW, Fate.LONGER, Fate.OTHER, Fate.OTHER]
    assert take(output)[0] == take(whole)[0]


def test_a_run_longer_than_a_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.database.chunk.ROWS", 3)
    record, output = build.whole(tmp_path / "r", *LINES, id="long"), tmp_path / "db"
    after = build.whole(tmp_path / "after", *LINES, id="after")
    other = build.whole(tmp_path / "other", *LINES, *LINES, id="long")
    same(output, record, after)
    before = take(output)
    fates = [fate for result in loaded(output, record, other, after) for _, fate in result.runs]
    assert fates == [Fate.SAME, Fate.OTHER, Fate.SAME]
    assert take(output) == before


def test_only_the_newest_of_each_kind_of_machine(tmp_path: Path) -> None:
    records = []
    for hour in (5, 1, 9, 3):
        for distribution in ("Debian 12", None):
            id, started = f"{hour}-{distribution}", f"2026-01-31T{hour:02}:00:00Z"
            os = build.run()["os"] | {"distribution": distribution}
            records.append(build.whole(tmp_path / id, build.cell(NAME), id=id, started=started, os=os))
    output = tmp_path / "db"
    loaded(output, *records)
    runs = [line.id for line in take(output, 2)[0] if isinstance(line, Run)]
    assert runs == ["5-Debian 12", "5-None", "9-Debian 12", "9-None"]
    assert source.older(output, 2) == 4
    assert source.older(output) == source.older(records[0]) == 0
    newest = [records[i] for i in (0, 1, 4, 5)]
    assert page([output], 2) == page(newest)


def test_runs_of_a_database_have_their_own_lines(tmp_path: Path) -> None:
    records = [build.whole(tmp_path / id, build.cell(NAME), id=id) for id in "ab"]
    loaded(tmp_path / "db", *records)
    found = [
        (run.id, len(list(lines))) for run, lines in source.runs([tmp_path / "db"], lambda skipped: None)
    ]
    assert found == [("a", 2), ("b", 2)]


def test_the_same_records_give_the_same_database_whoever_reads_them(tmp_path: Path) -> None:
    records = [build.whole(tmp_path / f"{id}.jsonl", *LINES, *hostile()[:-2], id=id) for id in "abcdef"]
    records[2].write_text("no record", encoding="utf-8")
    results = [
        loaded(tmp_path / name, *records, readers=readers) for name, readers in (("x", 0), ("y", 0), ("z", 2))
    ]
    assert results[0] == results[1] == results[2]
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes() == (tmp_path / "z").read_bytes()


def test_an_empty_database_is_no_source(tmp_path: Path) -> None:
    loaded(tmp_path / "db")
    with pytest.raises(RecordError, match="holds no run\n  Try: python3 -m reports db"):
        take(tmp_path / "db")


def test_the_tables_are_as_they_are_documented(tmp_path: Path) -> None:
    loaded(tmp_path / "db", build.whole(tmp_path / "r", *LINES))
    with closing(sqlite3.connect(tmp_path / "db")) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        )
        assert {name for name, strict in tables if not strict} == {"sqlite_schema", "sqlite_stat1"}
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
