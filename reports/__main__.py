# SPDX-License-Identifier: MIT
"""python3 -m reports: the command line. Run it from the root of the repository.

Exit codes: 0 done; 1 the record is not one, or not valid; 2 the command could
not be carried out (usage, files, a package that is missing).
"""
from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from . import axes
from .record import RecordError, Skipped
from .summary import summarize_all

OK, BAD_RECORD, CANNOT = 0, 1, 2
WARNINGS = 10
PACKAGES = {
    "jinja2": ("python3-jinja2", "Jinja2"),
    "jsonschema": ("python3-jsonschema", "jsonschema"),
}


class Cannot(Exception):
    """What was asked for cannot be done; the text says why and what to try."""


def say(message: str) -> None:
    print(f"reports: {message}", file=sys.stderr)


class Warner:
    """Prints the first warnings and counts the others."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, skipped: Skipped) -> None:
        self.count += 1
        if self.count <= WARNINGS:
            say(f"warning: {skipped}")

    def done(self) -> None:
        if self.count > WARNINGS:
            say(f"warning: {self.count - WARNINGS} more lines were read past")


def _write(page: str, output: Path | None, records: Sequence[Path]) -> None:
    data = page.encode("utf-8", "replace")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    if any(output.exists() and output.samefile(record) for record in records):
        raise Cannot(f"{output} is a record and would be overwritten\n  Try: another name after -o")
    output.write_bytes(data)


def markdown(args: argparse.Namespace) -> int:
    from .markdown import render

    warner = Warner()
    try:
        summaries = summarize_all(args.records, warner)
    finally:
        warner.done()
    _write(render(summaries, axes.load()), args.output, args.records)
    return OK


def observe(args: argparse.Namespace) -> int:
    from .observed import observed

    warner = Warner()
    try:
        text = observed(args.records, warner)
    finally:
        warner.done()
    _write(text, args.output, args.records)
    return OK


def validate(args: argparse.Namespace) -> int:
    from .validate import check

    return max([check(path, say) for path in args.records])


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python3 -m reports", description="Make reports of the records of lastwords."
    )
    records = argparse.ArgumentParser(add_help=False)
    records.add_argument(
        "records",
        nargs="+",
        type=Path,
        metavar="RECORD",
        help="what `lastwords run --record` wrote; several platforms and shards may come together",
    )
    output = argparse.ArgumentParser(add_help=False)
    output.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="where to write (default: standard output)",
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name, what, parents, work in (
        ("markdown", "write a Markdown page", [records, output], markdown),
        ("observe", "write one line a cell, sorted, without times", [records, output], observe),
        ("validate", "check every line against the schema", [records], validate),
    ):
        command = commands.add_parser(name, help=what, description=what, parents=parents)
        command.set_defaults(work=work)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    args = parser().parse_args(argv)
    try:
        return int(args.work(args))
    except RecordError as error:
        say(str(error))
        return BAD_RECORD
    except Cannot as error:
        say(str(error))
    except ModuleNotFoundError as error:
        name = error.name or "?"
        debian, pip = PACKAGES.get(name, (f"python3-{name}", name))
        say(
            f"this needs the Python package {pip}\n"
            f"  Try: apt install {debian}, or pip install {pip}"
        )
    except OSError as error:
        say(
            f"{error.filename or 'output'}: {error.strerror}\n"
            "  Try: see that the path is right and may be used"
        )
    return CANNOT


if __name__ == "__main__":
    # Interrupted, or the reader of our output gone: die of it as any filter does. A SIGINT that
    # was ignored when we were started stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
