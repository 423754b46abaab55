# SPDX-License-Identifier: MIT
"""compare: what changed between two runs, or since a baseline; with --gate, whether that may pass."""
from __future__ import annotations

import argparse
from pathlib import Path

from .. import axes, changes_json, changes_markdown, changes_text, history
from ..change import KINDS
from ..changes import PASSED
from ..compare import Comparison, compare, gate
from ..escape import visible
from ..flake import LAST
from ..record import RecordError
from ..side import NoBaseline, Several, Side, baseline_of, load
from .common import OK, Cannot, Warner, guard, say, take_output, warner, write

NAME = "compare"
HELP = "say what changed from OLD to NEW; as a gate, fail where something is newly not as expected"
WORDS = "".join(f"  {kind + ':':14}{words}\n" for kind, words in KINDS.items())
EPILOG = f"""\
A claim is compared by its verdicts, where both sides have them. A cell is improved or regressed where it is
the exhibit of a claim that is; else it has changed. A cell that gave several answers in OLD is the same with
any of them, and an end that nobody told ("lost") is no other end.

{WORDS}\
  flaky (k of n): differs, and did before: of the last n records of the history that saw it, k saw something
                else than usual

OLD without verdicts (a baseline): a claim that is not as expected has regressed where its exhibit was seen
otherwise in OLD or not at all, and a known deviation started to hold where that is so of any cell that its
claim speaks of; else they are not as expected as before.
The history is to hold records of what was accepted: the failures of a change that is under test would make
themselves flaky.

Exit codes: 0 done; with --gate 1 where a claim is newly not as expected (regressed, or new) or a known
deviation started to hold, and is not flaky; 2 where the comparison could not be made, and with --gate where
nothing could be compared: no cell in both, no verdict in NEW, none decided, or a NEW that is incomplete and
shows no failure so far.
"""


def _last(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or not 1 <= int(text[:10]) <= 10**6 or len(text) > 10:
        raise argparse.ArgumentTypeError(f"must be a number from 1 to 1000000, but is {text!r}")
    return int(text)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG
    record = "a record of one run (shards of it may be in one file), or a baseline that `observe` wrote"
    folder = "or a folder of baselines, one a platform"
    parser.add_argument("old", type=Path, metavar="OLD", help=f"{record}, {folder}")
    parser.add_argument("new", type=Path, metavar="NEW", help=record)
    parser.add_argument("--gate", action="store_true", help="let the exit code say whether NEW may pass")
    parser.add_argument(
        "--history",
        nargs="+",
        action="extend",
        default=[],
        type=Path,
        metavar="RECORD",
        help="earlier records, in any order; those of NEW's platform and version say what is flaky",
    )
    parser.add_argument(
        "--last",
        type=_last,
        default=LAST,
        metavar="N",
        help="how many of the history count (default: %(default)s)",
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="default: text")
    shape.add_argument("--brief", action="store_true", help="one line")
    take_output(parser)


def _sides(args: argparse.Namespace, warn: Warner) -> tuple[Side, Side]:
    new = load(args.new, warn)
    path = baseline_of(args.old, new) if args.old.is_dir() else args.old
    return load(path, warn), new


def work(args: argparse.Namespace) -> int:
    inputs = [args.old, args.new, *args.history]
    guard(args.output, inputs)
    try:
        with warner() as warn:
            old, new = _sides(args, warn)
            earlier = history.load(args.history, new, warn, args.last)
    except (RecordError, Several, NoBaseline) as error:
        raise Cannot(str(error)) from None  # 1 means that a gate has failed, and nothing else
    guard(args.output, [old.path])
    found = compare(old, new, axes.load(), earlier)
    if args.brief:
        made = changes_text.brief(found) + "\n"
    elif args.format == "json":
        made = changes_json.to_json(found)
    else:
        render = changes_markdown.markdown if args.format == "markdown" else changes_text.text
        made = render(found, args.gate)
    write(made, args.output, inputs)
    return _gate(found) if args.gate else OK


def _gate(found: Comparison) -> int:
    """Said apart, wherever the comparison was written: a log shows why a step failed."""
    code, why = gate(found)
    if code:
        hint = "\n  Try: OLD and NEW of whole runs that share cells and were judged" if code == 2 else ""
        say(f"gate: {PASSED[code]}: {visible(why)}{hint}")
    return code
