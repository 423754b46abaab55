# SPDX-License-Identifier: MIT
"""Compatibility data as stable JSON (schema/compat.schema.json), in the manner of what browsers have:
a tree of claims, and for each platform in which versions a claim was seen to hold.

A version is one that was observed; a statement speaks of a range of them and of nothing between or
beyond. A platform of which no record is here is "unknown", a word and not null or an empty list, as
both read as "no" where a program asks for truth.
"""
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

from .axes import Axes
from .model import Verdict
from .summary import Summary
from .versions import UNKNOWN, natural, product, version

FORMAT = "lastwords-compat/1"
DECIDED = ("holds", "refuted", "mixed", "absent")
EXPLAINED = ("mixed", "untested", "blocked")
DEEPEST = 7  # dots that are taken for a level
PLAIN = re.compile(r"[A-Za-z0-9_-]")

Json = dict[str, object]
Versions = dict[str, list[dict[str, Verdict]]]


def key(name: str) -> str:
    """A name as a key: what is no letter, digit, - or _ is percent-encoded, and so is the _ that would
    make it one of the format's own keys. Different names have different keys."""
    out = "".join(
        char if PLAIN.match(char) else "".join(f"%{b:02X}" for b in char.encode("utf-8", "surrogatepass"))
        for char in name
    )
    return "%5F" + out[1:] if out.startswith("__") else out or "%"


def _utf8(text: str) -> str:
    """Without lone surrogates."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


# JSON lets DEL and the second set of control characters stand as they are; a terminal obeys them.
CONTROLS = {number: f"\\u{number:04x}" for number in range(0x7F, 0xA0)}


def _sound(value: object) -> object:
    """The same with all its text in UTF-8."""
    if isinstance(value, str):
        return _utf8(value)
    if isinstance(value, list):
        return [_sound(one) for one in value]
    return {name: _sound(one) for name, one in value.items()} if isinstance(value, dict) else value


def _notes(verdict: Verdict) -> list[str]:
    notes = []
    if verdict.known and verdict.ruling == verdict.known.ruling:
        notes.append(f"known deviation: {verdict.known.note}")
    elif verdict.known and not verdict.as_expected:
        notes.append(f"the known deviation ({verdict.known.ruling}) was not seen: {verdict.known.note}")
    if verdict.ruling in EXPLAINED:
        notes.append(verdict.because or "the record does not say why")
    return notes


def _statement(words: Sequence[Verdict]) -> Json:
    """What the runs of one version say together, the newest last. No answer gives way to one."""
    if not words:
        return {"ruling": UNKNOWN, "as_expected": None, "expected": None, "partial": False, "notes": []}
    decided = [verdict for verdict in words if verdict.ruling in DECIDED] or list(words)
    newest = decided[-1]
    counts = Counter(verdict.ruling for verdict in decided)
    ruling, as_expected, notes = newest.ruling, newest.as_expected, _notes(newest)
    if newest.ruling in DECIDED and len(counts) > 1:
        ruling, as_expected = "mixed", False
        answers = ", ".join(f"{name} ({counts[name]})" for name in sorted(counts))
        notes = [f"runs of this version differ: {answers}", *notes]
    return {
        "ruling": ruling,
        "as_expected": as_expected,
        "expected": newest.expect,
        "partial": ruling == "mixed",
        "notes": notes,
    }


def _support(claim: str, versions: Versions) -> list[Json]:
    """Statements over all versions in their order. Neighbours that say the same are one, but only of
    one product: nothing lies between two distributions."""
    found: list[Json] = []
    for name, runs in versions.items():
        said = _statement([verdicts[claim] for verdicts in runs if claim in verdicts])
        last = found[-1] if found else {"version_last": ""}
        same = {word: last.get(word) for word in said} == said
        if same and product(str(last["version_last"])) == product(name):
            last["version_last"] = name
        else:
            found.append({"version_first": name, "version_last": name, **said})
    return found


def _by_version(summaries: Sequence[Summary]) -> dict[str, Versions]:
    """Platform -> version -> the verdicts of its runs, the newest last; versions in their order."""
    found: dict[str, Versions] = {}
    for summary in summaries:
        versions = found.setdefault(summary.run.platform, {})
        versions.setdefault(_utf8(version(summary.run)), []).append(summary.verdicts)
    return {
        platform: {name: versions[name] for name in sorted(versions, key=natural)}
        for platform, versions in found.items()
    }


def _plant(tree: Json, claim: str, leaf: Json) -> None:
    here = tree
    for part in claim.split(".", DEEPEST):
        below = here.setdefault(key(part), {})
        assert isinstance(below, dict)
        here = below
    here["__compat"] = leaf


def compat(summaries: Sequence[Summary], axes: Axes) -> Json:
    """The document as plain data. Of texts that differ those of the newest run are taken."""
    ordered = sorted(summaries, key=lambda one: (one.run.started, one.run.id))
    seen = _by_version(ordered)
    platforms = axes.sort("platform", {*axes.words["platform"], *seen})
    words = {claim: verdict for one in ordered for claim, verdict in one.verdicts.items()}
    claims: Json = {}
    for claim, verdict in words.items():
        support = {key(name): _support(claim, seen[name]) if name in seen else UNKNOWN for name in platforms}
        leaf: Json = {
            "id": claim,
            "title": verdict.title,
            "says": verdict.says,
            "article": list(dict.fromkeys(map(_utf8, verdict.article))),
            "sources": list(dict.fromkeys(map(_utf8, verdict.sources))),
            "support": support,
        }
        _plant(claims, claim, leaf)
    return {
        "__meta": {"format": FORMAT, "tools": sorted({_utf8(one.run.tool) for one in ordered}, key=natural)},
        "platforms": {
            key(name): {
                "name": axes.word("platform", name) or name,
                "versions": list(seen[name]) if name in seen else UNKNOWN,
            }
            for name in platforms
        },
        "claims": claims,
    }


def render(summaries: Sequence[Summary], axes: Axes) -> str:
    """The same records give the same bytes: keys are sorted, there is no time of writing."""
    document = _sound(compat(summaries, axes))
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    return text.translate(CONTROLS) + "\n"
