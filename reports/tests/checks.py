# SPDX-License-Identifier: MIT
"""What must hold of anything that a command wrote, whatever was in the record (see mutate.py)."""
from __future__ import annotations

import json
import re
import sqlite3
import xml.etree.ElementTree as ElementTree
from contextlib import closing
from pathlib import Path

# Text that acts: it may only come out escaped.
HOLES = re.compile(r"<script>evil|<img src=x|<evil|</script><script>|href=.?javascript:evil", re.IGNORECASE)
# A terminal obeys the first, a reader is fooled by the second: https://www.unicode.org/reports/tr36/
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
PAGES = {"markdown", "summary", "html"}
FILES = {".csv": "csv", ".tap": "tap", ".json": "compat"}  # what stands beside pages, by the command that makes it


def _is_xml(text: str) -> bool:
    return text.startswith(("<?xml", "<svg", "<testsuite"))


def text_problem(command: str, text: str) -> str | None:
    """What is wrong with one text, None if nothing is."""
    if command == "csv":
        text = text.replace("\r\n", "\n")  # so its lines end: RFC 4180, 2
    if found := CONTROL.search(text):
        return f"a control character: {found[0]!r} at {found.start()}"
    if text.startswith(("{", "[")):
        json.loads(text)  # raises ValueError
        return None
    if _is_xml(text):
        ElementTree.fromstring(text.encode())  # raises ParseError
    if _is_xml(text) or command in PAGES:
        if found := HOLES.search(text):
            return f"not escaped: {text[max(found.start() - 80, 0) : found.end() + 20]!r}"
        if found := BIDI.search(text):
            return f"reorders what is read: {found[0]!r}"
    return None


def problem(command: str, data: bytes) -> str | None:
    """The same of a file's bytes; pictures and databases are no text."""
    if data.startswith((b"\x89PNG", b"SQLite format 3\x00")):
        return None
    try:
        return text_problem(command, data.decode("utf-8"))
    except (ValueError, ElementTree.ParseError) as error:
        return f"{type(error).__name__}: {error}: {data[:300]!r}"


def is_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(15) == b"SQLite format 3"


def database_problem(path: Path) -> str | None:
    """Of a database: is it whole? https://www.sqlite.org/pragma.html#pragma_integrity_check"""
    if not is_database(path):
        return None
    with closing(sqlite3.connect(path)) as database:
        said = database.execute("pragma integrity_check").fetchone()[0]
    return None if said == "ok" else f"the database is not whole: {said}"


def folder_problem(command: str, output: Path) -> str | None:
    """Of all that stands at the output: a file, or a folder of them."""
    files = sorted(output.rglob("*")) if output.is_dir() else [output] if output.exists() else []
    for path in files:
        kind = FILES.get(path.suffix, command) if output.is_dir() else command
        if path.is_file() and (what := problem(kind, path.read_bytes()) or database_problem(path)):
            return f"{path.relative_to(output.parent)}: {what}"
    return None
