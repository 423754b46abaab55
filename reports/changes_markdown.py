# SPDX-License-Identifier: MIT
"""A comparison in Markdown: a page of its own, or lines for another page."""
from __future__ import annotations

from .changes import PASSED, SHOWN, counts, groups, line, notes, of_side, totals
from .compare import Comparison, gate
from .escape import Markdown, code, quiet


def changes_markdown(found: Comparison) -> list[str]:
    """One line of Markdown a change, escaped already, the notes before them; [] where nothing is to be said.
    What is not as expected as before is left to who lists the verdicts."""
    lines = [Markdown(f"note: {quiet(note)}") for note in notes(found)]
    for kind, words, changes in groups(found):
        if kind == "as before":
            continue
        shown = changes[:SHOWN]
        lines += [Markdown(f"**{kind}** {line(change, code, quiet)}") for change in shown]
        if len(changes) > SHOWN:
            lines.append(Markdown(f"**{kind}** and {len(changes) - SHOWN:,} more ({counts(changes)} in all)"))
    return list(lines)


def markdown(found: Comparison, gated: bool = False) -> str:
    """A page of its own."""
    sides = (("OLD", found.old), ("NEW", found.new))
    lines = ["# What changed", "", *(f"- {word}: {quiet(of_side(side))}" for word, side in sides)]
    lines += [f"- **note:** {quiet(note)}" for note in notes(found)]
    lines += [f"- {totals(found)}"]
    if gated:
        result, why = gate(found)
        lines += [f"- **gate: {PASSED[result]}:** {quiet(why)}"]
    for kind, words, changes in groups(found):
        lines += ["", f"## {kind}: {counts(changes)}", "", f"{words[:1].upper()}{words[1:]}.", ""]
        lines += [f"- {line(change, code, quiet)}" for change in changes[:SHOWN]]
        lines += [f"- and {len(changes) - SHOWN:,} more"] if len(changes) > SHOWN else []
    return "\n".join(lines) + "\n"
