# SPDX-License-Identifier: MIT
"""The short page: the bad news first, nothing left out in silence, nobody mentioned."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.brief import LEAST, render

from . import build, every
from .page import plain, section, tables

# A run with five of each, over and over.
MANY = [
    build.verdict(f"{family}.{kind}-{i}", because="because " * 9, **changes)
    for i in range(250)
    for family in ("tty", "kill")
    for kind, changes in {
        "bad": dict(ruling="refuted", as_expected=False),
        "known": dict(ruling="refuted", known={"ruling": "refuted", "note": "a bug"}),
        "untested": dict(ruling="untested"),
    }.items()
]


def page(*paths: Path, **options: object) -> str:
    return render(every.read(*paths), **options)  # type: ignore[arg-type]


@pytest.fixture
def every_page(tmp_path: Path) -> str:
    return page(build.whole(tmp_path / "r", *every.EVERY))


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


def left_out(text: str) -> dict[str, int]:
    """What the last line counts."""
    last = text.splitlines()[-1]
    assert last.startswith("**Left out to stay below ")
    return {noun.rstrip("s"): int(count) for count, noun in re.findall(r"(\d+) ([a-z ]+?)[,.]", last)}


def test_what_is_not_as_expected_comes_first(every_page: str) -> None:
    assert headings(every_page) == [
        "# lastwords: 3 verdicts of 11 not as expected, in 1 run",
        "## Not as expected",
        "## Runs",
    ]
    assert plain(section(every_page, "Not as expected")).splitlines() == [
        "- linux-gnu, Debian 12: tty.bad Closing is SIGHUP: refuted, expected holds; atexit did not run;"
        " repeat it: lastwords run console/new-console/tty-close/handler-flag",
        "- linux-gnu, Debian 12: tty.both Closing is SIGHUP: mixed, expected holds;"
        " 2 cells gave both answers; repeat it: lastwords run console/new-console/tty-close/handler-flag",
        "- linux-gnu, Debian 12: kill.gone Closing is SIGHUP: holds, expected refuted (known deviation);"
        " all 12 cells agree; it is as stated again, so remove its known entry;"
        " repeat it: lastwords run console/new-console/tty-close/handler-flag",
    ]


def test_a_run_has_its_headline_and_what_to_know_before(every_page: str) -> None:
    (row,) = tables(section(every_page, "Runs"))[0]
    assert row["run"] == "linux-gnu, Debian 12"
    assert row["claims"] == "3 of 11 claims are not as expected. Not decided: 1 untested, 2 blocked."
    assert row["before you believe it"] == "1 cell blocked by a fault of the harness, which is no verdict."


def test_the_rest_is_folded(every_page: str) -> None:
    assert re.findall("<summary>(.*)</summary>", every_page) == [
        "linux-gnu, Debian 12: 1 fault of the harness",
        "linux-gnu, Debian 12: 1 known deviation, seen again",
        "linux-gnu, Debian 12: 3 claims not decided",
        "linux-gnu, Debian 12: 11 claims by family",
    ]
    assert "`kill.known` refuted: since # 8.0" in every_page
    families = tables(every_page)[-1]
    assert [(row["family"], row["refuted"], row["not as expected"]) for row in families] == [
        ("kill", "1", "1"),
        ("tty", "3", "2"),
    ]


def test_changes_come_before_all_else_and_none_is_not_nothing(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", *every.EVERY)
    text = page(path, changes=["<b>tty.bad</b> was holds"])
    assert headings(text)[1:] == ["## Changes", "## Not as expected", "## Runs"]
    assert plain(section(text, "Changes")) == "- <b>tty.bad</b> was holds"
    assert plain(section(page(path, changes=[]), "Changes")) == "No change."
    assert "Changes" not in page(path)


def test_all_as_expected(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", every.EVERY[1], build.verdict())
    assert headings(page(path)) == ["# lastwords: nothing unexpected in 1 verdict of 1 run", "## Runs"]
    build.write(path, build.run(), build.verdict())
    assert headings(page(path))[0].endswith("of 1 run; read what is said of 1 of them")


def test_several_platforms_shards_and_a_record_of_nothing(tmp_path: Path) -> None:
    text = page(*every.records(tmp_path))
    runs = {row["run"]: row["claims"] for row in tables(section(text, "Runs"))[0]}
    assert runs["wine, Wine 8.0"] == runs["wine, Wine 10.0"]
    assert runs["macos, Debian 12"] == "No claim was judged."
    assert len(runs) == 5
    assert page(tmp_path / "empty").startswith("# lastwords: no claim was judged, in 1 run\n")


@pytest.mark.parametrize("limit", [LEAST, 5_000, 60_000, 150_000])
def test_what_does_not_fit_is_counted(tmp_path: Path, limit: int) -> None:
    path = build.whole(tmp_path / "r", *MANY)
    changes = [f"change {i}" for i in range(9000)]
    whole, text = page(path, changes=changes, limit=10**9), page(path, changes=changes, limit=limit)
    assert "Left out" not in whole
    assert limit * 0.5 < len(text.encode("utf-8")) <= limit
    counts = left_out(text)
    kept = {
        "change": len(re.findall("^- change ", text, re.M)),
        "unexpected verdict": len(re.findall("^- linux-gnu, ", text, re.M)),
    }
    assert kept["change"] + counts["change"] == 9000
    assert kept["unexpected verdict"] + counts.get("unexpected verdict", 0) == 500
    assert min(kept.values()) > 0
    assert text.count("<details>") == text.count("</details>")
    assert section(text, "Runs")


def test_a_page_that_fits_to_the_byte_is_whole(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", *MANY)
    whole = page(path, limit=10**9)
    size = len(whole.encode("utf-8"))
    assert page(path, limit=size) == whole
    assert len(page(path, limit=size - 1).encode("utf-8")) < size
    assert sum(left_out(page(path, limit=size - 1)).values()) > 0


def test_many_runs_leave_room_for_what_is_wrong(tmp_path: Path) -> None:
    one = build.whole(tmp_path / "r", build.verdict("tty.bad", ruling="refuted", as_expected=False))
    text = page(*[one] * 700)
    assert len(text.encode("utf-8")) <= 60_000
    assert len(re.findall("^- linux-gnu", text, re.M)) > 50
    assert left_out(text)["run"] > 300


def test_hostile_text_is_text_and_mentions_nobody(tmp_path: Path) -> None:
    path = build.whole(tmp_path / "r", *every.hostile(), **every.hostile_run())
    text = page(path, changes=[every.EVIL], limit=10**6)
    tags = set(re.findall(r"<(?!https?://)[^>]*>", text))
    assert tags == {"<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"}
    assert all(char.isprintable() for char in text.replace("\n", "").replace("\u200b", ""))
    prose = re.sub(r"<code>.*?</code>|(?<!\\)`[^`\n]*`", "", text)
    assert not re.search(r"@\w|(?<!&)#\d", prose)
    assert "@\u200bsomeone #\u200b1" in prose
    markdown = re.sub("<summary>.*</summary>", "", text)  # which is HTML, and no Markdown
    assert not re.search(r"(?<!\\)\]\(", markdown)
    assert all(tables(text))
