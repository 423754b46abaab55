# SPDX-License-Identifier: MIT
"""Text of a record made safe to stand in Markdown, in a table cell or a paragraph.

The record is written by programs that are being tested and may hold anything.
What could be markup, HTML, a cell border or an invisible character comes out as
itself, visible, on one line.
"""
from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 800
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "\\": "&#92;"}
ESCAPES |= {char: "\\" + char for char in "`*_[]~$"}
PLAIN_CODE = re.compile(r"[^\s`|\\<>&](?:[^\t`|\\<>&]*[^\s`|\\<>&])?")
ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*[A-Za-z0-9_/#=-]")
LINK = re.compile(r"(<https?://[^>]*>)")
CALL = re.compile(r"((?<!&)[@#])(?=\w)")  # "&#" begins an entity
BLOCK_START = re.compile(r"^(\d*)([-+=#.)])(?=[\s=#+-]|$)")


class Markdown(str):
    """Text that is Markdown already and is not escaped again."""


def visible(value: str, longest: int = LONGEST) -> str:
    """One line without control, format and lone surrogate characters: each is named instead.
    What remains may stand in XML 1.0, YAML and CSV as well."""
    if value.isascii() and value.isprintable() and len(value) < longest:
        return " ".join(value.split())
    out = []
    for char in " ".join(re.split(r"[ \t\r\n]+", value)).strip():
        kind = unicodedata.category(char)
        if kind in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            char = chr(0x2400 + ord(char)) if ord(char) < 0x20 else f"<U+{ord(char):04X}>"
        out.append(char)
        if len(out) >= longest:
            out.append("...")
            break
    return "".join(out)


def _literal(value: str) -> str:
    """No markup, no HTML, no cell border, and no link made of a bare address."""
    out = "".join(ESCAPES.get(char, char) for char in value)
    return out.replace("://", "\\://").replace("www.", "www\\.")


def _address(address: str) -> str:
    return "<" + address.replace("&", "&amp;") + ">"


def text(value: object) -> Markdown:
    """Any value as Markdown text; web addresses become links."""
    if isinstance(value, Markdown):
        return value
    line = visible(str(value))
    out, at = [], 0
    for match in ADDRESS.finditer(line):
        out += [_literal(line[at : match.start()]), _address(match[0])]
        at = match.end()
    out.append(_literal(line[at:]))
    return Markdown(BLOCK_START.sub(r"\1\\\2", "".join(out)))


def quiet(value: object) -> Markdown:
    """Text for a comment: @name mentions nobody there, and #1 refers to nothing."""
    parts = LINK.split(text(value))
    parts[::2] = [CALL.sub("\\1\u200b", part) for part in parts[::2]]
    return Markdown("".join(parts))


def quiet_html(value: object) -> str:
    """The same where Markdown's escapes mean nothing, as in <summary>."""
    return CALL.sub("\\1\u200b", html.escape(visible(str(value))))


def code(value: object) -> Markdown:
    """Any value as a code span."""
    line = visible(str(value))
    if PLAIN_CODE.fullmatch(line):
        return Markdown(f"`{line}`")
    return Markdown(f"<code>{_literal(line)}</code>")
