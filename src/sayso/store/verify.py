"""Prove a case: re-hash its originals, re-check every span, id and number, and name what was altered."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.errors import RecordError
from sayso.record.commitments import Commitment
from sayso.record.counts import supports
from sayso.record.documents import Document
from sayso.record.ids import document_id, file_part, mention_id
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_plain
from sayso.store.rows import seal

MOST_TWIN_TRIGGERS = 16
"""Mentions that may share one trigger; the extractors make at most three (a list of parallel acts)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Name one row that is not what it should be: where it stands and what is wrong with it."""

    table: str
    id: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Count what was checked and list every fault; no fault means the case is as it was written."""

    originals: int
    documents: int
    mentions: int
    commitments: int
    spans: int
    faults: tuple[Fault, ...]

    @property
    def clean(self) -> bool:
        """Tell whether nothing was found wrong."""
        return not self.faults


def verify(connection: sqlite3.Connection) -> Verdict:
    """Check a whole case without changing it. An altered row is named, never repaired."""
    faults = list(_database_faults(connection))
    n_originals = 0
    for sha256, size, packed in connection.execute("SELECT sha256, size, bytes FROM originals ORDER BY sha256"):
        n_originals += 1
        faults.extend(_original_faults(sha256, size, packed))
    checked = _Checked()
    for doc, text, record, sealed in connection.execute("SELECT id, text, record, seal FROM documents ORDER BY id"):
        faults.extend(checked.document(connection, doc, text, record, sealed))
    return Verdict(n_originals, checked.documents, checked.mentions, checked.commitments, checked.spans, tuple(faults))


def _database_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Fault("file", "", f"damaged: {line}")
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(table, str(row or ""), f"points to a missing row of {parent}")
    for (path,) in connection.execute(
        "SELECT path FROM sightings WHERE NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = sightings.doc)"
    ):
        yield Fault("sightings", path, "the document read from this file is missing")


def _original_faults(sha256: str, size: int, packed: bytes) -> Iterator[Fault]:
    try:
        content = zlib.decompress(packed)
    except zlib.error as error:
        yield Fault("originals", sha256, f"cannot be unpacked: {error}")
        return
    if len(content) != size or hashlib.sha256(content).hexdigest() != sha256:
        yield Fault("originals", sha256, "the bytes are not those that were read: the hash differs")


class _Checked:
    """Count what was checked so far, document by document."""

    def __init__(self) -> None:
        self.documents = self.mentions = self.commitments = self.spans = 0

    def document(
        self, connection: sqlite3.Connection, doc: str, text: str, record: str, sealed: str
    ) -> Iterator[Fault]:
        self.documents += 1
        tables = [
            connection.execute(f"SELECT id, record FROM {table} WHERE doc = ? ORDER BY id", (doc,)).fetchall()
            for table in ("mentions", "events", "commitments")
        ]
        if seal(record, text, *tables) != sealed:
            yield Fault("documents", doc, "the document, its text or a row read from it was altered after the reading")
        yield from _document_faults(doc, text, record)
        for mention, row in tables[0]:
            self.mentions += 1
            yield from self._mention(doc, text, mention, row)
        for commitment, row in tables[2]:
            self.commitments += 1
            yield from self._spans("commitments", commitment, Commitment, row, text)

    def _mention(self, doc: str, text: str, mention: str, row: str) -> Iterator[Fault]:
        yield from self._spans("mentions", mention, EventMention, row, text)
        try:
            read = from_json(EventMention, row)
        except RecordError:
            return
        trigger = read.trigger
        if not any(mention == mention_id(read.doc, trigger.start, trigger.end, n) for n in range(MOST_TWIN_TRIGGERS)):
            yield Fault("mentions", mention, "its id does not follow from its document and trigger")
        for number in read.numbers:
            if not supports(number.text, number.low, number.high):
                yield Fault("mentions", mention, f"the number {number.low}–{number.high} is not in {number.text!r}")
        if read.doc != doc:
            yield Fault("mentions", mention, "belongs to another document than its row says")

    def _spans(self, table: str, identity: str, kind: type, row: str, text: str) -> Iterator[Fault]:
        try:
            plain = to_plain(from_json(kind, row))
        except RecordError as error:
            yield Fault(table, identity, str(error))
            return
        for start, end, quotation in _spans_in(plain):
            self.spans += 1
            if text[start:end] != quotation:
                yield Fault(table, identity, f"the text at {start}:{end} is not {quotation!r}")


def _document_faults(doc: str, text: str, record: str) -> Iterator[Fault]:
    try:
        document = from_json(Document, record)
    except RecordError as error:
        yield Fault("documents", doc, str(error))
        return
    name = file_part(document.path, document.locator)
    if doc != document_id(text, document.outlet, document.published_given, document.url, name):
        yield Fault("documents", doc, "its text, outlet, date or address is not what its id was made from")
    if document.n_characters != len(text):
        yield Fault("documents", doc, f"the text has {len(text)} characters, the record says {document.n_characters}")
    for segment in document.segments:
        if not 0 <= segment.start < segment.end <= len(text):
            yield Fault("documents", doc, f"a segment stands outside the text: {segment.start}:{segment.end}")


def _spans_in(plain: object) -> Iterator[tuple[int, int, str]]:
    if isinstance(plain, dict):
        if (
            isinstance(plain.get("start"), int)
            and isinstance(plain.get("end"), int)
            and isinstance(plain.get("text"), str)
        ):
            yield plain["start"], plain["end"], plain["text"]
        for value in plain.values():
            yield from _spans_in(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from _spans_in(value)
