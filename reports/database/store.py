# SPDX-License-Identifier: MIT
"""A database of runs as a file: made, opened, refused. Knows the schema as a whole, none of its tables.

Anybody may have made the file: what is not exactly of our schema is refused before a row of it is read.
"""
from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TypeVar

SCHEMA = Path(__file__).resolve().parent.parent / "schema" / "runs.sql"
LEAST = (3, 38, 0)
SOON, PATIENCE = 1.0, 600.0  # seconds: until it is said that we wait, and until we give up

from ..source import SQLITE

T = TypeVar("T")


class DatabaseError(Exception):
    """The database cannot be used so: what happened, where, and what to try."""

    def __init__(self, path: Path, what: str, hint: str) -> None:
        super().__init__(f"{path}: {what}\n  Try: {hint}")
        self.path, self.what, self.hint = path, what, hint


def statements() -> Iterator[str]:
    """The statements of runs.sql."""
    text = ""
    for line in SCHEMA.read_text(encoding="utf-8").splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text.strip()
            text = ""


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    # Tables of statistics are those of whoever counted last: some SQLites keep more of them than others.
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat*'")
    return {(kind, name): sql for kind, name, sql in rows}


@cache
def ours() -> tuple[int, int, dict[tuple[str, str], str | None]]:
    """Application id, version and objects of our schema."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements():
            connection.execute(statement)
        names = ("application_id", "user_version")
        first, second = (_number(connection, name) for name in names)
        return first, second, _objects(connection)


def explain(path: Path, error: sqlite3.Error) -> DatabaseError:
    """What an error of SQLite means to the user."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return DatabaseError(
                path, "no room for more", "free room on the disk and load again; what is in it stays"
            )
        case sqlite3.SQLITE_READONLY:
            return DatabaseError(path, "may not be written to", "see its permissions and those of its folder")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            what = f"another process has been using it for {PATIENCE:.0f} s"
            return DatabaseError(path, what, "again when that one is done")
        case sqlite3.SQLITE_CANTOPEN:
            return DatabaseError(path, "cannot be opened", "see that the folder is there and may be used")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseError(
                path, "is damaged, or no database", "another file, made of the records again"
            )
        case sqlite3.SQLITE_IOERR:
            return DatabaseError(
                path, "the disk did not do what it was asked", "another disk; what is in it stays"
            )
    return DatabaseError(path, f"SQLite says: {error}", "another file, made of the records again")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < LEAST:
        version = ".".join(map(str, LEAST))
        raise DatabaseError(path, f"SQLite {sqlite3.sqlite_version} is too old", f"SQLite {version} or later")
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=SOON, isolation_level=None)
    # Text that is no Unicode (half of a surrogate pair, which JSON can spell) comes back as it was.
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogatepass")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _check(path: Path, connection: sqlite3.Connection) -> bool:
    """Is our schema there? False of an empty database; raises DatabaseError of another one."""
    application, version, objects = ours()
    here, found = _number(connection, "application_id"), _objects(connection)
    if not found and here == 0:
        return False
    if here != application:
        raise DatabaseError(
            path, "is a database of something else", "another name, or a database that `db` made"
        )
    if (seen := _number(connection, "user_version")) != version:
        what = f"has version {seen} of the schema; this is for version {version}"
        raise DatabaseError(path, what, "load the records into a new file")
    strange = any(kind == "trigger" for kind, _ in found)
    if strange or any(found.get(key) != sql for key, sql in objects.items()):
        raise DatabaseError(path, "its schema was changed", "load the records into a new file")
    return True


def patiently(connection: sqlite3.Connection, work: Callable[[], T], waiting: Callable[[], None]) -> T:
    """Do what another process may hold up: after a while say so, and wait on."""
    try:
        return work()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
    waiting()
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
    try:
        return work()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {SOON * 1000:.0f}")


def for_loading(path: Path, waiting: Callable[[], None]) -> sqlite3.Connection:
    """The database, made if it is not there. Raises DatabaseError."""
    if path.exists() and path.stat().st_size > 0:
        with path.open("rb") as file:
            if file.read(len(SQLITE)) != SQLITE:
                raise DatabaseError(path, "is no database and is left as it is", "another name after -o")
    try:
        connection = _connect(path, "rwc")
        try:
            connection.execute("PRAGMA cache_size = -65536")  # 64 MiB
            if not patiently(connection, lambda: _check(path, connection), waiting):
                patiently(connection, lambda: connection.execute("BEGIN IMMEDIATE"), waiting)
                if not _check(path, connection):  # nobody else made it meanwhile
                    for statement in statements():
                        connection.execute(statement)
                patiently(connection, lambda: connection.execute("COMMIT"), waiting)
        except BaseException:
            connection.close()
            raise
        return connection
    except sqlite3.Error as error:
        raise explain(path, error) from None


def for_reading(path: Path) -> sqlite3.Connection:
    """The database as it is at this moment, whoever adds to it. Raises DatabaseError."""
    try:
        connection = _connect(path, "ro")
        try:
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
            connection.execute("BEGIN")
            if not _check(path, connection):
                raise DatabaseError(path, "is an empty database", "python3 -m reports db RECORD -o FILE")
        except BaseException:
            connection.close()
            raise
        return connection
    except sqlite3.Error as error:
        raise explain(path, error) from None
