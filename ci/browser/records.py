# SPDX-License-Identifier: MIT
"""Small records for ci/report-browser: records.py FOLDER writes wine.jsonl and hostile.jsonl there.

The hostile one would run a script, leave its folder, break the layout or close the page, if any of its words
were taken for more than text.
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
    f"</script><script>{HACK}</script><!-- {{{{ 7*7 }}}} ${{{HACK}}} `{HACK}` ';{HACK}//\\u003cscript>"
    " \x00\x1b[2J\u202e\u2028\ud800"
)
LONG = "W" * 300
SOURCES = [
    f"javascript:{HACK}",
    f"data:text/html,<script>{HACK}</script>",
    f'https://e.invalid/"onfocus={HACK} autofocus x="',
    "http://[",
    "https://e.invalid/" + LONG,
]
FAMILIES = ("..", "../../up", "/root-of-all", "")
LEAST, MOST = -(2**63), 2**63 - 1
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
        started = f"2026-02-0{number}T12:00:00Z"
        lines += [
            build.run(id=f"w{number}", platform="wine", os=system, started=started, cells=len(cells)),
            build.absent("launch", "pidns-init", "Linux only"),
            *cells,
            build.blocked("console/job/ctrl-c/none"),
            build.left_out("console/detached/ctrl-c/*", "no console"),
            build.verdict("win.ctrl-c-reaches-group", family="win", ruling="refuted", as_expected=False),
            build.finish(len(cells), 1),
        ]
    build.write(path, *lines)


def verdict(id: str, family: str, **more: Any) -> build.Json:
    return build.verdict(
        id,
        family=family,
        title=EVIL,
        says=EVIL + LONG,
        article=[EVIL],
        sources=SOURCES,
        because=EVIL,
        as_expected=False,
        known={"ruling": "holds", "note": EVIL},
        cells=MOST,
        exhibit="console/plain/kill/none",
        **more,
    )


def worst_cell() -> build.Json:
    call = {"call": EVIL, "value": LEAST, "error": MOST, "ns": -1}
    return build.cell(
        "console/plain/sigterm/handler-flag",
        ran=[EVIL, LONG, "atexit"],
        heard=[EVIL, LONG],
        end=build.end("signal", signal=EVIL, code=MOST),
        wrapper=build.end("exit", signal=LONG),
        found=build.found(window_class=EVIL, runtime=LONG) | {EVIL: True},
        sent={"ok": False, "error": -1, "calls": [call] * 3},
        marks=[
            {"rung": EVIL, "ns": LEAST, "pid": -1, "signal": EVIL},
            {"rung": LONG, "ns": 1, "pid": 1, "signal": LONG},
        ],
        marks_lost=MOST,
        rescued=True,
        ns={"ready": -1, "first": MOST, "end": LEAST, "total": 0},
    )


def hostile(path: Path) -> None:
    system = dict.fromkeys(("kernel", "libc", "distribution", "machine"), EVIL)
    facts = {EVIL: [EVIL] * 3, LONG: {"x": LONG}}
    run = build.run(id=EVIL, tool=EVIL, platform=EVIL, started=EVIL, shard=EVIL, os=system, facts=facts)
    lines = [
        run | {"filters": [EVIL, LONG], "cells": MOST},
        build.absent("launch", EVIL, EVIL),
        worst_cell(),
        build.cell("/".join(["w" * 64] * 4)),
        build.cell("constructor/__proto__/tostring/-"),
        build.blocked("console/plain/kill/handler-flag", "stage", MOST, EVIL),
        build.left_out("console/*/twice/none", EVIL),
        verdict("tty.close-is-sighup", "tty"),
        verdict(EVIL, EVIL, ruling="refuted"),
        verdict(LONG, LONG, ruling="mixed"),
        *(verdict(f"family-{i}", family) for i, family in enumerate(FAMILIES)),
        verdict("", "tty"),
        {"type": "end", "cells": MOST, "blocked": 0, "faults": MOST, "unstable": 1, "ns": MOST},
    ]
    build.write(path, *lines, tail='{"type": "cell", "cell": "torn')


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    wine(folder / "wine.jsonl")
    hostile(folder / "hostile.jsonl")
