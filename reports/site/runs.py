# SPDX-License-Identifier: MIT
"""runs.html: of every column its runs, the machine of the newest, and what there is no observation of."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import names
from ..answers import Group
from ..fields import dump
from ..latency import duration
from ..markdown import BASIS_WORDS, FACTS, REASONS
from ..model import BASES, Blocked
from ..survey import Column
from . import answers, caveats
from .page import Page, Site

SESSIONS = 60

Reason = tuple[tuple[str, ...], Group]


@dataclass(frozen=True)
class Machine:
    """One column, as its section shows it."""

    column: Column
    faults: list[Reason]
    ground: list[Reason]
    left_out: list[Reason]
    absents: list[tuple[str, str, str]]  # axis, id, why
    facts: list[tuple[str, str]]


def _grouped(named: Iterable[tuple[tuple[str, ...], str]]) -> list[Reason]:
    """By reason; the one of most cells first. Sorted before, so that the examples are always the same."""
    groups: dict[tuple[str, ...], Group] = {}
    for reason, name in sorted(named):
        groups.setdefault(reason, Group()).add(name)
    return sorted(groups.items(), key=lambda item: (-item[1].count, item[0]))


def _blocked(column: Column, ground: bool) -> list[Reason]:
    platform = column.key.platform
    found = [newest.value for newest in column.cells.values()]
    return _grouped(
        ((one.step, names.error(platform, one.error), one.what), str(one.name))
        for one in found
        if isinstance(one, Blocked) and (one.step == "ground") == ground
    )


def _machine(site: Site, column: Column) -> Machine:
    facts = list(column.newest.run.facts.items())[:FACTS]
    order = {axis: place for place, axis in enumerate(site.axes.words)}
    ids = {axis: list(words) for axis, words in site.axes.words.items()}

    def place(absent: tuple[str, str]) -> tuple[int, int, str, str]:
        axis, id = absent
        known = ids.get(axis, [])
        return order.get(axis, len(order)), known.index(id) if id in known else len(known), axis, id

    return Machine(
        column,
        faults=_blocked(column, ground=False),
        ground=_blocked(column, ground=True),
        left_out=_grouped(((pattern.why,), str(pattern.name)) for pattern in column.patterns),
        absents=[(*key, column.absents[key].value) for key in sorted(column.absents, key=place)],
        facts=[(key, value if isinstance(value, str) else dump(value)) for key, value in facts],
    )


def pages(site: Site) -> Iterator[Page]:
    yield Page(
        "runs.html",
        "runs.html.j2",
        {
            "machines": [_machine(site, column) for column in site.survey.columns],
            "headline": answers.headline,
            "caveats": caveats.of_column,
            "shards": caveats.shards,
            "duration": duration,
            "bases": BASES,
            "basis_words": BASIS_WORDS,
            "most": REASONS,
            "sessions_most": SESSIONS,
            "cells": {str(name) for name in site.survey.cells},
        },
    )
