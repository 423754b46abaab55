# SPDX-License-Identifier: MIT
"""Records that went wrong: real lines of every type, changed as disks, editors, other versions and
people with bad intentions change them. The same number gives the same record. Knows no reader.
"""
from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).resolve().parents[2] / "harness" / "fuzz" / "seeds" / "record"
# Whoever lets one of these through without escaping it has a hole; see checks.py.
EVIL = (
    "<script>evil(1)</script>",
    '"><img src=x onerror=evil(1)>',
    "'-evil(1)-'",
    "</script><script>evil(1)",
    "]]><evil/>",
    "-->\n<evil>",
    "javascript:evil(1)",
    "=cmd|'/c evil'!A1",
    "\x00\x01\x1b[2J\x7f\x85\x9b2J",
    "\ud800 \udfff",
    "\u202eevil\u2066 \ufeff\u2028\uffff",
    "{{ 7*7 }}{% evil %}",
    "a|b`c*d_e[f](g)~h\\i#j",
    "../../../evil",
    "evil " * 3000,
    "# evil\nnot ok 1\n1..0\n",
    "",
    " ",
    "\u0661\u00b2\U0001d7d8",
)
NUMBERS = (0, 1, -1, 2**31, 2**32 - 1, 2**53 + 1, 2**63 - 1, -(2**63))
WORDS = ("holds", "refuted", "mixed", "untested", "absent", "blocked", "gone", "deadline", "alive", "wine")
ANYTHING: tuple[Any, ...] = (
    None, True, -1, 2**63, -(2**64), 10**400, 1e308, 0.5, "", "x", [], [[]], {}, {"a": []}, [None],
    {"": None}, ["x", 1],
)
# Whose words are a closed set: any other, and the line is none.
CLOSED = {
    "type", "format", "cell", "how", "basis", "step", "axis", "ruling", "expect", "exhibit", "os", "sent",
    "ns", "end",
}
# What only text can say; in place of this word.
RAW = (
    "NaN", "Infinity", "-Infinity", "1e999", "9" * 5000, "-0", "0.0", "1E2", '"\\ud800"',
    "[" * 5000 + "]" * 5000, "[" * 800 + "]" * 800, '{"a":' * 400 + "0" + "}" * 400,
)
PLACE = "@raw@"
GARBAGE = (
    b"", b" ", b"null", b"[]", b'"x"', b"{", b"{}", b"\x00" * 50, b"\xff\xfe{}", b"\xef\xbb\xbf", b"\r",
    b"<script>evil(1)</script>", b"[" * 100_000, b'{"a":' * 3000, b'{"type":"ghost"}',
    b"x" * (1 << 20) + b"yz",
)


def _places(value: Any, depth: int = 6) -> list[tuple[Any, Any]]:
    """Every (container, key) of a line, where it is not nested deeper."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys if depth for place in ((value, key), *_places(value[key], depth - 1))]


def _same_kind(value: Any, dice: random.Random) -> Any:
    """Another value of the same type: the line stays one, but says something else."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return dice.choice(NUMBERS)
    if isinstance(value, str):
        return dice.choice((*EVIL, *WORDS, value + dice.choice(EVIL)))
    if isinstance(value, list):
        return value * dice.choice((0, 2, 40))
    if isinstance(value, dict):
        return value
    return dice.choice((None, *EVIL, *NUMBERS))


def _change(line: bytes, dice: random.Random, gently: bool) -> bytes:
    """One value of a line; what cannot be read or written as JSON stays as it is."""
    try:
        return _changed(line, dice, gently)
    except (ValueError, RecursionError):
        return line


def _changed(line: bytes, dice: random.Random, gently: bool) -> bytes:
    value = json.loads(line)
    places = [(inside, key) for inside, key in _places(value) if not gently or key not in CLOSED]
    if not places:
        return line
    container, key = dice.choice(places)
    raw = ""
    if gently:
        container[key] = _same_kind(container[key], dice)
    elif (way := dice.randrange(6)) == 0:
        del container[key]
    elif way == 1 and isinstance(container, dict):
        container[dice.choice((*EVIL, "unknown", "absent", "trouble", "found"))] = container[key]
    elif way == 2:
        container[key], raw = PLACE, dice.choice(RAW)
    elif way == 3 and isinstance(container, dict):
        container[PLACE], name = container[key], json.dumps(str(key)) + ": "
        twice = name + dice.choice(("null", "1", '"x"')) + "," + name
        text = json.dumps(value, ensure_ascii=dice.random() < 0.5)
        return text.replace(json.dumps(PLACE) + ": ", twice, 1).encode("utf-8", "replace")
    else:
        container[key] = dice.choice(ANYTHING)
    text = json.dumps(value, ensure_ascii=dice.random() < 0.5)
    return text.replace(json.dumps(PLACE), raw, 1).encode("utf-8", "surrogatepass")


def _cut(lines: list[bytes], dice: random.Random) -> None:
    i = dice.randrange(len(lines))
    lines[i] = lines[i][: dice.randrange(len(lines[i]) + 1)]


def _flip(lines: list[bytes], dice: random.Random) -> None:
    i = dice.randrange(len(lines))
    at = dice.randrange(len(lines[i]) + 1)
    new, gone = dice.randbytes(dice.choice((0, 1, 4))), dice.choice((0, 1, 5))
    lines[i] = lines[i][:at] + new + lines[i][at + gone :]


def _insert(lines: list[bytes], dice: random.Random) -> None:
    lines.insert(dice.randrange(len(lines) + 1), dice.choice(GARBAGE))


def _move(lines: list[bytes], dice: random.Random) -> None:
    line = dice.choice(lines)
    if dice.random() < 0.5:
        lines.remove(line)
    lines.insert(dice.randrange(len(lines) + 1), line)


def _again(lines: list[bytes], dice: random.Random) -> None:
    """Another run in the same file, perhaps of another platform, perhaps a shard of this one."""
    other = _seed(dice)
    if dice.random() < 0.5:
        other = [line.replace(b'"shard":null', b'"shard":"%d/3"' % dice.randrange(5)) for line in other]
    lines += other


DAMAGE: tuple[Callable[[list[bytes], random.Random], None], ...] = (_cut, _flip, _insert, _move, _again)


def _seed(dice: random.Random) -> list[bytes]:
    return dice.choice(sorted(SEEDS.iterdir())).read_bytes().splitlines()


def record(number: int) -> bytes:
    """The record of this number. Many can be read to their end: what is wrong is in the values."""
    dice = random.Random(number)
    lines = _seed(dice)
    if dice.random() < 0.3:
        _again(lines, dice)
    gently = dice.random() < 0.6
    for _ in range(dice.choice((1, 2, 5, 20))):
        if not gently and lines and dice.random() < 0.4:
            dice.choice(DAMAGE)(lines, dice)
        elif lines:
            i = dice.randrange(len(lines))
            lines[i] = _change(lines[i], dice, gently)
    end = dice.choice((b"\n", b"\n", b"\n", b"", b"\r\n"))
    return b"\n".join(lines) + end if dice.random() < 0.99 else b""
