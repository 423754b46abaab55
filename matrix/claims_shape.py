# SPDX-License-Identifier: MIT
"""The shape of a claim: which keys it has and of what type. First half of the lint, with what
its rules share; must not know what any value means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from claims_model import Axes, Claim, Finding

# The keys of a claim and of its tables: what type each has, and whether it must be there.
SHAPE: dict[str, tuple[str, bool]] = {
    "id": ("text", True),
    "title": ("text", True),
    "says": ("text", True),
    "article": ("texts", True),
    "sources": ("texts", True),
    "cells": ("texts", True),
    "control": ("texts", False),
    "that": ("table", True),
    "expect": ("table of text", False),
    "known": ("table of tables", False),
}
THAT = {
    "ran": "texts",
    "not-ran": "texts",
    "end": "texts",
    "wrapper": "texts",
    "signal": "text",
    "code": "number",
    "error": "number",
    "found": "texts",
    "not-found": "texts",
    "heard": "texts",
    "sent": "text",
    "left": "text",
}
KNOWN = {"ruling": "text", "note": "text"}


@dataclass(frozen=True)
class Context:
    """What the rules may look at beside the claim."""

    axes: Axes
    ids: Counter[str]
    cells: list[str] | None = None
    platform: str = "linux-gnu"


Rule = Callable[[Claim, Context], Iterator[Finding]]


def suggest(word: str, choices: Any) -> str:
    close = get_close_matches(word, [str(choice) for choice in choices], n=1)
    return f"did you mean '{close[0]}'?" if close else "one of: " + ", ".join(sorted(map(str, choices)))


def _all(items: Any, kind: type) -> bool:
    return all(isinstance(item, kind) for item in items)


KINDS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: type(value) is int,
    "texts": lambda value: isinstance(value, list) and _all(value, str),
    "table": lambda value: isinstance(value, dict),
    "table of text": lambda value: isinstance(value, dict) and _all(value.values(), str),
    "table of tables": lambda value: isinstance(value, dict) and _all(value.values(), dict),
}


def _tables(claim: Claim) -> Iterator[tuple[str, dict[str, Any], dict[str, str]]]:
    """The claim and the tables in it: prefix of their keys, content, kind of each key."""
    yield "", claim.raw, {key: kind for key, (kind, _) in SHAPE.items()}
    if isinstance(claim.raw.get("that"), dict):
        yield "that.", claim.raw["that"], THAT
    known = claim.raw.get("known")
    for platform, entry in known.items() if isinstance(known, dict) else ():
        if isinstance(entry, dict):
            yield f"known.{platform}.", entry, KNOWN


def unknown_key(claim: Claim, context: Context) -> Iterator[Finding]:
    for prefix, table, kinds in _tables(claim):
        for key in table:
            if key not in kinds:
                yield claim.finding("unknown-key", prefix + key, f"no key '{prefix}{key}', {suggest(key, kinds)}")


def required_key(claim: Claim, context: Context) -> Iterator[Finding]:
    for key, (_, required) in SHAPE.items():
        if required and key not in claim.raw:
            yield claim.finding("required-key", key, f"'{key}' is missing, write it ([] where there is none)")
    for key in ("cells", "sources"):
        if claim.raw.get(key) == []:
            yield claim.finding("required-key", key, f"'{key}' is empty, name at least one")


def value_type(claim: Claim, context: Context) -> Iterator[Finding]:
    for prefix, table, kinds in _tables(claim):
        for key, kind in kinds.items():
            if key in table and not KINDS[kind](table[key]):
                what = "a list of strings" if kind == "texts" else f"a {kind}"
                message = f"'{prefix}{key}' is not {what}, write it as in contracts.md"
                yield claim.finding("value-type", prefix + key, message)


SHAPE_RULES: list[Rule] = [unknown_key, required_key, value_type]
