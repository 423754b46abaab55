# SPDX-License-Identifier: MIT
"""The quick way and the parser agree on every line: what is taken, what is refused, and with which words."""
from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from reports.bench import generate
from reports.database.chunk import chunks
from reports.database.outcome import Prototype
from reports.database.quick import CUT, Quick, Seen
from reports.database.quick import seen as half
from reports.fields import FieldError
from reports.model import Cell, Line, Times
from reports.parse import parse
from reports.record import RecordError, follow

from . import build

NAME = "console/plain/sigterm/handler-flag"
COMPACT = (",", ":")
# Spellings of numbers, and of what is none.
NUMBERS = (
    b"0",
    b"7",
    b"-7",
    b"-0",
    b"007",
    b"1.0",
    b"1.5",
    b"1e3",
    b"1E400",
    b"null",
    b"true",
    b'"5"',
    b"[5]",
    b"{}",
    b"999999999999999999",
    b"100000000000000000",
    b"1000000000000000000",
    b"9223372036854775807",
    b"9223372036854775808",
    b"+5",
    b"5 ",
    b" 5",
    b"\t5",
    b"0x5",
    b"",
    b"NaN",
)
SCRAPS = (
    b'"',
    b"\\",
    b",",
    b"}",
    b"]",
    b'"ns":5,',
    b'\\"ns":5,',
    b"\xff",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\n",
    b" ",
    b"1",
)


def whole(taken: Seen | Line) -> Line:
    if not isinstance(taken, Seen):
        return taken
    round, *times = taken.head
    ns = Times(*times)  # type: ignore[arg-type]
    return Prototype(taken.outcome).make(taken.name, round, ns, taken.numbers)


def both(path: Path, quick: Quick | None) -> tuple[list[Line], list[str], str]:
    """Lines, what was read past, and the error that ended it."""
    skipped: list[str] = []
    lines: list[Line] = []
    known, learn = (quick.known, quick.learn) if quick else (lambda raw: None, lambda raw, line: line)
    try:
        for taken in follow(path, lambda one: skipped.append(str(one)), known, learn):
            lines.append(whole(taken))
    except RecordError as error:
        return lines, skipped, str(error)
    return lines, skipped, ""


def agree(path: Path, quick: Quick) -> None:
    """Twice: when it is new, and when all of it is known."""
    plain = both(path, None)
    assert both(path, quick) == plain
    assert both(path, quick) == plain


def mutated(raw: bytes, rng: random.Random) -> bytes:
    """The line with one thing changed: most are wrong then, some are not."""
    match rng.randrange(5):
        case 0:  # a number that is cut out
            numbers = list(CUT.finditer(raw))
            at = rng.choice(numbers).span(1) if numbers else (0, 0)
            return raw[: at[0]] + rng.choice(NUMBERS) + raw[at[1] :]
        case 1:
            at = rng.randrange(len(raw))
            return raw[:at] + rng.choice(SCRAPS) + raw[at:]
        case 2:
            at = rng.randrange(len(raw))
            return raw[:at] + raw[at + rng.randrange(1, 9) :]
        case 3:  # a key twice
            key = rng.choice((b"ns", b"pid", b"ready", b"first", b"end", b"round", b"send", b"total"))
            opening = [i for i, byte in enumerate(raw) if byte == ord("{")]
            at = rng.choice(opening) + 1 if opening else 0
            return raw[:at] + b'"' + key + b'":' + rng.choice(NUMBERS) + b"," + raw[at:]
    return bytes(
        rng.choice(b"0123456789") if byte in b"0123456789" and rng.random() < 0.3 else byte for byte in raw
    )


def lines_of(records: int, seed: int) -> list[bytes]:
    world = generate.World(60, 2, seed)
    return [line.encode() for number in range(records) for line in world.record(number, records)]


def test_known_lines_are_those_of_the_parser(tmp_path: Path) -> None:
    path = tmp_path / "r"
    path.write_bytes(b"".join(lines_of(10, 3)))
    quick = Quick()
    agree(path, quick)
    observed = [raw for raw in path.read_bytes().splitlines(keepends=True) if b'"basis"' in raw]
    assert all(isinstance(quick.known(raw), Seen) for raw in observed)
    assert len(quick.templates) < len(observed) / 2


@pytest.mark.parametrize("seed", range(4))
def test_mutated_lines_are_taken_or_refused_alike(tmp_path: Path, seed: int) -> None:
    rng, quick, path = random.Random(seed), Quick(), tmp_path / "r"
    lines = lines_of(5, seed)
    run = lines[0]
    cells = [line for line in lines if b'"basis"' in line]
    others = [line for line in lines if b'"basis"' not in line and b'"facts"' not in line]
    taken, refused = 0, 0
    for _ in range(150):
        line = rng.choice(cells) if rng.random() < 0.9 else rng.choice(others)
        path.write_bytes(run + line + mutated(line, rng) + line)
        agree(path, quick)
        found, _, error = both(path, quick)
        taken += len(found) == 4
        refused += error != ""
    assert taken > 20 and refused > 8


@pytest.mark.parametrize("name", build.shapes())
@pytest.mark.parametrize("style", [(", ", ": "), COMPACT], ids=["spaces", "compact"])
def test_every_shape_is_the_same_the_quick_way(tmp_path: Path, name: str, style: tuple[str, str]) -> None:
    shape = build.shapes()[name]
    path = tmp_path / "r"
    text = "".join(json.dumps(line, separators=style) + "\n" for line in (build.run(), shape, shape))
    path.write_text(text, encoding="utf-8")
    agree(path, Quick())


def test_a_number_that_looks_like_ours_is_not_taken_for_it(tmp_path: Path) -> None:
    """The parser is shown numbers from 10^17 on to see where it finds them: a line may hold them itself."""
    line = json.dumps(build.cell(NAME), separators=COMPACT)
    path = tmp_path / "r"
    variants = [
        line.replace('"ready":900000', '"ready":1e17'),
        line.replace('"ready":900000', '"ready":1e17').replace('"round":0', '"round":100000000000000000'),
        line.replace('"ready":900000', '"ready":1e17').replace('"round":0', '"round":5'),
        line.replace('"round":0', '"round":100000000000000000'),
        line.replace('"round":0', '"round":0,"round":3'),
        line.replace('"round":0', '"round":0,"x\\"ns":3'),
    ]
    path.write_text("".join(f"{text}\n" for text in (json.dumps(build.run()), *variants)), encoding="utf-8")
    agree(path, Quick())


def test_marks_of_several_processes_are_told_apart(tmp_path: Path) -> None:
    def line(*pids: int) -> build.Json:
        return build.cell(NAME, marks=[{"rung": "a", "ns": 1, "pid": pid, "signal": None} for pid in pids])

    path = build.write(
        tmp_path / "r", build.run(), *(line(*pids) for pids in ((1, 1), (1, 2), (3, 3), (3, 1), (2, 2)))
    )
    agree(path, Quick())


def test_a_line_before_the_run_is_refused_however_known_it_is(tmp_path: Path) -> None:
    quick = Quick()
    agree(build.write(tmp_path / "r", build.run(), build.cell(NAME), build.absent()), quick)
    path = build.write(tmp_path / "s", build.cell(NAME), build.run())
    assert "comes before any run line" in both(path, quick)[2]


def test_what_is_remembered_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.database.quick.MOST", 5)
    path = tmp_path / "r"
    path.write_bytes(b"".join(lines_of(5, 1)))
    quick = Quick()
    agree(path, quick)
    assert len(quick.templates) <= 5 and len(quick.lines) <= 5


def test_a_prototype_believes_nothing() -> None:
    good = half(parse(build.cell(NAME))).outcome  # type: ignore[arg-type]
    assert isinstance(Prototype(good).cell, Cell)
    for changes in (
        {"how": "fled"},
        {"basis": "hope"},
        {"marks": "[[1,2,3,4]]"},
        {"calls": "[1]"},
        {"ran": "{"},
    ):
        with pytest.raises((FieldError, ValueError, TypeError)):
            Prototype(good._replace(**changes))


def test_known_lines_are_quicker_than_parsed_ones(tmp_path: Path) -> None:
    """As a ratio, in one run; a slow moment is tried again."""
    path = tmp_path / "r"
    path.write_bytes(b"".join(lines_of(1, 1)[:100]) * 20)
    for _ in range(5):
        times = []
        for quick in (Quick(), None):
            if quick:
                sum(len(chunk.rows) for chunk in chunks(path, quick))
            start = time.process_time()
            if quick:
                sum(len(chunk.rows) for chunk in chunks(path, quick))
            else:
                sum(1 for _ in follow(path, lambda one: None, lambda raw: None, lambda raw, line: line))
            times.append(time.process_time() - start)
        if times[0] * 1.3 < times[1]:
            return
    pytest.fail(f"quick {times[0]:.3f} s, parser {times[1]:.3f} s")
