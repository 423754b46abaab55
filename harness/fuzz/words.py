#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The dictionary of the fuzz targets: every key and word of a record, every id, every option, and a few numbers and
pieces of JSON that readers stumble over. words.py SCHEMA AXES OPTIONS OUT"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ODD = [
    "null", "true", "false", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "4294967296",
    "1e308", "1e999", "0.5", "[]", "{}", '""', '"\\u001b[2J"', '"\\ud800"', '"\\u0000"', '"\\u202e"', "\x7f", "\u0085",
    "\u20ac", "\n", "{", "}", ",", "*", "/", "{,}", "**", ": ", "[[[[", "\ufeff",
]


def words(schema: object) -> Iterator[str]:
    """Keys of objects, and the values of const and enum."""
    if isinstance(schema, list):
        for value in schema:
            yield from words(value)
    if not isinstance(schema, dict):
        return
    yield from schema.get("properties", {})
    yield from (word for word in (schema.get("const"), *schema.get("enum", ())) if isinstance(word, str))
    for value in schema.values():
        yield from words(value)


def entry(text: str) -> str:
    """One line of a dictionary: https://llvm.org/docs/LibFuzzer.html#dictionaries"""
    return '"' + "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02X}" for byte in text.encode()
    ) + '"\n'


def main(schema: str, axes: str, options: str, out: str) -> None:
    found = set(ODD)
    found |= {f'"{word}"' for word in words(json.loads(Path(schema).read_text(encoding="utf-8")))}
    found |= set(re.findall(r'X\(\w+, "([^"]+)"', Path(axes).read_text(encoding="utf-8")))
    names = re.findall(r'\{"([a-z-]+)", \w+_argument', Path(options).read_text(encoding="utf-8"))
    found |= {f"--{name}" for name in names}
    Path(out).write_text("".join(entry(word) for word in sorted(found)), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
