# SPDX-License-Identifier: MIT
"""What is flaky: which of the last records saw something else than usual.

Strings in, (k, n) out; knows neither records nor claims. Memory is bounded by the number of keys
times the number of records that count, however many are fed.
"""
from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Hashable

LAST = 20
Order = tuple[str, str]


def moment(order: Order) -> Order:
    """(started, id) so that it sorts by time: "12:00:00Z" is before "12:00:00.5Z"."""
    started, id = order
    return started.removesuffix("Z"), id


def words(flaky: tuple[int, int]) -> str:
    return f"flaky ({flaky[0]} of {flaky[1]})"


class Tally:
    """Outcomes by key, of the last records that were fed; in any order, and a record in any number of
    pieces: all outcomes that it has of a key (its rounds) are a set."""

    def __init__(self, last: int = LAST) -> None:
        if last < 1:
            raise ValueError("a tally of no record says nothing")
        self.last = last
        self._records: list[Order] = []  # the last ones, sorted
        self._seen: dict[Hashable, dict[Order, frozenset[str]]] = {}

    def _counts(self, record: Order) -> bool:
        """Is it among the last records? Who once fell out of them never comes back."""
        at = bisect_left(self._records, record)
        if at < len(self._records) and self._records[at] == record:
            return True
        if len(self._records) == self.last:
            if at == 0:
                return False
            del self._records[0]
        insort(self._records, record)
        return True

    def add(self, key: Hashable, order: Order, outcome: str) -> None:
        """order is (started, id) of the record: it says which are the last, and which is which."""
        record = moment(order)
        if not self._counts(record):
            return
        seen = self._seen.setdefault(key, {})
        known = seen.get(record, frozenset())
        if outcome not in known:
            seen[record] = known | {outcome}
        if len(seen) > self.last:
            del seen[min(seen)]

    def flaky(self, key: Hashable) -> tuple[int, int] | None:
        """(k, n): n of the last records saw it, k of them with another outcome than the most frequent
        one; a record that saw both is one of the k. None where all saw the same, or none saw it."""
        first = self._records[0] if self._records else ("", "")
        records = [seen for record, seen in self._seen.get(key, {}).items() if record >= first]
        counts = Counter(outcome for seen in records for outcome in seen)
        if len(counts) < 2:
            return None
        most = max(counts.values())
        # Several may be the most frequent: the one that was seen alone the most often is the usual one.
        alone = Counter(next(iter(seen)) for seen in records if len(seen) == 1)
        usual = max(alone[outcome] for outcome, count in counts.items() if count == most)
        return len(records) - usual, len(records)
