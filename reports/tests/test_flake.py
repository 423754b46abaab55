# SPDX-License-Identifier: MIT
"""The arithmetic of what is flaky: k of the last n records."""
from __future__ import annotations

import itertools
import random
import tracemalloc

import pytest

from reports.flake import Tally, words


def order(day: int, id: str = "") -> tuple[str, str]:
    return f"2026-01-{day:02}T00:00:00Z", id or f"r{day}"


def fed(*records: str, last: int = 20) -> Tally:
    """A record is its rounds, each a letter: "a", "ab"."""
    tally = Tally(last)
    for day, rounds in enumerate(records, start=1):
        for outcome in rounds:
            tally.add("x", order(day), outcome)
    return tally


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([], None),
        (["a"], None),
        (["a", "a", "aaa"], None),
        (["a", "b"], (1, 2)),
        (["a", "a", "b"], (1, 3)),
        (["b", "a", "a"], (1, 3)),
        (["ab"], (1, 1)),
        (["ab", "a"], (1, 2)),
        (["ab", "ab"], (2, 2)),
        (["a", "b", "c"], (2, 3)),
        (["a", "bc"], (1, 2)),
        (["bc", "a"], (1, 2)),
        (["ab", "a", "b", "b", "ac"], (3, 5)),
        (["", "a", "", "b", "a"], (1, 3)),
    ],
)
def test_k_of_n(records: list[str], found: tuple[int, int] | None) -> None:
    assert fed(*records).flaky("x") == found


def test_only_the_last_records_count() -> None:
    assert fed("b", *"a" * 19).flaky("x") == (1, 20)
    assert fed("b", *"a" * 20).flaky("x") is None
    assert fed("a", "b", "b", last=2).flaky("x") is None
    assert fed("a", "b", "b", last=3).flaky("x") == (1, 3)


def test_the_last_are_the_last_of_all_and_not_of_those_that_saw_it() -> None:
    tally = Tally(2)
    for day, key, outcome in ((1, "x", "a"), (2, "x", "b"), (3, "y", "a")):
        tally.add(key, order(day), outcome)
    assert tally.flaky("x") is None
    tally.add("x", order(3), "a")
    assert tally.flaky("x") == (1, 2)


def test_any_order_of_feeding_is_the_same() -> None:
    pieces = [(key, day, outcome) for key in "xy" for day in range(1, 9) for outcome in "abc"[: day % 3 + 1]]
    found = set()
    for seed in range(40):
        random.Random(seed).shuffle(pieces)
        tally = Tally(4)
        for key, day, outcome in pieces:
            tally.add(key, order(day), outcome)
        found.add((tally.flaky("x"), tally.flaky("y")))
    assert found == {((3, 4), (3, 4))}


def test_an_order_of_times_is_no_order_of_letters() -> None:
    tally = Tally(1)
    for started in ("2026-01-01T12:00:00.5Z", "2026-01-01T12:00:00Z"):
        for outcome in started[-4:-1]:
            tally.add("x", (started, "r"), outcome)
    assert tally.flaky("x") == (1, 1)  # "0.5" was the last, and had three outcomes


def test_runs_of_one_moment_are_told_apart_by_their_ids() -> None:
    tally = Tally()
    for id, outcome in (("a", "1"), ("b", "2"), ("b", "2")):
        tally.add("x", order(1, id), outcome)
    assert tally.flaky("x") == (1, 2)


def test_keys_of_any_kind() -> None:
    tally = Tally()
    for key in (("a", 1), None, 5, "x"):
        tally.add(key, order(1), "a")
        tally.add(key, order(2), "b")
        assert tally.flaky(key) == (1, 2)
    assert tally.flaky(("a", 2)) is None


def test_memory_is_bounded_by_the_last_records() -> None:
    tally = Tally(5)
    tracemalloc.start()
    peaks = []
    for first in (1, 5001):
        for number in range(first, first + 5000):
            tally.add(number % 7, (f"{number:09}", ""), str(number % 3))
        peaks.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert peaks[1] - peaks[0] < 20_000


def test_a_brute_count_agrees() -> None:
    for records in itertools.product(("a", "b", "ab", "c"), repeat=4):
        sets = [set(rounds) for rounds in records]
        most = max(sum(one in seen for seen in sets) for one in "abc")
        usual = [one for one in "abc" if sum(one in seen for seen in sets) == most]
        k = min(sum(seen != {one} for seen in sets) for one in usual)
        assert fed(*records).flaky("x") == ((k, 4) if k else None)


def test_words_and_a_tally_of_nothing() -> None:
    assert words((2, 20)) == "flaky (2 of 20)"
    with pytest.raises(ValueError):
        Tally(0)
