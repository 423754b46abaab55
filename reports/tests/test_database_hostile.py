# SPDX-License-Identifier: MIT
"""A database that somebody forged is an error with place and hint, never a traceback, and never believed."""
from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reports import source
from reports.__main__ import main
from reports.markdown import render
from reports.axes import load as load_axes
from reports.record import RecordError
from reports.summary import summarize_all

from . import build
from .sample import LINES
from .test_database import loaded, take

ODD = "'\x1b[2J<script>\x07\u202e'"
FORGED = (
    "UPDATE outcome SET marks = '[[1,2,3,4]]'",
    "UPDATE outcome SET marks = '[[\"a\",null,99999999,1]]'",
    "UPDATE outcome SET marks = '[[\"a\",null,-5,1]]'",
    "UPDATE outcome SET marks = '{}' || marks",
    "UPDATE outcome SET calls = 'null'",
    "UPDATE outcome SET calls = '[' || replace(hex(zeroblob(5000)), '0', '[')",
    f"UPDATE outcome SET how = {ODD}",
    f"UPDATE outcome SET basis = {ODD}",
    "UPDATE outcome SET found = '[]'",
    "UPDATE outcome SET wrapper = '[1]'",
    "UPDATE outcome SET marks_lost = -1",
    "UPDATE outcome SET ran = 'NaN'",
    "UPDATE observation SET numbers = x'00'",
    "UPDATE observation SET numbers = zeroblob(1000000)",
    "UPDATE observation SET outcome = 999",
    "UPDATE observation SET cell = 999",
    f"UPDATE cell SET probe = {ODD}",
    "UPDATE cell SET probe = '*'",
    "UPDATE cell SET responder = 'a/' || id",
    f"UPDATE verdict SET ruling = {ODD}",
    "UPDATE verdict SET known_ruling = 'holds', known_note = NULL",
    "UPDATE verdict SET claim = 999",
    "UPDATE verdict SET cells = -1",
    "UPDATE claim SET sources = '7'",
    "UPDATE claim SET article = '[[]]'",
    "UPDATE run SET facts = '[]'",
    "UPDATE run SET facts = '{'",
    "UPDATE run SET rounds = 0",
    "UPDATE run SET filters = '\"all\"'",
    f"UPDATE blocked SET step = {ODD}",
    "UPDATE absent SET axis = 'x'",
    "UPDATE finish SET cells = -1",
    "DELETE FROM reason",
    "DELETE FROM answer",
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    torn = build.whole(tmp_path / "r.jsonl", *LINES)
    torn.write_text(torn.read_text(encoding="utf-8") + "{", encoding="utf-8")
    loaded(tmp_path / "db", torn)
    return tmp_path / "db"


def forge(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        changed = connection.execute(sql).rowcount
        connection.commit()
    assert changed > 0


@pytest.mark.parametrize("sql", FORGED)
def test_a_forged_row_is_an_error_with_a_hint(
    database: Path, sql: str, capsys: pytest.CaptureFixture[str]
) -> None:
    forge(database, sql)
    assert main(["markdown", str(database)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"reports: {database}: holds what no record can say (" in said.err
    assert "\n  Try: a new database" in said.err
    assert "".join(said.err.split("\n")).isprintable()


def test_texts_of_a_database_reach_no_terminal_and_no_page_raw(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forge(database, f"UPDATE reason SET text = {ODD} || id")
    forge(database, f"UPDATE record SET path = {ODD}")
    assert main(["markdown", str(database)]) == 0
    said = capsys.readouterr()
    assert "\x1b" not in said.err + said.out and "<script>" not in said.out


def test_a_view_that_was_put_in_the_place_of_a_table_is_refused(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(
            "ALTER TABLE reason RENAME TO other; CREATE VIEW reason AS SELECT 1 AS id, 'x' AS text;"
        )
    with pytest.raises(RecordError, match="its schema was changed"):
        take(database)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_an_error_or_a_page(database: Path, seed: int) -> None:
    """Bytes anywhere, the header too."""
    rng = random.Random(seed)
    data = bytearray(database.read_bytes())
    pages = len(data) // 4096
    for _ in range(30):
        page = rng.randrange(pages)
        data[page * 4096 + rng.randrange(4096 if rng.random() < 0.5 else 100)] = rng.randrange(256)
    data[: len(source.SQLITE)] = source.SQLITE
    database.write_bytes(data)
    try:
        summaries = summarize_all([database], lambda skipped: None)
    except RecordError as error:
        assert str(database) in str(error) and "Try: " in str(error)
        return
    assert render(summaries, load_axes())
