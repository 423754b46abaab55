# SPDX-License-Identifier: MIT
"""claim/<family>.html: what is said of each claim."""
from __future__ import annotations

from pathlib import Path

import pytest

from . import build
from .document import Node, read
from .pages import claim, elsewhere, written
from .links import broken

NAME = "console/plain/sigterm/none"
STATED = [
    claim("tty.one", article=("A1", "Z9"), linux_gnu="holds", windows="absent"),
    claim("tty.two", linux_gnu="holds"),
    claim("exit.three", linux_gnu="holds"),
]
VERDICTS = [
    build.verdict(
        "tty.one",
        ruling="refuted",
        as_expected=False,
        cells=7,
        blocked=2,
        because="it went on",
        exhibit=NAME,
        known={"ruling": "mixed", "note": "seen once"},
    ),
    build.verdict(
        "old.left",
        sources=["javascript:alert(1)", "https://e.x/a b", "data:text/html,x", "http://e.x/#a"],
        exhibit="console/plain/kill/none",
        expect=None,
    ),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("families")
    old = build.whole(folder / "old", build.verdict("tty.one"), id="r0", started="2025-01-01")
    return written(folder, build.whole(folder / "new", build.cell(NAME), *VERDICTS), old, stated=STATED)


@pytest.fixture(scope="module")
def tty(root: Path) -> Node:
    return read(root / "claim" / "tty.html")


def test_every_column_has_its_row(tty: Node) -> None:
    assert tty.at("tty.one").all("table")[0].rows() == [
        ["platform", "expected", "ruling", "cells", "blocked", "because", "exhibit"],
        [
            "linux-gnu Debian 12",
            "mixed (known deviation)",
            "✘ refuted not as expected flaky (1 of 2)",
            "7",
            "2",
            "it went on Known deviation (mixed): Not seen any more (refuted): seen once"
            " Flaky: 1 of the last 2 records ruled otherwise than usual.",
            NAME,
        ],
        ["windows documented, not yet observed", "not applicable", "not yet observed"],
    ]
    assert tty.at("tty.two").all("table")[0].rows()[1:] == [
        ["linux-gnu Debian 12", "holds", "? unknown: no record of it judged this claim"],
        ["windows documented, not yet observed", "not stated", "not yet observed"],
    ]


def test_what_it_says_and_where_it_belongs(tty: Node) -> None:
    said = [text.text for text in tty.at("tty.one").all("p")]
    assert said == [
        "tty.one among all claims",
        "What tty.one says.",
        "It speaks of the article's A1: An atexit function runs when the program ends by itself."
        " Z9, which it does not have.",
    ]


def test_the_exhibit_is_shown_and_can_be_repeated(tty: Node) -> None:
    one = tty.at("tty.one")
    assert one.all("figcaption")[0].text == f"linux-gnu: Debian 12: {NAME}"
    assert one.all("title")[0].text == f"Timeline of {NAME}"
    assert [code.text for code in one.all("pre")[0].all("code")] == [
        f"lastwords run {NAME}",
        "lastwords judge RECORD --claim tty.one",
    ]
    assert tty.at("tty.two").all("figure") == []


def test_only_the_web_is_linked(root: Path) -> None:
    left = read(root / "claim" / "old.html").at("old.left")
    sources = left.all("ul", class_="sources")[0]
    assert [item.text for item in sources.all("li")] == VERDICTS[1]["sources"]
    assert [link.attrs["href"] for link in sources.all("a")] == ["http://e.x/#a"]


def test_an_exhibit_that_no_record_has_is_no_link(root: Path) -> None:
    left = read(root / "claim" / "old.html").at("old.left")
    assert left.all("table")[0].rows()[1][1::5] == ["not stated", "console/plain/kill/none"]
    assert not [link for link in left.all("a") if link.text == "console/plain/kill/none"]


def test_families_lead_to_each_other(root: Path, tty: Node) -> None:
    families = tty.all("nav", class_="families")[0].all("a")
    assert [link.text for link in families] == ["exit", "old", "tty"]
    assert [link.text for link in families if link.attrs.get("aria-current")] == ["tty"]
    assert broken(root, elsewhere) == []
