# SPDX-License-Identifier: MIT
"""What names a version of a platform, in which order versions come, and how runs are told apart."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .model import Run
from .summary import Summary

PART = re.compile(r"[0-9]{1,18}|[^0-9]+", re.ASCII)
UNKNOWN = "unknown"


def version(run: Run) -> str:
    """The distribution: for Wine that is its own version, for Windows its edition. Kernels change
    more often than what they do."""
    return run.os.get("distribution") or run.os.get("kernel") or UNKNOWN


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which "Wine 8.0" comes before "Wine 10.0". Equal for equal texts only."""
    parts = PART.findall(text)
    key = [(0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts]
    return (*key, (-1, 0, text))


def product(text: str) -> str:
    """What a version is a version of: "Debian GNU/Linux 12 (bookworm)" is of "Debian GNU/Linux"."""
    return re.split(r"[0-9]", text, maxsplit=1)[0].strip()


def labels(summaries: Sequence[Summary]) -> list[str]:
    """For each run what tells it from the others of its platform: "" where it is the only one, else
    its version, and its id where that is not enough. No two runs of a platform have the same."""
    found = ["" for _ in summaries]
    tries = (lambda run: version(run), lambda run: f"{version(run)}, run {run.id}")
    for name in tries:
        counts = Counter((summary.run.platform, label) for summary, label in zip(summaries, found))
        for i, summary in enumerate(summaries):
            if counts[summary.run.platform, found[i]] > 1:
                found[i] = name(summary.run)
    used: set[tuple[str, str]] = set()
    for i, summary in enumerate(summaries):  # the same run twice
        label, count = found[i], 1
        while (summary.run.platform, found[i]) in used:
            count += 1
            found[i] = f"{label}, again {count}"
        used.add((summary.run.platform, found[i]))
    return found
