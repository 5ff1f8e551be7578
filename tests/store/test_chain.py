"""The chain of custody: what it shows when somebody alters a case, and what it cannot."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.merging import merge
from sayso.record.decisions import Decision, DecisionTarget
from sayso.store.case_file import connect
from sayso.store.chain import NO_HEAD, append, entries, head_of, next_head, receipts
from sayso.store.log import add_decision
from sayso.store.verify import verify
from tests.merged import RULES, keep, report

STRIKE = ("Orland", "Vesta", "struck", 3)
RAID = ("Vesta", "Orland", "raided", 9)


@pytest.fixture
def case(tmp_path: Path) -> sqlite3.Connection:
    connection = connect(tmp_path / "x.sayso")
    keep(connection, report([STRIKE], "a.txt"), report([RAID], "b.txt"))
    merge(connection, RULES)
    decide(connection, "x1")
    return connection


def decide(connection: sqlite3.Connection, identity: str) -> None:
    add_decision(connection, Decision(identity, None, "R", "confirm", DecisionTarget("event", "m1"), None, True, "why"))


def test_each_document_and_decision_has_an_entry_that_sha256sum_can_make_again(case: sqlite3.Connection) -> None:
    head = NO_HEAD
    told = list(entries(case))
    assert [(one.n, one.kind) for one in told] == [(1, "document"), (2, "document"), (3, "decision")]
    for one in told:
        head = hashlib.sha256(f"{head} {one.kind} {one.id} {one.thing}\n".encode()).hexdigest()
        assert one.head == head
    verdict = verify(case)
    assert (verdict.clean, verdict.entries, verdict.head) == (True, 3, head)


def test_an_empty_case_has_an_empty_chain(tmp_path: Path) -> None:
    assert head_of(connect(tmp_path / "x.sayso")) == (0, NO_HEAD)


def test_a_receipt_says_what_came_from_where_by_which_reader(case: sqlite3.Connection) -> None:
    (_, one), _ = receipts(case)
    text = case.execute("SELECT text FROM documents WHERE id = ?", (one.doc,)).fetchone()[0]
    assert (one.path, one.reader, one.media_type) == ("a.txt", "test 1", "text/plain")
    assert one.original == one.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert one.version


def test_reading_the_same_again_adds_nothing(case: sqlite3.Connection) -> None:
    before = head_of(case)
    keep(case, report([STRIKE], "a.txt"), way="another")
    assert head_of(case) == before


FORGED = {
    "an entry altered": "UPDATE chain SET id = 'd0' WHERE n = 2",
    "an entry cut out": "DELETE FROM chain WHERE n = 2",
    "a document taken away": "DELETE FROM documents WHERE path = 'a.txt'",
    "a document with its receipt taken away": "DELETE FROM received; DELETE FROM documents",
    "a receipt altered": "UPDATE received SET at = '2001-01-01T00:00:00Z'",
    "a receipt taken away": "DELETE FROM received WHERE n = 1",
    "a text exchanged": "UPDATE documents SET text = 'other'",
    "a decision altered": "UPDATE decisions SET record = replace(record, 'why', 'not')",
    "a decision taken away": "DELETE FROM decisions",
    "a decision slipped in": "INSERT INTO decisions (id, record) SELECT 'x2', record FROM decisions",
    "words called erased": "INSERT INTO erased VALUES ('decision', 'x1', 'x1', 0)",
    "a document hidden": "INSERT INTO removed SELECT id, 'x1' FROM documents",
    "a document called erased": "INSERT INTO erased SELECT 'document', id, 'x1', 0 FROM documents",
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_is_altered_breaks_the_chain(case: sqlite3.Connection, forged: str) -> None:
    for (trigger,) in case.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        case.execute(f"DROP TRIGGER {trigger}")
    case.execute("PRAGMA foreign_keys = OFF")
    case.executescript(FORGED[forged])
    tables = {fault.table for fault in verify(case).faults}
    assert tables & {"chain", "received", "documents", "decisions", "erased", "removed"}


def test_a_tail_that_was_cut_off_shows_only_against_a_head_kept_elsewhere(case: sqlite3.Connection) -> None:
    early = head_of(case)[1]
    decide(case, "x2")
    late = head_of(case)[1]
    assert verify(case, head=early).clean and verify(case, head=late).clean
    for trigger in ("decisions_last", "chain_lasts"):
        case.execute(f"DROP TRIGGER {trigger}")
    case.execute("DELETE FROM decisions WHERE id = 'x2'")
    case.execute("DELETE FROM chain WHERE n = 4")
    assert verify(case).clean and verify(case, head=early).clean
    assert [(fault.table, fault.id) for fault in verify(case, head=late).faults] == [("chain", late)]


@pytest.mark.parametrize("statement", ["UPDATE chain SET id = 'x'", "DELETE FROM chain"])
def test_the_chain_only_grows(case: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only grow"):
        case.execute(statement)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["document", "decision"]), st.text("dx0f", min_size=1), st.text("0f"))))
def test_the_head_depends_on_everything_before_and_its_order(things: list[tuple[str, str, str]]) -> None:
    heads = [_head(things), *(_head(things[:n]) for n in range(len(things)))]
    assert len(set(heads)) == len(heads)
    turned = things[::-1]
    assert (_head(turned) == _head(things)) == (turned == things)


def _head(things: list[tuple[str, str, str]]) -> str:
    head = NO_HEAD
    for thing in things:
        head = next_head(head, *thing)
    return head


def test_entries_number_on_from_the_last(case: sqlite3.Connection) -> None:
    assert append(case, "decision", "x9", "ff") == 4
