# SPDX-License-Identifier: MIT
"""The picture of a cell: what it says, and that no words of it meet."""
from __future__ import annotations

import xml.etree.ElementTree as xml
from itertools import combinations, product
from typing import Any

import pytest

from reports.model import Cell
from reports.parse import parse
from reports.site import timeline as module
from reports.site.events import ROWS, words
from reports.site.timeline import CHAR, axis, timeline

from . import build

NAME = "console/plain/sigterm/handler-flag"
LONG = "a-rung-with-a-name-that-has-no-end-at-all-and-goes-on"


def cell(
    times: tuple[int | None, ...] = (), last: int = 2_000_000, rung: str = "atexit", **changes: Any
) -> Cell:
    marks = [{"rung": rung, "ns": ns, "pid": 7, "signal": None} for ns in times]
    ns = {"ready": 1, "first": None, "end": last, "total": 9}
    made = parse(build.cell(NAME, marks=marks, ns=ns, **changes))
    assert isinstance(made, Cell)
    return made


def test_words_say_it_in_its_order() -> None:
    made = parse(build.cell(NAME, rungs=("handler-entered", "main-tail")))
    assert isinstance(made, Cell)
    assert words(made) == (
        "0: sigterm sent. 1.00 µs: handler-entered SIGTERM. 2.00 µs: main-tail. 2.00 ms: end: exit 0."
        " It is over because the process and its descendants are gone."
    )


def test_title_and_description_say_the_same() -> None:
    root = xml.fromstring(timeline(cell((5,))))
    assert root.attrib["role"] == "img"
    assert [child.text for child in root[:2]] == [f"Timeline of {NAME}", words(cell((5,)))]


def test_marks_without_a_time_are_listed_apart() -> None:
    made = cell((None, 7, None), rung="stdio-flushed")
    assert "Without a time: stdio-flushed." in words(made)
    assert "Without a time: stdio-flushed." in timeline(made)
    assert "Without" not in timeline(cell((7,)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"end": build.end("signal")}, "end: signal SIGTERM"),
        ({"end": build.end("alive"), "basis": "deadline"}, "end: alive"),
        ({"end": build.end(code=0xC000013A)}, "end: exit 0xC000013A STATUS_CONTROL_C_EXIT"),
        ({"sent": {"ok": False, "error": 6, "calls": []}}, "sigterm refused: 6 ERROR_INVALID_HANDLE"),
    ],
)
def test_ends_and_refusals(changes: dict[str, Any], said: str) -> None:
    root = xml.fromstring(timeline(cell(**changes), "wine"))
    assert said in [text.text for text in root.iter("text")]


def test_several_processes_are_told_apart() -> None:
    marks = [{"rung": "atexit", "ns": 5, "pid": pid, "signal": None} for pid in (7, 8)]
    made = parse(build.cell(NAME, marks=marks))
    assert isinstance(made, Cell)
    assert "atexit (pid 8)" in words(made)


def test_many_marks_are_counted() -> None:
    assert "15 more marks are not shown" in timeline(cell(tuple(range(ROWS + 15))))


@pytest.mark.parametrize(
    ("times", "kind"), [((10, 200), "linear"), ((10, 251), "logarithmic"), ((), "linear")]
)
def test_the_axis_says_its_scale(times: tuple[int, ...], kind: str) -> None:
    assert axis(times).kind == kind
    assert f"{kind} axis" in timeline(cell(times, last=max(times, default=5)))


@pytest.mark.parametrize("times", [(1, 2), (3, 9_999_999), (2**63 - 1,), (1, 2**63 - 1), (-5, 0)])
def test_an_axis_keeps_the_order(times: tuple[int, ...]) -> None:
    scale = axis(times)
    places = [scale.x(time) for time in (*times, *scale.ticks)]
    assert all(module.LEFT <= place <= module.WIDTH - module.RIGHT for place in places)
    assert scale.x(times[0]) <= scale.x(times[-1])
    assert 2 <= len(scale.ticks) <= 9


def boxes(svg: str) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right, bottom of every text, as wide as it is counted."""
    found = []
    for text in xml.fromstring(svg).iter("text"):
        said, kind = text.text or "", text.get("class")
        x, y, width = float(text.attrib["x"]), float(text.attrib["y"]), CHAR * len(said)
        left = x - width if kind in ("when", "left") else x - width / 2 if kind == "tick" else x
        found.append((left, y - 9, left + width, y + 3, said))
    return found


SPREADS = {
    "even": [10**6 * (i + 1) for i in range(12)],
    "doubling": [1000 * 2**i for i in range(12)],
    "at once": [10**6] * 12,
    "wide": [10**i for i in range(12)],
    "before": [-5, 0, 0, 1] * 3,
    "huge": [2**63 - 1 - i for i in range(12)],
}


@pytest.mark.parametrize(("spread", "count", "rung"), product(SPREADS, (0, 1, 2, 6, 12), ("atexit", LONG)))
def test_no_words_meet_and_none_leave_the_picture(spread: str, count: int, rung: str) -> None:
    times = tuple(SPREADS[spread][:count])
    svg = timeline(cell((*times, None), last=max((*times, 1)), rung=rung))
    height = float(xml.fromstring(svg).attrib["height"])
    found = boxes(svg)
    for left, top, right, bottom, said in found:
        assert 0 <= left and right <= module.WIDTH and 0 <= top and bottom <= height, said
    for one, other in combinations(found, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_what_a_record_made_up_is_text() -> None:
    evil = '<script>"&\x1b\x00\u202e\ud800]]>'
    svg = timeline(cell((5, None), rung=evil), evil)
    assert "<script" not in svg and "\x1b" not in svg
    xml.fromstring(svg)
