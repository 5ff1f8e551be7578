"""Readings as database rows, made where the reading is made so that the one writer only inserts.

Every column but the record itself follows from the record, so that ``verify`` can make it again and compare.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.documents import Document, Rejection
from sayso.record.edtf import Edtf
from sayso.record.mentions import EventMention
from sayso.record.plain import to_json
from sayso.record.readings import Fingerprint, Reading
from sayso.record.relations import Relation
from sayso.record.vectors import TriggerVector
from sayso.store.chain import Receipt, sha256
from sayso.store.versions import address_row, name_of_original
from sayso.version import __version__

ORDER_WIDTH = 20
"""Characters of the key that orders documents by publication; an instant in UTC fills them."""

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """Hold one reading, serialised; each field is a row or a tuple of rows in the column order of its table.

    ``document`` lacks the columns that say where and how it was read (raw, way), which the writer knows.
    """

    doc: str
    path: str
    locator: str
    not_coded_reason: str | None
    original: Row
    document: Row
    text: str
    record: str
    seal: str
    fingerprint: Fingerprint
    mentions: tuple[Row, ...]
    commitments: tuple[Row, ...]
    named: tuple[Row, ...]
    vectors: tuple[Row, ...]
    sketches: tuple[Row, ...]
    receipt: Receipt
    warnings: tuple[Rejection, ...]
    address: tuple[str, str] | None = None
    original_name: str | None = None

    @property
    def size(self) -> int:
        """Estimate the bytes this reading holds in memory, by its longest parts."""
        packed = self.original[2]
        records = sum(len(str(row[-1])) for row in self.mentions)
        return len(self.text) + records + (len(packed) if isinstance(packed, bytes) else 0)


def rows_of(reading: Reading, content: bytes, sketches: Sequence[bytes] = ()) -> ReadingRows:
    """Serialise a reading and the bytes it was made from.

    ``sketches`` are what merging needs of each mention, in their order; without them merging makes them itself.
    """
    document = reading.document
    record = to_json(document).decode()
    tables = (
        tuple(sorted(mention_row(mention) for mention in reading.mentions)),
        tuple(sorted(commitment_row(commitment) for commitment in reading.commitments)),
        tuple(sorted(_named_rows(reading))),
    )
    vectors = tuple(sorted(map(vector_row, reading.vectors)))
    return ReadingRows(
        doc=document.id,
        path=document.path,
        locator=document.locator or "",
        not_coded_reason=None if document.coded else document.not_coded_reason or "unknown",
        original=(document.sha256, len(content), zlib.compress(content)),
        document=document_columns(document),
        text=reading.text,
        record=record,
        seal=seal(record, reading.text, *tables, vectors=vectors),
        fingerprint=reading.fingerprint,
        mentions=tables[0],
        commitments=tables[1],
        named=tables[2],
        vectors=vectors,
        sketches=tuple(zip((mention.id for mention in reading.mentions), sketches, strict=True)) if sketches else (),
        receipt=_receipt(document, reading.text),
        warnings=reading.warnings,
        address=address_row(document),
        original_name=name_of_original(document.original_given) if document.original_given else None,
    )


def document_columns(document: Document) -> Row:
    """Give the columns that follow from a document's record: original, path, locator, published_order, title."""
    return document.sha256, document.path, document.locator or "", published_order(document), document.title


def mention_row(mention: EventMention) -> Row:
    """Give a mention's row, without its number."""
    return (
        mention.id, mention.doc, mention.event, mention.type, mention.mode, mention.status,
        int(bool(mention.attribution)), *_days(mention.date), mention.probability, to_json(mention).decode(),
    )  # fmt: skip


def commitment_row(commitment: Commitment) -> Row:
    """Give a commitment's row, without its number."""
    return commitment.id, commitment.doc, to_json(commitment).decode()


def vector_row(vector: TriggerVector) -> Row:
    """Give a trigger vector's row: mention, model, vector."""
    return vector.mention, vector.model, vector.values


def published_order(document: Document) -> str:
    """Make the key that sorts documents by publication: instants, then days without a time, then the undated."""
    if document.published_at:
        instant = datetime.fromisoformat(document.published_at)
        return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    first = document.published.first_day if document.published else None
    return (first.isoformat() if first else "").ljust(ORDER_WIDTH, "~")


def seal(record: str, text: str, *tables: Sequence[Row], vectors: Sequence[Row] = ()) -> str:
    """Hash a document's record with its text and all rows read from it, so that an altered row shows.

    The tables are mentions, commitments and named, each sorted; all columns but a row's number count.
    ``vectors``, sorted too, count where there are any: documents that were read without them keep their seal.
    """
    digest = hashlib.sha256(repr((record, text)).encode())
    for rows in (*tables, vectors) if vectors else tables:
        digest.update(repr(tuple(rows)).encode())
    return digest.hexdigest()


def _receipt(document: Document, text: str) -> Receipt:
    return Receipt(
        doc=document.id,
        original=document.sha256,
        text_sha256=sha256(text),
        path=document.path,
        container=document.container,
        locator=document.locator or "",
        url=document.url,
        media_type=document.media_type,
        reader=document.reader,
        version=__version__,
        at=document.fetched_at,
    )


def _named_rows(reading: Reading) -> Iterator[Row]:
    kinds: tuple[tuple[str, Iterable[Actor | Place | Source | Relation]], ...] = (
        ("actor", reading.actors),
        ("place", reading.named_places),
        ("source", reading.sources),
        ("relation", reading.relations),
    )
    for kind, things in kinds:
        for thing in things:
            yield kind, thing.id, reading.document.id, to_json(thing).decode()


def _days(date: Edtf | None) -> tuple[str | None, str | None]:
    if date is None:
        return None, None
    first, last = date.first_day, date.last_day
    return (first.isoformat() if first else None), (last.isoformat() if last else None)
