# SPDX-License-Identifier: MIT
"""The lists of words that reports borrow: the axes, the rows of the article, durations."""
from __future__ import annotations

import pytest

from reports import article, axes, latency
from reports.parse import parse
from reports.model import Verdict

from . import build


def verdict(claim: str, *rows: str) -> Verdict:
    made = parse(build.verdict(claim, article=list(rows)))
    assert isinstance(made, Verdict)
    return made


def test_the_axes_are_read_from_their_one_list() -> None:
    read = axes.load()
    assert set(read.words) == {"probe", "launch", "delivery", "responder", "rung", "platform", "found"}
    assert read.word("found", "leader") == "it leads a process group"
    assert read.sort("launch", ["job", "??", "new-group", "plain"]) == [
        "plain",
        "new-group",
        "job",
        "??",
    ]
    assert read.word("delivery", "sigterm") == "kill(pid, SIGTERM)"
    assert "\\x03" in read.word("delivery", "tty-interrupt")
    assert "\\\\" not in read.word("delivery", "tty-interrupt")
    assert read.word("delivery", "no-such") == ""


def test_the_article_has_all_its_rows_in_order() -> None:
    ids = [row.id for row in article.rows([])]
    windows = ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W7b", *(f"W{n}" for n in range(8, 15))]
    assert ids == ["L1", "L2", "L3", "L4", *windows, "A1", "A2", "A3", "A4", "P1", "P2", "P3"]
    assert all(row.says.endswith((".", ").")) for row in article.rows([]))


def test_claims_stand_under_the_rows_they_name() -> None:
    one, two, stray = (
        verdict("x.one", "L1", "A2", "L1"),
        verdict("x.two", "L1"),
        verdict("x.stray", "Z9"),
    )
    rows = {row.id: [v.claim for v in row.verdicts] for row in article.rows([one, two, stray])}
    assert rows["L1"] == ["x.one", "x.two"]
    assert rows["A2"] == ["x.one"]
    assert rows["L2"] == []
    assert list(rows)[-1] == "Z9" and rows["Z9"] == ["x.stray"]


@pytest.mark.parametrize(
    ("ns", "says"),
    [
        (0, "0 ns"),
        (999, "999 ns"),
        (1000, "1.00 µs"),
        (12_345, "12.3 µs"),
        (999_999, "1000 µs"),
        (5_250_000, "5.25 ms"),
        (1_500_000_000, "1.50 s"),
        (-2_000_000, "-2.00 ms"),
        (2**63 - 1, "9223372037 s"),
    ],
)
def test_duration(ns: int, says: str) -> None:
    assert latency.duration(ns) == says


def test_the_median_of_nothing_is_a_dash() -> None:
    assert (latency.middle([]), latency.slowest([])) == ("-", "-")
    assert (latency.middle([1, 9, 2]), latency.slowest([1, 9, 2])) == ("2 ns", "9 ns")
