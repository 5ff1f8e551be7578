"""Whatever is altered in a case is named."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.codebook.versions import load_version_bars
from sayso.merging import merge
from sayso.record.readings import Reading
from sayso.record.vectors import TriggerVector
from sayso.store.case_file import connect
from sayso.store.rows import rows_of
from sayso.store.verify import verify
from sayso.store.writer import Sighting, Writer
from tests.factory import reading
from tests.merged import RULES

TEXT = "Israel attacked Syria on Friday. Two more towns were shelled."


@pytest.fixture
def case(tmp_path: Path) -> sqlite3.Connection:
    connection = connect(tmp_path / "x.sayso")
    one = with_vectors(reading(TEXT, triggers=["attacked", "shelled"]))
    Writer(connection, load_version_bars()).add(
        [(rows_of(one, TEXT.encode()), Sighting("here", "report.txt", "", "raw", "w", "r"))]
    )
    merge(connection, RULES)
    return connection


def with_vectors(one: Reading) -> Reading:
    vectors = tuple(TriggerVector(mention.id, "test 1", mention.id.encode()) for mention in one.mentions)
    return replace(one, vectors=vectors)


def test_an_untouched_case_is_clean(case: sqlite3.Connection) -> None:
    verdict = verify(case, RULES.maker.event_of)
    assert verdict.clean
    assert (verdict.originals, verdict.documents, verdict.mentions, verdict.waiting) == (1, 1, 2, 0)
    assert verdict.events == case.execute("SELECT count(*) FROM events").fetchone()[0]
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
        ("UPDATE documents SET seal = ''", "documents", "older version of Sayso"),
        ("UPDATE events SET record = replace(record, 'reported', 'denied')", "events", "does not follow"),
        ("UPDATE events SET record = replace(record, 'reported', 'rumoured')", "events", "rumoured"),
        ("UPDATE events SET id = 'm' WHERE id = (SELECT min(id) FROM events)", "events", "not those that belong"),
        ("INSERT OR REPLACE INTO clusters SELECT max(id), 'm' FROM mentions", "clusters", "is missing"),
        ("DELETE FROM events WHERE id = (SELECT min(id) FROM events)", "clusters", "is missing"),
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
    faults = verify(case, RULES.maker.event_of).faults
    assert any(fault.table == table and says in fault.problem for fault in faults), faults


def test_events_that_wait_to_be_merged_are_not_checked(case: sqlite3.Connection) -> None:
    case.execute("INSERT INTO unmerged SELECT id FROM documents")
    case.execute("DELETE FROM events")
    verdict = verify(case, RULES.maker.event_of)
    assert (verdict.clean, verdict.waiting, verdict.events) == (True, 1, 0)


def test_a_vector_without_its_mention_is_named(case: sqlite3.Connection) -> None:
    case.execute("PRAGMA foreign_keys = OFF")
    case.execute("INSERT INTO vectors VALUES ('m0', 'test 1', x'01')")
    assert ("vectors", "m0") in {(fault.table, fault.id) for fault in verify(case).faults}


def test_the_case_itself_is_not_repaired(case: sqlite3.Connection) -> None:
    case.execute("UPDATE documents SET text = 'gone'")
    verify(case)
    assert case.execute("SELECT text FROM documents").fetchone()[0] == "gone"
