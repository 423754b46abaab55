# SPDX-License-Identifier: MIT
"""The queries of QUERIES.md answer what they say, as they stand; so do the views."""
from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median_low
from typing import Any

import pytest

from reports.outcome import outcome as answer
from reports.bench.generate import write
from reports.model import Cell, Run, Verdict
from reports.record import read

from .test_database import loaded

PAGE = Path(__file__).resolve().parents[1] / "QUERIES.md"
BLOCKS = re.findall(r"```(sql|duckdb)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
SQL = [text for kind, text in BLOCKS if kind == "sql"]
DUCKDB = [text for kind, text in BLOCKS if kind == "duckdb"]
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write(tmp_path_factory.mktemp("made-up") / "records", 40, 600, rounds=2, seed=5)


@pytest.fixture(scope="module")
def database(records: list[Path]) -> Iterator[sqlite3.Connection]:
    path = records[0].parent.parent / "db"
    assert all(result.error is None for result in loaded(path, *records))
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.fixture(scope="module")
def history(records: list[Path]) -> list[tuple[Run, list[Cell], list[Verdict]]]:
    """What the records say, without a database."""
    found = []
    for path in records:
        run, *lines = read(path, lambda skipped: None)
        assert isinstance(run, Run)
        cells = [line for line in lines if isinstance(line, Cell)]
        found.append((run, cells, [line for line in lines if isinstance(line, Verdict)]))
    return found


def ask(database: sqlite3.Connection, sql: str) -> Rows:
    return [dict(row) for row in database.execute(sql)]


History = list[tuple[Run, list[Cell], list[Verdict]]]


def test_there_are_six_and_two() -> None:
    assert (len(SQL), len(DUCKDB)) == (6, 2)


def test_cells_that_changed_between_two_kernels(database: sqlite3.Connection, history: History) -> None:
    kernels = sorted({run.os["kernel"] or "" for run, _, _ in history if run.platform == "linux-gnu"})
    seen: dict[str, dict[str, set[str]]] = {kernels[0]: {}, kernels[-1]: {}}
    for run, cells, _ in history:
        if run.platform == "linux-gnu" and run.os["kernel"] in seen:
            for cell in cells:
                seen[run.os["kernel"] or ""].setdefault(str(cell.name), set()).add(answer(cell))
    old, new = seen.values()
    expected = sorted(name for name in old.keys() & new.keys() if old[name] != new[name])
    rows = ask(database, SQL[0])
    assert [row["cell"] for row in rows] == expected != []
    assert all(set(row["answered"].split(" | ")) == old[row["cell"]] for row in rows)
    assert all(set(row["answers"].split(" | ")) == new[row["cell"]] for row in rows)


def test_flaky_cells(database: sqlite3.Connection, history: History) -> None:
    seen: dict[tuple[object, ...], set[str]] = {}
    for run, cells, _ in history:
        for cell in cells:
            key = (run.platform, run.os["distribution"], run.os["kernel"], str(cell.name))
            seen.setdefault(key, set()).add(answer(cell))
    expected = {key: len(answers) for key, answers in seen.items() if len(answers) > 1}
    every = ask(database, SQL[1].replace("LIMIT 50", ""))
    keys = ("platform", "distribution", "kernel", "cell")
    assert {tuple(row[key] for key in keys): row["answers"] for row in every} == expected != {}
    assert ask(database, SQL[1]) == every[:50]


def test_rulings_by_version(database: sqlite3.Connection, history: History) -> None:
    counts: dict[tuple[str, str, str], list[int]] = {}
    for run, _, verdicts in history:
        for verdict in verdicts:
            one = counts.setdefault((run.tool, run.platform, verdict.ruling), [0, 0])
            one[0] += 1
            one[1] += not verdict.as_expected
    rows = ask(database, SQL[2])
    found = {
        (row["tool"], row["platform"], row["ruling"]): [row["verdicts"], row["not_as_expected"]]
        for row in rows
    }
    assert found == counts
    assert any(wrong for _, wrong in counts.values())


def test_changes_of_rulings(database: sqlite3.Connection, history: History) -> None:
    before: dict[tuple[object, ...], str] = {}
    changes = set()
    for run, _, verdicts in history:  # in the order of time
        for verdict in verdicts:
            key = (verdict.claim, run.platform, run.os["distribution"])
            if before.get(key, verdict.ruling) != verdict.ruling:
                changes.add((*key, before[key], verdict.ruling, run.started))
            before[key] = verdict.ruling
    rows = ask(database, SQL[3].replace("LIMIT 50", ""))
    keys = ("claim", "platform", "distribution", "ruling_before", "ruling", "started")
    assert {tuple(row[key] for key in keys) for row in rows} == changes != set()
    assert len(ask(database, SQL[3])) == min(50, len(changes))


def test_slowest_deliveries(database: sqlite3.Connection, history: History) -> None:
    times: dict[tuple[str, str], list[int]] = {}
    for platform in {run.platform for run, _, _ in history}:
        for _, cells, _ in [of_it for of_it in history if of_it[0].platform == platform][-20:]:
            for cell in cells:
                if cell.end.how in ("exit", "signal"):
                    times.setdefault((platform, cell.name.delivery), []).append(cell.ns.end)
    rows = ask(database, SQL[4])
    found = {
        (row["platform"], row["delivery"]): (row["total"], row["median_ms"], row["worst_ms"]) for row in rows
    }
    assert found == {
        key: (
            len(of_it),
            pytest.approx(median_low(of_it) / 1e6, abs=1e-3),
            pytest.approx(max(of_it) / 1e6, abs=1e-3),
        )
        for key, of_it in times.items()
    }
    medians = [row["median_ms"] for row in rows if row["platform"] == "linux-gnu"]
    assert medians == sorted(medians, reverse=True)


def test_the_history_of_a_cell(database: sqlite3.Connection, history: History) -> None:
    name = ask(database, "SELECT name FROM cell WHERE id = 1")[0]["name"]
    rows = ask(database, SQL[5])
    found = [(row["started"], row["platform"], row["answer"], row["rounds"]) for row in rows]
    expected = []
    for run, cells, _ in history:
        answers = sorted(answer(cell) for cell in cells if str(cell.name) == name)
        expected += [(run.started, run.platform, one, answers.count(one)) for one in dict.fromkeys(answers)]
    assert found == expected != []


def test_runs_as_text(database: sqlite3.Connection, history: History) -> None:
    rows = ask(database, "SELECT * FROM run_text ORDER BY run")
    assert [(row["name"], row["observed"], row["finished"]) for row in rows] == [
        (run.id, len(cells), 1) for run, cells, _ in history
    ]
    wrong = [sum(not verdict.as_expected for verdict in verdicts) for _, _, verdicts in history]
    assert [row["not_as_expected"] for row in rows] == wrong


def test_one_cell_in_all_runs_is_found_by_keys(database: sqlite3.Connection) -> None:
    plan = ask(database, "EXPLAIN QUERY PLAN " + SQL[5])
    steps = [row["detail"] for row in plan]
    assert any(
        step.startswith("SEARCH observation USING PRIMARY KEY (run=? AND cell=?") for step in steps
    ), steps


NODE = """
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(require('fs').readFileSync(0, 'utf8'));
  console.log(JSON.stringify(reader.getRowObjectsJson()));
})();
"""


def duckdb(folder: Path, sql: str) -> Rows:
    """By Node.js, which finds the package by NODE_PATH."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node.js")
    command = [node, "-e", NODE]
    there = subprocess.run([node, "-e", "require('@duckdb/node-api')"], capture_output=True, env=os.environ)
    if there.returncode:
        pytest.skip("needs the npm package @duckdb/node-api: npm install it, NODE_PATH=.../node_modules")
    done = subprocess.run(command, cwd=folder, input=sql, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    rows: Rows = json.loads(done.stdout)
    return rows


def test_duckdb_counts_ends(records: list[Path], history: History) -> None:
    counts: dict[tuple[object, ...], int] = {}
    for run, cells, _ in history:
        for cell in cells:
            key = (run.platform, run.os["kernel"], cell.end.how)
            counts[key] = counts.get(key, 0) + 1
    rows = duckdb(records[0].parent.parent, DUCKDB[0])
    assert {(row["platform"], row["kernel"], row["how"]): int(row["cells"]) for row in rows} == counts


def test_duckdb_measures_first_marks(records: list[Path], history: History) -> None:
    worst: dict[str, int] = {}
    for _, cells, _ in history:
        for cell in cells:
            if cell.ns.first is not None:
                worst[cell.name.delivery] = max(cell.ns.first, worst.get(cell.name.delivery, 0))
    rows = duckdb(records[0].parent.parent, DUCKDB[1])
    found = {row["delivery"]: float(row["worst_ms"]) for row in rows}
    assert found == {delivery: pytest.approx(ns / 1e6) for delivery, ns in worst.items()}
