# SPDX-License-Identifier: MIT
"""python3 -m reports.bench.database DIR: how long loading and reporting take.

Figures are of this machine at this hour, and nothing else; tests assert none of them.
"""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = (("observe", "--last", "1"), ("markdown", "--last", "1"), ("markdown",))
ROOT = Path(__file__).resolve().parents[2]


def _cpu() -> float:
    """Seconds of CPU of all that we waited for: on a machine that others use too, the honest figure."""
    times = os.times()
    return times.children_user + times.children_system


def _peak() -> str:
    """The most memory that one process that we waited for had at a time; it never falls."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return "?"
    size = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return f"{size / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MiB"


def _timed(*args: object) -> tuple[float, float]:
    """Seconds that a command of ours takes, and of CPU. Raises CalledProcessError."""
    start, used = time.monotonic(), _cpu()
    command = [sys.executable, "-m", "reports", *map(str, args)]
    subprocess.run(command, check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    return time.monotonic() - start, _cpu() - used


def measure(records: list[Path], database: Path, page: Path) -> None:
    """Load in parts short enough for a command line, then report."""
    size = sum(path.stat().st_size for path in records)
    print(f"{len(records)} records, {size / 1e6:.0f} MB")
    seconds = used = 0.0
    for at in range(0, len(records), 1000):
        took, cpu = _timed("db", *records[at : at + 1000], "-o", database)
        seconds, used = seconds + took, used + cpu
    here = database.stat().st_size
    print(
        f"load: {seconds:.1f} s ({used:.1f} s of CPU), {len(records) / seconds:.1f} records/s,"
        f" {size / seconds / 1e6:.1f} MB/s;"
        f" {here / 1e6:.0f} MB, {here / size:.1%} of the records; peak of one process {_peak()}"
    )
    took, cpu = _timed("db", *records[:100], "-o", database)
    print(f"load {len(records[:100])} of them again: {took:.1f} s ({cpu:.1f} s of CPU)")
    for name, *options in COMMANDS:
        took, cpu = _timed(name, database, *options, "-o", page)
        text = page.stat().st_size / 1e6
        what = " ".join((name, *options))
        print(f"{what}: {took:.1f} s ({cpu:.1f} s of CPU), {text:.1f} MB of text; peak up to here {_peak()}")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m reports.bench.database", description="Measure load and report."
    )
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="records, as reports.bench.generate makes them"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="where to leave the database (default: nowhere)"
    )
    args = parser.parse_args()
    records = sorted(path.absolute() for path in args.folder.glob("*.jsonl"))
    if not records:
        print(
            f"database: no record in {args.folder}\n  Try: python3 -m reports.bench.generate -o DIR",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        database = args.keep.absolute() if args.keep else Path(folder) / "runs.sqlite"
        try:
            measure(records, database, Path(folder) / "page")
        except subprocess.CalledProcessError as error:
            print(f"database: `{error.cmd[3]}` failed\n  Try: the same command by hand", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
