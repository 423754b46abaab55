# SPDX-License-Identifier: MIT
"""index.html: the words of its tables."""
from __future__ import annotations

from pathlib import Path

import pytest

from reports import axes
from reports.site import answers, signs
from reports.survey import survey

from . import build
from .document import Node, read
from .links import broken
from .pages import claim, elsewhere, written

SAME = {"ruling": "refuted", "note": "since 8.0"}
ONCE = {"ruling": "refuted", "note": "a fault"}
STATED = [
    claim("tty.good", "console/{plain,job}/sigterm/*", linux_gnu="holds", windows="holds", macos="absent"),
    claim("tty.bad", "console/*/sigterm/none", "bare/plain/sigint", linux_gnu="holds", windows="refuted"),
    claim("tty.known", "console/plain/sigterm/none", linux_gnu="holds"),
    claim("tty.same", "console/plain/sigterm/none", linux_gnu="holds"),
    claim("exit.mixed", linux_gnu="holds"),
    claim("exit.gone", linux_gnu="holds"),
    claim("exit.absent", linux_gnu="absent", windows="holds"),
    claim("exit.open", linux_gnu="holds"),
    claim("exit.new", linux_gnu="holds"),
]
VERDICTS = [
    build.verdict("tty.good"),
    build.verdict("tty.bad", ruling="refuted", as_expected=False),
    build.verdict("tty.known", ruling="refuted", known=SAME),
    build.verdict("tty.same", ruling="refuted", known=SAME),
    build.verdict("exit.mixed", ruling="mixed", as_expected=False, because="1 of 3 rounds differs"),
    build.verdict("exit.gone", ruling="holds", as_expected=False, known=ONCE),
    build.verdict("exit.absent", expect="absent", ruling="absent", exhibit=None),
    build.verdict("exit.open", ruling="untested", known=SAME, exhibit=None),
]
CELL = build.cell("console/plain/sigterm/none", "signal", ())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("front")
    flaky = build.verdict("tty.good", ruling="refuted")
    old = build.whole(folder / "old", flaky, id="r0", started="2026-01-01")
    return written(folder, build.whole(folder / "new", CELL, *VERDICTS), old, stated=STATED)


@pytest.fixture(scope="module")
def page(root: Path) -> Node:
    return read(root / "index.html")


def test_what_was_run(page: Node) -> None:
    assert page.all("table", class_="wide")[0].rows() == [
        [
            "platform",
            "version",
            "lastwords",
            "newest run",
            "runs",
            "cells observed",
            "claims",
            "before you believe it",
        ],
        [
            "linux-gnu",
            "Debian 12",
            "0.1.0",
            "2026-01-31T12:00:00Z",
            "2",
            "1",
            "3 of 6 decided claims are as expected; 1 untested, 1 not applicable.",
            "nothing to add",
        ],
    ]


def test_claims(page: Node) -> None:
    assert page.at("claims").rows() == [
        [
            "claim",
            "linux-gnu Debian 12",
            "macos documented, not yet observed",
            "windows documented, not yet observed",
        ],
        ["exit 5 claims"],
        ["Title of exit.mixed exit.mixed", "≠ mixed1 not as expected", "? unknown", "? unknown"],
        ["Title of exit.gone exit.gone", "✔ holds2 not as expected", "? unknown", "? unknown"],
        ["Title of exit.absent exit.absent", "– not applicable", "? unknown", "✔ holds"],
        ["Title of exit.open exit.open", "○ untested", "? unknown", "? unknown"],
        ["Title of exit.new exit.new", "? unknown", "? unknown", "? unknown"],
        ["tty 4 claims"],
        ["Title of tty.good tty.good", "✔ holds flaky (1 of 2)", "– not applicable", "✔ holds"],
        ["Title of tty.bad tty.bad", "✘ refuted not as expected", "? unknown", "✘ refuted"],
        ["Title of tty.known tty.known", "✘ refuted3", "? unknown", "? unknown"],
        ["Title of tty.same tty.same", "✘ refuted3", "? unknown", "? unknown"],
    ]


def test_notes_lead_there_and_back(page: Node) -> None:
    assert [item.text for item in page.all("ol", class_="notes")[0].all("li")] == [
        "Mixed: 1 of 3 rounds differs ↩ back to exit.mixed",
        "Not seen any more (holds): a fault ↩ back to exit.gone",
        "since 8.0 ↩ back to tty.known, ↩ back to tty.same",
    ]
    assert [link.attrs["href"] for link in page.at("note-3").all("a")] == ["#tty.known", "#tty.same"]
    assert [link.attrs["href"] for link in page.at("claims").all("a") if link.text == "3"] == ["#note-3"] * 2


def test_what_the_filter_knows(page: Node) -> None:
    found = [row for row in page.at("claims").all("tr") if "data-family" in row.attrs]
    rows = {row.all("th")[0].attrs["id"]: row for row in found}
    known = axes.load().words
    plain, job = (str(list(known["launch"]).index(id)) for id in ("plain", "job"))
    assert rows["tty.good"].attrs["data-family"] == "tty"
    assert rows["tty.good"].attrs["data-launch"] == f"{plain} {job}"
    assert rows["tty.bad"].attrs["data-launch"] == f"*;{plain}"
    assert rows["tty.bad"].attrs["data-delivery"] == "1;0"
    assert rows["tty.good"].attrs["data-ruling"] == "h f 0 0h 0f 1n 2 2h"
    assert rows["tty.bad"].attrs["data-ruling"] == "r x 0 0r 0x 1q 2 2r"
    assert rows["tty.known"].attrs["data-ruling"] == "r k 0 0r 0k 1q 2q"


def test_every_word_is_explained(page: Node) -> None:
    legend = next(node for node in page.all("section") if node.attrs.get("aria-labelledby") == "legend")
    words = {row[0] for table in legend.all("table") for row in table.rows()}
    for sign in (*signs.RULINGS.values(), *signs.STATEMENTS.values()):
        assert f"{sign.sign} {sign.word}" in words
    assert {"not as expected", "known deviation", "flaky (k of n)", "documented"} <= words


def test_links(root: Path) -> None:
    assert broken(root, elsewhere) == []


def statement(page: Node, id: str) -> list[str]:
    rows = page.all("table", class_="statements")[0].rows()
    return next(row for row in rows if row[0].startswith(f"{id}:"))


def test_statements(tmp_path: Path) -> None:
    ids = ("exit.return-from-main-runs-all", "runtime.main-return-runs-all", "tty.interrupt-is-sigint")
    system = dict.fromkeys(("kernel", "libc", "machine")) | {"distribution": "Wine 8.0"}
    linux = build.whole(
        tmp_path / "l",
        build.verdict("exit.return-from-main-runs-all"),
        build.verdict("runtime.main-return-runs-all", ruling="absent"),
        build.verdict("exit.atexit-never-on-term", ruling="refuted"),
    )
    refuted = build.verdict("runtime.main-return-runs-all", ruling="refuted")
    other = build.whole(tmp_path / "w", refuted, platform="wine", os=system)
    page = read(written(tmp_path, linux, other, stated=[claim(id) for id in ids]) / "index.html")
    assert statement(page, "A1")[1:] == ["≠ differs seen on linux-gnu, wine", "✔ holds", "✘ refuted"]
    assert statement(page, "W2")[1:] == ["? unknown"] * 3
    assert statement(page, "P3")[1:] == ["? unknown", "– not applicable", "– not applicable"]
    said = statement(page, "A1")[0]
    assert said.endswith("holds with exit.return-from-main-runs-all, runtime.main-return-runs-all")


def test_no_record_at_all(tmp_path: Path) -> None:
    root = written(tmp_path, stated=STATED)
    page = read(root / "index.html")
    assert "No record was given: all that is shown is documented, not observed." in page.text
    assert page.at("claims").rows()[0] == [
        "claim",
        "linux-gnu documented, not yet observed",
        "macos documented, not yet observed",
        "windows documented, not yet observed",
    ]
    assert statement(page, "L1")[1] == "? unknown"
    assert "No record was given." in read(root / "runs.html").text
    assert broken(root, elsewhere) == []


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([], "No claim was judged."),
        ([build.verdict()], "1 of 1 decided claims are as expected."),
        (
            [
                build.verdict("a.b", ruling="blocked"),
                build.verdict("a.c", ruling="absent", as_expected=False),
            ],
            "No claim was decided; 1 not decided and not as expected, 1 not applicable, 1 blocked.",
        ),
    ],
)
def test_headline(verdicts: list[build.Json], said: str, tmp_path: Path) -> None:
    record = build.whole(tmp_path / "r", *verdicts)
    column = survey([record], lambda skipped: None, axes.load()).columns[0]
    assert answers.headline(column) == said


def test_what_is_missing_is_said_beside_the_headline(tmp_path: Path) -> None:
    lines = [
        build.cell("console/plain/sigint/none", "alive", (), basis="deadline"),
        build.blocked("console/plain/kill/none", "worker", 32, "the worker is gone"),
        build.blocked("console/plain/sigterm/none"),
        build.verdict(),
    ]
    record = build.write(tmp_path / "r", build.run(filters=["console"]), *lines, tail='{"torn')
    page = read(written(tmp_path, record, stated=[]) / "index.html")
    assert page.all("table", class_="wide")[0].rows()[1][-1] == (
        "The run did not come to its end: cells and claims may be missing."
        " Only a part of the matrix was run: the runs page has the filters."
        " 1 cell blocked by a fault of the harness, which is no verdict."
        " 1 cell ended by the deadline only: what did not happen there proves nothing."
        " 1 broken line of its records read past."
    )


def test_shards(tmp_path: Path) -> None:
    record = build.whole(tmp_path / "r", build.verdict(), shard="2/3")
    page = read(written(tmp_path, record, stated=[]) / "index.html")
    assert "Of shards (2/3: 2 of 3 are missing)" in page.all("table", class_="wide")[0].rows()[1][-1]
