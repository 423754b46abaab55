# SPDX-License-Identifier: MIT
"""A comparison for a terminal: one line, or all of it with the first changes of each kind."""
from __future__ import annotations

from . import axes
from .change import CELL, CLAIM, KINDS
from .changes import PASSED, SHOWN, count, counts, groups, line, notes, of_side, totals
from .compare import Comparison, compare, gate
from .escape import visible
from .side import Side


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
    unseen = ((others, "not observed"), (found.blocked, "blocked in both"))
    tail = [f"{number:,} {words}" for number, words in unseen if number]
    names = [f"{side.platform}, {side.version}" for side in (old, new)]
    version = f" ({names[0]}; now {names[1]})" if names[0] != names[1] else ""
    if not found.cells:
        line = f"no cell was observed in {old.path} as well"
    elif differ or said:
        line = f"{differ:,} of {count(found.cells, 'cell')} differ from {old.path}{version}"
        line += f": {', '.join(said)}" if said else ""
    else:
        name = f"the baseline of {old.platform}" if old.kind == "baseline" else str(old.path)
        line = f"as {name}{version}: {count(found.same, 'cell')} the same"
    return visible("; ".join([line, *tail]))


def text(found: Comparison, gated: bool = False) -> str:
    """For a terminal."""
    lines = [f"OLD {of_side(found.old)}", f"NEW {of_side(found.new)}"]
    lines += [*(f"note: {note}" for note in notes(found)), totals(found)]
    for kind, words, changes in groups(found):
        lines += ["", f"{kind} ({words}): {counts(changes)}"]
        lines += [f"  {line(change, str, str)}" for change in changes[:SHOWN]]
        lines += [f"  and {len(changes) - SHOWN:,} more"] if len(changes) > SHOWN else []
    if gated:
        result, why = gate(found)
        lines += ["", f"gate: {PASSED[result]}: {why}"]
    return "".join(_visible(one) + "\n" for one in lines)


def _visible(line: str) -> str:
    start = len(line) - len(line.lstrip(" "))
    return " " * start + visible(line)
