"""Prove a case: re-hash its originals, make every column again from its record, and name what was altered."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sayso.errors import RecordError
from sayso.record.commitments import Commitment
from sayso.record.counts import supports
from sayso.record.decisions import Decision
from sayso.record.documents import Document
from sayso.record.ids import document_id, mention_id
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_plain
from sayso.record.vectors import TriggerVector
from sayso.store.applied import Applied, applied_faults
from sayso.store.case_file import UNREADABLE
from sayso.store.chain import NO_HEAD, head_of
from sayso.store.clusters import n_events
from sayso.store.damage import damage
from sayso.store.fault import Fault
from sayso.store.removed import n_erased
from sayso.store.rows import Row, commitment_row, document_columns, mention_row, seal
from sayso.store.verify_chain import chain_faults
from sayso.store.verify_events import MakeEvent, event_faults
from sayso.store.waiting import n_waiting

Answer = TypeVar("Answer")
Decide = Callable[[sqlite3.Connection], Applied]
"""Says what the decisions of a case come to."""

MOST_TWIN_TRIGGERS = 16
"""Mentions that may share one trigger: more than the acts any list of parallel objects was seen to hold."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Count what was checked and list every fault; no fault means the case is as it was written.

    ``waiting`` documents are not merged yet, as after a build that was broken off: their events were not checked.
    ``head`` is that of the chain of custody, which has so many ``entries``; ``erased`` documents stand on it only as
    hashes.
    """

    originals: int
    documents: int
    mentions: int
    commitments: int
    events: int
    waiting: int
    spans: int
    faults: tuple[Fault, ...]
    entries: int = 0
    head: str = NO_HEAD
    erased: int = 0

    @property
    def clean(self) -> bool:
        """Tell whether nothing was found wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Table:
    """Say how one kind of row is read, how its columns follow from its record, and which rows a reading gave."""

    name: str
    kind: type
    columns: str
    row: Callable[[Any, str], Row]
    read: str = ""


_TABLES = (
    _Table(
        "mentions", EventMention,
        "id, doc, event, type, mode, status, attributed, date_first, date_last, probability, record",
        lambda mention, _: mention_row(mention), " AND added IS NULL",
    ),
    _Table("commitments", Commitment, "id, doc, record", lambda commitment, _: commitment_row(commitment)),
)  # fmt: skip

_VECTORS = """
SELECT mention, model, vector FROM mentions JOIN vectors ON mention = mentions.id WHERE doc = ? ORDER BY mention
"""


def verify(
    connection: sqlite3.Connection,
    make: MakeEvent | None = None,
    decide: Decide | None = None,
    head: str | None = None,
) -> Verdict:
    """Check a whole case without changing it. An altered row is named, never repaired.

    ``make`` makes an event of its mentions, by the rules under which the case was merged; without it what an event
    says is not checked against them. ``decide`` says what the decisions come to; without it they are not applied again.
    ``head`` is one of the chain of custody that was written down earlier, in full.
    """
    checked = _Checked(connection, make, decide, head)
    faults: list[Fault] = []
    checks = (
        checked.database, checked.originals, checked.documents, checked.vectors, checked.decided, checked.events,
        checked.chain,
    )  # fmt: skip
    for check in checks:
        try:
            faults.extend(check())
        except UNREADABLE as error:
            faults.append(Fault("file", check.__name__, f"not checked to the end, for a page is damaged: {error}"))
    counts = checked.counts
    return Verdict(
        counts["originals"], counts["documents"], counts["mentions"], counts["commitments"], counts["events"],
        _readable(n_waiting, connection, 0), counts["spans"], tuple(faults),
        *_readable(head_of, connection, (0, NO_HEAD)), _readable(n_erased, connection, 0),
    )  # fmt: skip


class _Checked:
    """Go through a case and count what was checked."""

    def __init__(
        self, connection: sqlite3.Connection, make: MakeEvent | None, decide: Decide | None, head: str | None
    ) -> None:
        self._connection = connection
        self._make = make
        self._decide = decide
        self._head = head
        self.counts = dict.fromkeys(("originals", "documents", "mentions", "events", "commitments", "spans"), 0)

    def database(self) -> Iterator[Fault]:
        told = _integrity(self._connection)
        yield from (Fault("file", "", f"damaged: {line}") for line in told)
        yield from damage(self._connection) if told else ()
        for table, row, parent, _ in self._connection.execute("PRAGMA foreign_key_check"):
            yield Fault(table, str(row or ""), f"points to a missing row of {parent}")
        lost = "SELECT path FROM sightings WHERE doc NOT IN (SELECT id FROM documents)"
        for (path,) in self._connection.execute(lost):
            yield Fault("sightings", path, "the document read from this file is missing")

    def originals(self) -> Iterator[Fault]:
        for sha256, size, packed in self._connection.execute("SELECT sha256, size, bytes FROM originals"):
            self.counts["originals"] += 1
            try:
                content = zlib.decompress(packed)
            except (zlib.error, TypeError) as error:
                yield Fault("originals", str(sha256), f"cannot be unpacked: {error}")
                continue
            if len(content) != size or hashlib.sha256(content).hexdigest() != sha256:
                yield Fault("originals", sha256, "the bytes are not those that were read: the hash differs")

    def documents(self) -> Iterator[Fault]:
        rows = self._connection.execute(
            "SELECT id, text, record, seal, original, path, locator, published_order, title FROM documents ORDER BY id"
        )
        for doc, text, record, sealed, *columns in rows:
            self.counts["documents"] += 1
            yield from self._document(doc, text, record, sealed, tuple(columns))

    def vectors(self) -> Iterator[Fault]:
        rows = self._connection.execute(
            "SELECT mention, model, vector, mentions.id FROM vectors LEFT JOIN mentions ON mentions.id = mention"
            " ORDER BY mention"
        )
        for mention, model, values, known in rows:
            if known is None:
                yield Fault("vectors", mention, "the mention it belongs to is missing")
            try:
                TriggerVector(mention, model, values)
            except RecordError as error:
                yield Fault("vectors", mention, str(error))

    def decided(self) -> Iterator[Fault]:
        unreadable = list(_unreadable_decisions(self._connection))
        yield from unreadable
        if self._decide is not None and not unreadable and not _readable(n_waiting, self._connection, 0):
            yield from applied_faults(self._connection, self._decide(self._connection))

    def events(self) -> Iterator[Fault]:
        if not _readable(n_waiting, self._connection, 0):
            self.counts["events"] = n_events(self._connection)
            yield from event_faults(self._connection, self._make)

    def chain(self) -> Iterator[Fault]:
        yield from chain_faults(self._connection, self._head)

    def _document(self, doc: str, text: str, record: str, sealed: str, columns: Row) -> Iterator[Fault]:
        tables = [
            self._connection.execute(
                f"SELECT {t.columns} FROM {t.name} WHERE doc = ?{t.read} ORDER BY id", (doc,)
            ).fetchall()
            for t in _TABLES
        ]
        named = self._connection.execute(
            "SELECT kind, id, doc, record FROM named WHERE doc = ? ORDER BY kind, id, record", (doc,)
        ).fetchall()
        vectors = self._connection.execute(_VECTORS, (doc,)).fetchall()
        if not sealed:
            yield Fault("documents", doc, "it was read by an older version of Sayso and has no seal: build again")
        elif seal(record, text, *tables, named, vectors=vectors) != sealed:
            yield Fault("documents", doc, "the document, its text or a row read from it was altered after the reading")
        yield from _document_faults(doc, text, record, columns)
        for table, rows in zip(_TABLES, tables, strict=True):
            for row in rows:
                self.counts[table.name] += 1
                yield from self._row(table, row, doc, text)

    def _row(self, table: _Table, row: Row, doc: str, text: str) -> Iterator[Fault]:
        identity = str(row[0])
        try:
            record: Any = from_json(table.kind, str(row[-1]))
        except RecordError as error:
            yield Fault(table.name, identity, str(error))
            return
        if tuple(row) != table.row(record, doc):
            yield Fault(table.name, identity, "a column does not follow from the record")
        for start, end, quotation in _spans_in(to_plain(record)):
            self.counts["spans"] += 1
            if text[start:end] != quotation:
                yield Fault(table.name, identity, f"the text at {start}:{end} is not {quotation!r}")
        if isinstance(record, EventMention):
            yield from _mention_faults(record)


def _integrity(connection: sqlite3.Connection) -> list[str]:
    """Give what SQLite finds wrong with the file's own structure, in its words."""
    try:
        return [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
    except UNREADABLE as error:
        return [str(error)]


def _readable(ask: Callable[[sqlite3.Connection], Answer], connection: sqlite3.Connection, otherwise: Answer) -> Answer:
    """Give what a case answers, or something else where a damaged page keeps it from answering: that page is named."""
    try:
        return ask(connection)
    except UNREADABLE:
        return otherwise


def _unreadable_decisions(connection: sqlite3.Connection) -> Iterator[Fault]:
    for identity, record in connection.execute("SELECT id, record FROM decisions ORDER BY n"):
        try:
            from_json(Decision, record)
        except RecordError as error:
            yield Fault("decisions", str(identity), str(error))


def _mention_faults(mention: EventMention) -> Iterator[Fault]:
    trigger = mention.trigger
    if mention.id not in {
        mention_id(mention.doc, trigger.start, trigger.end, ordinal) for ordinal in range(MOST_TWIN_TRIGGERS)
    }:
        yield Fault("mentions", mention.id, "its id does not follow from its document and trigger")
    for number in mention.numbers:
        if not supports(number.text, number.low, number.high):
            problem = f"the number {number.low} to {number.high} cannot be read from {number.text!r}"
            yield Fault("mentions", mention.id, problem)


def _document_faults(doc: str, text: str, record: str, columns: Row) -> Iterator[Fault]:
    try:
        document = from_json(Document, record)
    except RecordError as error:
        yield Fault("documents", doc, str(error))
        return
    if columns != document_columns(document):
        yield Fault("documents", doc, "a column does not follow from the record")
    if doc != document_id(text, document.outlet, document.published_given, document.url, document.path):
        yield Fault("documents", doc, "its text, outlet, date or address is not what its id was made from")
    if document.n_characters != len(text):
        yield Fault("documents", doc, f"the text has {len(text)} characters, the record says {document.n_characters}")
    for segment in document.segments:
        if not 0 <= segment.start < segment.end <= len(text):
            yield Fault("documents", doc, f"a segment stands outside the text: {segment.start}:{segment.end}")


def _spans_in(plain: Any) -> Iterator[tuple[int, int, str]]:
    if isinstance(plain, dict):
        start, end, text = plain.get("start"), plain.get("end"), plain.get("text")
        if isinstance(start, int) and isinstance(end, int) and isinstance(text, str):
            yield start, end, text
        for value in plain.values():
            yield from _spans_in(value)
    elif isinstance(plain, list | tuple):
        for value in plain:
            yield from _spans_in(value)
