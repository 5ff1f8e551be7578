"""A case that an older Sayso made is read, proved and added to as any other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.codebook.versions import load_version_bars
from sayso.errors import NotACase
from sayso.merging import merge
from sayso.record.plain import to_json
from sayso.record.vectors import TriggerVector
from sayso.store import case_file
from sayso.store.case_file import connect, connect_to_read
from sayso.store.chain import NO_HEAD, head_of, receipts
from sayso.store.rows import ReadingRows, rows_of
from sayso.store.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from sayso.store.verify import verify
from sayso.store.verify_chain import chain_faults
from sayso.store.view import View
from sayso.store.writer import Sighting, Writer
from tests.factory import reading
from tests.merged import RULES

TEXT = "Israel attacked Syria on Friday."
LATER = "Two more towns were shelled on Saturday."


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Path]:
    """Give a case of the first format that holds one reading, written as the first format's writer did."""
    path = tmp_path / "old.sayso"
    connection = sqlite3.connect(path)
    connection.executescript(MIGRATIONS[0])
    connection.execute("PRAGMA user_version = 1")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    one = reading(TEXT, triggers=["attacked"])
    insert(connection, rows_of(one, TEXT.encode()), [(row.id, row.mentions[0], to_json(row)) for row in one.events])
    connection.commit()
    connection.close()
    yield path
    path.chmod(0o644)


def insert(connection: sqlite3.Connection, rows: ReadingRows, events: list[tuple[str, str, bytes]]) -> None:
    original, path, locator, order, title = rows.document
    hash_ = rows.fingerprint.text_hash
    document = (
        rows.doc, original, hash_, path, locator, "raw", "w", order, title, rows.text, rows.record, rows.seal,
    )  # fmt: skip
    for table, before, values, after in (
        ("originals", "", [rows.original], ""),
        ("texts", "", [(hash_, b"")], ", 0"),
        ("documents", "NULL, ", [document], ", NULL"),
        ("mentions", "NULL, ", rows.mentions, ""),
        ("events", "NULL, ", [(event, rows.doc, record.decode()) for event, _, record in events], ""),
        ("named", "NULL, ", rows.named, ""),
        ("sightings", "", [("here", path, locator, "raw", "w", rows.doc)], ""),
    ):
        for row in values:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({before}{marks}{after})", row)


def test_an_old_case_is_brought_up_to_date_and_asks_to_be_read_again(old: Path) -> None:
    connection = connect(old)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    verdict = verify(connection)
    assert [fault.problem for fault in verdict.faults] == [
        "it was read by an older version of Sayso and has no seal: build again"
    ]
    assert (verdict.documents, verdict.mentions, verdict.waiting) == (1, 1, 1)
    assert not list(View(connection).vectors()) and not list(View(connection).events())
    one = rows_of(reading(TEXT, triggers=["attacked"]), TEXT.encode())
    Writer(connection, load_version_bars()).add([(one, Sighting("here", "report.txt", "", "raw", "new way", "r"))])
    merge(connection, RULES)
    assert verify(connection, RULES.maker.event_of).clean


def test_the_rows_of_an_old_case_are_those_of_a_new_one_once_merged(old: Path, tmp_path: Path) -> None:
    new = connect(tmp_path / "new.sayso")
    sighting = Sighting("here", "report.txt", "", "raw", "w", "r")
    Writer(new, load_version_bars()).add([(rows_of(reading(TEXT, triggers=["attacked"]), TEXT.encode()), sighting)])
    for connection in (connect(old), new):
        merge(connection, RULES)
    views = View(connect(old)), View(new)
    listed = [[to_json(row) for row in (*view.documents(), *view.mentions(), *view.events())] for view in views]
    assert listed[0] == listed[1]


def test_an_old_case_can_be_added_to_with_vectors(old: Path) -> None:
    connection = connect(old)
    later = reading(LATER, "later.txt", ["shelled"])
    vectors = (TriggerVector(later.mentions[0].id, "test 1", bytes(range(64))),)
    rows = rows_of(replace(later, vectors=vectors), LATER.encode())
    assert (
        Writer(connection, load_version_bars()).add([(rows, Sighting("there", "later.txt", "", "raw", "w", "r"))]) == []
    )
    verdict = verify(connection)
    assert ([fault.table for fault in verdict.faults], verdict.mentions) == (["documents"], 2)
    assert tuple(View(connection).vectors()) == vectors


def test_a_reader_brings_an_old_case_up_to_date(old: Path) -> None:
    connection = connect_to_read(old)
    assert not list(View(connection).vectors())
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM mentions")


def test_an_old_case_that_cannot_be_written_says_what_to_do(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_file, "_may_write", lambda path: False)  # root, as in a container, may write anywhere
    before = old.read_bytes()
    with pytest.raises(NotACase, match=r"old\.sayso.*older version.*Copy it"):
        connect_to_read(old)
    assert old.read_bytes() == before
    assert os.listdir(old.parent) == ["old.sayso"]


def test_a_case_that_was_never_finished_says_so(tmp_path: Path) -> None:
    path = tmp_path / "begun.sayso"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()
    with pytest.raises(NotACase, match="never finished"):
        connect_to_read(path)


def test_what_an_old_case_holds_is_chained(old: Path) -> None:
    connection = connect(old)
    ((_, receipt),) = receipts(connection)
    assert (receipt.path, receipt.version, receipt.at) == ("report.txt", "", None)
    assert not list(chain_faults(connection))
    before = head_of(connection)
    connection.close()
    assert head_of(connect(old)) == before != (0, NO_HEAD)
