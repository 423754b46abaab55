# SPDX-License-Identifier: MIT
"""A page for a pull request or the summary of a CI step: what is not as expected, then how each run did,
then the rest, folded. What does not fit below the limit is left out, and that is said in the last line.

Every value goes through escape.quiet() or escape.code(): a comment must mention nobody.
"""
from __future__ import annotations

from collections.abc import Sequence

from . import view
from .escape import code, quiet, quiet_html
from .model import RULINGS, Verdict
from .result import deviates
from .room import Piece, fit
from .summary import Summary
from .versions import labels, version

# GitHub: 65,536 characters a comment, 1 MiB a step's summary, in which other steps want room too.
LIMIT = 60_000
LEAST = 2_000
LEFT_OUT = (
    "**Left out to stay below {limit} bytes:** {what}."
    " To have it all: `python3 -m reports markdown RECORD...`"
)
TITLE, RUNS, CHANGES, WRONG, FOLDED = range(5)  # who gets room first; the order of the page is another
DETAIL = "folded line"


def _name(summary: Summary, label: str) -> str:
    return f"{summary.run.platform}, {label or version(summary.run)}"


def _title(summaries: Sequence[Summary]) -> str:
    """The worst first: a title may not sound better than what is below it."""
    wrong = sum(len(view.wrong(summary)) for summary in summaries)
    judged = sum(len(summary.verdicts) for summary in summaries)
    runs = view.plural(len(summaries), "run")
    if wrong:
        return f"# lastwords: {view.plural(wrong, 'verdict')} of {judged} not as expected, in {runs}"
    if judged == 0:
        return f"# lastwords: no claim was judged, in {runs}"
    short = sum(bool(view.caveats(summary)) for summary in summaries)
    but = f"; read what is said of {short} of them" if short else ""
    return f"# lastwords: nothing unexpected in {view.plural(judged, 'verdict')} of {runs}{but}"


def _changes(changes: Sequence[str] | None) -> Piece:
    """What a comparison with another record or a baseline found, in its own words."""
    if changes is None:
        return Piece("change", [], [], rank=CHANGES)
    rows = [f"- {quiet(change)}" for change in changes] or ["No change."]
    return Piece("change", ["", "## Changes", ""], rows, rank=CHANGES, share=0.3)


def _wrong(name: str, verdict: Verdict) -> str:
    parts = [f"- {quiet(name)}: {code(verdict.claim)} {quiet(verdict.title)}: **{verdict.ruling}**"]
    parts.append(f", expected {view.expected(verdict)}")
    if verdict.because:
        parts.append(f"; {quiet(verdict.because)}")
    if view.expired(verdict):
        parts.append("; it is as stated again, so remove its known entry")
    if command := view.repeat(verdict):
        parts.append(f"; repeat it: {code(command)}")
    return "".join(parts)


def _row(name: str, summary: Summary) -> str:
    caveats = quiet(" ".join(view.caveats(summary))) or "-"
    return f"| {quiet(name)} | {quiet(view.headline(summary))} | {caveats} |"


def _fold(name: str, what: str, rows: list[str], *head: str) -> Piece:
    """The line that is always seen is HTML, in which Markdown's escapes mean nothing."""
    title = quiet_html(f"{name}: {what}")
    top = ["", f"<details><summary>{title}</summary>", "", *head]
    return Piece(DETAIL, top, rows, ["", "</details>"], rank=FOLDED)


def _families(name: str, summary: Summary) -> Piece:
    rows = []
    for family, verdicts in view.families(summary).items():
        counts = dict(view.rulings(verdicts))
        words = " | ".join(str(counts.get(ruling, 0)) for ruling in RULINGS)
        wrong = sum(not verdict.as_expected for verdict in verdicts)
        rows.append(f"| {code(family)} | {words} | {wrong} |")
    columns = [*RULINGS, "not as expected"]
    head = [f"| family | {' | '.join(columns)} |", "|---" + "|---:" * len(columns) + "|"]
    return _fold(name, f"{view.plural(len(summary.verdicts), 'claim')} by family", rows, *head)


def _known(name: str, summary: Summary) -> Piece:
    found = [verdict for verdict in summary.verdicts.values() if deviates(verdict)]
    rows = [f"- {code(v.claim)} {v.ruling}: {quiet(v.known.note)}" for v in found if v.known]
    return _fold(name, f"{view.plural(len(rows), 'known deviation')}, seen again", rows)


def _undecided(name: str, summary: Summary) -> Piece:
    found = [verdict for verdict in summary.verdicts.values() if verdict.ruling in view.UNDECIDED]
    rows = [f"- {code(v.claim)} {v.ruling}: {quiet(v.because or 'no reason is given')}" for v in found]
    return _fold(name, f"{view.plural(len(rows), 'claim')} not decided", rows)


def _faults(name: str, summary: Summary) -> Piece:
    groups = sorted(summary.blocked(ground=False).items(), key=lambda item: (-item[1].count, item[0]))
    rows = [
        f"- {step}, error {error}: {quiet(what)} ({view.plural(group.count, 'cell')}, such as"
        f" {', '.join(map(code, group.examples))})"
        for (step, error, what), group in groups
    ]
    return _fold(name, f"{view.plural(len(rows), 'fault')} of the harness", rows)


def render(
    summaries: Sequence[Summary], changes: Sequence[str] | None = None, limit: int = LIMIT
) -> str:
    """The page, of at most limit bytes (LEAST or more). changes are what a comparison found, one
    sentence each, and come first; None where nothing was compared, which is not the same as none."""
    names = [_name(summary, label) for summary, label in zip(summaries, labels(summaries))]
    pairs = list(zip(names, summaries))
    wrong = [_wrong(name, verdict) for name, summary in pairs for verdict in view.wrong(summary)]
    table = ["", "## Runs", "", "| run | claims | before you believe it |", "|---|---|---|"]
    folds = (_faults, _known, _undecided, _families)
    pieces = [
        Piece("title", [], [_title(summaries)], rank=TITLE),
        _changes(changes),
        Piece("unexpected verdict", ["", "## Not as expected", ""], wrong, rank=WRONG),
        Piece("run", table, [_row(name, summary) for name, summary in pairs], rank=RUNS, share=0.3),
        *(fold(name, summary) for name, summary in pairs for fold in folds),
    ]
    return fit(pieces, limit, "\n" + LEFT_OUT)
