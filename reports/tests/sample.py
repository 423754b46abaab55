# SPDX-License-Identifier: MIT
"""One record with something of everything, and the page that is made of it."""
from __future__ import annotations

from pathlib import Path

from reports import axes
from reports.markdown import render
from reports.summary import summarize

from . import build

C = "console"
HEARD = ("handler-entered",)
LINES = [
    build.absent(),
    build.cell(f"{C}/plain/sigterm/handler-flag"),
    build.cell(f"{C}/plain/sigterm/none", "signal", ()),
    build.cell(f"{C}/plain/twice/handler-flag", "signal", HEARD),
    build.cell(f"{C}/new-console/tty-close/handler-flag"),
    build.cell(f"{C}/term-blocked/sigterm/handler-flag", "alive", (), rescued=True),
    build.cell(f"{C}/stopped/sigterm/handler-flag", "stopped", ()),
    build.cell("deaf/plain/sigterm/ignore", "alive", (), rescued=True, basis="quiet"),
    build.left_out(f"{C}/no-window/tty-close/*"),
    build.left_out(f"{C}/detached/tty-close/*"),
    build.left_out("deaf/*/twice/*", "has no handler"),
    build.blocked(f"{C}/no-window/sigterm/handler-flag"),
    build.blocked(f"{C}/no-window/sigterm/none"),
    build.blocked(f"{C}/plain/kill/none", "worker", 32, "the worker is gone"),
    build.verdict("tty.good"),
    build.verdict(
        "tty.bad",
        ruling="refuted",
        as_expected=False,
        article=["A2", "L1"],
        cells=7,
        blocked=2,
        exhibit=f"{C}/plain/twice/handler-flag",
        because="atexit did not run",
    ),
    build.verdict("wine.gone", known={"ruling": "refuted", "note": "since 8.0"}, as_expected=False),
    build.verdict(
        "wine.same",
        known={"ruling": "refuted", "note": "https://e.x/1"},
        ruling="refuted",
        exhibit=None,
    ),
    build.verdict("wine.open", expect=None, ruling="mixed", article=[]),
]


def report(path: Path, *lines: build.Json, **changes: object) -> str:
    build.whole(path, *lines, **changes)
    return render(summarize(path, lambda skipped: None), axes.load())
