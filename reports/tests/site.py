# SPDX-License-Identifier: MIT
"""Writes reports of small records, and one record of Linux and one of Wine with something of everything."""
from __future__ import annotations

from pathlib import Path

from reports import axes
from reports.site import build as site_build
from reports.survey import survey

from . import build
from .document import Node, read

C = "console"
DEBIAN, WINE = "Debian GNU/Linux 12 (bookworm)", "Wine 8.0"
CONTROL_C_EXIT = 0xC000013A
FLAG = "handler-flag"
HEARD = ("handler-entered",)
DONE = ("lock-released", "descendants-gone")
POSIX = "signals are POSIX things"


def report(out: Path, *records: Path) -> Path:
    """The folder of the report; whatever is wrong with a line fails the test."""

    def skipped(what: object) -> None:
        raise AssertionError(what)

    known = axes.load()
    site_build.write(survey(records, skipped, known), known, out, [])
    return out


def one(tmp_path: Path, *lines: build.Json, **changes: object) -> Path:
    return report(tmp_path / "site", linux(tmp_path / "r.jsonl", *lines, **changes))


def page(root: Path, path: str) -> Node:
    return read(root / path)


def system(name: str | None) -> build.Json:
    return {"kernel": "6.1.0-test", "libc": "glibc 2.36", "distribution": name, "machine": "x86_64"}


def linux(path: Path, *lines: build.Json, **changes: object) -> Path:
    return build.whole(path, *lines, **{"os": system(DEBIAN)} | changes)


def wine(path: Path, *lines: build.Json, **changes: object) -> Path:
    return build.whole(path, *lines, **{"platform": "wine", "id": "w1", "os": system(WINE)} | changes)


def calls(*told: tuple[str, int, int], ok: bool = True) -> build.Json:
    rows = [{"call": call, "value": value, "error": error, "ns": 5} for call, value, error in told]
    return {"ok": ok, "error": 0 if ok else told[-1][2], "calls": rows}


def ran(*rungs: str) -> dict[str, object]:
    """A cell's marks, and what was found of it afterwards."""
    return {"marks": build.marks(*rungs), "ran": [*dict.fromkeys(rungs), *DONE]}


LINUX_LINES = [
    build.absent("launch", "conpty", "pseudo consoles are a Windows thing"),
    build.absent("delivery", "ctrl-c", "events are a Windows thing"),
    build.absent("responder", "ctrl-handler-flag", "control handlers are a Windows thing"),
    build.cell(f"{C}/plain/sigterm/handler-flag", **ran(*build.LADDER)),
    build.cell(f"{C}/new-group/sigterm/handler-flag", "signal", HEARD, **ran(*HEARD)),
    build.cell(f"{C}/stopped/sigterm/handler-flag", "stopped", (), basis="fence"),
    build.cell(f"{C}/plain/kill/handler-flag", "signal", (), **ran()),
    build.cell(
        f"{C}/new-group/kill/handler-flag", "alive", HEARD, basis="deadline", rescued=True, marks_lost=3
    ),
    build.cell(f"{C}/plain/kill/none", "signal", (), **ran()),
    build.left_out("*/stopped/kill/*", "a stopped one is killed all the same"),
    build.blocked(f"{C}/no-window/sigterm/handler-flag", "launch", 13, "no right to do that"),
    build.cell(f"{C}/sh-wrapped/sigterm/handler-flag", wrapper=build.end("signal")),
]
WINE_LINES = [
    build.absent("delivery", "sigterm", POSIX),
    build.absent("launch", "stopped", POSIX),
    build.absent("launch", "sh-wrapped", POSIX),
    build.cell(
        f"{C}/plain/kill/handler-flag",
        end=build.end(code=CONTROL_C_EXIT, raw=CONTROL_C_EXIT),
        rungs=(),
        sent=calls(("OpenProcess", 0, 87), ok=False),
        found=build.found(window_class="WineConsoleClass"),
    ),
    build.cell(f"{C}/plain/ctrl-c/handler-flag", sent=calls(("taskkill", 0, 128))),
    build.cell(f"{C}/conpty/ctrl-c/handler-flag", sent=calls(*[("GenerateConsoleCtrlEvent", 1, 0)] * 3)),
    build.cell(f"{C}/plain/ctrl-c/ctrl-handler-flag"),
    build.left_out(f"{C}/new-group/*/handler-flag", "seen with the other launches"),
]


def sample(folder: Path) -> Path:
    """The report of both."""
    records = (linux(folder / "l.jsonl", *LINUX_LINES), wine(folder / "w.jsonl", *WINE_LINES))
    return report(folder / "site", *records)
