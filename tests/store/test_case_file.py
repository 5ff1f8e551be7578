"""What is no case file is refused with the reason; a case is read by many and written by one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import CaseFull, DamagedCase, NewerCase, NotACase
from sayso.store.case_file import connect, connect_to_read, naming, snapshot, transaction
from sayso.store.schema import APPLICATION_ID, SCHEMA_VERSION


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def newer_case(path: Path) -> None:
    connect(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def cut_short(path: Path) -> None:
    connect(path).close()
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda path: None, NotACase, "no such case file"),
        (lambda path: path.write_text("Dear diary"), NotACase, "not a Sayso case"),
        (lambda path: path.write_bytes(b""), NotACase, "never begun"),
        (lambda path: path.mkdir(), NotACase, "folder"),
        (other_database, NotACase, "not a Sayso case"),
        (newer_case, NewerCase, "newer version"),
        (cut_short, DamagedCase, "damaged"),
    ],
    ids=["missing", "text", "empty", "folder", "other database", "newer", "cut short"],
)  # fmt: skip
def test_what_is_no_case_is_refused(tmp_path: Path, make: object, error: type[Exception], says: str) -> None:
    path = tmp_path / "x.sayso"
    make(path)  # type: ignore[operator]
    with pytest.raises(error, match=says) as raised:
        connection = connect_to_read(path)
        with naming(path):
            connection.execute("PRAGMA integrity_check").fetchall()
            connection.execute("SELECT count(*) FROM decisions").fetchall()
    assert "x.sayso" in str(raised.value)


def test_a_text_file_is_not_overwritten_by_a_build(tmp_path: Path) -> None:
    path = tmp_path / "notes.sayso"
    path.write_text("Dear diary")
    with pytest.raises(NotACase):
        connect(path)
    assert path.read_text() == "Dear diary"


def test_a_case_says_what_it_is_in_its_header(tmp_path: Path) -> None:
    path = tmp_path / "x.sayso"
    connect(path).close()
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
    again = connect_to_read(path)
    assert again.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseFull, match="there is no such folder"):
        connect(tmp_path / "absent" / "x.sayso")


def test_a_broken_transaction_keeps_nothing(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.sayso")
    with pytest.raises(ZeroDivisionError), transaction(connection) as write:
        write.execute("INSERT INTO files VALUES ('a', 'b', 'c')")
        raise ZeroDivisionError
    assert connection.execute("SELECT count(*) FROM files").fetchone()[0] == 0


def test_decisions_can_only_be_added(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.sayso")
    connection.execute("INSERT INTO decisions (id, record) VALUES ('x', '{}')")
    for statement in ("UPDATE decisions SET record = ''", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)


def test_a_case_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    """A folder that forbids writing, as a mounted image does; root may write anywhere, so another user looks."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    path = folder / "x.sayso"
    connect(path).close()
    path.chmod(0o444)
    folder.chmod(0o555)
    program = (
        "import os, sys; from pathlib import Path; from sayso.store.case_file import connect_to_read;"
        "os.getuid() or (os.setgid(65534), os.setuid(65534));"
        "print(connect_to_read(Path(sys.argv[1])).execute('SELECT count(*) FROM documents').fetchone()[0])"
    )
    for part in (tmp_path, *tmp_path.parents[:3]):
        if os.getuid() == 0 and part != Path("/"):
            part.chmod(part.stat().st_mode | 0o055)
    shown = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True)
    folder.chmod(0o755)
    assert (shown.stdout.strip(), shown.stderr) == ("0", "")


def test_a_reader_sees_one_state_while_a_writer_goes_on(tmp_path: Path) -> None:
    writer = connect(tmp_path / "x.sayso")
    reader = connect_to_read(tmp_path / "x.sayso")
    with snapshot(reader):
        assert reader.execute("SELECT count(*) FROM files").fetchone()[0] == 0
        writer.execute("INSERT INTO files VALUES ('a', 'b', 'c')")
        assert reader.execute("SELECT count(*) FROM files").fetchone()[0] == 0
    assert reader.execute("SELECT count(*) FROM files").fetchone()[0] == 1
