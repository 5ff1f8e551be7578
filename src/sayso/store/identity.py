"""Tell what a file is before it is opened as a case: missing, something else, a case and of which format."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sayso.errors import NewerCase, NotACase
from sayso.store.schema import APPLICATION_ID, SCHEMA_VERSION

_SQLITE_MAGIC = b"SQLite format 3\x00"


def check_header(path: Path, *, create: bool) -> None:
    """Pass if a file begins as a case does, or is to be made and is not there.

    Raises:
        NotACase: it is something else, is missing or cannot be read.
    """
    if not is_there(path):
        if create:
            return
        raise NotACase("no such case file", path=str(path), remedy="Make one with: sayso build FOLDER -o CASE.sayso")
    if path.is_dir():
        raise NotACase("this is a folder, not a case file", path=str(path), remedy="Name a file such as case.sayso")
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_MAGIC))
    except OSError as error:
        raise NotACase(f"the file cannot be read ({error.strerror})", path=str(path)) from error
    if not head and not create:
        raise NotACase("this case was never begun: the file is empty", path=str(path), remedy="Build it again")
    if head and head != _SQLITE_MAGIC:
        raise NotACase("this is not a Sayso case file", path=str(path), remedy="Name a file that sayso build made")


def check_identity(connection: sqlite3.Connection, path: Path) -> None:
    """Pass if an open database is a case, or an empty one, of a format that this version reads.

    Raises:
        NotACase: it is something else.
        NewerCase: a newer Sayso wrote it.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = format_of(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (application or tables):
        raise NotACase(
            "this is a database, but not a Sayso case",
            path=str(path),
            remedy="Name a file that sayso build made",
        )
    if version > SCHEMA_VERSION:
        raise NewerCase(
            f"a newer version of Sayso made this case (its format is {version}, this version reads up to"
            f" {SCHEMA_VERSION})",
            path=str(path),
            remedy="Upgrade Sayso",
        )


def has_log(path: Path) -> bool:
    """Tell whether a log with transactions lies beside a case file."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def is_there(path: Path) -> bool:
    """Tell whether a file stands at a path.

    Raises:
        NotACase: nobody can tell, as where a folder may not be entered.
    """
    try:
        return path.exists()
    except OSError as error:
        remedy = "Ask for the right to enter its folder, or copy the case to one of your own"
        raise NotACase(f"the file cannot be reached ({error.strerror})", path=str(path), remedy=remedy) from error


def is_database(path: Path) -> bool:
    """Tell whether a file begins as SQLite's do."""
    with path.open("rb") as file:
        return file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC


def format_of(connection: sqlite3.Connection) -> int:
    """Give the number of a case file's format, 0 if it was never finished."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
