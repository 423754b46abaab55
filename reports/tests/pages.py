# SPDX-License-Identifier: MIT
"""Writes a report of records that a test made."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reports import axes
from reports.claims import Claim
from reports.site import build
from reports.survey import survey

# Pages that other modules make; their links are checked where all are written.
ELSEWHERE = ("cell/", "cells.html", "matrix/", "matrix.html", "times.html")


def elsewhere(path: str) -> bool:
    return path.startswith(ELSEWHERE)


def claim(id: str, *cells: str, article: tuple[str, ...] = (), **expect: str) -> Claim:
    """As it is stated in the repository; expect by platform, with _ for -."""
    return Claim(
        id=id,
        title=f"Title of {id}",
        article=article,
        expect={platform.replace("_", "-"): ruling for platform, ruling in expect.items()},
        family=id.split(".")[0],
        says=f"What {id} says.",
        sources=("https://e.x/#s",),
        cells=cells,
    )


def written(folder: Path, *records: Path, stated: Sequence[Claim] | None = None) -> Path:
    """The folder of the report."""
    known = axes.load()
    build.write(survey(records, lambda skipped: None, known), known, folder / "site", stated)
    return folder / "site"
