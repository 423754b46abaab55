# SPDX-License-Identifier: MIT
"""report.md, what it says of machine and claims: which word stands where, not how it is set."""
from __future__ import annotations

from pathlib import Path

from reports import axes
from reports.markdown import render
from reports.summary import summarize

from . import build
from .page import plain, section, table, tables


def test_the_headline_says_machine_and_answer(page: str) -> None:
    body = section(page, "linux-gnu, kernel 6.1.0-test, libc glibc 2.36")
    assert "**2 of 5 claims are not as expected.**" in body
    assert "1 cell blocked by a fault of the harness" in body
    facts = {row["what"]: row[""] for row in tables(body)[0]}
    assert (facts["platform"], facts["kernel"], facts["libc"]) == (
        "linux-gnu",
        "6.1.0-test",
        "glibc 2.36",
    )
    assert facts["cells"].startswith(
        "7 observed, 2 not offered by this machine, 1 blocked by a fault"
    )
    assert facts["ends"] == "alive 2, exit 2, signal 2, stopped 1"
    assert facts["left behind"].startswith("2 cells")
    assert facts["rulings"] == "holds 2, refuted 2, mixed 1"


def test_what_is_not_as_expected_comes_first_with_reason_and_command(page: str) -> None:
    body = plain(section(page, "Not as expected"))
    assert (
        page.index("## What the article says")
        < page.index("### Not as expected")
        < page.index("### Claims")
    )
    assert "tty.bad" in body and "tty.good" not in body
    assert "because: atexit did not run" in body
    assert "ruling refuted, expected holds" in body
    assert "repeat it: lastwords run console/plain/twice/handler-flag\n" in body
    assert "source: https://man7.org/linux/man-pages/man7/signal.7.html#DESCRIPTION" in body


def test_a_known_deviation_that_is_over_asks_to_be_removed(page: str) -> None:
    body = plain(section(page, "Not as expected"))
    gone = body[body.index("wine.gone") :]
    assert "ruling holds, expected refuted (known deviation)" in gone
    assert "remove its known entry from the claims file of family wine" in gone
    assert "remove its known entry" not in body[: body.index("wine.gone")]


def test_a_known_deviation_that_is_seen_again_has_its_note(page: str) -> None:
    rows = table(page, "Known deviations, seen again")
    assert [(row["claim"], row["ruling"], row["why"]) for row in rows] == [
        ("wine.same", "refuted", "https://e.x/1")
    ]


def test_the_overview_holds_what_must_be_known_before(page: str) -> None:
    (row,) = tables(page)[0]
    assert row["claims"] == "2 of 5 claims are not as expected."
    assert row["before you believe it"].startswith("1 cell blocked by a fault of the harness")
    assert page.index("before you believe it") < page.index("## What the article says")


def test_claims_by_family(page: str) -> None:
    bad, good = table(page, "tty")
    assert bad == {
        "claim": "tty.bad",
        "it says": "Closing is SIGHUP",
        "ruling": "refuted",
        "expected": "holds",
        "as expected": "no",
        "cells": "7",
        "blocked": "2",
        "exhibit": "console/plain/twice/handler-flag",
    }
    assert (good["claim"], good["as expected"]) == ("tty.good", "yes")
    wine = {row["claim"]: (row["expected"], row["exhibit"]) for row in table(page, "wine")}
    assert wine["wine.same"] == ("refuted (known deviation)", "none")
    assert wine["wine.open"][0] == "not stated"


def test_the_facts_of_the_machine_are_there(page: str) -> None:
    assert [list(row.values()) for row in tables(page)[-1]] == [
        ["cores", "8"],
        ["container", "false"],
    ]


def test_a_record_of_a_run_line_only(tmp_path: Path) -> None:
    path = build.write(tmp_path / "r", build.run())
    page = render(summarize(path, lambda skipped: None), axes.load())
    assert "**No claim was judged.**" in page
    assert "the run did not come to its end" in page
    assert page.count("No cell of it is in this record.") == 2
    assert "### Not as expected" not in page and "### Claims" not in page


def test_several_runs_begin_with_a_table_of_them(tmp_path: Path) -> None:
    paths = [
        build.whole(tmp_path / name, build.verdict(as_expected=name == "wine"), platform=name)
        for name in ("linux-musl", "wine")
    ]
    page = render([s for path in paths for s in summarize(path, lambda skipped: None)], axes.load())
    assert [list(row.values()) for row in tables(page)[0]] == [
        [
            "linux-musl, kernel 6.1.0-test, libc glibc 2.36",
            "1 of 1 claim is not as expected.",
            "-",
        ],
        [
            "wine, Debian 12, kernel 6.1.0-test, libc glibc 2.36",
            "The one claim is as expected.",
            "-",
        ],
    ]
