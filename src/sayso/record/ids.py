"""Ids are hashes of content: the same text gives the same ids on every machine and every run.

A label (type, actor, status) never enters an id, so a better model keeps the ids of what it re-reads.
"""

from __future__ import annotations

import hashlib
from typing import NewType

DocumentId = NewType("DocumentId", str)
MentionId = NewType("MentionId", str)
EventId = NewType("EventId", str)
CommitmentId = NewType("CommitmentId", str)
ActorId = NewType("ActorId", str)
PlaceId = NewType("PlaceId", str)
SourceId = NewType("SourceId", str)

HASH_CHARACTERS = 20
"""80 bits: with a million mentions in a case the chance that any two share an id is below 1e-12."""


def content_hash(*parts: str | int | None) -> str:
    """Hash parts into 20 hexadecimal characters; ``None`` and ``""`` differ, and so do shifted borders.

    >>> content_hash("ab", "c") == content_hash("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        encoded = b"" if part is None else str(part).encode("utf-8", "surrogatepass")
        digest.update(b"-" if part is None else b"+")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()[:HASH_CHARACTERS]


def document_id(
    text: str, outlet: str | None, published_as_given: str | None, url: str | None, path: str
) -> DocumentId:
    """Name a document by what it says, who published it, when as given, and its address or file name.

    Of ``path`` only the base name counts: where a folder stands, and where in a table a row stands, does not.
    """
    file_name = path.rsplit("/", 1)[-1]
    return DocumentId("d" + content_hash(text, outlet, published_as_given, url or file_name))


def mention_id(document: DocumentId, trigger_start: int, trigger_end: int, ordinal: int = 0) -> MentionId:
    """Name a mention by its trigger; ``ordinal`` counts mentions that share one trigger, from 0."""
    return MentionId("m" + content_hash(document, trigger_start, trigger_end, ordinal))


def commitment_id(document: DocumentId, quote_start: int, quote_end: int, ordinal: int = 0) -> CommitmentId:
    """Name a commitment by its quotation; ``ordinal`` counts those that share one, from 0."""
    return CommitmentId("c" + content_hash(document, quote_start, quote_end, ordinal))


def actor_id(normalised_name: str) -> ActorId:
    """Name an actor that no registry holds; registry actors keep the id of their registry row."""
    return ActorId("a" + content_hash(normalised_name))


def place_id(normalised_name: str, country: str | None) -> PlaceId:
    """Name a place that no gazetteer holds."""
    return PlaceId("p" + content_hash(normalised_name, country))


def source_id(kind: str, normalised_name: str) -> SourceId:
    """Name a source: an outlet or whoever is quoted."""
    return SourceId("s" + content_hash(kind, normalised_name))
