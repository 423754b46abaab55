# SPDX-License-Identifier: MIT
"""runs.html: runs, machines, and what there is no observation of."""
from __future__ import annotations

from pathlib import Path

import pytest

from . import build
from .document import Node, read
from .links import broken
from .pages import elsewhere, written

C = "console/plain"
FACTS = {"a": [1], "b": "x"}
LINES = [
    build.absent(),
    build.absent("launch", "suspended", "Windows only"),
    build.absent("probe", "gui", "Windows only"),
    build.cell(f"{C}/sigterm/none", "signal", ()),
    build.cell(f"{C}/sigint/none", "alive", (), basis="quiet"),
    build.left_out("console/no-window/tty-close/*"),
    build.left_out("console/detached/tty-close/*"),
    build.left_out("deaf/*/twice/*", "has no handler"),
    build.blocked(f"{C}/sighup/none"),
    build.blocked(f"{C}/sigquit/none"),
    build.blocked(f"{C}/kill/none", "worker", 32, "the worker is gone"),
    build.verdict(),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    new = build.whole(folder / "new", *LINES, rounds=2, filters=["console/*", "bare"], facts=FACTS)
    old = build.write(folder / "old", build.run(id="r0", started="2025-01-01", shard="1/2"), tail='{"torn')
    return written(folder, new, old, stated=[])


@pytest.fixture(scope="module")
def page(root: Path) -> Node:
    return read(root / "runs.html")


def rows(page: Node, caption: str) -> list[list[str]]:
    found = [table for table in page.all("table") if table.all("caption")[0].text == caption]
    assert len(found) == 1, caption
    return found[0].rows()


def test_runs(page: Node) -> None:
    table = rows(page, "Runs, the newest first")
    assert table[2] == [
        "2026-01-31T12:00:00Z r1",
        "0.1.0",
        "6.1.0-test, x86_64",
        "glibc 2.36",
        *("5", "2", "2", "2", "1"),
        *("1", "0", "1", "0"),
        "whole",
        "console/* bare",
        "123 ms",
    ]
    assert (table[3][0], table[3][-3:]) == (
        "2025-01-01 r0",
        ["1/2: 1 of 2 are missing", "none", "did not come to its end"],
    )
    assert len(table) == 4
    assert "1 broken line of these records read past." in page.text


def test_no_observation(page: Node) -> None:
    head = ["step", "error", "what", "cells", "for example"]
    assert rows(page, "Not offered by this machine") == [
        head,
        ["ground", "1", "no user namespaces", "2", f"{C}/sighup/none, {C}/sigquit/none"],
    ]
    assert rows(page, "Blocked by a fault of the harness") == [
        head,
        ["worker", "32", "the worker is gone", "1", f"{C}/kill/none"],
    ]


def test_left_out(page: Node) -> None:
    assert rows(page, "* stands for any")[1:] == [
        ["no terminal at this launch", "2", "console/detached/tty-close/*, console/no-window/tty-close/*"],
        ["has no handler", "1", "deaf/*/twice/*"],
    ]
    assert [row[:2] + row[3:] for row in rows(page, "What this platform does not have, and why")[1:]] == [
        ["probe", "gui", "Windows only"],
        ["launch", "conpty", "Windows only"],
        ["launch", "suspended", "Windows only"],
    ]


def test_facts(page: Node) -> None:
    table = rows(page, "Facts of the machine of the newest run")
    assert table == [["fact", "value"], ["a", "[1]"], ["b", "x"]]


def test_wine_gives_errors_their_names(tmp_path: Path) -> None:
    record = build.whole(tmp_path / "r", build.blocked(f"{C}/kill/none", "launch", 5), platform="wine")
    page = read(written(tmp_path, record, stated=[]) / "runs.html")
    assert rows(page, "Blocked by a fault of the harness")[1][:2] == ["launch", "5 ERROR_ACCESS_DENIED"]


def test_of_many_runs_the_newest(tmp_path: Path) -> None:
    records = [build.whole(tmp_path / f"{i:03}", id=f"r{i:03}", started=f"2026-{i:03}") for i in range(63)]
    page = read(written(tmp_path, *records, stated=[]) / "runs.html")
    table = rows(page, "Runs, the newest first")
    assert [table[2][0], table[-1][0], len(table)] == ["2026-062 r062", "2026-003 r003", 62]
    assert "And 3 older runs." in page.text


def test_links(root: Path) -> None:
    assert broken(root, elsewhere) == []
