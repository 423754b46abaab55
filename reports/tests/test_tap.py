# SPDX-License-Identifier: MIT
"""TAP 14: a stream that a strict reader takes, with the directives used as they are meant."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports.tap import render

from . import build, every
from .tap_stream import Broken, Point, parse


def points(*paths: Path) -> dict[str, Point]:
    """By description up to the title."""
    found = parse(render(every.read(*paths)))
    return {point.description.partition(" - ")[0]: point for point in found}


@pytest.fixture
def stream(tmp_path: Path) -> dict[str, Point]:
    return points(build.whole(tmp_path / "r", *every.EVERY))


@pytest.mark.parametrize(
    ("claim", "ok", "directive"),
    [
        ("tty.good", True, None),
        ("tty.refuted", True, None),
        ("tty.open", True, None),
        ("tty.bad", False, None),
        ("tty.both", False, None),
        ("tty.untested", True, "SKIP"),
        ("tty.absent", True, "SKIP"),
        ("kill.machine", True, "SKIP"),
        ("kill.fault", True, "SKIP"),
        ("kill.known", False, "TODO"),
        ("kill.gone", False, None),
    ],
)
def test_every_ruling_has_its_point(
    stream: dict[str, Point], claim: str, ok: bool, directive: str | None
) -> None:
    point = stream[f"linux-gnu: {claim}"]
    assert (point.ok, point.directive) == (ok, directive)


def test_directives_give_their_reason(stream: dict[str, Point]) -> None:
    assert stream["linux-gnu: kill.known"].why == "known deviation: since # 8.0"
    assert stream["linux-gnu: kill.fault"].why == f"blocked by a fault of the harness: {every.FAULT}"
    assert stream["linux-gnu: tty.untested"].why == "untested, expected holds: none of its cells was run"


def test_a_block_says_what_was_claimed_and_how_to_see_it_again(stream: dict[str, Point]) -> None:
    block = stream["linux-gnu: tty.bad"].block
    assert block["says"] == "Closing the terminal is SIGHUP for its session leader."
    assert (block["ruling"], block["expected"], block["cells"]) == ("refuted", "holds", 12)
    assert block["repeat"] == "lastwords run console/new-console/tty-close/handler-flag"
    assert block["sources"] == ["https://man7.org/linux/man-pages/man7/signal.7.html#DESCRIPTION"]


def test_faults_fail_the_stream_but_no_claim(stream: dict[str, Point]) -> None:
    record = stream["linux-gnu: the record is whole"]
    assert record.fails
    assert record.block["missing"] == ["1 cell blocked by a fault of the harness"]
    failing = [name.removeprefix("linux-gnu: ") for name, point in stream.items() if point.fails]
    assert failing == ["the record is whole", "kill.gone", "tty.bad", "tty.both"]


def test_several_platforms_runs_and_shards(tmp_path: Path) -> None:
    found = points(*every.records(tmp_path))
    assert found["wine (Wine 8.0): tty.bad"].fails and found["wine (Wine 10.0): tty.bad"].fails
    assert found["linux-gnu: tty.both"].fails
    assert not found["linux-gnu: the record is whole"].fails
    assert found["macos: the record is whole"].fails


def test_hostile_text_is_text(tmp_path: Path) -> None:
    lines = every.hostile()
    path = build.whole(tmp_path / "r", *lines, **every.hostile_run())
    found = parse(render(every.read(path)))
    assert len(found) == 1 + sum(line["type"] == "verdict" for line in lines)
    assert all("# SKIP \\# TODO" in point.description for point in found)
    assert {point.block["cells"] for point in found[1:]} == {every.HUGE}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TAP version 14", "TAP version 13"),
        ("1..12", "1..13"),
        ("1..12\n", ""),
        ("ok 2 - ", "ok 3 - "),
        ("ok 2 - ", "OK 2 - "),
        (" # SKIP untested", " # LATER untested"),
        (" # SKIP untested", " #SKIP untested"),
        ("since \\# 8.0", "since \\8.0"),
        ("  ...\n", ""),
        ("  ---\n", "---\n"),
        ('  ruling: "refuted"', "  ruling: {"),
        ("  ruling: ", "  says: "),
        ("Closing", "Clos\x1bing"),
        ("linux-gnu: tty.good", "linux-gnu # tty.good"),
    ],
)
def test_the_reader_refuses(tmp_path: Path, old: str, new: str) -> None:
    text = render(every.read(build.whole(tmp_path / "r", *every.EVERY)))
    assert old in text
    with pytest.raises(Broken):
        parse(text.replace(old, new))
