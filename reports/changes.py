# SPDX-License-Identifier: MIT
"""The words of a comparison that its formats share: what differs, what is to be known first, how many."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from . import flake
from .change import CELL, CLAIM, KINDS, Change
from .compare import Comparison
from .outcome import PARTS, parts
from .side import Side
from .view import plural

SHOWN = 20  # of each kind; the others are counted
FLAKY = "flaky"
PASSED = ("passed", "failed", "cannot say")  # by what gate() returns


def count(number: int, noun: str) -> str:
    """"4,654 cells"."""
    return plural(number, noun).replace(str(number), f"{number:,}", 1)


def _words(many: Sequence[str]) -> str:
    return " or ".join(many) or "nothing"


def _rungs(old: str, new: str) -> str:
    """Two lists of rungs by what is in one only."""
    before, after = (set(words.split()) - {"-"} for words in (old, new))
    differ = (("no longer ran", before - after), ("ran also", after - before))
    return ", ".join(f"{verb} {' '.join(sorted(rungs))}" for verb, rungs in differ if rungs)


def _parts(before: str, after: str) -> str:
    """Two outcomes by the parts that differ."""
    old, new = parts(before), parts(after)
    said = []
    for part in PARTS:
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
    if change.of == CLAIM or len(change.old) > 1 or change.kind == "not observed":
        return f"{_words(change.old)}, now {_words(change.new)}"
    differ = " or ".join(_parts(change.old[0], words) for words in more)
    return differ + ", in some rounds" * (len(change.new) > len(more))


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
            why = "; ".join(side.missing)
            said.append(f"{word} is incomplete ({why}): what it does not hold is not gone")
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


def line(change: Change, name: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """One change; name and plain escape a name and any other text."""
    said = f"{change.of} {name(change.name)}: {plain(difference(change))}"
    if change.flaky:
        said += f"; {change.kind}, {flake.words(change.flaky)}"
    return said + (f"; {plain(change.because)}" if change.because else "")


def of_side(side: Side) -> str:
    """What is compared, in short."""
    tool = f", lastwords {side.run.tool}" if side.run else ""
    return f"{side.path}: {side.kind} of {side.platform}, {side.version}{tool}"
