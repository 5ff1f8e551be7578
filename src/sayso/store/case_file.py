"""Open, create and migrate case files: one SQLite database each."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.errors import CaseError, CaseFull, DamagedCase, NotACase
from sayso.store.chain import catch_up
from sayso.store.identity import check_header, check_identity, format_of, has_log
from sayso.store.schema import APPLICATION_ID, CHAINED_SINCE, MIGRATIONS, SCHEMA_VERSION

BUSY_SECONDS = 30.0
"""How long a second writer waits for the first before it says that somebody else is writing."""

VALUES_AT_ONCE = 500
"""Values in one statement: SQLite before 3.32 takes at most 999."""

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged page raises: SQLite's driver cannot decode its own message where that names what the page held."""


def connect(path: Path, *, durable: bool = False) -> sqlite3.Connection:
    """Open a case file for writing, made if absent, bringing an older one up to date.

    WAL lets readers go on while a build writes; with ``synchronous = NORMAL`` a killed process loses no
    committed transaction. A power cut may lose the last ones, never the file: a build reads its documents again, but
    nobody decides again, so decisions are written ``durable``, to the disk before they count as kept.

    Raises:
        NotACase: the file is something else.
        NewerCase: a newer Sayso wrote it.
        DamagedCase: what says which tables it has cannot be read.
        CaseFull: there is no room or no permission to write.
    """
    check_header(path, create=True)
    with naming(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            check_identity(connection, path)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def create(path: Path, version: int) -> sqlite3.Connection:
    """Make an empty case file of an older format or this, to be filled at one go; nothing is synced before the end."""
    with naming(path):
        connection = sqlite3.connect(path, isolation_level=None)
        _migrate(connection, version)
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a case file for reading alone: it may lie in a folder, or on a disk, that cannot be written.

    A case that an older Sayso made is brought up to date first, which adds to it and changes none of its rows.

    Raises:
        NotACase: the file is something else, is missing, or was made by an older Sayso and cannot be written.
        NewerCase: a newer Sayso wrote it.
    """
    connection = connect_as_it_is(path)
    try:
        with naming(path):
            if _is_older(connection, path):
                _bring_up_to_date(path)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_as_it_is(path: Path) -> sqlite3.Connection:
    """Open a case file of this or an older format for reading alone, and leave its format as it is.

    Raises:
        NotACase: the file is something else or is missing.
        NewerCase: a newer Sayso wrote it.
        DamagedCase: what says which tables it has cannot be read.
    """
    check_header(path, create=False)
    with naming(path):
        connection = _open_to_read(path)
        try:
            check_identity(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Open read-only; where the log beside the file cannot be made, take the file as one that nobody changes.

    A page of the workbench may be begun by one thread and ended by another; SQLite takes one at a time.

    Raises:
        CaseFull: a killed build left a log there, without which the file alone may hold parts of two states.
    """
    address = path.resolve().as_uri()
    # Whoever may write clears SQLite's log away when the last reader leaves; query_only keeps the reader a reader.
    mode = "rw" if _may_write(path) else "ro"
    connection = sqlite3.connect(
        f"{address}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        if has_log(path):
            raise CaseFull(
                "the log of a build that was broken off lies beside the case and cannot be folded into it here",
                path=str(path),
                remedy=f"Copy the file and {path.name}-wal to a folder you may write to, and open the copy",
            ) from error
        return sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    return connection


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the case throughout a block, whatever is written meanwhile. Blocks may be nested."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            _end_reading(connection)


def _end_reading(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("COMMIT")
    except UNREADABLE:  # so SQLite may end the reading of a damaged file; nothing was written
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Run a block in one write transaction: all of it is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def many(connection: sqlite3.Connection, sql: str, values: Iterable[object]) -> Iterator[Any]:
    """Ask for rows by any number of values, some hundred at a time; ``{marks}`` in the statement stands for them."""
    rest = iter(values)
    while chunk := list(islice(rest, VALUES_AT_ONCE)):
        yield from connection.execute(sql.format(marks=", ".join("?" * len(chunk))), chunk).fetchall()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the case's own, with the file and the remedy."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _translated(error, path) from error


def _translated(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> CaseError:
    text = str(error)
    if "unable to open" in text and not path.parent.is_dir():
        return CaseFull("there is no such folder", path=str(path.parent), remedy="Make it, or choose another")
    if any(sign in text for sign in ("full", "disk I/O", "readonly", "read-only", "unable to open")):
        return CaseFull(
            f"the case cannot be written ({text})",
            path=str(path),
            remedy="Make room or choose a folder you may write to, then run the same command again:"
            " what was read so far is kept",
        )
    if "locked" in text:
        return CaseError(
            "another process is writing to this case",
            path=str(path),
            remedy="Wait for it to end, then try again",
        )
    if any(sign in text for sign in ("not a database", "malformed", "decode to UTF-8", "can't decode")):
        return DamagedCase(
            f"the case file is damaged ({text})",
            path=str(path),
            remedy="Put a backup in its place with sayso restore, or save what can be read of it with sayso salvage",
        )
    return CaseError(f"the case file failed ({text})", path=str(path))


def _is_older(connection: sqlite3.Connection, path: Path) -> bool:
    """Tell whether a case has an older format.

    Raises:
        NotACase: it has no format yet.
    """
    version = format_of(connection)
    if version == 0:
        raise NotACase("this case was never finished", path=str(path), remedy="Run the same sayso build again")
    return version < SCHEMA_VERSION


def _bring_up_to_date(path: Path) -> None:
    if not _may_write(path):
        raise NotACase(
            "an older version of Sayso made this case, and it cannot be brought up to date where it lies",
            path=str(path),
            remedy="Copy it to a folder you may write to and open the copy",
        )
    connect(path).close()


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _migrate(connection: sqlite3.Connection, to: int = SCHEMA_VERSION) -> None:
    if format_of(connection) == to:
        return
    with transaction(connection):
        version = format_of(connection)
        for number, script in enumerate(MIGRATIONS[version:to], start=version + 1):
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        if version < CHAINED_SINCE:
            catch_up(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _statements(script: str) -> Iterator[str]:
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
