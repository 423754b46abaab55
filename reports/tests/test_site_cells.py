# SPDX-License-Identifier: MIT
"""The pages of cells: what an article says. The records are made up."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from . import build, site
from .document import Node
from .site import C, FLAG, HEARD

HEADS = ["on", "cleanup", "ended", "sender was told", "heard", "ran", "over by", "times"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site.sample(tmp_path_factory.mktemp("cells"))


def article(root: Path, name: str) -> Node:
    return site.page(root, f"cell/{name.split('/')[2]}.html").at(name)


def rows(root: Path, name: str) -> dict[str, dict[str, str]]:
    """Columns -> head -> text."""
    heads, *found = article(root, name).all("table")[0].rows()
    assert heads == HEADS
    return {row[0]: dict(zip(HEADS, row)) for row in found}


def test_a_row_says_how_it_ended_what_was_told_heard_and_ran(root: Path) -> None:
    assert rows(root, f"{C}/new-group/sigterm/{FLAG}") == {
        "gnu12": {
            "on": "gnu12",
            "cleanup": "◔ cut 1/6",
            "ended": "signal SIGTERM",
            "sender was told": "kill: 0",
            "heard": "SIGTERM",
            "ran": "handler-entered 1.00 µs; lock-released, descendants-gone",
            "over by": "gone",
            "times": "ready 900 µs, first 1.00 µs, end 2.00 ms, total 5.00 ms",
        }
    }


def test_numbers_of_windows_have_names(root: Path) -> None:
    row = rows(root, f"{C}/plain/kill/{FLAG}")["wine8"]
    assert row["ended"] == "exit 0xC000013A STATUS_CONTROL_C_EXIT"
    assert row["sender was told"] == "failed OpenProcess: 0, error 87 ERROR_INVALID_PARAMETER"
    assert (row["heard"], row["ran"]) == ("nothing", "nothing")


def test_a_program_that_sends_has_an_exit_code(root: Path) -> None:
    assert rows(root, f"{C}/plain/ctrl-c/{FLAG}")["wine8"]["sender was told"] == "taskkill: exit code 128"


def test_equal_calls_are_counted(root: Path) -> None:
    row = rows(root, f"{C}/conpty/ctrl-c/{FLAG}")["wine8"]
    assert row["sender was told"] == "3 × GenerateConsoleCtrlEvent: 1"


def test_what_was_found_at_the_start_is_said(root: Path) -> None:
    found = article(root, f"{C}/plain/kill/{FLAG}").all("details")[0]
    assert [line.text for line in found.all("p")] == [
        "wine8: console; not leader, window; processes on its console: 2;"
        " window class WineConsoleClass; C runtime ucrt"
    ]


def test_a_cell_that_only_the_deadline_ended_proves_nothing(root: Path) -> None:
    row = rows(root, f"{C}/new-group/kill/{FLAG}")["gnu12"]
    assert row["cleanup"] == "● alive? 1/6"
    assert row["ended"] == "alive ended by the harness"
    assert row["ran"] == "handler-entered 1.00 µs 3 marks were not kept"
    assert row["over by"] == "deadline proves nothing"


def test_what_was_started_ends_too(root: Path) -> None:
    row = rows(root, f"{C}/sh-wrapped/sigterm/{FLAG}")["gnu12"]
    assert row["ended"] == "exit 0 what was started: signal SIGTERM"


def test_a_blocked_cell_says_where_and_why(root: Path) -> None:
    heads, row = article(root, f"{C}/no-window/sigterm/{FLAG}").all("table")[0].rows()
    assert row == ["gnu12", "□ blocked", "launch: no right to do that (error 13)"]


def test_why_a_column_does_not_have_the_cell(root: Path) -> None:
    name = f"{C}/new-group/kill/{FLAG}"
    page, foot = site.page(root, "cell/kill.html"), article(root, name).all("p", class_="foot")[0]
    assert foot.text.endswith("Elsewhere: – 2")
    assert page.at("n2").text == "wine8: left out: seen with the other launches"
    foot = article(root, f"{C}/plain/kill/{FLAG}").all("p", class_="foot")[0]
    assert "Elsewhere" not in foot.text


def test_the_commands_that_repeat_and_show_it(root: Path) -> None:
    name = f"{C}/plain/sigterm/{FLAG}"
    commands = [code.text for code in article(root, name).all("code")]
    assert commands == [f"lastwords run {name}", f"lastwords show RECORD {name}"]


def test_a_section_leads_back_to_the_matrix(root: Path) -> None:
    page = site.page(root, "cell/kill.html")
    links = [link.attrs["href"] for link in page.all("a") if link.text == "In the matrix"]
    assert links == [f"../matrix/{C}.none.html#delivery-kill", f"../matrix/{C}.{FLAG}.html#delivery-kill"]


def test_columns_that_saw_the_same_share_a_row(tmp_path: Path) -> None:
    name = f"{C}/plain/sigterm/{FLAG}"
    slow = {"ready": 5000, "first": 2000, "end": 7000000, "total": 5000000}
    later = [mark | {"ns": mark["ns"] * 3, "pid": 99} for mark in build.marks(*HEARD)]
    cells = {
        "Debian 12": build.cell(name, "signal", HEARD),
        "Debian 13": build.cell(name, "signal", HEARD, ns=slow, marks=later),
        "Debian 14": build.cell(name, "signal", HEARD, heard=["SIGINT"]),
    }
    records = [
        site.linux(tmp_path / f"{i}.jsonl", cell, os=site.system(distribution))
        for i, (distribution, cell) in enumerate(cells.items())
    ]
    found = rows(site.report(tmp_path / "site", *records), name)
    assert list(found) == ["gnu12, gnu13", "gnu14"]
    row = found["gnu12, gnu13"]
    assert row["ran"] == "handler-entered 1.00 µs – 3.00 µs"
    assert row["times"].startswith("ready 5.00 µs – 900 µs, first 1.00 µs – 2.00 µs")
    assert "end 2.00 ms – 7.00 ms" in row["times"]


def test_what_is_flaky_and_what_the_newest_run_did_not_see_is_said(tmp_path: Path) -> None:
    name, other = f"{C}/plain/sigterm/{FLAG}", f"{C}/plain/kill/{FLAG}"
    old = [build.cell(name, "signal", HEARD), build.cell(other)]
    records = (
        site.linux(tmp_path / "o.jsonl", *old),
        site.linux(tmp_path / "m.jsonl", build.cell(name), id="r2", started="2026-03-01T00:00:00Z"),
        site.linux(tmp_path / "n.jsonl", build.cell(name), id="r3", started="2026-04-01T00:00:00Z"),
    )
    root = site.report(tmp_path / "site", *records)
    assert rows(root, name)["gnu12"]["cleanup"] == "✔ clean 6/6 flaky on gnu12: 1 of 3"
    assert rows(root, other)["gnu12"]["cleanup"] == "✔ clean 6/6 gnu12: last seen 2026-01-31T12:00:00Z"


def test_a_flaky_column_and_one_that_is_not_share_a_row(tmp_path: Path) -> None:
    name = f"{C}/plain/sigterm/{FLAG}"
    records = (
        site.linux(tmp_path / "1.jsonl", build.cell(name, "signal", HEARD)),
        site.linux(tmp_path / "2.jsonl", build.cell(name), id="r2", started="2026-03-01T00:00:00Z"),
        site.linux(tmp_path / "3.jsonl", build.cell(name), os=site.system("Debian GNU/Linux 13")),
    )
    found = rows(site.report(tmp_path / "site", *records), name)
    assert list(found) == ["gnu12, gnu13"]
    assert found["gnu12, gnu13"]["cleanup"].endswith("flaky on gnu12: 1 of 2")


def test_of_many_marks_and_calls_the_first_are_shown(tmp_path: Path) -> None:
    name = f"{C}/plain/sigterm/{FLAG}"
    many = build.marks(*["handler-entered"] * 1000)
    sent = site.calls(*[("kill", number, 0) for number in range(1000)])
    root = site.one(tmp_path, build.cell(name, marks=many, heard=["SIGTERM"] * 1000, sent=sent))
    row = rows(root, name)["gnu12"]
    assert ", and 976 more marks" in row["ran"]
    assert row["sender was told"].endswith("kill: 7; and 992 more calls")
    assert row["heard"] == "SIGTERM, SIGTERM, SIGTERM, SIGTERM, and 996 more"
    assert (root / "cell/sigterm.html").stat().st_size < 10_000


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    site.sample(tmp_path)
    made = []
    for seed in ("1", "2"):
        out = tmp_path / f"out{seed}"
        records = [str(tmp_path / name) for name in ("l.jsonl", "w.jsonl")]
        command = [sys.executable, "-B", "-m", "reports", "html", *records, "-o", str(out)]
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed})
        files = (path for path in sorted(out.rglob("*")) if path.is_file())
        made.append({str(path.relative_to(out)): path.read_bytes() for path in files})
    assert made[0] == made[1]
