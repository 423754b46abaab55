# SPDX-License-Identifier: MIT
"""What became of claims and cells, and which of it a gate lets pass: the whole table."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reports import axes, history
from reports.change import KINDS
from reports.compare import Comparison, compare, gate
from reports.observed import observed
from reports.side import Several, load

from . import build

NAME = "console/plain/sigterm/handler-flag"
OTHER = "console/plain/sigint/handler-flag"
CLAIM = "tty.close-is-sighup"
KNOWN = {"ruling": "refuted", "note": "since 8.0"}


def silent(skipped: object) -> None:
    """Warnings are not looked at."""


def judged(ruling: str, expected: bool = True, known: Any = None, exhibit: str | None = NAME) -> build.Json:
    usual = {"exhibit": exhibit, "because": "so"}
    return build.verdict(CLAIM, ruling=ruling, as_expected=expected, known=known, **usual)


VERDICTS = {
    "good": judged("holds"),
    "bad": judged("refuted", False),
    "mixed": judged("mixed", False),
    "other": judged("absent"),
    "blocked": judged("blocked", exhibit=None),
    "untested": judged("untested", exhibit=None),
    "deviates": judged("refuted", True, KNOWN),
    "expired": judged("holds", False, KNOWN),
}


def record(path: Path, *lines: build.Json, **changes: Any) -> Path:
    """A whole run; a cell that was tried again counts once."""
    cells = len({(line["cell"], line["round"]) for line in lines if line["type"] == "cell"})
    run = build.run(**{"id": path.name, "cells": cells} | changes)
    return build.write(path, run, *lines, build.finish(cells))


def compared(old: Path, new: Path, earlier: tuple[Path, ...] = (), last: int = 20) -> Comparison:
    second = load(new, silent)
    known = history.load(earlier, second, silent, last)
    return compare(load(old, silent), second, axes.load(), known)


def kinds(found: Comparison, of: str) -> dict[str, str]:
    return {change.name: change.kind for change in found.changes if change.of == of}


def claim(tmp_path: Path, old: build.Json | None, new: build.Json | None) -> tuple[str | None, int]:
    """What became of the one claim, and the gate's code; a second claim is as it was."""
    same = build.verdict("a.b", exhibit=None)
    paths = [
        record(tmp_path / name, build.cell(NAME), same, *([verdict] if verdict else []))
        for name, verdict in (("old", old), ("new", new))
    ]
    found = compared(*paths)
    assert kinds(found, "cell") == {} and "a.b" not in kinds(found, "claim")
    return kinds(found, "claim").get(CLAIM), gate(found)[0]


TABLE = {
    "good": "-- !R !R changed unseen unseen changed !X",
    "bad": "improved before changed improved unseen unseen improved !X",
    "mixed": "improved changed before improved unseen unseen improved !X",
    "other": "changed !R !R -- unseen unseen changed !X",
    "blocked": "unseen !R !R unseen -- unseen unseen !X",
    "untested": "unseen !R !R unseen unseen -- unseen !X",
    "deviates": "changed !R !R changed unseen unseen -- !X",
    "expired": "improved changed changed improved unseen unseen improved before",
}
WORDS = {"--": None, "!R": "regressed", "!X": "expired", "unseen": "not observed", "before": "as before"}


@pytest.mark.parametrize("old", VERDICTS)
@pytest.mark.parametrize("new", VERDICTS)
def test_a_claim_from_each_state_to_each(tmp_path: Path, old: str, new: str) -> None:
    word = TABLE[old].split()[list(VERDICTS).index(new)]
    assert claim(tmp_path, VERDICTS[old], VERDICTS[new]) == (WORDS.get(word, word), int(word[0] == "!"))


@pytest.mark.parametrize("new", VERDICTS)
def test_a_claim_that_is_new(tmp_path: Path, new: str) -> None:
    kind = "expired" if new == "expired" else "new"
    assert claim(tmp_path, None, VERDICTS[new]) == (kind, int(new in ("bad", "mixed", "expired")))


@pytest.mark.parametrize("old", VERDICTS)
def test_a_claim_that_is_gone(tmp_path: Path, old: str) -> None:
    assert claim(tmp_path, VERDICTS[old], None) == ("gone", 0)


CELLS = {
    "good": [build.cell(NAME)],
    "killed": [build.cell(NAME, "signal", ())],
    "both": [build.cell(NAME), build.cell(NAME, "signal", (), round=1)],
    "ground": [build.blocked(NAME)],
    "fault": [build.blocked(NAME, step="deliver")],
    "again": [build.blocked(NAME), build.cell(NAME)],
    "none": [],
}
CELL_TABLE = {
    "good": "-- changed changed unseen unseen -- gone",
    "killed": "changed -- changed unseen unseen changed gone",
    "both": "-- -- -- unseen unseen -- gone",
    "ground": "unseen unseen unseen -- unseen unseen gone",
    "fault": "unseen unseen unseen unseen -- unseen gone",
    "again": "-- changed changed unseen unseen -- gone",
    "none": "new new new new new new --",
}


@pytest.mark.parametrize("old", CELLS)
@pytest.mark.parametrize("new", CELLS)
def test_a_cell_from_each_state_to_each(tmp_path: Path, old: str, new: str) -> None:
    word = CELL_TABLE[old].split()[list(CELLS).index(new)]
    common = [build.cell(OTHER), build.verdict()]
    paths = [record(tmp_path / "old", *CELLS[old], *common), record(tmp_path / "new", *CELLS[new], *common)]
    found = compared(*paths)
    assert kinds(found, "cell").get(NAME) == WORDS.get(word, word)
    assert gate(found)[0] == 0
    text = tmp_path / "old.txt"
    text.write_text(observed(paths[:1], silent), encoding="utf-8")
    assert kinds(compared(text, paths[1]), "cell") == kinds(found, "cell")


def test_a_cell_is_what_the_claim_is_whose_exhibit_it_is(tmp_path: Path) -> None:
    cells = [[build.cell(name, how, ()) for name in (NAME, OTHER)] for how in ("exit", "signal")]
    good = record(tmp_path / "good", *cells[0], VERDICTS["good"])
    bad = record(tmp_path / "bad", *cells[1], VERDICTS["bad"])
    assert kinds(compared(good, bad), "cell") == {OTHER: "changed", NAME: "regressed"}
    assert kinds(compared(bad, good), "cell") == {OTHER: "changed", NAME: "improved"}


@pytest.mark.parametrize("short", ["torn", "cut", "broken", "filters", "shard"])
@pytest.mark.parametrize("state", ["good", "bad"])
def test_what_a_part_does_not_hold_is_not_gone(tmp_path: Path, short: str, state: str) -> None:
    whole = record(tmp_path / "whole", build.cell(NAME), build.cell(OTHER), VERDICTS["good"])
    run = build.run(id="part", cells=1)
    run |= {"filters": ["bare"]} if short == "filters" else {"shard": "1/2"} if short == "shard" else {}
    end = [build.finish(2 if short == "cut" else 1)] if short != "torn" else []
    tail = "{\n" if short == "broken" else ""
    part = build.write(tmp_path / "part", run, build.cell(NAME), VERDICTS[state], *end, tail=tail)
    found = compared(whole, part)
    assert kinds(found, "cell") == {OTHER: "not observed"}
    incomplete = short in ("torn", "cut", "broken")
    assert gate(found)[0] == (1 if state == "bad" else 2 if incomplete else 0)
    assert kinds(compared(part, whole), "cell") == {OTHER: "not observed"}


def test_a_claim_whose_line_was_lost_is_not_gone(tmp_path: Path) -> None:
    old = record(tmp_path / "old", build.cell(NAME), VERDICTS["good"], build.verdict("a.b", exhibit=None))
    end = build.finish(1)
    new = build.write(tmp_path / "new", build.run(), build.cell(NAME), VERDICTS["good"], end, tail="{\n")
    assert kinds(compared(old, new), "claim") == {"a.b": "not observed"}


def test_shards_in_one_file_are_a_whole(tmp_path: Path) -> None:
    whole = record(tmp_path / "whole", build.cell(NAME), build.cell(OTHER), VERDICTS["good"])
    parts = [
        (build.run(id=str(i), shard=f"{i}/2", cells=1), build.cell(name), VERDICTS["good"], build.finish(1))
        for i, name in ((1, NAME), (2, OTHER))
    ]
    both = build.write(tmp_path / "both", *parts[0], *parts[1])
    found = compared(whole, both)
    assert found.changes == [] and found.new.whole and gate(found)[0] == 0
    assert not load(build.write(tmp_path / "first", *parts[0]), silent).whole
    assert not load(record(tmp_path / "odd", build.cell(NAME), shard="\ud800/x"), silent).whole


def test_a_file_of_several_runs_is_no_side(tmp_path: Path) -> None:
    runs = [line for id in "ab" for line in (build.run(id=id), build.cell(NAME), build.finish(1))]
    with pytest.raises(Several, match="several runs"):
        load(build.write(tmp_path / "r", *runs), silent)
    text = tmp_path / "b.txt"
    text.write_text("# linux-gnu: x\n# wine: Wine 8.0\n", encoding="utf-8")
    with pytest.raises(Several, match="several platforms"):
        load(text, silent)


@pytest.mark.parametrize(
    ("cell", "verdict", "kind"),
    [
        (build.cell(NAME), "bad", "as before"),
        (build.cell(NAME, "signal", ()), "bad", "regressed"),
        (build.blocked(NAME), "bad", "regressed"),
        (build.cell(OTHER), "bad", "regressed"),
        (build.cell(NAME), "good", None),
        (build.cell(NAME), "expired", "expired"),
    ],
)
def test_against_a_baseline_the_exhibit_decides(
    tmp_path: Path, cell: build.Json, verdict: str, kind: str | None
) -> None:
    old = tmp_path / "old.txt"
    common = build.cell("bare/plain/kill/none")
    old.write_text(observed([record(tmp_path / "old", cell, common)], silent), encoding="utf-8")
    new = record(tmp_path / "new", build.cell(NAME), common, VERDICTS[verdict])
    found = compared(old, new)
    assert kinds(found, "claim").get(CLAIM) == kind
    assert gate(found)[0] == int(kind in ("regressed", "expired"))
    assert found.claims is None


def test_a_known_deviation_starts_to_hold_where_its_cells_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picks = lambda claim: lambda name: name.delivery == "sigterm"  # noqa: E731
    monkeypatch.setattr("reports.claim_changes.selector", picks)
    old, first = tmp_path / "old.txt", record(tmp_path / "r", build.cell(NAME), build.cell(OTHER))
    old.write_text(observed([first], silent), encoding="utf-8")
    for how, other, kind in (("exit", "signal", "as before"), ("signal", "exit", "expired")):
        new = record(tmp_path / "new", build.cell(NAME, how), build.cell(OTHER, other), VERDICTS["expired"])
        assert kinds(compared(old, new), "claim") == {CLAIM: kind}


def test_claims_of_this_tree_pick_their_cells() -> None:
    from reports.claims import selector
    from reports.model import CellName

    picks = selector("close.wm-close-is-close")
    assert picks and picks(CellName("console", "job", "wm-close-console", "ctrl-handler-flag"))
    assert not picks(CellName("console", "job", "wm-close", "ctrl-handler-flag"))
    assert selector("no.such-claim") is None


def test_a_gate_that_can_say_nothing_is_never_green(tmp_path: Path) -> None:
    good = record(tmp_path / "good", build.cell(NAME), VERDICTS["good"])
    text = tmp_path / "b.txt"
    text.write_text(observed([good], silent), encoding="utf-8")
    others = {
        "no cell was observed": record(tmp_path / "other", build.cell(OTHER), VERDICTS["good"]),
        "no cell was": record(tmp_path / "empty"),
        "no cell": record(tmp_path / "blocked", build.blocked(NAME), VERDICTS["good"]),
        "NEW has no verdicts": record(tmp_path / "unjudged", build.cell(NAME)),
        "no claim was decided": record(tmp_path / "undecided", build.cell(NAME), VERDICTS["untested"]),
        "NEW has no": text,
    }
    for why, new in others.items():
        code, said = gate(compared(good, new))
        assert code == 2 and said.startswith(why), (why, said)
    assert gate(compared(good, good))[0] == 0 and gate(compared(text, good))[0] == 0


def days(folder: Path, *states: str, **changes: Any) -> tuple[Path, ...]:
    return tuple(
        record(
            folder / f"h{day}",
            build.cell(NAME, "exit" if state == "good" else "signal"),
            VERDICTS[state],
            **{"started": f"2026-01-{day:02}T00:00:00Z"} | changes,
        )
        for day, state in enumerate(states, start=1)
    )


@pytest.mark.parametrize(
    ("states", "last", "flaky"),
    [
        ((), 20, None),
        (("good", "good", "good"), 20, None),
        (("good", "bad", "good"), 20, (1, 3)),
        (("bad", "good", "good"), 20, (1, 3)),
        (("bad", "good", "good"), 2, None),
        (("good", "blocked", "untested"), 20, None),
    ],
)
def test_what_is_flaky_in_the_history_fails_no_gate(
    tmp_path: Path, states: tuple[str, ...], last: int, flaky: tuple[int, int] | None
) -> None:
    earlier = days(tmp_path, *states)
    good = record(tmp_path / "good", build.cell(NAME), VERDICTS["good"])
    bad = record(tmp_path / "bad", build.cell(NAME, "signal"), VERDICTS["bad"])
    found = compared(good, bad, earlier, last)
    change = found.changes[0]
    assert (change.kind, change.flaky, gate(found)[0]) == ("regressed", flaky, 0 if flaky else 1)
    assert found.history.runs == len(states)
    again = compared(good, bad, earlier[::-1], last)
    assert again.changes == found.changes


def test_only_other_runs_of_the_same_kind_are_history(tmp_path: Path) -> None:
    good = record(tmp_path / "good", build.cell(NAME), VERDICTS["good"])
    bad = record(tmp_path / "bad", build.cell(NAME, "signal"), VERDICTS["bad"])
    calm = days(tmp_path, "good", "good")
    found = compared(good, bad, (*calm, bad, bad))
    assert found.flaky == [] and found.history.runs == 2 and gate(found)[0] == 1
    os = build.run()["os"] | {"distribution": "Debian 99"}
    for changes in ({"platform": "wine"}, {"os": os}):
        odd = record(tmp_path / "odd", build.cell(NAME, "signal"), VERDICTS["bad"], **changes)
        found = compared(good, bad, (*calm, odd))
        assert found.flaky == [] and found.history.others == 1 and gate(found)[0] == 1
    unjudged = record(tmp_path / "x", build.cell(NAME, "signal"))
    assert [change.of for change in compared(good, bad, (*calm, unjudged)).flaky] == ["cell"]


def test_what_tells_nothing_else_is_no_flake(tmp_path: Path) -> None:
    good = record(tmp_path / "good", build.cell(NAME), VERDICTS["good"])
    bad = record(tmp_path / "bad", build.cell(NAME, "signal"), VERDICTS["bad"])
    lost = record(tmp_path / "lost", build.cell(NAME, "lost"), VERDICTS["good"])
    shard = record(tmp_path / "shard", build.cell(NAME), VERDICTS["bad"], shard="1/2")
    found = compared(good, bad, (*days(tmp_path, "good", "good"), lost, shard))
    assert found.flaky == [] and found.history.runs == 4


def test_the_same_is_never_flaky(tmp_path: Path) -> None:
    earlier = days(tmp_path, "good", "bad")
    bad = record(tmp_path / "bad", build.cell(NAME), VERDICTS["bad"])
    found = compared(bad, bad, earlier)
    assert [(change.kind, change.flaky) for change in found.changes] == [("as before", None)]


def test_order_is_of_kinds_then_claims_then_axes(tmp_path: Path) -> None:
    begins = ("zzz/plain", "bare/plain", "console/zzz", "console/plain")
    names = [f"{begin}/kill/none" for begin in begins]
    cells = [build.cell(name) for name in names]
    verdicts = [build.verdict(id, exhibit=None) for id in ("b.b", "a.a")]
    old = record(tmp_path / "old", build.cell(NAME), VERDICTS["good"])
    new = record(tmp_path / "new", build.cell(NAME), *cells, *verdicts, VERDICTS["bad"])
    found = compared(old, new)
    assert [change.name for change in found.changes] == [CLAIM, "a.a", "b.b", *names[::-1]]
    mixed = record(tmp_path / "new", build.cell(NAME), *verdicts[::-1], VERDICTS["bad"], *cells[::-1])
    assert compared(old, mixed).changes == found.changes
    assert list(KINDS)[:2] == ["regressed", "expired"]
