"""What is no case file is refused with the reason, and a case is migrated once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.errors import CaseFull, NewerCase, NotACase
from sayso.store.case_file import connect, naming, transaction
from sayso.store.schema import APPLICATION_ID, SCHEMA_VERSION


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def newer_case(path: Path) -> None:
    connect(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def cut_short(path: Path) -> None:
    connect(path, create=True).close()
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda path: None, NotACase, "no such case file"),
        (lambda path: path.write_text("Dear diary"), NotACase, "not a Sayso case"),
        (lambda path: path.write_bytes(b""), NotACase, "not a Sayso case"),
        (lambda path: path.mkdir(), NotACase, "folder"),
        (other_database, NotACase, "not a Sayso case"),
        (newer_case, NewerCase, "newer version"),
        (cut_short, NotACase, "damaged"),
    ],
    ids=["missing", "text", "empty", "folder", "other database", "newer", "cut short"],
)  # fmt: skip
def test_what_is_no_case_is_refused(tmp_path: Path, make: object, error: type[Exception], says: str) -> None:
    path = tmp_path / "x.sayso"
    make(path)  # type: ignore[operator]
    with pytest.raises(error, match=says) as raised:
        connection = connect(path, create=False)
        with naming(path):
            connection.execute("PRAGMA integrity_check").fetchall()
            connection.execute("SELECT count(*) FROM decisions").fetchall()
    assert "x.sayso" in str(raised.value)


def test_a_text_file_is_not_overwritten_by_a_build(tmp_path: Path) -> None:
    path = tmp_path / "notes.sayso"
    path.write_text("Dear diary")
    with pytest.raises(NotACase):
        connect(path, create=True)
    assert path.read_text() == "Dear diary"


def test_a_case_says_what_it_is_in_its_header(tmp_path: Path) -> None:
    path = tmp_path / "x.sayso"
    connect(path, create=True).close()
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
    again = connect(path, create=False)
    assert again.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseFull, match="cannot be written"):
        connect(tmp_path / "absent" / "x.sayso", create=True)


def test_a_broken_transaction_keeps_nothing(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.sayso", create=True)
    with pytest.raises(ZeroDivisionError), transaction(connection) as write:
        write.execute("INSERT INTO meta VALUES ('a', 'b')")
        raise ZeroDivisionError
    assert connection.execute("SELECT count(*) FROM meta").fetchone()[0] == 0


def test_decisions_can_only_be_added(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.sayso", create=True)
    connection.execute("INSERT INTO decisions (id, record) VALUES ('x', '{}')")
    for statement in ("UPDATE decisions SET record = ''", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
