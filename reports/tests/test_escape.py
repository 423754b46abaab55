# SPDX-License-Identifier: MIT
"""Hostile text comes out as itself, on one line, and is nothing but text."""
from __future__ import annotations

import random
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from reports.escape import LONGEST, Markdown, code, text, visible, quiet, quiet_html

from .page import plain

HOSTILE = [
    "<script>alert(1)</script>",
    "a|b",
    "a\\|b",
    "`x`",
    "``",
    "**bold** _it_ ~~no~~",
    "[x](javascript:1)",
    "![i](http://e.x/i.png)",
    "<!-- c",
    "</details>",
    "&amp; &#124; &lt;",
    "# head",
    "- item",
    "1. one",
    "=== x",
    "> quote",
    "a\nb\r\n\r\nc",
    "{{ 7*7 }} {% x %}",
    "www.e.x",
    "$x$",
    "\\",
    "|",
    "-",
    "+",
    "www.|",
    "http://a|b",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("escape", [text, code])
def test_a_reader_sees_the_text_itself(value: str, escape: object) -> None:
    out = escape(value)  # type: ignore[operator]
    assert plain(out) == visible(value)
    assert "\n" not in out
    assert "|" not in out
    assert "<" not in re.sub(r"</?code>|<https?://[^\s<>|]*>", "", out)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x00b", "a␀b"),
        ("a\x7fb\x9bc", "a<U+007F>b<U+009B>c"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2028b", "a<U+2028>b"),
        ("a\ud800b", "a<U+D800>b"),
        ("  a \t\n b ", "a b"),
        ("é 漢", "é 漢"),
        ("x" * 5000, "x" * LONGEST + "..."),
    ],
)
def test_the_invisible_is_named(value: str, seen: str) -> None:
    assert visible(value) == seen
    assert text(value).encode("utf-8")


def test_an_address_becomes_a_link_without_what_follows_it() -> None:
    assert (
        text("see https://bugs.e.x/a_b?c=1&d=2#e. Then")
        == "see <https://bugs.e.x/a_b?c=1&amp;d=2#e>. Then"
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_other_addresses_do_not(address: str) -> None:
    assert "<" not in text(address)


@pytest.mark.parametrize("start", ["#", "##", "-", "+", "---", "1.", "23)", "==="])
def test_text_begins_no_block(start: str) -> None:
    """In a list item a heading, a list or a rule could begin."""
    assert re.match(r"\d*\\", text(start))
    assert re.match(r"\d*\\", text(f"{start} x"))


def test_numbers_need_no_escape() -> None:
    assert [text("1.5 ms"), text("-7"), text("(1)")] == ["1.5 ms", "-7", "(1)"]


def test_markdown_is_not_escaped_twice() -> None:
    assert text(text("a_b")) == "a\\_b"
    assert text(Markdown("**x**")) == "**x**"


def test_numbers_and_none_are_text() -> None:
    assert [text(7), text(-1), text(None)] == ["7", "-1", "None"]


class Seen(HTMLParser):
    """The tags of a page, and the text of its table cells and list items."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag in ("td", "li"):
            self.inside = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "li")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[-1] += data


@pytest.mark.skipif(not shutil.which("cmark-gfm"), reason="needs cmark-gfm (apt install cmark-gfm)")
@pytest.mark.parametrize("seed", range(5))
def test_a_real_renderer_shows_the_text_itself(seed: int) -> None:
    chance = random.Random(seed)
    pieces = HOSTILE + [
        " ",
        "a",
        "_",
        "*",
        "`",
        "[",
        "](",
        "<b>",
        "https://a.b/c_d?e=f&copy=1",
        "me@e.x",
        "\x1b",
    ]
    items = ["".join(chance.choices(pieces, k=chance.randint(1, 8))) for _ in range(60)]
    page = "| a | b |\n|---|---|\n" + "".join(f"| {text(i)} | {code(i)} |\n" for i in items)
    page += "\nend\n\n" + "".join(f"- {text(i)}\n" for i in items)
    options = [
        word for name in ("table", "autolink", "strikethrough", "tasklist") for word in ("-e", name)
    ]
    done = subprocess.run(
        ["cmark-gfm", "--unsafe", *options], input=page.encode(), capture_output=True, check=True
    )
    seen = Seen(done.stdout.decode())
    shown = [visible(i) for i in items]
    assert [cell.strip() for cell in seen.cells] == [s for s in shown for _ in "ab"] + shown
    assert seen.tags <= {"table", "thead", "tbody", "tr", "th", "td", "code", "a", "p", "ul", "li"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ask @someone", "ask @\u200bsomeone"),
        ("see #12, a@b", "see #\u200b12, a@\u200bb"),
        ("a|1", "a&#124;1"),
        ("# 1 @ x", "\\# 1 @ x"),
        ("https://e.x/@a#1 @a", "<https://e.x/@a#1> @\u200ba"),
    ],
)
def test_quiet_text_mentions_nobody(value: str, expected: str) -> None:
    assert quiet(value) == expected


def test_quiet_html_is_text() -> None:
    assert quiet_html("<b>@a #1 'x'\x00") == "&lt;b&gt;@\u200ba #\u200b1 &#x27;x&#x27;\u2400"
