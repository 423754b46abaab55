# SPDX-License-Identifier: MIT
"""matrix.html and the tables of responders. The records are made up."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.model import CellName, LeftOut
from reports.site.known import Knows, Seen
from reports.survey import Column, Key

from . import build, site
from .document import Node
from .links import broken
from .site import C, HEARD

TABLE = f"matrix/{C}.handler-flag.html"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site.sample(tmp_path_factory.mktemp("matrix"))


def _own(node: Node) -> str:
    """The id that a head begins with."""
    return str(node.children[0]).split()[0]


def squares(page: Node) -> dict[tuple[str, str], Node]:
    """(delivery, launch) -> the field of the table."""
    table = page.at("grid")
    launches = [_own(head) for head in table.all("thead")[0].all("tr")[-1].all("th")[1:]]
    found = {}
    for row in table.all("tr"):
        if row.all("td") and "id" in row.all("th")[0].attrs:
            assert len(row.all("td")) == len(launches)
            for launch, square in zip(launches, row.all("td")):
                found[_own(row.all("th")[0]), launch] = square
    return found


def chips(square: Node) -> list[str]:
    return [chip.text for chip in square.all("span")]


def said(square: Node) -> str:
    """The one chip, without how flaky it is."""
    (chip,) = chips(square)
    return chip.partition(" flaky")[0]


def notes(page: Node, node: Node) -> list[str]:
    """The reasons that a field or a head refers to."""
    anchors = [link.attrs["href"] for link in node.all("a") if link.attrs["href"].startswith("#n")]
    return [page.at(anchor[1:]).text for anchor in anchors]


def test_a_cell_has_a_chip_for_each_column_that_knows_it(root: Path) -> None:
    page = site.page(root, TABLE)
    found = squares(page)
    assert chips(found["sigterm", "plain"]) == ["gnu12 ✔ clean 6/6"]
    assert chips(found["sigterm", "new-group"]) == ["gnu12 ◔ cut 1/6"]
    assert chips(found["kill", "plain"]) == ["gnu12 ✘ killed 0/6", "wine8 ✘ killed 0/6"]
    assert chips(found["sigterm", "stopped"]) == ["gnu12 ‖ pending 0/6"]
    assert chips(found["sigterm", "no-window"]) == ["gnu12 □ blocked"]
    link = found["kill", "plain"].all("a")[0].attrs["href"]
    assert link == f"../cell/kill.html#{C}/plain/kill/handler-flag"


def test_what_the_system_does_itself_is_no_step_of_the_cleanup(root: Path) -> None:
    found = squares(site.page(root, f"matrix/{C}.none.html"))
    assert chips(found["kill", "plain"]) == ["gnu12 ✘ killed"]


def test_the_bar_is_full_only_where_all_ran_and_empty_only_where_nothing_did(root: Path) -> None:
    found = squares(site.page(root, TABLE))
    bars = {key: [bar.attrs["class"] for bar in square.all("i")] for key, square in found.items()}
    assert bars["sigterm", "plain"] == ["b8"]
    assert bars["sigterm", "new-group"] == ["b1"]
    assert bars["kill", "plain"] == ["b0", "b0"]
    lengths = [Seen((), ran, 100, None).eighths for ran in (0, 1, 50, 99, 100)]
    assert lengths == [0, 1, 4, 7, 8]


def test_what_only_the_deadline_ended_has_a_question_mark(root: Path) -> None:
    found = squares(site.page(root, TABLE))
    assert chips(found["kill", "new-group"]) == ["gnu12 ● alive? 1/6"]


def test_of_several_reasons_for_one_combination_always_the_same_is_given() -> None:
    name = CellName(C, "plain", "kill", "none")
    patterns = {LeftOut(name._replace(launch="*"), f"reason {number}") for number in range(9)}
    knows = Knows(Column(Key("linux-gnu", "12"), patterns=patterns), "gnu12")
    assert knows.why(name) == ("left out", "reason 8")


def test_a_combination_that_is_left_out_has_its_reason(root: Path) -> None:
    page = site.page(root, TABLE)
    square = squares(page)["kill", "stopped"]
    assert square.text.startswith("– ")
    assert "gnu12: left out: a stopped one is killed all the same" in notes(page, square)


def test_a_column_that_lacks_the_cell_beside_one_that_has_it_says_why(root: Path) -> None:
    page = site.page(root, TABLE)
    square = squares(page)["kill", "new-group"]
    assert notes(page, square) == ["wine8: left out: seen with the other launches"]


def test_what_a_platform_does_not_have_is_not_applicable(root: Path) -> None:
    page = site.page(root, TABLE)
    square = squares(page)["sigterm", "conpty"]
    assert square.text.startswith("not applicable ")
    assert notes(page, square) == [
        "gnu12: not applicable: no such launch: pseudo consoles are a Windows thing",
        f"wine8: not applicable: no such delivery: {site.POSIX}",
    ]
    assert notes(page, squares(page)["sigterm", "plain"]) == []  # the head has it
    assert notes(page, page.at("delivery-sigterm")) == [f"wine8: not applicable: no such delivery: {site.POSIX}"]
    assert notes(page, page.at("launch-conpty"))[0].startswith("gnu12: not applicable: no such launch")


def test_what_no_record_says_anything_about_is_unknown(root: Path) -> None:
    page = site.page(root, TABLE)
    square = squares(page)["kill", "sh-wrapped"]
    assert square.text.startswith("? ")
    assert "gnu12: unknown: no record says anything about it" in notes(page, square)


def test_what_several_platforms_have_comes_first(root: Path) -> None:
    page = site.page(root, TABLE)
    table = page.at("grid")
    assert [body.all("th")[0].text for body in table.all("tbody")] == [
        "on every platform here",
        "on linux-gnu",
        "on wine",
    ]
    assert [head.text for head in table.all("tr")[0].all("th")] == [
        "on every platform here",
        "on linux-gnu",
        "on wine",
    ]
    rows = [row for row in table.all("tr") if row.all("td")]
    deliveries = [head.attrs["id"] for row in rows for head in row.all("th", scope="row")]
    assert deliveries == ["delivery-kill", "delivery-sigterm", "delivery-ctrl-c"]


def test_a_column_without_a_cell_of_the_table_is_named_with_the_reason(root: Path) -> None:
    page = site.page(root, f"matrix/{C}.ctrl-handler-flag.html")
    said = [line.text for line in page.all("p") if "has no cell" in line.text]
    assert said == [
        "gnu12 has no cell of it: not applicable: no such responder: control handlers are a Windows thing."
    ]
    assert chips(squares(page)["ctrl-c", "plain"]) == ["wine8 ✔ clean 6/6"]


def test_rounds_that_disagree_are_shown_with_their_counts(tmp_path: Path) -> None:
    name = f"{C}/plain/sigterm/handler-flag"
    lines = [build.cell(name, round=round) for round in (0, 2)]
    lines += [build.cell(name, "signal", HEARD, round=1), build.cell(f"{C}/plain/kill/handler-flag", round=1)]
    root = site.report(tmp_path / "site", site.linux(tmp_path / "r.jsonl", *lines, rounds=3))
    found = squares(site.page(root, TABLE))
    assert said(found["sigterm", "plain"]) == "gnu12 ✔ clean 2, ◔ cut 1"
    assert chips(found["kill", "plain"]) == ["gnu12 ✔ clean 6/6"]
    assert chips(site.page(root, "matrix.html").all("td")[1]) == ["✔ clean 2", "◔ cut 1"]


@pytest.mark.parametrize("newest_first", [True, False])
def test_rounds_of_an_older_run_are_not_counted(tmp_path: Path, newest_first: bool) -> None:
    name, other = f"{C}/plain/sigterm/handler-flag", f"{C}/new-group/sigterm/handler-flag"
    seen = [(one, round) for one in (name, other) for round in (0, 1)]
    old = [build.cell(one, "signal", HEARD * round, round=round) for one, round in seen]
    new = [build.cell(name), build.cell(name, "signal", HEARD, round=1)]
    last = {"started": "2026-04-01T00:00:00Z"}
    records = [
        site.linux(tmp_path / "n.jsonl", *new, rounds=2, id="r2", started="2026-03-01T00:00:00Z"),
        site.linux(tmp_path / "o.jsonl", *old, rounds=2),
        site.linux(tmp_path / "p.jsonl", build.cell(other), id="r3", **last),
    ]
    records = records if newest_first else records[::-1]
    found = squares(site.page(site.report(tmp_path / "site", *records), TABLE))
    assert said(found["sigterm", "plain"]) == "gnu12 ✔ clean 1, ◔ cut 1"
    assert said(found["sigterm", "new-group"]) == "gnu12 ✔ clean 6/6"


def test_a_cell_that_was_otherwise_in_another_record_is_flaky(tmp_path: Path) -> None:
    name = f"{C}/plain/sigterm/handler-flag"
    records = [
        site.linux(
            tmp_path / f"{day}.jsonl",
            build.cell(name, *(("signal", HEARD) if day == 2 else ())),
            id=f"r{day}",
            started=f"2026-02-{day:02}T00:00:00Z",
        )
        for day in (1, 2, 3, 4)
    ]
    found = squares(site.page(site.report(tmp_path / "site", *records), TABLE))
    assert chips(found["sigterm", "plain"]) == ["gnu12 ✔ clean 6/6 flaky 1/4"]


def test_the_list_of_tables_counts_cells_by_fate(root: Path) -> None:
    page = site.page(root, "matrix.html")
    table = page.all("table", class_="overview")[0]
    row = next(row for row in table.all("tr") if row.all("th")[0].text.startswith("handler-flag "))
    assert row.all("th")[0].text == "handler-flag sets a flag; main leaves its loop and returns"
    assert [chips(field) or field.text for field in row.all("td")] == [
        "9",
        ["✔ clean 2", "◔ cut 1", "✘ killed 1", "● alive? 1", "‖ pending 1", "□ blocked 1"],
        ["✔ clean 2", "✘ killed 1"],
    ]
    none = next(row for row in table.all("tr") if row.all("th")[0].text.startswith("none "))
    assert none.all("td")[2].text == "no cell"
    meanings = {row[0]: row[1] for row in page.all("table", class_="key")[0].rows()[1:]}
    assert meanings["✘ killed"] == "it ended without a mark"


def test_two_columns_of_one_version_number_have_two_labels(tmp_path: Path) -> None:
    name = f"{C}/plain/sigterm/handler-flag"
    records = [
        site.linux(tmp_path / f"{i}.jsonl", build.cell(name), os=site.system(distribution))
        for i, distribution in enumerate(("Debian 12", "Zebra 12", None))
    ]
    found = squares(site.page(site.report(tmp_path / "site", *records), TABLE))
    labels = [chip.split()[0] for chip in chips(found["sigterm", "plain"])]
    assert labels == ["gnu6", "gnu12", "gnu12-2"]


def test_no_cell_at_all_is_said(tmp_path: Path) -> None:
    root = site.report(tmp_path / "site", site.linux(tmp_path / "r.jsonl"))
    assert "No cell is in these records." in site.page(root, "matrix.html").text


def mine(path: str) -> bool:
    """Is a page made here?"""
    return path in ("matrix.html", "cells.html") or path.startswith(("matrix/", "cell/"))


def test_every_link_and_anchor_is_there(root: Path) -> None:
    assert len(list(root.glob("matrix/*.html"))) == 3
    assert len(list(root.glob("cell/*.html"))) == 3
    faults = broken(root, lambda path: path in ("times.html", "runs.html"))
    assert [fault for fault in faults if mine(fault.partition(":")[0])] == []


HOSTILE = '<script>alert(1)</script>"\'&{{ 7*7 }}\x1b[31m\u202e\u2028</table>'


def test_a_hostile_record_is_text(tmp_path: Path) -> None:
    name = f"{C}/plain/sigterm/handler-flag"
    huge = 2**63 - 1
    sent = site.calls((HOSTILE, -(2**63), huge), ok=False)
    lines = [
        build.cell(name, sent=sent, heard=["<b>&\x07"], found=build.found(window_class="<i>\x00"[:4])),
        build.cell("words/grid/main/ids", ns=dict.fromkeys(("ready", "first", "end", "total"), huge)),
        build.blocked(f"{C}/job/sigterm/handler-flag", "launch", -1, HOSTILE),
        build.left_out(f"{C}/job/kill/*", HOSTILE),
        build.cell(f"{C}/plain/kill/handler-flag"),
        build.absent("launch", "conpty", HOSTILE),
        build.cell("windowless/conpty/kill/none"),
    ]
    record = site.linux(tmp_path / "r.jsonl", *lines, os=site.system(HOSTILE))
    root = site.report(tmp_path / "site", record)
    for file in root.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\u2028]", text), file
        scripts = [node.attrs["src"] for node in site.page(root, str(file.relative_to(root))).all("script")]
        assert {script.rpartition("/")[2] for script in scripts} <= {"report.js", "cells.js"}
        assert "49" not in text or file.parent.name not in ("cell", "matrix")
    assert "alert(1)" in site.page(root, TABLE).text
    assert [fault for fault in broken(root) if mine(fault.partition(":")[0]) and "elements have" in fault] == []
    assert "not in the plan" in site.page(root, "matrix/words.ids.html").text
