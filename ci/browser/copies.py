# SPDX-License-Identifier: MIT
"""Many records from one: copies.py RECORD COUNT COLUMNS FOLDER, for ci/report-bench.

Copies have an id, a time and a version of their own, COLUMNS versions in all, and in each some cells end
otherwise than in the record, so that reports have something to compare. The same arguments give the same
records.
"""
from __future__ import annotations

import json
import random
import sys
from pathlib import Path

CHANGED = 0.002


def copy(lines: list[str], number: int, columns: int, out: Path) -> None:
    chance = random.Random(number)
    with out.open("w", encoding="utf-8") as file:
        for line in lines:
            if line.startswith('{"type":"run"') or line.startswith('{"type": "run"'):
                run = json.loads(line)
                run["id"] = f"copy-{number}"
                run["started"] = f"2026-01-{1 + number // 24 % 28:02}T{number % 24:02}:00:00Z"
                run["os"]["distribution"] = f"Debian GNU/Linux {10 + number % columns}"
                line = json.dumps(run) + "\n"
            elif '"ran"' in line and chance.random() < CHANGED:
                cell = json.loads(line)
                cell |= {"ran": [], "marks": [], "heard": []}
                cell["end"] |= {"how": "signal", "signal": "SIGKILL", "raw": 9}
                line = json.dumps(cell) + "\n"
            file.write(line)


def main() -> None:
    record, count, columns, folder = sys.argv[1:]
    with open(record, encoding="utf-8") as file:
        lines = file.readlines()
    for number in range(int(count)):
        copy(lines, number, int(columns), Path(folder) / f"{number:03}.jsonl")


if __name__ == "__main__":
    main()
