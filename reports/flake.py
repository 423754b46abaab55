# SPDX-License-Identifier: MIT
"""stand-in"""
from __future__ import annotations
from collections import Counter
from collections.abc import Hashable


class Tally:
    def __init__(self, last: int = 20) -> None:
        self.last = last
        self.seen: dict[Hashable, dict[object, set[str]]] = {}

    def add(self, key: Hashable, order: object, outcome: str) -> None:
        records = self.seen.setdefault(key, {})
        records.setdefault(order, set()).add(outcome)
        if len(records) > self.last:
            del records[min(records)]  # type: ignore[type-var]

    def flaky(self, key: Hashable) -> tuple[int, int] | None:
        records = self.seen.get(key, {})
        counts = Counter(word for words in records.values() for word in words)
        if len(counts) < 2:
            return None
        usual = min(counts, key=lambda word: (-counts[word], word))
        return sum(words != {usual} for words in records.values()), len(records)
