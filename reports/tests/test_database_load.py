# SPDX-License-Identifier: MIT
"""What goes wrong while records are loaded: said, and nothing that is there is spoilt."""
from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reports import source
from reports.__main__ import main
from reports.database import store
from reports.database.load import jobs
from reports.database.store import DatabaseError
from reports.model import Run

from . import build
from .sample import LINES
from .test_database import loaded, take

ROOT = Path(__file__).resolve().parents[2]
NAME = "console/plain/sigterm/handler-flag"


def record(folder: Path, id: str, *more: build.Json, tail: str = "") -> Path:
    return build.write(folder / f"{id}.jsonl", build.run(id=id), build.cell(NAME), *more, tail=tail)


def ids(output: Path) -> list[str]:
    return [line.id for line in take(output)[0] if isinstance(line, Run)]


def start(*args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "reports", *map(str, args)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8")


@pytest.mark.parametrize("readers", [0, 2])
def test_a_bad_record_is_said_and_the_others_are_loaded(tmp_path: Path, readers: int) -> None:
    good, more = record(tmp_path, "good"), record(tmp_path, "more", tail='{"type":"ce')
    bad = record(tmp_path, "bad", build.verdict(), build.cell(NAME, basis="hope"))
    empty, nothing, folder = tmp_path / "empty", tmp_path / "nothing", tmp_path / "folder"
    empty.touch()
    folder.mkdir()
    output = tmp_path / "db"
    results = loaded(output, good, bad, empty, nothing, folder, more, readers=readers)
    assert ids(output) == ["good", "more"]
    errors = [result.error or "" for result in results]
    assert [bool(error) for error in errors] == [False, True, True, True, True, False]
    assert errors[1].startswith(f"{bad}:4: cell {NAME}: basis must be one of")
    assert "holds no run" in errors[2] and str(nothing) in errors[3] and str(folder) in errors[4]
    assert [str(one) for one in results[5].skipped][0].startswith(f"{more}:3: the last line is torn")


def test_a_record_that_breaks_after_many_chunks_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.database.chunk.ROWS", 2)
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "good"))
    before = output.read_bytes()
    text = "".join(
        json.dumps(line) + "\n" for line in (build.run(id="x"), *LINES, build.run(id="y"), *LINES, {})
    )
    (tmp_path / "bad").write_text(text, encoding="utf-8")
    assert "type is missing" in (loaded(output, tmp_path / "bad")[0].error or "")
    with closing(sqlite3.connect(output)) as connection:
        assert connection.execute("SELECT count(*) FROM observation").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (1,)
    assert len(output.read_bytes()) == len(before)


def test_ids_of_what_was_undone_are_not_used(tmp_path: Path) -> None:
    """The good record says what the bad one said first."""
    other = "bare/plain/sigterm/none"
    bad = record(
        tmp_path, "bad", build.cell(other, heard=["SIGHUP"]), build.absent(why="new"), {"type": "ghost"}
    )
    good = record(tmp_path, "good", build.cell(other, heard=["SIGHUP"]), build.absent(why="new"))
    output = tmp_path / "db"
    assert [bool(result.error) for result in loaded(output, bad, good)] == [True, False]
    assert take(output) == take(good)


@pytest.mark.parametrize(
    "what", ["record", "text", "foreign", "newer", "changed", "trigger", "torn", "folder"]
)
def test_what_is_no_database_of_ours_is_left_as_it_is(tmp_path: Path, what: str) -> None:
    good, output = record(tmp_path, "good"), tmp_path / "db"
    if what == "record":
        output = record(tmp_path, "other")
    elif what == "text":
        output.write_text("dear diary", encoding="utf-8")
    elif what == "foreign":
        with closing(sqlite3.connect(output)) as connection:
            connection.execute("CREATE TABLE run (id)")
    elif what == "folder":
        output.mkdir()
    else:
        loaded(output, good)
        changes = {
            "newer": "PRAGMA user_version = 2",
            "changed": "ALTER TABLE run ADD COLUMN more TEXT",
            "trigger": "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM observation; END",
        }
        if what == "torn":
            output.write_bytes(output.read_bytes()[:5000])
        else:
            with closing(sqlite3.connect(output)) as connection:
                connection.execute(changes[what])
    before = None if what == "folder" else output.read_bytes()
    with pytest.raises((DatabaseError, OSError)) as caught:
        loaded(output, record(tmp_path, "new"))
    assert str(output) in str(caught.value)
    if before is not None:
        assert output.read_bytes() == before
    if what in ("foreign", "newer", "changed", "trigger", "torn"):
        for command in ("markdown", "observe", "db"):
            args = [command, str(output)] if command != "db" else [command, str(good), "-o", str(output)]
            assert main(args) in (1, 2)


def test_tables_and_indexes_of_the_users_own_are_welcome(tmp_path: Path) -> None:
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "a"))
    with closing(sqlite3.connect(output)) as connection:
        connection.execute("CREATE TABLE mine (note TEXT)")
        connection.execute("CREATE INDEX mine_too ON observation (cell)")
        connection.execute("ANALYZE")
        connection.commit()
    loaded(output, record(tmp_path, "b"))
    assert ids(output) == ["a", "b"]


def test_a_record_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = record(tmp_path, "one")
    before = one.read_bytes()
    assert main(["db", str(one), "-o", str(one)]) == 2
    assert main(["db", str(record(tmp_path, "two")), "-o", str(one)]) == 2
    assert one.read_bytes() == before
    assert "Try: another name after -o" in capsys.readouterr().err


def test_a_database_is_no_record_and_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "a"))
    before = output.read_bytes()
    assert main(["db", str(output), "-o", str(tmp_path / "other")]) == 1
    assert main(["validate", str(output)]) == 2
    assert main(["markdown", str(output), "-o", str(output)]) == 2
    assert output.read_bytes() == before
    assert "Traceback" not in capsys.readouterr().err


def test_a_full_disk_is_said_and_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "good"))
    connect = store._connect

    def small(path: Path, mode: str) -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.execute("PRAGMA max_page_count = 60")
        return connection

    monkeypatch.setattr(store, "_connect", small)
    large = record(tmp_path, "large", *(build.cell(NAME, round=i, heard=[f"S{i}"]) for i in range(3000)))
    with pytest.raises(DatabaseError, match="no room for more\n  Try: free room"):
        loaded(output, large)
    monkeypatch.undo()
    assert ids(output) == ["good"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are a POSIX thing")
def test_a_disk_that_does_not_write_is_said(tmp_path: Path) -> None:
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "good"))
    large = record(tmp_path, "large", *(build.cell(NAME, round=i, heard=[f"S{i}"]) for i in range(3000)))
    script = (
        "import resource, signal, sys; from reports.__main__ import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "db", str(large), "-o", str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 2, done.stderr
    assert str(output) in done.stderr and "Try: " in done.stderr and "Traceback" not in done.stderr
    assert ids(output) == ["good"]


def test_a_read_only_database_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root nothing is read-only: the connection is."""
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "good"))
    connect = store._connect
    monkeypatch.setattr(store, "_connect", lambda path, mode: connect(path, "ro"))
    with pytest.raises(DatabaseError, match="may not be written to\n  Try: see its permissions"):
        loaded(output, record(tmp_path, "more"))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["db", str(record(tmp_path, "a")), "-o", str(tmp_path / "no" / "db")]) == 2
    assert "cannot be opened\n  Try: see that the folder is there" in capsys.readouterr().err


def test_who_comes_second_waits_and_says_so(tmp_path: Path) -> None:
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "a"))
    with closing(sqlite3.connect(output, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        second = start("db", record(tmp_path, "b"), "-o", output)
        assert second.stderr is not None
        assert second.stderr.readline() == f"reports: {output}: another process uses it; waiting\n"
        connection.execute("COMMIT")
    assert second.wait(60) == 0
    second.stderr.close()
    assert ids(output) == ["a", "b"]


def test_who_waits_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SOON", 0.01)
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "a"))
    with closing(sqlite3.connect(output, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseError, match="another process has been using it"):
            loaded(output, record(tmp_path, "b"))


def test_two_load_into_one_new_database_at_once(tmp_path: Path) -> None:
    output = tmp_path / "db"
    mine = [[record(tmp_path, f"{who}{i}", *LINES) for i in range(6)] for who in "ab"]
    both = [start("db", *records, mine[0][0], "-o", output) for records in mine]
    for process in both:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert sorted(ids(output)) == sorted(f"{who}{i}" for who in "ab" for i in range(6))
    with closing(sqlite3.connect(output)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_reader_sees_one_state_while_another_loads(tmp_path: Path) -> None:
    """The loader waits for the reader, not the other way round."""
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "a"), record(tmp_path, "b"))
    stream = source.lines(output, lambda skipped: None)
    first = next(stream)
    more = record(tmp_path, "c")
    loader = threading.Thread(target=loaded, args=(output, more))
    loader.start()
    rest = [line.id for line in stream if isinstance(line, Run)]
    loader.join(60)
    assert isinstance(first, Run) and [first.id, *rest] == ["a", "b"]
    assert ids(output) == ["a", "b", "c"]


def test_a_loader_that_is_killed_leaves_whole_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "db"
    loaded(output, record(tmp_path, "a"))
    many = record(tmp_path, "many", *(build.cell(NAME, round=i, heard=[f"S{i}"]) for i in range(500)))
    script = (
        "import os, sys; from reports.database import write; from reports.__main__ import main;"
        "write.Writer._put_run = lambda *args: os._exit(9); sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "db", str(many), "-o", str(output)]
    assert subprocess.run(command, cwd=ROOT, timeout=60).returncode == 9
    assert ids(output) == ["a"]
    loaded(output, many)
    assert ids(output) == ["a", "many"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes in the file system")
def test_a_record_may_come_through_a_pipe(tmp_path: Path) -> None:
    pipe, output, of_it = tmp_path / "pipe", tmp_path / "db", record(tmp_path, "a", *LINES)
    os.mkfifo(pipe)
    assert jobs([pipe] * 9 + [of_it], 2) == 0
    writer = threading.Thread(target=lambda: pipe.write_bytes(of_it.read_bytes()))
    writer.start()
    loaded(output, pipe)
    writer.join(10)
    assert take(output) == take(of_it)


def test_readers_are_started_where_they_are_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [record(tmp_path, id) for id in "abc"]
    assert jobs(paths, 8) == 0
    monkeypatch.setattr("reports.database.load.WORTH", 10)
    assert [jobs(paths, cores) for cores in (1, 2, 8)] == [0, 2, 3]
    assert jobs(paths[:1], 8) == 0


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "db"
    bad = record(tmp_path, "bad", {"type": "ghost"})
    assert main(["db", *map(str, (record(tmp_path, "a"), record(tmp_path, "b"))), "-o", str(output)]) == 0
    assert capsys.readouterr().err == f"reports: {output}: 2 runs loaded\n"
    assert (
        main(["db", *map(str, (record(tmp_path, "a"), record(tmp_path, "c"), bad)), "-o", str(output)]) == 1
    )
    said = capsys.readouterr().err
    assert said.startswith(f"reports: left out: {bad}:3: type must be one of")
    assert said.endswith(f"reports: {output}: 1 run loaded, 1 there already; 1 record left out\n")
    assert main(["db", str(record(tmp_path, "a", build.finish(1))), "-o", str(output)]) == 0
    assert "run 'a' replaces a part of itself" in capsys.readouterr().err
    assert main(["db", str(record(tmp_path, "a")), "-o", str(output)]) == 1
    assert "run 'a' has the id of a run that is there" in capsys.readouterr().err
    assert main(["observe", str(output), "--last", "1", "-o", str(tmp_path / "text")]) == 0
    assert f"{output}: 2 older runs left out\n  Try: a larger number after --last" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "", "9" * 5000, "²"])
def test_last_is_a_number(tmp_path: Path, number: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["observe", str(tmp_path), f"--last={number}"])
    assert caught.value.code == 2
