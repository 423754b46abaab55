# SPDX-License-Identifier: MIT
"""How far the cleanup of a cell got, in one word.

The words are few and fixed, the same in every report. They describe what was
observed; whether that is right is the judge's business.
"""
from __future__ import annotations

from .model import Cell

WORDS: dict[str, str] = {
    "clean": "it ended, and main's tail and atexit ran",
    "partial": "it ended after a part of the cleanup: atexit without main's tail,"
    " or a step without the handler",
    "handled": "the handler itself did the cleanup, and the process ended without main's tail"
    " and atexit",
    "cut": "the handler was entered, but the process ended before atexit ran",
    "killed": "it ended without a mark",
    "alive": "it heard the request and goes on",
    "deaf": "it is alive and nothing was heard",
    "unborn": "the system refused to start it",
    "pending": "it is stopped; what was sent waits until it is continued",
    "blocked": "no observation: this machine does not offer it, or the harness failed"
    " (see the reasons)",
    "-": "not applicable (see what was left out)",
    "?": "this record says nothing about it; after a word: only the deadline ended the wait,"
    " so it proves nothing",
}


def fate(cell: Cell) -> str:
    """The word for a cell; with "?" when what did not happen has no basis."""
    word = _word(cell)
    return word + "?" if cell.basis == "deadline" and word != "clean" else word


def _word(cell: Cell) -> str:
    marks = {mark.rung for mark in cell.marks}
    if cell.end.how == "unborn":
        return "unborn"
    if cell.end.how == "stopped":
        return "pending"
    if cell.end.how == "alive":
        return "alive" if marks else "deaf"
    if {"main-tail", "atexit"} <= marks:
        return "clean"
    if not marks:
        return "killed"
    if "handler-entered" not in marks or "atexit" in marks:
        return "partial"
    return "handled" if "temp-file-removed" in cell.ran and "main-tail" not in marks else "cut"
