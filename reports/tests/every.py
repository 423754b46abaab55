# SPDX-License-Identifier: MIT
"""Records for the exporters: one with every ruling and result, and one that would like to be more
than text."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from reports.summary import Summary, summarize_all

from . import build

C = "console"
FAULT = "the worker is gone"
VERDICTS = [
    build.verdict("tty.good"),
    build.verdict("tty.refuted", expect="refuted", ruling="refuted"),
    build.verdict("tty.open", expect=None, ruling="refuted"),
    build.verdict("tty.bad", ruling="refuted", as_expected=False, because="atexit did not run"),
    build.verdict("tty.both", ruling="mixed", as_expected=False, because="2 cells gave both answers"),
    build.verdict("tty.untested", ruling="untested", exhibit=None, because="none of its cells was run"),
    build.verdict("tty.absent", expect="absent", ruling="absent", exhibit=None, cells=0),
    build.verdict("kill.machine", ruling="blocked", exhibit=None, because="no user namespaces"),
    build.verdict("kill.fault", ruling="blocked", exhibit=None, because=FAULT),
    build.verdict(
        "kill.known", known={"ruling": "refuted", "note": "since # 8.0"}, ruling="refuted", exhibit=None
    ),
    build.verdict("kill.gone", known={"ruling": "refuted", "note": "since 8.0"}, as_expected=False),
]
EVERY = [
    build.absent(),
    build.cell(f"{C}/plain/sigterm/handler-flag"),
    build.cell(f"{C}/plain/sigterm/none", "signal", (), wrapper=build.end(code=3)),
    build.left_out(f"{C}/no-window/tty-close/*"),
    build.blocked(f"{C}/no-window/sigterm/none"),
    build.blocked(f"{C}/plain/kill/none", "worker", 32, FAULT),
    *VERDICTS,
]
# Markup, the ends of CDATA and of a YAML block, directives, formulas, controls, halves of characters.
EVIL = (
    "=1+1]]></testcase><script>a|b</script> `c` [d](javascript:e)\r\n  ...\nnot ok 1\n# SKIP \\# TODO"
    ' \x00\x1b[2J \u202e \ud800 \ufffe "q" \'s\', @someone #1 {{ 7*7 }} &lt;'
)
HUGE = 2**63 - 1
IDS = ("", " ", ".", "__compat", "a.__compat", "a", "a." * 90, "-1", "+x")


def hostile() -> list[build.Json]:
    """Every text of every line is EVIL, every number is as large as it may be."""
    evil: dict[str, Any] = dict(
        family=EVIL, title=EVIL, says=EVIL, article=[EVIL, EVIL], sources=[EVIL, EVIL], because=EVIL,
        cells=HUGE, blocked=HUGE,
    )  # fmt: skip
    known = {"ruling": "refuted", "note": EVIL}
    cell = build.cell(
        f"{C}/plain/sigterm/none",
        heard=[EVIL],
        ran=[EVIL],
        end=build.end("signal", signal=EVIL, code=HUGE, raw=-HUGE),
        sent={"ok": False, "error": -1, "calls": []},
        ns={"ready": HUGE, "first": -HUGE, "end": HUGE, "total": -HUGE - 1},
        round=HUGE,
    )
    return [
        cell,
        build.blocked(f"{C}/plain/kill/none", "stage", HUGE, EVIL),
        build.left_out(f"{C}/*/twice/none", EVIL),
        build.verdict(EVIL, **evil, as_expected=False, known=known),
        build.verdict(EVIL + ".", **evil, ruling="refuted", known=known),
        *(build.verdict(f"{word}{EVIL}", **evil, ruling=word) for word in ("mixed", "blocked", "absent")),
        *(build.verdict(id, **evil) for id in IDS),
    ]


def hostile_run() -> dict[str, Any]:
    system = dict.fromkeys(("kernel", "libc", "distribution", "machine"), EVIL)
    return dict(id=EVIL, tool=EVIL, platform=EVIL, started=EVIL, shard=EVIL, os=system, facts={EVIL: EVIL})


def machine(distribution: str | None) -> dict[str, str | None]:
    return build.run()["os"] | {"distribution": distribution}


def read(*paths: Path) -> list[Summary]:
    return summarize_all(paths, lambda skipped: None)


def records(folder: Path) -> list[Path]:
    """Two Wines and a Linux in two shards, a hostile one, and one that holds a run line only."""
    return [
        build.whole(folder / "w8", *EVERY, platform="wine", os=machine("Wine 8.0")),
        build.whole(folder / "w10", *EVERY, platform="wine", os=machine("Wine 10.0"), id="r2"),
        build.whole(folder / "s1", *EVERY[:3], *VERDICTS[:4], shard="1/2"),
        build.whole(folder / "s2", *VERDICTS[4:], shard="2/2"),
        build.whole(folder / "evil", *hostile(), **hostile_run()),
        build.write(folder / "empty", build.run(platform="macos")),
    ]
