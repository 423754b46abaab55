# SPDX-License-Identifier: MIT
"""Reads CSV strictly, by the grammar of RFC 4180 section 2 (and UTF-8, as RFC 7111 has it)."""
from __future__ import annotations

import re

FIELD = re.compile(r'"((?:[^"]|"")*)"|([^",\r\n]*)')


class Broken(Exception):
    """It is no CSV: the place and why."""


def parse(text: str) -> list[dict[str, str]]:
    """The records by the names of the header. Raises Broken."""
    rows: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        found = FIELD.match(text, at)
        assert found is not None
        rows[-1].append(found[2] if found[1] is None else found[1].replace('""', '"'))
        at = found.end()
        if text.startswith("\r\n", at):
            rows.append([])
            at += 2
        elif text.startswith(",", at):
            at += 1
            if at == len(text) or text.startswith("\r\n", at):
                rows[-1].append("")
                at += 2 * (at < len(text))
                rows.append([])
        else:
            raise Broken(f"after {text[:at][-40:]!r} comes {text[at:][:20]!r}")
    if rows.pop():
        raise Broken("the last line does not end")
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise Broken(f"rows of different lengths: {sorted({len(row) for row in rows})}")
    if len(set(rows[0])) != len(rows[0]):
        raise Broken("a column twice")
    return [dict(zip(rows[0], row)) for row in rows[1:]]
