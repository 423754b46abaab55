# SPDX-License-Identifier: MIT
"""observe: the text of a baseline, or the baselines of a folder made anew."""
from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from ..baseline_file import baseline
from ..escape import visible
from ..observed import file_name, gather, observed, render
from ..result import shortfalls
from ..summary import Summary, summarize
from ..versions import version
from ..view import plural
from .common import OK, Cannot, Warner, take_last, take_output, take_records, warner, write

NAME = "observe"
HELP = "write one line a cell, sorted, without times"


def configure(parser: argparse.ArgumentParser) -> None:
    take_records(parser)
    take_last(parser)
    take_output(parser)
    parser.add_argument(
        "--into",
        type=Path,
        metavar="DIR",
        help="write DIR/<platform>.txt (Wine: with its major version) of each platform; refuses a record "
        "that is incomplete, filtered, a shard, or has faults of the harness, and then writes nothing; keeps "
        "what is known of cells that this machine cannot look at",
    )


def _refused(summary: Summary) -> list[str]:
    """Why a run is no baseline for others."""
    found = shortfalls(summary)
    if summary.run.filters:
        found.append(f"only a part of the plan was run: {visible(' '.join(summary.run.filters))}")
    if summary.shards:
        found.append(f"it is shard {visible(' and '.join(summary.shards))} only")
    return found


def _file_of(record: Path, warn: Warner) -> str:
    """Of which baseline a record is. Raises Cannot where it is none to be one."""
    summaries = summarize(record, warn)
    reasons = [reason for summary in summaries for reason in _refused(summary)]
    names = {file_name(summary.run.platform, version(summary.run)) for summary in summaries}
    if len(names) > 1:
        reasons.append(f"it holds runs of several platforms ({', '.join(sorted(names))})")
    if reasons:
        raise Cannot(
            f"{record} is not to be a baseline: {'; '.join(reasons)}\n"
            "  Try: the record of a whole run without faults (ci/matrix, ci/wine)"
        )
    return names.pop()


def _made(path: Path, records: Sequence[Path]) -> tuple[str, int]:
    """The text of a baseline, and how many cells of what is there were kept. Raises RecordError."""
    heads, seen = gather(records, lambda skipped: None)
    older = baseline(path) if path.exists() else None
    kept = sum(one.complete(older.seen) for one in seen.values()) if older else 0
    if older and kept:
        heads |= {f"# {platform}: {name}" for platform, name in older.heads}
    return render(heads, seen.values()), kept


def _refresh(folder: Path, records: Sequence[Path], warn: Warner) -> None:
    """Several records of a platform are one baseline, as rounds are. Nothing is written unless all may be."""
    files: dict[str, list[Path]] = {}
    for record in records:
        files.setdefault(_file_of(record, warn), []).append(record)
    made = {folder / name: _made(folder / name, paths) for name, paths in sorted(files.items())}
    folder.mkdir(parents=True, exist_ok=True)
    for path, (text, kept) in made.items():
        write(text, path, records)
        cells = len({line.partition(":")[0] for line in text.splitlines() if not line.startswith("#")})
        said = f", {kept} kept that this machine cannot look at" if kept else ""
        print(f"{path}: {plural(cells, 'cell')}{said}")


def work(args: argparse.Namespace) -> int:
    if args.into is not None and args.output is not None:
        raise Cannot("-o and --into are two places for one thing\n  Try: one of them")
    with warner() as warn:
        if args.into is not None:
            _refresh(args.into, args.records, warn)
            return OK
        text = observed(args.records, warn, args.last)
    write(text, args.output, args.records)
    return OK
