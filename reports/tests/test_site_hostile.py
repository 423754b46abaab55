# SPDX-License-Identifier: MIT
"""The pages of a record that would like to be more than text."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from . import build
from .document import read
from .links import broken
from .pages import claim, elsewhere, written

EVIL = "</style></title><script>a()</script><img src=x onerror=b()>\"'"
EVIL += " \n{{ 7*7 }} \x1b[2J \x00 \u202e \ud800 &lt;"
PATHS = ("../../outside", "/tmp/outside", "..", "", "a/b", "con\x00", "x" * 300, "ä", "main")
NAME = "console/plain/sigterm/none"


def lines() -> list[build.Json]:
    huge = 2**63 - 1
    marks = [{"rung": EVIL, "ns": ns, "pid": huge, "signal": EVIL} for ns in (None, -huge, 0, huge)]
    sent = {"ok": False, "error": -1, "calls": [{"call": EVIL, "value": huge, "error": -huge, "ns": huge}]}
    usual = {
        "title": EVIL,
        "says": EVIL,
        "article": [EVIL],
        "sources": [EVIL, "javascript:alert(1)", "https://e.x/\"onclick=a()", "https://e.x/<b>"],
        "because": EVIL,
        "as_expected": False,
        "known": {"ruling": "holds", "note": EVIL},
        "cells": huge,
        "blocked": huge,
        "exhibit": NAME,
    }
    return [
        build.absent(id=EVIL, why=EVIL),
        build.cell(
            NAME,
            marks=marks,
            sent=sent,
            heard=[EVIL],
            ran=[EVIL],
            end=build.end("signal", signal=EVIL, code=huge, raw=huge),
            ns={"ready": huge, "first": huge, "end": huge, "total": huge},
        ),
        build.blocked("console/plain/kill/none", "stage", huge, EVIL),
        build.left_out("console/*/twice/none", EVIL),
        build.verdict(EVIL, family=EVIL, **usual),
        build.verdict("tty.one", family=EVIL, **usual | {"ruling": "mixed"}),
        *(build.verdict(text, family=text, **usual) for text in PATHS),
        *(build.verdict(f"f{i}.b", family=text, **usual) for i, text in enumerate(PATHS)),
    ]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    system = dict.fromkeys(("kernel", "libc", "distribution", "machine"), EVIL)
    record = build.whole(
        folder / "r",
        *lines(),
        id=EVIL,
        tool=EVIL,
        platform=EVIL,
        started=EVIL,
        shard=EVIL,
        filters=[EVIL],
        os=system,
        rounds=2**63 - 1,
        facts={EVIL: [EVIL], "deep": {"x": EVIL}},
    )
    return written(folder, record, stated=[claim("tty.one", linux_gnu="holds")])


def ours(root: Path) -> list[Path]:
    """The pages of these modules; others test theirs."""
    return [root / "index.html", root / "runs.html", *sorted((root / "claim").iterdir())]


def test_text_stays_text(root: Path) -> None:
    for path in ours(root):
        text = path.read_text(encoding="utf-8")
        page = read(path)
        scripts = [script.attrs["src"].rpartition("/")[2] for script in page.all("script")]
        assert scripts == ["report.js"], path
        assert not page.all("img") and not page.all("iframe"), path
        assert all(char.isprintable() for char in text.replace("\n", "")), path
        assert "a()" in page.text, path
        assert "{{ 7*7 }}" in page.text, path


def test_styles_are_not_left(root: Path) -> None:
    style = read(root / "index.html").all("style")[0].text
    assert "script" in style  # its letters are there
    assert not set(style) & set("<>'&") and style.count("{") == style.count("}")


def test_no_file_outside_and_no_name_that_is_none(root: Path) -> None:
    names = [path.name for path in (root / "claim").rglob("*")]
    assert all(re.fullmatch(r"(tty|main|x-[0-9a-f]{16})\.html", name) for name in names)
    assert len(names) == len(PATHS) + 2
    assert sorted(path.name for path in root.parent.iterdir()) == ["r", "site"]


def test_links_lead_to_the_web_or_to_what_is_there(root: Path) -> None:
    assert broken(root, elsewhere) == []
    for path in ours(root):
        for link in read(path).all("a"):
            href = link.attrs["href"]
            assert not re.match(r"[a-z]+:", href) or href.startswith("https://"), href


@pytest.mark.parametrize("link", ["gone.html", "index.html#gone", "../site/gone", "javascript:a()", "//e.x/"])
def test_the_checker_finds_what_is_broken(link: str, tmp_path: Path) -> None:
    page = f'<a id="here" href="{link}">x</a><a href="#here">y</a>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert len(broken(tmp_path)) == 1


def test_the_checker_finds_ids_twice(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<p id="a"></p><p id="a"></p><p id="b c"></p>', encoding="utf-8")
    assert broken(tmp_path) == [
        "index.html: 2 elements have the id 'a'",
        "index.html: the id 'b c' is no name",
    ]
