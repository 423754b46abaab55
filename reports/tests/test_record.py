# SPDX-License-Identifier: MIT
"""Reading: what is broken is read past with a word, what is wrong is an error with a place."""
from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from reports.model import Absent, Blocked, Cell, Finish, LeftOut, Line, Run, Verdict
from reports.record import LINE_MAX, RecordError, Skipped, read

from . import build

NAME = "console/plain/sigterm/handler-flag"


def take(path: Path) -> tuple[list[Line], list[Skipped]]:
    skipped: list[Skipped] = []
    return list(read(path, skipped.append)), skipped


def test_every_shape_becomes_its_class(tmp_path: Path) -> None:
    path = build.write(tmp_path / "r", build.run(), *build.shapes().values())
    lines, skipped = take(path)
    classes = [
        *[Run] * 5,
        Absent,
        *[Cell] * 6,
        LeftOut,
        Blocked,
        Verdict,
        Verdict,
        Verdict,
        Finish,
    ]
    assert [type(line) for line in lines] == classes
    assert skipped == []


def test_a_cell_keeps_what_the_record_says(tmp_path: Path) -> None:
    line = build.cell(
        NAME, "signal", ("handler-entered",), wrapper=build.end("exit", code=3, raw=768)
    )
    path = build.whole(tmp_path / "r", line)
    cell = take(path)[0][1]
    assert isinstance(cell, Cell)
    assert cell.name == ("console", "plain", "sigterm", "handler-flag")
    assert (cell.end.how, cell.end.signal, cell.end.raw) == ("signal", "SIGTERM", 15)
    assert cell.wrapper is not None and (cell.wrapper.code, cell.wrapper.raw) == (3, 768)
    assert (cell.rescued, cell.marks_lost, cell.basis) == (False, 0, "gone")
    assert (cell.marks[0].rung, cell.marks[0].ns, cell.heard) == (
        "handler-entered",
        1000,
        ("SIGTERM",),
    )


def test_a_cell_of_windows_keeps_what_the_record_says(tmp_path: Path) -> None:
    line = build.cell(
        NAME,
        found=build.found(ctrl_c_ignored=True, processes=3, window_class="ConsoleWindowClass"),
        end=build.end(code=0xC000013A, raw=0xC000013A),
    )
    cell = take(build.whole(tmp_path / "r", line))[0][1]
    assert isinstance(cell, Cell) and cell.found is not None
    assert cell.found.facts == {
        "console": True,
        "window": False,
        "leader": False,
        "ctrl-c-ignored": True,
    }
    assert (cell.found.processes, cell.found.window_class) == (3, "ConsoleWindowClass")
    assert (cell.found.runtime, cell.end.code) == ("ucrt", 3221225786)


def test_a_torn_last_line_is_read_past(tmp_path: Path) -> None:
    torn = json.dumps(build.cell(NAME))[:70]
    path = build.write(tmp_path / "r", build.run(), build.cell(NAME), tail=torn)
    lines, skipped = take(path)
    assert [type(line) for line in lines] == [Run, Cell]
    assert [one.line for one in skipped] == [3]
    assert f"{path}:3: the last line is torn" in str(skipped[0])


def test_a_last_line_without_newline_counts_when_it_is_whole(tmp_path: Path) -> None:
    path = build.write(tmp_path / "r", build.run(), tail=json.dumps(build.finish(0)))
    lines, skipped = take(path)
    assert [type(line) for line in lines] == [Run, Finish]
    assert skipped == []


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"type":"cell",\n', "not JSON"),
        (b"\n", "empty"),
        (b"\xff\xfe{}\n", "not UTF-8"),
        (b"\x00\x00\x00\n", "not JSON"),
        (b"[" * 100000 + b"\n", "nested too deeply"),
        (b'{"x":NaN}\n', "not JSON"),
        (b"1" * 5000 + b"\n", "not JSON"),
        (b'"' + b"x" * (3 * LINE_MAX) + b'"\n', "longer than"),
    ],
    ids=["cut", "empty", "utf-16", "zeros", "deep", "nan", "digits", "long"],
)
def test_a_broken_line_is_read_past(tmp_path: Path, raw: bytes, why: str) -> None:
    path = tmp_path / "r"
    first, last = (json.dumps(line).encode() + b"\n" for line in (build.run(), build.finish(0)))
    path.write_bytes(first + raw + last)
    lines, skipped = take(path)
    assert [type(line) for line in lines] == [Run, Finish]
    assert [(one.line, one.path) for one in skipped] == [(2, path)]
    assert why in skipped[0].why


def test_windows_line_ends_and_byte_order_mark_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "r"
    text = "\r\n".join(json.dumps(line) for line in (build.run(), build.finish(0))) + "\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    lines, skipped = take(path)
    assert [type(line) for line in lines] == [Run, Finish]
    assert skipped == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            build.cell(NAME, basis="hope"),
            'basis must be one of gone, fence, quiet, deadline, but is "hope"',
        ),
        (build.cell(NAME, basis=["gone"]), 'basis must be text, but is ["gone"]'),
        (build.cell(NAME, marks={}), "marks must be a list, but is {}"),
        (build.cell(NAME, marks=[7]), "marks[0] must be an object, but is 7"),
        (build.cell(NAME, ran=[1]), "ran must be a list of texts"),
        (build.cell(NAME, end="exit"), 'end must be an object, but is "exit"'),
        (build.cell(NAME, end=build.end(code="0")), 'end.code must be a whole number, but is "0"'),
        (
            build.cell(NAME, end=build.end(code=True)),
            "end.code must be a whole number, but is true",
        ),
        (build.cell(NAME, end=build.end(raw=2**64)), "end.raw must be a whole number from"),
        (build.cell(NAME, end=build.end(raw=1.5)), "end.raw must be a whole number, but is 1.5"),
        (build.cell(NAME, end=build.end("signal", signal=9)), "end.signal must be text, but is 9"),
        (
            build.cell(NAME, found=build.found(console="yes")),
            'found.console must be true or false, but is "yes"',
        ),
        (build.cell(NAME, found=build.found(processes=-1)), "found.processes must be a whole"),
        (build.cell(NAME, found=build.found(runtime=7)), "found.runtime must be text, but is 7"),
        (build.run(filters="*"), 'filters must be a list, but is "*"'),
        (build.cell(NAME, rescued="yes"), 'rescued must be true or false, but is "yes"'),
        (build.cell("console/plain"), "cell must be probe/launch/delivery/responder"),
        (build.cell("console/plain/*/none"), "cell must be probe/launch/delivery/responder"),
        (build.cell("<b>/plain/kill/none"), "cell must be probe/launch/delivery/responder"),
        (build.cell(f"{NAME}; reboot"), "cell must be probe/launch/delivery/responder"),
        (build.cell(f"{NAME}\n"), "cell must be probe/launch/delivery/responder"),
        (build.blocked(NAME, step="fate"), "trouble.step must be one of ground"),
        (build.verdict(exhibit="rm -rf /"), "exhibit must be probe/launch/delivery/responder"),
        (build.verdict(ruling="true"), "ruling must be one of holds"),
        (build.verdict(as_expected=None), "as_expected must be true or false, but is null"),
        (build.run(format="lastwords/2"), "format must be lastwords/1"),
        (build.run(rounds=0), "rounds must be a whole number from 1"),
        ({"type": "ghost"}, "type must be one of run, absent, cell, verdict, end"),
        ({"type": ["run"]}, "type must be text"),
        ({"cell": NAME}, "type is missing"),
        ([1, 2], "a line must be an object, but is [1, 2]"),
    ],
)
def test_a_wrong_value_is_an_error_with_place_and_hint(
    tmp_path: Path, line: Any, says: str
) -> None:
    path = build.write(tmp_path / "r", build.run(), line)
    with pytest.raises(RecordError) as caught:
        take(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert says in str(caught.value)
    assert f"Try: python3 -m reports validate {path}" in str(caught.value)


def test_the_error_names_the_cell_it_is_about(tmp_path: Path) -> None:
    path = build.write(tmp_path / "r", build.run(), build.cell(NAME, heard=None))
    with pytest.raises(RecordError, match=f"cell {NAME}: heard must be a list, but is null"):
        take(path)


def test_a_message_holds_no_control_character_and_no_novel(tmp_path: Path) -> None:
    path = build.write(
        tmp_path / "r", build.run(), build.cell(NAME, basis="\x1b[2J\x7f\x9b" + "x" * 9999)
    )
    with pytest.raises(RecordError) as caught:
        take(path)
    message = str(caught.value).replace("\n", " ")
    assert message.isprintable()
    assert len(message) < 400


@pytest.mark.parametrize(
    ("lines", "says"),
    [([], "holds no run"), ([build.cell(NAME), build.run()], ":1: comes before any run line")],
)
def test_a_record_begins_with_its_run(tmp_path: Path, lines: list[Any], says: str) -> None:
    path = build.write(tmp_path / "r", *lines)
    with pytest.raises(RecordError, match=says):
        take(path)


def test_memory_does_not_grow_with_the_record(tmp_path: Path) -> None:
    path = tmp_path / "r"
    line = json.dumps(build.cell(NAME)) + "\n"
    path.write_text(json.dumps(build.run()) + "\n" + line * 5000, encoding="utf-8")
    tracemalloc.start()
    count = sum(1 for _ in read(path, lambda skipped: None))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5001
    assert peak < 500_000 < path.stat().st_size
