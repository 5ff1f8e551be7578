"""Save what can be read of a damaged case into a new one; what follows from it is left out, to be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.errors import DamagedCase, RecordError
from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json
from sayso.record.readings import Fingerprint
from sayso.record.relations import Relation
from sayso.store.case_file import UNREADABLE, connect_as_it_is, create, transaction
from sayso.store.damage import Stored, readable_rows, stored_tables
from sayso.store.fault import Fault
from sayso.store.identity import format_of
from sayso.store.rows import Row
from sayso.store.verify import verify
from sayso.store.waiting import touch_all
from sayso.store.writer import add_fingerprint

MADE_AGAIN = frozenset({
    "texts", "bands", "near", "paragraphs", "events", "clusters", "sketches", "windows", "pairs", "judged", "links",
    "event_keys", "standings", "commitment_keys", "unmerged", "unsettled", "amended", "left_out", "copied",
    "named_since", "held",
})  # fmt: skip
"""Tables that follow from the rest: merging makes them, and the fingerprints of the texts."""

KEPT_WITHOUT = frozenset({"originals", "texts"})
"""Tables whose rows a document may lack and still be read: its text is its own."""

_RECORDS: dict[str, type] = {
    "documents": Document, "mentions": EventMention, "commitments": Commitment, "decisions": Decision,
    "actor": Actor, "place": Place, "source": Source, "relation": Relation,
}  # fmt: skip
"""What a row's record must be to be read, by its table or, of a name, by its kind."""

_LOST = "SELECT path, locator, origin FROM sightings WHERE doc NOT IN (SELECT id FROM documents) ORDER BY path, locator"

_BARE = """
SELECT id FROM documents WHERE original NOT IN (SELECT sha256 FROM originals)
UNION SELECT doc FROM received WHERE original NOT IN (SELECT sha256 FROM originals)
"""

_UNPLACED = """
SELECT 1 FROM documents WHERE superseded_by IS NULL AND id NOT IN (SELECT doc FROM sightings) LIMIT 1
"""


def save_readable(case: Path, out: Path) -> list[Fault]:
    """Copy all rows that can be read from a case into a new file of the same format; list what is lost.

    The case is not changed. Rows are lost that stood on damaged pages, that hold no record any more, or that belong
    to a document that is lost.

    Raises:
        NotACase, NewerCase: the file is something else, or of a newer format.
        DamagedCase: what says which tables it has is damaged itself.
        CaseFull: there is no room.
    """
    try:
        source = connect_as_it_is(case)
    except DamagedCase as error:
        error.remedy = "What says which tables it has is lost: put a backup in its place with sayso restore"
        raise
    target = create(out, format_of(source))
    lost: list[Fault] = []
    try:
        there = {table.name: table for table in stored_tables(source)}
        with transaction(target) as write:
            for table in stored_tables(target):
                if table.name not in MADE_AGAIN and table.name in there:
                    lost.extend(_copy(source, write, there[table.name], table))
            lost.extend(_without_parents(write))
    finally:
        source.close()
        target.close()
    return lost


def ready_to_merge(write: sqlite3.Connection, fingerprint: Callable[[str, Document], Fingerprint]) -> list[Fault]:
    """Make the fingerprints of all documents, and note that all is to be merged; a case of today's format.

    Files of which a document, or a row of one, is lost count as not read, so that the next build of them mends it.
    """
    rows = write.execute("SELECT n, record, text FROM documents ORDER BY n").fetchall()
    for n, record, text in rows:
        mark = fingerprint(text, from_json(Document, record))
        add_fingerprint(write, mark)
        write.execute("UPDATE documents SET text_hash = ? WHERE n = ?", (mark.text_hash, n))
    if write.execute(_UNPLACED).fetchone():
        write.execute("DELETE FROM files")  # nothing says which file gave it: all are looked at again
    touch_all(write)
    return [*_unread_lost(write), *_unread_altered(write)]


def _copy(source: sqlite3.Connection, write: sqlite3.Connection, old: Stored, new: Stored) -> Iterator[Fault]:
    columns = [column for column in new.columns if column in old.columns]
    places = [old.columns.index(column) for column in columns]
    marks = ", ".join("?" * len(columns))
    insert = f'INSERT INTO "{new.name}" ({", ".join(columns)}) VALUES ({marks})'
    for row in readable_rows(source, old):
        if isinstance(row, Fault):
            yield row
            continue
        told = dict(zip(old.columns, row, strict=True))
        try:
            _check_record(new.name, told)
            write.execute(insert, [row[place] for place in places])
        except (RecordError, *UNREADABLE) as error:
            yield Fault(new.name, str(told.get("id", "")), f"what stands there is no such row any more: {error}")


def _check_record(table: str, row: dict[str, Any]) -> None:
    """Read the record of a row as whoever shows it will; other tables have none."""
    kind = _RECORDS.get(str(row.get("kind")) if table == "named" else table)
    if kind is not None:
        from_json(kind, row["record"])


def _without_parents(write: sqlite3.Connection) -> Iterator[Fault]:
    """Drop rows that belong to rows that are lost, until none is left."""
    tables = [table for table in stored_tables(write) if table.name not in MADE_AGAIN]
    dropped = True
    while dropped:
        dropped = False
        for table in tables:
            for _, _, parent, own, theirs, *_ in write.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall():
                if parent in KEPT_WITHOUT:
                    continue
                gone = f'"{own}" NOT IN (SELECT "{theirs or own}" FROM "{parent}")'
                for identity, of in write.execute(
                    f'SELECT "{table.key[0]}", "{own}" FROM "{table.name}" WHERE {gone} ORDER BY 1'
                ).fetchall():
                    dropped = True
                    yield Fault(table.name, str(identity), f"the row of {parent} it belongs to is lost: {of}")
                write.execute(f'DELETE FROM "{table.name}" WHERE {gone}')


def _unread_lost(write: sqlite3.Connection) -> list[Fault]:
    lost = write.execute(_LOST).fetchall()
    write.executemany("DELETE FROM sightings WHERE (path, locator, origin) = (?, ?, ?)", lost)
    _forget_files(write, [(origin,) for _, _, origin in lost])
    told = [f"{path} ({locator})" if locator else path for path, locator, _ in lost]
    return [Fault("sightings", one, "the document read from it is lost: build again from the file") for one in told]


def _unread_altered(write: sqlite3.Connection) -> list[Fault]:
    """Name documents that lack a row or their original, and have their files read again."""
    known = {doc for (doc,) in write.execute("SELECT id FROM documents")}
    unsealed = {fault.id for fault in verify(write).faults if fault.table == "documents"} & known
    bare = write.execute(_BARE)
    altered = sorted(unsealed | {doc for (doc,) in bare})
    for doc in altered:
        origins = write.execute("SELECT origin FROM sightings WHERE doc = ?", (doc,)).fetchall()
        write.execute("UPDATE sightings SET way = '' WHERE doc = ?", (doc,))
        _forget_files(write, origins)
    return [
        Fault("documents", doc, "its original or rows read from it are lost: build again from its file")
        for doc in altered
    ]


def _forget_files(write: sqlite3.Connection, origins: Sequence[Row]) -> None:
    write.executemany("DELETE FROM files WHERE origin = ?", origins)
