"""Whatever is altered in a case is named."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.record.readings import Reading
from sayso.record.vectors import TriggerVector
from sayso.store.case_file import connect
from sayso.store.rows import rows_of
from sayso.store.verify import verify
from sayso.store.writer import Sighting, Writer
from tests.factory import reading

TEXT = "Israel attacked Syria on Friday. Two more towns were shelled."


@pytest.fixture
def case(tmp_path: Path) -> sqlite3.Connection:
    connection = connect(tmp_path / "x.sayso")
    one = with_vectors(reading(TEXT, triggers=["attacked", "shelled"]))
    Writer(connection).add([(rows_of(one, TEXT.encode()), Sighting("here", "report.txt", "", "raw", "w", "r"))])
    return connection


def with_vectors(one: Reading) -> Reading:
    vectors = tuple(TriggerVector(mention.id, "test 1", mention.id.encode()) for mention in one.mentions)
    return replace(one, vectors=vectors)


def test_an_untouched_case_is_clean(case: sqlite3.Connection) -> None:
    verdict = verify(case)
    assert verdict.clean
    assert (verdict.originals, verdict.documents, verdict.mentions) == (1, 1, 2)
    assert verdict.spans >= 4


@pytest.mark.parametrize(
    ("statement", "table", "says"),
    [
        ("UPDATE originals SET bytes = :other", "originals", "hash differs"),
        ("UPDATE originals SET bytes = x'00'", "originals", "unpacked"),
        ("UPDATE documents SET text = replace(text, 'Syria', 'Spain')", "documents", "its id was made from"),
        ("UPDATE documents SET record = replace(record, 'report.txt', 'other.txt')", "documents", "altered"),
        ("UPDATE mentions SET record = replace(record, 'asserted', 'negated')", "documents", "altered"),
        ("UPDATE mentions SET record = replace(record, '\"ASSAULT\"', '\"WAR\"')", "mentions", "WAR"),
        ("UPDATE mentions SET record = replace(record, '\"start\":7', '\"start\":8')", "mentions", "is not"),
        ("DELETE FROM mentions WHERE id = (SELECT min(id) FROM mentions)", "documents", "altered"),
        ("DELETE FROM documents", "sightings", "missing"),
        ("UPDATE mentions SET type = 'AID', status = 'negated', probability = 0", "mentions", "column"),
        ("UPDATE mentions SET event = 'm'", "mentions", "column"),
        ("UPDATE documents SET published_order = 'x'", "documents", "column"),
        ("UPDATE named SET record = replace(record, 'Israel', 'Italy')", "documents", "altered"),
        ("DELETE FROM named", "documents", "altered"),
        ("UPDATE events SET record = replace(record, 'reported', 'denied')", "documents", "altered"),
        ("UPDATE vectors SET vector = x'01'", "documents", "altered"),
        ("UPDATE vectors SET vector = x''", "vectors", "has 0 bytes"),
        ("UPDATE vectors SET vector = zeroblob(65)", "vectors", "has 65 bytes"),
        ("UPDATE vectors SET vector = 'text'", "vectors", "no row of bytes"),
        ("UPDATE vectors SET model = 'test 2'", "documents", "altered"),
        ("UPDATE vectors SET model = ''", "vectors", "which model"),
        ("DELETE FROM vectors WHERE mention = (SELECT min(mention) FROM vectors)", "documents", "altered"),
        ("DELETE FROM vectors", "documents", "altered"),
    ],
)
def test_an_alteration_is_named(case: sqlite3.Connection, statement: str, table: str, says: str) -> None:
    case.execute(statement, {"other": zlib.compress(b"other bytes")})
    faults = verify(case).faults
    assert any(fault.table == table and says in fault.problem for fault in faults), faults


def test_a_vector_without_its_mention_is_named(case: sqlite3.Connection) -> None:
    case.execute("PRAGMA foreign_keys = OFF")
    case.execute("INSERT INTO vectors VALUES ('m0', 'test 1', x'01')")
    assert ("vectors", "m0") in {(fault.table, fault.id) for fault in verify(case).faults}


def test_the_case_itself_is_not_repaired(case: sqlite3.Connection) -> None:
    case.execute("UPDATE documents SET text = 'gone'")
    verify(case)
    assert case.execute("SELECT text FROM documents").fetchone()[0] == "gone"
