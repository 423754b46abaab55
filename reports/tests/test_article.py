# SPDX-License-Identifier: MIT
"""What the article says: each statement with its claims, beside what each platform did or is
documented to do. The records are made up."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reports import article, axes, claims
from reports.claims import Claim
from reports.markdown import render
from reports.summary import Summary, summarize_all

from . import build
from .page import section, tables

AXES = axes.load()
OBSERVED, DOCUMENTED = "observed", "documented, not yet observed"
STATED = [
    Claim("x.one", "One", ("L1", "A2", "L1"), {"linux-gnu": "holds", "wine": "holds", "windows": "holds"}),
    Claim("x.two", "Two", ("L1",), {"linux-gnu": "absent"}),
]


def summaries(folder: Path, *records: tuple[str, Sequence[build.Json]]) -> list[Summary]:
    paths = [
        build.whole(folder / f"r{i}", *lines, platform=platform)
        for i, (platform, lines) in enumerate(records)
    ]
    return summarize_all(paths, lambda skipped: None)


def words(folder: Path, *records: tuple[str, Sequence[build.Json]], id: str = "x.one") -> dict[str, str]:
    """Platform -> what stands in the claim's line under L1."""
    found = summaries(folder, *records)
    columns = article.columns(found, AXES)
    row = next(row for row in article.rows(found, STATED, columns) if row.id == "L1")
    line = next(line for line in row.lines if line.id == id)
    return dict(zip([column.platform for column in columns], line.words, strict=True))


def verdict(ruling: str, claim: str = "x.one", **changes: object) -> build.Json:
    return build.verdict(claim, ruling=ruling, article=["L1"], **changes)


def test_the_article_has_all_its_rows_in_order() -> None:
    ids = [row.id for row in article.rows([], [], [])]
    windows = ["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W7b", *(f"W{n}" for n in range(8, 15))]
    assert ids == ["L1", "L2", "L3", "L4", *windows, "A1", "A2", "A3", "A4", "P1", "P2", "P3"]
    assert all(row.says.endswith((".", ").")) for row in article.rows([], [], []))


def test_claims_stand_under_the_rows_they_name() -> None:
    stray = Claim("x.stray", "Stray", ("Z9",), {})
    rows = {row.id: [line.id for line in row.lines] for row in article.rows([], [*STATED, stray], [])}
    assert rows["L1"] == ["x.one", "x.two"]
    assert rows["A2"] == ["x.one"]
    assert rows["L2"] == []
    assert list(rows)[-1] == "Z9" and rows["Z9"] == ["x.stray"]


@pytest.mark.parametrize(
    ("platforms", "expected"),
    [
        ([], [("linux-gnu", DOCUMENTED), ("macos", DOCUMENTED), ("windows", DOCUMENTED)]),
        (["linux-gnu"], [("linux-gnu", OBSERVED), ("macos", DOCUMENTED), ("windows", DOCUMENTED)]),
        (
            ["wine", "linux-gnu"],
            [
                ("linux-gnu", OBSERVED),
                ("macos", DOCUMENTED),
                ("windows", DOCUMENTED),
                ("wine", OBSERVED),
            ],
        ),
        (
            ["windows", "linux-musl"],
            [
                ("linux-gnu", DOCUMENTED),
                ("linux-musl", OBSERVED),
                ("macos", DOCUMENTED),
                ("windows", OBSERVED),
            ],
        ),
    ],
)
def test_one_column_a_platform(
    tmp_path: Path, platforms: list[str], expected: list[tuple[str, str]]
) -> None:
    found = summaries(tmp_path, *((platform, []) for platform in platforms))
    assert [(column.platform, column.kind) for column in article.columns(found, AXES)] == expected


def test_what_wine_did_stands_beside_what_windows_is_documented_to_do(tmp_path: Path) -> None:
    known = {"ruling": "refuted", "note": "8.0"}
    found = words(
        tmp_path,
        ("linux-gnu", [verdict("holds")]),
        ("wine", [verdict("refuted", known=known)]),
    )
    assert found == {
        "linux-gnu": "holds",
        "macos": "not stated",
        "windows": "holds",
        "wine": "refuted; documented: holds (known deviation)",
    }


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([verdict("holds")], "holds"),
        ([verdict("untested")], "untested; documented: holds"),
        ([verdict("blocked")], "blocked; documented: holds"),
        ([verdict("refuted", as_expected=False)], "refuted; documented: holds (NOT as expected)"),
        (
            [verdict("holds", as_expected=False, known={"ruling": "refuted", "note": "8.0"})],
            "holds (NOT as expected)",
        ),
        (
            [verdict("untested", known={"ruling": "refuted", "note": "8.0"})],
            "untested; documented: holds",
        ),
        ([], "not judged; documented: holds"),
    ],
)
def test_what_was_observed(tmp_path: Path, given: list[build.Json], says: str) -> None:
    assert words(tmp_path, ("wine", given))["wine"] == says


def test_what_is_documented_nowhere_is_said(tmp_path: Path) -> None:
    assert words(tmp_path, ("wine", [verdict("holds", "x.two")]), id="x.two") == {
        "linux-gnu": "absent",
        "macos": "not stated",
        "windows": "not stated",
        "wine": "holds; nothing is documented",
    }


def test_two_machines_of_a_platform_are_both_counted(tmp_path: Path) -> None:
    two = words(
        tmp_path,
        ("wine", [verdict("holds")]),
        ("wine", [verdict("refuted", as_expected=False)]),
    )
    assert two["wine"] == "holds (1) and refuted (1); documented: holds (NOT as expected)"
    three = words(tmp_path, *[("wine", [verdict("holds")])] * 3)
    assert three["wine"] == "holds"


def test_a_claim_of_an_old_record_knows_its_own_platforms(tmp_path: Path) -> None:
    found = words(
        tmp_path,
        ("linux-gnu", [verdict("holds", "x.old", expect="holds")]),
        ("wine", [verdict("absent", "x.old", expect="absent")]),
        id="x.old",
    )
    assert found == {
        "linux-gnu": "holds",
        "macos": "not stated",
        "windows": "not stated",
        "wine": "absent",
    }


def test_the_page_has_statements_and_claims_in_one_table(tmp_path: Path) -> None:
    found = summaries(tmp_path, ("linux-gnu", [verdict("holds")]), ("wine", [verdict("holds")]))
    (rows,) = tables(section(render(found, AXES, STATED), "What the article says"))
    assert list(rows[0]) == [
        "",
        "statement, and the claims that speak of it",
        "linux-gnu: observed",
        "macos: documented, not yet observed",
        "windows: documented, not yet observed",
        "wine: observed",
    ]
    assert [row[""] for row in rows[:4]] == ["L1", "", "", "L2"]
    assert rows[1]["statement, and the claims that speak of it"] == "x.one: One"
    assert rows[2]["linux-gnu: observed"] == "not judged; documented: absent"
    assert rows[4]["statement, and the claims that speak of it"] == "no claim speaks of it"
    assert sum(row[""] != "" for row in rows) == 26


def test_the_claims_of_the_repository_are_read_with_what_platforms_inherit() -> None:
    found = {claim.id: claim for claim in claims.load(tuple(AXES.words["platform"]))}
    assert len(found) >= 133
    term = found["signal.term-default-kills"]
    assert term.article == ("L3",) and term.title.startswith("SIGTERM ends")
    assert term.expect == {
        "linux-gnu": "holds",
        "linux-musl": "holds",
        "macos": "holds",
        "windows": "absent",
        "wine": "absent",
    }
    assert claims.inherits("wine") and not claims.inherits("windows")
