# SPDX-License-Identifier: MIT
"""Feeds spoilt records to every command, each as a user would call it, for some time:

    python3 -m reports.tests.fuzz SECONDS [COMMAND...]
    python3 -m reports.tests.fuzz --number N COMMAND      one record again

Which commands there are, and what they take, is asked of reports/commands: new ones need nothing here.
"""
from __future__ import annotations

import argparse
import contextlib
import io
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from types import ModuleType

from reports.__main__ import main as reports
from reports.commands import COMMANDS

from . import checks, mutate
from .calls import Call, call_of

OLD = b"what stood here before\n"
SLOW = 30.0


def _run(argv: list[str]) -> tuple[int, bytes, str]:
    """The exit code, and what went to the two outputs. Whatever is raised but SystemExit is passed on."""
    out, err = io.BytesIO(), io.BytesIO()
    text = io.TextIOWrapper(out, "utf-8", write_through=True)
    errors = io.TextIOWrapper(err, "utf-8", "backslashreplace", write_through=True)
    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(errors):
        try:
            code = reports(argv)
        except SystemExit as done:
            code = done.code if isinstance(done.code, int) else 2
        text.flush()
        errors.flush()
        return code, out.getvalue(), err.getvalue().decode()


def _judge(call: Call, code: int, out: bytes, err: str, before: bytes | None) -> str | None:
    """What is wrong with what a call did."""
    if code not in (0, 1, 2):
        return f"exit code {code}"
    if found := checks.CONTROL.search(err):
        return f"standard error holds {found[0]!r}"
    if code != 0 and not err and not out:
        return f"exit code {code} without a word"
    if what := checks.problem(call.argv[0], out):
        return f"standard output: {what}"
    if call.output is None:
        return None
    now = call.output.read_bytes() if call.output.is_file() else None
    undecided = "gate: cannot say: " in err  # the comparison is made, and its gate says nothing
    failed = (code == 2 and not undecided) or ("\n  Try: " in err and code == 1 and not checks.is_database(call.output))
    if failed and (now != before or (call.folder and call.output.exists())):
        return f"exit code {code}, but something was written: {err}"
    return checks.folder_problem(call.argv[0], call.output)


def once(module: ModuleType, number: int) -> tuple[str | None, int]:
    """One call with the records of this number: what is wrong with what it did, and its exit code."""
    dice = random.Random(f"{module.NAME} {number}")
    with tempfile.TemporaryDirectory(prefix="lastwords-fuzz-") as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "out").mkdir()
        records = [folder / "in" / f"{i}.jsonl" for i in range(2)]
        data = [mutate.record(number), mutate.record(number + 1)]
        for path, content in zip(records, data):
            path.write_bytes(content)
        call = call_of(module, dice, records, folder / "out" / "made")
        replaces = call.output and not call.folder and module.NAME != "db"  # which goes on with one
        before = OLD if replaces and dice.random() < 0.3 else None
        if before is not None:
            (folder / "out" / "made").write_bytes(before)
        try:
            code, out, err = _run(call.argv)
        except Exception:  # pylint: disable=broad-except
            return f"{' '.join(call.argv)}\n{traceback.format_exc()}", -1
        what = _judge(call, code, out, err, before)
        left = {path.name for path in (folder / "out").iterdir()} - {"made"}
        if what is None and left:
            what = f"left behind: {left}"
        if what is None and [path.read_bytes() for path in records] != data:
            what = "a record was changed"
        return what and f"{' '.join(call.argv)}: {what}", code


def spend(
    module: ModuleType, seconds: float, first: int, least: int = 1
) -> tuple[str | None, Counter[int]]:
    """Calls of one command for some time: the first thing that is wrong, and the exit codes."""
    codes: Counter[int] = Counter()
    until = time.monotonic() + seconds
    number = first
    while time.monotonic() < until or number - first < least:
        begun = time.monotonic()
        what, code = once(module, number)
        codes[code] += 1
        if what is None and time.monotonic() - begun > SLOW:
            what = f"took {time.monotonic() - begun:.0f} s"
        if what is not None:
            again = f"python3 -m reports.tests.fuzz --number {number} {module.NAME}"
            return f"again by: {again}\n{what}", codes
        number += 1
    return None, codes


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m reports.tests.fuzz", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=60.0)
    parser.add_argument("commands", nargs="*", metavar="COMMAND")
    parser.add_argument("--number", type=int, help="the number of one record")
    parser.add_argument("--from", type=int, default=1000, dest="first", metavar="N", help="first number")
    args = parser.parse_args()
    modules = [module for module in COMMANDS if not args.commands or module.NAME in args.commands]
    worst = 0
    for module in modules:
        if args.number is not None:
            what, codes = once(module, args.number)[0], Counter[int]()
        else:
            what, codes = spend(module, args.seconds / len(modules), args.first)
        counts = ", ".join(f"{count} with {code}" for code, count in sorted(codes.items()))
        print(f"{module.NAME}: {sum(codes.values())} calls; exit codes: {counts}", flush=True)
        if what is not None:
            print(what, file=sys.stderr)
            worst = 1
    return worst


if __name__ == "__main__":
    sys.exit(main())
