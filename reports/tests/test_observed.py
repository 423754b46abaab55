# SPDX-License-Identifier: MIT
"""The text of a baseline: the same for the same observations, another for every other."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports.model import CellName
from reports.observed import Seen, observed
from reports.outcome import Row

from . import build

NAME = "console/plain/ctrl-c/none"
BOTH = ["blocked at deliver", "blocked at ground"]
TAIL = "; sent; heard -; ran -"


def text(folder: Path, *lines: build.Json) -> str:
    path = folder / "r.jsonl"
    build.write(path, build.run(platform="wine"), *lines)
    return observed([path], lambda skipped: None)


def test_one_line_a_cell_sorted_below_its_platform(tmp_path: Path) -> None:
    cells = [build.cell("console/plain/kill/none"), build.cell("bare/plain/kill/none")]
    lines = text(tmp_path, *cells).splitlines()
    assert lines[0].startswith("# wine: ")
    assert [line.split(":")[0] for line in lines[1:]] == ["bare/plain/kill/none", "console/plain/kill/none"]
    assert text(tmp_path, *reversed(cells)) == "\n".join(lines) + "\n"


def test_rounds_that_agree_are_one_line_and_others_two(tmp_path: Path) -> None:
    same = [build.cell(NAME, round=0), build.cell(NAME, round=1)]
    assert len(text(tmp_path, *same).splitlines()) == 2
    other = [build.cell(NAME, round=0), build.cell(NAME, "alive", (), round=1, rescued=True)]
    assert len(text(tmp_path, *other).splitlines()) == 3


def test_times_change_nothing_and_what_was_seen_does(tmp_path: Path) -> None:
    cell = build.cell(NAME)
    later = cell | {"ns": {key: 5 for key in cell["ns"]}}
    assert text(tmp_path, later) == text(tmp_path, cell)
    for change in ({"ran": []}, {"heard": ["SIGINT"]}, {"end": build.end(code=0xC000013A)}):
        assert text(tmp_path, cell | change) != text(tmp_path, cell)


def test_an_exit_code_of_the_system_is_in_hex(tmp_path: Path) -> None:
    assert "exit 0xc000013a;" in text(tmp_path, build.cell(NAME) | {"end": build.end(code=0xC000013A)})


def test_what_was_seen_after_all_is_not_blocked(tmp_path: Path) -> None:
    for round in (0, 1):
        lines = text(tmp_path, build.blocked(NAME), build.cell(NAME, round=round)).splitlines()
        assert len(lines) == 2 and "blocked" not in lines[1]


def seen(**words: list[str]) -> Seen:
    """Cells by their launch."""
    found = Seen()
    for launch, many in words.items():
        for one in many:
            found.take(Row(CellName("console", launch, "kill", "none"), one))
    return found


@pytest.mark.parametrize(
    ("older", "now", "then"),
    [
        (["exit 0" + TAIL], ["blocked at ground"], ["exit 0" + TAIL]),
        (["exit 0" + TAIL], ["blocked at deliver"], ["blocked at deliver"]),
        (["exit 0" + TAIL], BOTH, BOTH),
        (["blocked at deliver"], ["blocked at ground"], ["blocked at ground"]),
        (["exit 0" + TAIL, "exit 1" + TAIL], ["lost" + TAIL], ["exit 0" + TAIL, "exit 1" + TAIL]),
        (["alive" + TAIL], ["lost" + TAIL], ["lost" + TAIL]),
        (["exit 0; sent; heard X; ran -"], ["lost" + TAIL], ["lost" + TAIL]),
        (["lost" + TAIL], ["exit 0" + TAIL], ["exit 0" + TAIL]),
        (["exit 0" + TAIL], ["exit 1" + TAIL], ["exit 1" + TAIL]),
        ([], ["blocked at ground"], ["blocked at ground"]),
    ],
)
def test_only_what_cannot_be_looked_at_is_taken_from_an_older_baseline(
    older: list[str], now: list[str], then: list[str]
) -> None:
    new = seen(plain=now)
    assert new.complete(seen(plain=older, job=["exit 0" + TAIL])) == int(now != then)
    assert sorted(new.lines()) == sorted(seen(plain=then).lines())


def test_what_could_not_be_seen_is_said(tmp_path: Path) -> None:
    assert f"{NAME}: blocked at ground" in text(tmp_path, build.blocked(NAME))


def test_no_text_of_a_record_makes_a_line_of_its_own(tmp_path: Path) -> None:
    evil = "x\n# forged\rline\x00\x1b[2J\u2028\x85"
    cell = build.cell(NAME, "signal", (), heard=[evil], ran=[evil], end=build.end("signal", signal=evil))
    path = build.write(tmp_path / "evil", build.run(platform=evil, os=dict.fromkeys(build.run()["os"], evil)), cell)
    page = observed([path], lambda skipped: None)
    assert page.count("\n") == len(page.splitlines()) == 2
    assert all(char.isprintable() for char in page.replace("\n", ""))
