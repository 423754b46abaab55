# SPDX-License-Identifier: MIT
"""The shards of a run make the same reports as the whole run: byte for byte, with the judge of this build.

Wants LASTWORDS (the program) and LASTWORDS_RECORD (a record of a whole run that it wrote and judged).
"""
from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reports.__main__ import main
from reports.commands import COMMANDS

RECORD = os.environ.get("LASTWORDS_RECORD", "")
SHARDS = 3
NOT_A_REPORT = ("validate", "compare", "db", "commands")
ARGUMENTS: dict[str, list[list[str]]] = {"csv": [["--of", "claims"], ["--of", "cells"]]}

pytestmark = pytest.mark.skipif(not RECORD, reason="no LASTWORDS_RECORD: CTest's report.whole gives it")


def shards(folder: Path) -> list[Path]:
    lines: list[dict[str, Any]] = [json.loads(line) for line in Path(RECORD).read_bytes().splitlines()]
    header, end = lines[0], lines[-1]
    assert header["shard"] is None and end["type"] == "end"
    names = sorted({line["cell"] for line in lines if "round" in line})
    said = [line for line in lines[1:-1] if "round" not in line and line["type"] != "verdict"]
    paths = []
    for i in range(SHARDS):
        mine = {name for at, name in enumerate(names) if at % SHARDS == i}
        cells = [line for line in lines if line.get("cell") in mine and "round" in line]
        Random(i).shuffle(cells)
        troubles = [line["trouble"]["step"] for line in cells if "trouble" in line]
        counts = {"cells": len(cells), "blocked": troubles.count("ground"), "unstable": 0}
        last = end | counts | {"faults": len(troubles) - counts["blocked"], "ns": end["ns"] if i == 0 else 0}
        head = header | {"shard": f"{i + 1}/{SHARDS}", "cells": len(mine)}
        paths.append(folder / f"{i}.jsonl")
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (head, *said, *cells, last))
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def made(command: str, arguments: list[str], records: list[Path], out: Path) -> dict[str, list[bytes]]:
    """Files and their lines; a table of cells has them in the order of the record."""
    assert main([command, *map(str, records), *arguments, "-o", str(out)]) in (0, 1)
    files = [out] if out.is_file() else sorted(path for path in out.rglob("*") if path.is_file())
    found = {str(path.relative_to(out)): path.read_bytes().splitlines(keepends=True) for path in files}
    return {name: sorted(text) if "cells" in arguments else text for name, text in found.items()}


@pytest.fixture(scope="module")
def dealt(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return shards(tmp_path_factory.mktemp("shards"))


@pytest.mark.parametrize("command", [module.NAME for module in COMMANDS if module.NAME not in NOT_A_REPORT])
def test_shards_report_what_the_whole_reports(tmp_path: Path, dealt: list[Path], command: str) -> None:
    alike = tmp_path / "merged-0.jsonl"  # pages name the file that they were made of
    alike.write_bytes(Path(RECORD).read_bytes())
    for number, arguments in enumerate(ARGUMENTS.get(command, [[]])):
        whole = made(command, arguments, [alike], tmp_path / f"whole-{number}")
        parts = made(command, arguments, dealt[::-1], tmp_path / f"parts-{number}")
        assert whole.keys() == parts.keys() and len(whole) > 0
        for name in whole:
            assert parts[name] == whole[name], name
