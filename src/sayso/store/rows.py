"""Readings as database rows, made where the reading is made so that the one writer only inserts."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.record.actors import Actor, Source
from sayso.record.documents import Document, Rejection
from sayso.record.edtf import Edtf
from sayso.record.plain import to_json
from sayso.record.readings import Fingerprint, Reading

ORDER_WIDTH = 20
"""Characters of the key that orders documents by publication; an instant in UTC fills them."""

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """Hold one reading, serialised; each field is a row or a tuple of rows in the column order of its table."""

    doc: str
    place_key: tuple[str, str]
    not_coded_reason: str | None
    original: Row
    document: Row
    fingerprint: Fingerprint
    mentions: tuple[Row, ...]
    events: tuple[Row, ...]
    commitments: tuple[Row, ...]
    identities: tuple[Row, ...]
    names: tuple[Row, ...]
    warnings: tuple[Rejection, ...]


def rows_of(reading: Reading, content: bytes) -> ReadingRows:
    """Serialise a reading and the bytes it was made from."""
    document = reading.document
    record = to_json(document).decode()
    mentions = tuple(sorted(_mention_rows(reading)))
    events = tuple(sorted(_event_rows(reading)))
    commitments = tuple(sorted((c.id, c.doc, c.kind, to_json(c).decode()) for c in reading.commitments))
    return ReadingRows(
        doc=document.id,
        place_key=(document.path, document.locator or ""),
        not_coded_reason=None if document.coded else document.not_coded_reason or "unknown",
        original=(document.sha256, len(content), zlib.compress(content)),
        document=(
            document.id, document.sha256, reading.fingerprint.text_hash, document.path, document.locator or "",
            published_order(document), document.outlet, int(document.coded),
            document.title, reading.text, record, seal(record, reading.text, mentions, events, commitments),
        ),
        fingerprint=reading.fingerprint,
        mentions=mentions,
        events=events,
        commitments=commitments,
        identities=tuple(_identity_rows(reading)),
        names=tuple(_name_rows(reading)),
        warnings=reading.warnings,
    )  # fmt: skip


def published_order(document: Document) -> str:
    """Make the key that sorts documents by publication: instants, then days without a time, then the undated."""
    if document.published_at:
        instant = datetime.fromisoformat(document.published_at)
        return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    first = document.published.first_day if document.published else None
    return (first.isoformat() if first else "").ljust(ORDER_WIDTH, "~")


def seal(record: str, text: str, *tables: Iterable[Row]) -> str:
    """Hash a document's row with its text and all rows read from it, so that an altered row shows.

    Each table's rows are taken in the order of their ids; a row's last column is its record.
    """
    digest = hashlib.sha256(f"{record}\n{text}\n".encode("utf-8", "surrogatepass"))
    for rows in tables:
        for row in rows:
            digest.update(f"{row[0]} {row[-1]}\n".encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return digest.hexdigest()


def _days(date: Edtf | None) -> tuple[str | None, str | None]:
    if date is None:
        return None, None
    first, last = date.first_day, date.last_day
    return (first.isoformat() if first else None), (last.isoformat() if last else None)


def _mention_rows(reading: Reading) -> Iterable[Row]:
    for mention in reading.mentions:
        yield (
            mention.id, mention.doc, mention.event, mention.type, mention.mode, mention.status,
            int(bool(mention.attribution)), *_days(mention.date), mention.probability, to_json(mention).decode(),
        )  # fmt: skip


def _event_rows(reading: Reading) -> Iterable[Row]:
    for event in reading.events:
        yield (
            event.id, reading.document.id, event.type, event.status, *_days(event.date), event.n_documents,
            to_json(event).decode(),
        )  # fmt: skip


def _identity_rows(reading: Reading) -> Iterable[Row]:
    """Give who each name is, without what only the whole case knows (aliases, documents)."""
    for actor in reading.actors:
        bare = Actor(actor.id, actor.name, actor.kind, actor.country, actor.sectors, wikidata=actor.wikidata)
        yield "actor", actor.id, to_json(bare).decode()
    for place in reading.places:
        yield "place", place.id, to_json(place).decode()
    for source in reading.sources:
        bare_source = Source(source.id, source.name, source.kind, source.country, source.party_to)
        yield "source", source.id, to_json(bare_source).decode()


def _name_rows(reading: Reading) -> Iterable[Row]:
    doc = reading.document.id
    for actor in reading.actors:
        for alias in actor.aliases:
            yield "actor", actor.id, doc, actor.name, alias.text, alias.n
    for place in reading.places:
        yield "place", place.id, doc, place.name, place.name, 1
    for source in reading.sources:
        yield "source", source.id, doc, source.name, source.name, 1
