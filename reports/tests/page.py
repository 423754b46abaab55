# SPDX-License-Identifier: MIT
"""Reads a Markdown page back, so that tests compare words and not style."""
from __future__ import annotations

import html
import re


def plain(markdown: str) -> str:
    """What a reader sees of a piece of Markdown."""
    out = []
    for i, part in enumerate(re.split(r"`([^`]*)`(?<!\\`)", markdown.strip())):
        if i % 2 == 0:
            part = re.sub(r"</?code>|\*\*", "", part)
            part = re.sub(r"<(https?://[^>]*)>", r"\1", part)
            part = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", part))
        out.append(part)
    return "".join(out)


def section(page: str, heading: str) -> str:
    """The text under a heading, up to the next heading of its level or above."""
    lines = page.splitlines()
    heads = [i for i, line in enumerate(lines) if re.fullmatch(rf"#+ {re.escape(heading)}", line)]
    assert heads, f"no heading {heading!r} in the page"
    level = len(lines[heads[0]].split()[0])
    body = []
    for line in lines[heads[0] + 1 :]:
        if re.match(rf"#{{1,{level}}} ", line):
            break
        body.append(line)
    return "\n".join(body)


def tables(text: str) -> list[list[dict[str, str]]]:
    """Every table as rows of header -> what a reader sees; all rows have all columns."""
    found: list[list[dict[str, str]]] = []
    lines = text.splitlines()
    for i, line in enumerate(lines):
        if not re.fullmatch(r"\|(:?-+:?\|)+", line):
            continue
        head = [plain(cell) for cell in lines[i - 1].strip("|").split("|")]
        rows = []
        for row in lines[i + 1 :]:
            if not row.startswith("|"):
                break
            cells = row[1:-1].split("|")
            assert len(cells) == len(head), f"{len(cells)} cells under {len(head)} columns: {row}"
            rows.append(dict(zip(head, map(plain, cells))))
        found.append(rows)
    return found


def table(page: str, heading: str) -> list[dict[str, str]]:
    """The first table under a heading."""
    return tables(section(page, heading))[0]
