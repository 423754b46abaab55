# SPDX-License-Identifier: MIT
"""A comparison in words: one line, text, Markdown, JSON. All in the order of the comparison.

Text and Markdown show the first of many changes and count the others; JSON has them all.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from . import axes, flake
from .compare import CELL, CLAIM, KINDS, Change, Comparison, compare, gate
from .escape import Markdown, code, quiet, visible
from .outcome import parts
from .side import Side
from .view import plural

FORMAT = "lastwords-compare/1"
SHOWN = 20
FLAKY = "flaky"


def count(number: int, noun: str) -> str:
    """"4,654 cells"."""
    return plural(number, noun).replace(str(number), f"{number:,}", 1)


def _words(many: Sequence[str]) -> str:
    return " or ".join(many) or "nothing"


def _rungs(old: str, new: str) -> str:
    """Two lists of rungs by what is in one only."""
    before, after = (set(words.split()) - {"-"} for words in (old, new))
    lost, more = " ".join(sorted(before - after)), " ".join(sorted(after - before))
    return ", ".join(f"{verb} {words}" for verb, words in (("no longer ran", lost), ("ran also", more)) if words)


def _parts(before: str, after: str) -> str:
    """Two outcomes by the parts that differ."""
    old, new = parts(before), parts(after)
    said = []
    for part in dict.fromkeys((*old, *new)):
        was, now = old.get(part, "-"), new.get(part, "-")
        if part == "ran":
            said.append(_rungs(was, now))
        elif was != now:
            said.append(f"{'' if part in ('end', 'sent') else part + ' '}{was}, now {now}")
    return "; ".join(filter(None, said))


def difference(change: Change) -> str:
    """What is otherwise, and no more: "exit 0, now signal SIGTERM; no longer ran atexit"."""
    if not change.old or not change.new:
        return _words(change.old or change.new)
    more = [words for words in change.new if words not in change.old]
    if change.of == CLAIM or len(change.old) > 1 or len(more) > 1 or change.kind == "not observed":
        return f"{_words(change.old)}, now {_words(change.new)}"
    return _parts(change.old[0], more[0]) + ", in some rounds" * (len(change.new) > 1)


def notes(found: Comparison) -> list[str]:
    """What a reader must know before believing anything else."""
    old, new, history = found.old, found.new, found.history
    said = []
    if old.platform != new.platform:
        said.append(f"another platform: {old.platform}, now {new.platform}")
    if old.version != new.version:
        said.append(f"another version: {old.version}, now {new.version}")
    if old.run and new.run and old.run.tool != new.run.tool:
        said.append(f"another lastwords: {old.run.tool}, now {new.run.tool}")
    for word, side in (("OLD", old), ("NEW", new)):
        if side.missing:
            said.append(f"{word} is incomplete ({'; '.join(side.missing)}): what it does not hold is not gone")
        if side.part:
            said.append(f"{word} is a part of the plan: {side.part}")
    if new.verdicts is None:
        said.append("NEW has no verdicts: claims are not compared")
    elif old.verdicts is None:
        said.append("OLD has no verdicts: a claim has regressed where its exhibit was not seen so before")
    if not found.cells:
        said.append("no cell was observed in both")
    if history.runs or history.others:
        others = f", {history.others} of another platform or version left out" if history.others else ""
        said.append(f"flaky by {plural(history.runs, 'run')} of the history{others}")
    return said


def totals(found: Comparison) -> str:
    said = [f"{count(found.cells, 'cell')} observed in both, {found.same:,} the same"]
    if found.blocked:
        said.append(f"{count(found.blocked, 'cell')} blocked in both")
    if found.claims is not None:
        said.append(f"{count(found.claims, 'claim')} judged in both")
    return "; ".join(said)


def groups(found: Comparison) -> list[tuple[str, str, list[Change]]]:
    """Kind, what it means, and its changes; what is flaky comes after what has changed."""
    made = [(kind, words, found.of_kind(kind)) for kind, words in KINDS.items()]
    at = list(KINDS).index("changed") + 1
    made.insert(at, (FLAKY, "differs, and did so in earlier runs: fails no gate", found.flaky))
    return [group for group in made if group[2]]


def counts(changes: Sequence[Change]) -> str:
    """"1 claim, 3 cells"."""
    of = [change.of for change in changes]
    return ", ".join(count(of.count(kind), kind) for kind in (CLAIM, CELL) if kind in of)


def _line(change: Change, name: Callable[[str], str], plain: Callable[[str], str]) -> str:
    line = f"{change.of} {name(change.name)}: {plain(difference(change))}"
    if change.flaky:
        line += f"; {change.kind}, {flake.words(change.flaky)}"
    return line + (f"; {plain(change.because)}" if change.because else "")


def one_line(old: Side, new: Side) -> str:
    """What ci/matrix says at its end: the same as before, or how much is not and of which kind."""
    return brief(compare(old, new, axes.load()))


def brief(found: Comparison) -> str:
    """one_line() of a comparison."""
    old, new = found.old, found.new
    differ = found.cells - found.same
    kinds = [kind for kind in KINDS if kind not in ("not observed", "as before")]
    said = []
    for kind in kinds:
        for of in (CLAIM, CELL):
            number = sum(change.of == of for change in found.of_kind(kind))
            if number and (of, kind) != (CELL, "changed"):  # which is what differs
                words = "known deviation" if kind == "expired" else f"{kind} {of}"
                said.append(count(number, words) + " no longer seen" * (kind == "expired"))
    if found.flaky:
        said.append(f"{len(found.flaky):,} flaky")
    if new.missing:
        said.append(f"the record is incomplete ({'; '.join(new.missing)})")
    others = sum(change.of == CELL for change in found.of_kind("not observed"))
    tail = [f"{others:,} not observed"] * bool(others) + [f"{found.blocked:,} blocked in both"] * bool(found.blocked)
    version = f" ({old.version}, now {new.version})" if old.version != new.version else ""
    if not found.cells:
        line = f"no cell was observed in {old.path} as well"
    elif differ or said:
        line = f"{differ:,} of {count(found.cells, 'cell')} differ from {old.path}{version}"
        line += f": {', '.join(said)}" if said else ""
    else:
        name = f"the baseline of {old.platform}" if old.kind == "baseline" else str(old.path)
        line = f"as {name}{version}: {count(found.same, 'cell')} the same"
    return visible("; ".join([line, *tail]))


def _side(side: Side) -> str:
    tool = f", lastwords {side.run.tool}" if side.run else ""
    return f"{side.path}: {side.kind} of {side.platform}, {side.version}{tool}"


def text(found: Comparison, gated: bool = False) -> str:
    """For a terminal."""
    lines = [f"OLD {_side(found.old)}", f"NEW {_side(found.new)}", *(f"note: {note}" for note in notes(found))]
    lines.append(totals(found))
    for kind, words, changes in groups(found):
        lines += ["", f"{kind} ({words}): {counts(changes)}"]
        lines += [f"  {_line(change, str, str)}" for change in changes[:SHOWN]]
        lines += [f"  and {len(changes) - SHOWN:,} more"] if len(changes) > SHOWN else []
    if gated:
        result, why = gate(found)
        lines += ["", f"gate: {('passed', 'failed', 'cannot say')[result]}: {why}"]
    return "".join(_visible(line) + "\n" for line in lines)


def _visible(line: str) -> str:
    start = len(line) - len(line.lstrip(" "))
    return " " * start + visible(line)


def changes_markdown(found: Comparison) -> list[str]:
    """One line of Markdown a change, escaped already, the notes before them; [] where nothing is to be said.
    What is not as expected as before is left to who lists the verdicts."""
    lines = [Markdown(f"note: {quiet(note)}") for note in notes(found)]
    for kind, words, changes in groups(found):
        if kind == "as before":
            continue
        shown = changes[:SHOWN]
        lines += [Markdown(f"**{kind}** {_line(change, code, quiet)}") for change in shown]
        if len(changes) > SHOWN:
            lines.append(Markdown(f"**{kind}** and {len(changes) - SHOWN:,} more ({counts(changes)} in all)"))
    return list(lines)


def markdown(found: Comparison, gated: bool = False) -> str:
    """A page of its own."""
    lines = ["# What changed", "", f"- OLD: {quiet(_side(found.old))}", f"- NEW: {quiet(_side(found.new))}"]
    lines += [f"- **note:** {quiet(note)}" for note in notes(found)]
    lines += [f"- {totals(found)}"]
    if gated:
        result, why = gate(found)
        lines += [f"- **gate: {('passed', 'failed', 'cannot say')[result]}:** {quiet(why)}"]
    for kind, words, changes in groups(found):
        lines += ["", f"## {kind}: {counts(changes)}", "", f"{words[:1].upper()}{words[1:]}.", ""]
        lines += [f"- {_line(change, code, quiet)}" for change in changes[:SHOWN]]
        lines += [f"- and {len(changes) - SHOWN:,} more"] if len(changes) > SHOWN else []
    return "\n".join(lines) + "\n"


def _side_json(side: Side) -> dict[str, object]:
    return {
        "path": str(side.path),
        "kind": side.kind,
        "platform": side.platform,
        "version": side.version,
        "tool": side.run.tool if side.run else None,
        "run": side.run.id if side.run else None,
        "missing": side.missing,
        "part": side.part or None,
        "judged": side.verdicts is not None,
    }


def to_json(found: Comparison) -> str:
    """Everything, one change a line."""
    result, why = gate(found)
    head = {
        "format": FORMAT,
        "old": _side_json(found.old),
        "new": _side_json(found.new),
        "notes": notes(found),
        "cells": {"both": found.cells, "same": found.same, "blocked": found.blocked},
        "claims": None if found.claims is None else {"both": found.claims},
        "history": {"runs": found.history.runs, "others": found.history.others},
        "gate": {"code": result, "why": why},
    }
    rows = [
        {
            "of": change.of,
            "name": change.name,
            "kind": change.kind,
            "old": list(change.old),
            "new": list(change.new),
            "because": change.because or None,
            "gates": change.gates,
            "flaky": list(change.flaky) if change.flaky else None,
        }
        for change in found.changes
    ]
    body = ",\n".join(json.dumps(row) for row in rows)
    return json.dumps(head)[:-1] + ',\n"changes": [' + (f"\n{body}\n" if body else "") + "]}\n"
