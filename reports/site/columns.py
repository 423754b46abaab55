# SPDX-License-Identifier: MIT
"""Short labels for columns, for places where a platform and its version are too long."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ..escape import visible
from ..survey import Key

SHORT = {"linux-gnu": "gnu", "linux-musl": "musl", "macos": "mac", "windows": "win", "wine": "wine"}
LONGEST = 12  # of a platform that we know no short name of
NUMBER = re.compile(r"[0-9]{1,4}")


def short(keys: Iterable[Key]) -> list[str]:
    """"gnu12", "wine8": the platform and the first number of its version; no two are the same."""
    seen: Counter[str] = Counter()
    labels = []
    for key in keys:
        number = NUMBER.search(key.version)
        platform = SHORT.get(key.platform) or visible(key.platform)[:LONGEST]
        label = platform + (number[0] if number else "")
        seen[label] += 1
        labels.append(f"{label}-{seen[label]}" if seen[label] > 1 else label)
    return labels
