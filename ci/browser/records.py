# SPDX-License-Identifier: MIT
"""Small records for ci/report-browser: records.py FOLDER writes wine.jsonl and hostile.jsonl there.

The hostile one would run a script, leave its folder, break the layout or close the page, if any of its words were taken
for more than text.
"""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from reports.tests import build  # noqa: E402

HACK = "window.hacked=1"
EVIL = (
    f"<script>{HACK}</script>\"'><img src=x onerror={HACK}><svg/onload={HACK}></title></style></textarea>"
    f"</script><script>{HACK}</script><!-- {{{{ 7*7 }}}} ${{{HACK}}} `{HACK}` ';{HACK}//\\u003cscript> \x00\x1b[2J\u202e\u2028\ud800"
)
LONG = "W" * 300
SOURCES = [f"javascript:{HACK}", f"data:text/html,<script>{HACK}</script>", f"https://e.invalid/\"onfocus={HACK} autofocus x=\"",
           "http://[", "https://e.invalid/" + LONG]  # fmt: skip
SYSTEM = ("kernel", "libc", "distribution", "machine")
DELIVERIES = ("ctrl-c", "ctrl-break", "tty-close", "taskkill", "wm-close")


def wine(path: Path) -> None:
    """Two runs of one column, so that a cell is flaky."""
    lines: list[build.Json] = []
    for number in (1, 2):
        system = {"kernel": "6.1.0", "libc": None, "distribution": "Wine 9.9", "machine": "x86_64"}
        cells = [
            build.cell(
                f"console/{launch}/{delivery}/{responder}",
                "exit" if delivery != "taskkill" else "alive",
                build.LADDER if (delivery, number) != ("ctrl-c", 2) else (),
                heard=["CTRL_C_EVENT"],
                found=build.found(),
            )
            for responder in ("ctrl-handler-flag", "handler-flag")
            for launch in ("plain", "new-group", "conpty")
            for delivery in DELIVERIES
        ]
        lines += [build.run(id=f"w{number}", platform="wine", os=system, started=f"2026-02-0{number}T12:00:00Z", cells=len(cells)),
                  build.absent("launch", "pidns-init", "Linux only"), *cells,
                  build.blocked("console/job/ctrl-c/none"), build.left_out("console/detached/ctrl-c/*", "no console"),
                  build.verdict("win.ctrl-c-reaches-group", family="win", ruling="refuted", as_expected=False, cells=len(cells)),
                  build.finish(len(cells), 1)]  # fmt: skip
    build.write(path, *lines)


def verdict(id: str, family: str, **more: Any) -> build.Json:
    return build.verdict(
        id, family=family, title=EVIL, says=EVIL + LONG, article=[EVIL], sources=SOURCES, because=EVIL,
        as_expected=False, known={"ruling": "holds", "note": EVIL}, cells=2**63 - 1, exhibit="console/plain/kill/none", **more,
    )  # fmt: skip


def hostile(path: Path) -> None:
    odd = "console/plain/sigterm/handler-flag"
    call = {"call": EVIL, "value": -(2**63), "error": 2**63 - 1, "ns": -1}
    lines = [
        build.run(id=EVIL, tool=EVIL, platform=EVIL, started=EVIL, shard=EVIL, filters=[EVIL, LONG],
                  os=dict.fromkeys(SYSTEM, EVIL), facts={EVIL: [EVIL] * 3, LONG: {"x": LONG}}, cells=2**63 - 1),
        build.absent("launch", EVIL, EVIL),
        build.cell(odd, ran=[EVIL, LONG, "atexit"], heard=[EVIL, LONG], end=build.end("signal", signal=EVIL, code=2**63 - 1),
                   wrapper=build.end("exit", signal=LONG), found=build.found(window_class=EVIL, runtime=LONG) | {EVIL: True},
                   sent={"ok": False, "error": -1, "calls": [call] * 3}, marks_lost=2**63 - 1, rescued=True,
                   marks=[{"rung": EVIL, "ns": -(2**63), "pid": -1, "signal": EVIL}, {"rung": LONG, "ns": 1, "pid": 1, "signal": LONG}],
                   ns={"ready": -1, "first": 2**63 - 1, "end": -(2**63), "total": 0}),
        build.cell("/".join(["w" * 64] * 4)),
        build.cell("constructor/__proto__/tostring/-"),
        build.blocked("console/plain/kill/handler-flag", "stage", 2**63 - 1, EVIL),
        build.left_out("console/*/twice/none", EVIL),
        verdict("tty.close-is-sighup", "tty"), verdict(EVIL, EVIL, ruling="refuted"), verdict(LONG, LONG, ruling="mixed"),
        verdict("..", ".."), verdict("up", "../../up"), verdict("root", "/root-of-all"), verdict("empty", ""), verdict("", "tty"),
        {"type": "end", "cells": 2**63 - 1, "blocked": 0, "faults": 2**63 - 1, "unstable": 1, "ns": 2**63 - 1},
    ]  # fmt: skip
    build.write(path, *lines, tail='{"type": "cell", "cell": "torn')


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    wine(folder / "wine.jsonl")
    hostile(folder / "hostile.jsonl")
