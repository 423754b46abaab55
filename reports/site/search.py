# SPDX-License-Identifier: MIT
"""cells.html and cells.js: every cell, to be searched and filtered in the browser.

The data is a script, which pages opened from a folder may load, unlike any other file. Words are
numbers into lists; a cell is a row of numbers: probe, launch, delivery, responder, then for each
column what it saw, or -1.
"""
from __future__ import annotations

import json
from collections.abc import Iterator

from ..escape import visible
from ..model import CellName
from . import signs
from .fact import Fact, fact
from .known import AXES, Known, Knows
from .page import Page, Site, column_label

NOTHING = -1
UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


class Numbers:
    """Texts, or lists of them, by number; equal ones have one number."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def __getitem__(self, value: object) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def rows(self) -> list[object]:
        return list(self._numbers)


def _words(seen: Fact) -> tuple[str, str]:
    """What a search finds a cell by, beside its name: how it ended, and what ran."""
    if seen.trouble:
        return visible(seen.trouble), ""
    parts = [seen.end]
    parts += [f"what was started: {seen.wrapper}"] if seen.wrapper else []
    parts += [f"sender: {'; '.join(seen.told)}"] if seen.refused else []
    parts.append(f"heard {seen.heard}")
    ran = ", ".join(dict.fromkeys(seen.marks + seen.settled)) or "nothing"
    return visible("; ".join(parts)), visible(f"ran {ran}")


def _state(knows: Knows, name: CellName, fates: Numbers) -> tuple[object, ...] | None:
    """Fates, rungs that ran and that there are, flaky as text, two texts."""
    cell, seen = knows.cell(name), knows.seen(name)
    if cell is None or seen is None:
        return None
    found = tuple(fates[sign.word] for sign, _ in seen.fates)
    flaky = f"{seen.flaky[0]}/{seen.flaky[1]}" if seen.flaky else ""
    texts = _words(fact(knows.column.key.platform, cell, seen))
    return (found, seen.ran, seen.rungs, flaky, *texts)


def data(known: Known) -> dict[str, object]:
    """All that the page searches."""
    fates, states = Numbers(), Numbers()
    ids = {axis: known.axes.sort(axis, {name[at] for name in known.cells}) for at, axis in enumerate(AXES)}
    numbers = {axis: {id: i for i, id in enumerate(ids[axis])} for axis in AXES}
    for word in signs.FATES:
        fates[word]  # their order is that of the words
    rows: list[int] = []
    for name in known.cells:
        rows += [numbers[axis][id] for axis, id in zip(AXES, name)]
        for knows in known.columns:
            state = _state(knows, name, fates)
            rows.append(NOTHING if state is None else states[state])
    return {
        "columns": [[knows.label, visible(column_label(knows.column))] for knows in known.columns],
        "ids": [ids[axis] for axis in AXES],
        "fates": [[word, signs.fated(str(word)).sign, signs.fated(str(word)).kind] for word in fates.rows],
        "states": states.rows,
        "rows": rows,
    }


def script(value: object) -> str:
    """A statement that no text can break out of, in a file or in a page."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return f"window.CELLS = {text.translate(UNSAFE)};\n"


def pages(site: Site) -> Iterator[Page]:
    known = Known(site.survey, site.axes)
    ids = {axis: known.axes.sort(axis, {name[at] for name in known.cells}) for at, axis in enumerate(AXES)}
    context = {
        "ids": ids,
        "columns": known.columns,
        "count": len(known.cells),
        "axes": site.axes,
        "fates": [word for word in signs.FATES if word not in ("-", "?")],
    }
    yield Page("cells.html", "cells.html.j2", context)
    yield Page("cells.js", text=script(data(known)))
