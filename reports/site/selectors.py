# SPDX-License-Identifier: MIT
"""What a claim speaks of: its selectors, globs over cell names, as ids of the axes.

The rules are those of matrix/glob.c: * runs up to the next /, {a,b} are literal alternatives, and a
short selector speaks of everything below it. Knows axes and globs, no pages.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .. import claims
from ..model import CellName

ALL = "*"


class Spoken(NamedTuple):
    """Of one selector: the places of ids in the axis; None is any of them."""

    launches: tuple[int, ...] | None
    deliveries: tuple[int, ...] | None


def _places(part: str, ids: Sequence[str]) -> tuple[int, ...] | None:
    if part == ALL:
        return None
    matches = claims.model().matches
    return tuple(place for place, id in enumerate(ids) if matches(part, id))


def expand(
    selectors: Iterable[str], launches: Sequence[str], deliveries: Sequence[str]
) -> tuple[Spoken, ...]:
    """Of each selector the launches and deliveries that it picks, every pair of lists once."""
    found = []
    for selector in selectors:
        parts = selector.split("/")
        names = CellName(*(parts[i] if i < len(parts) else ALL for i in range(4)))
        found.append(Spoken(_places(names.launch, launches), _places(names.delivery, deliveries)))
    return tuple(dict.fromkeys(found))


def tokens(groups: Iterable[tuple[int, ...] | None]) -> str:
    """For a data attribute: places with spaces between, groups with semicolons, * for any."""
    return ";".join(ALL if group is None else " ".join(map(str, group)) for group in groups)
