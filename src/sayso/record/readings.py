"""A reading: all that the stages make of one document, ready to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.documents import Document, Rejection
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.names import Name, PlaceName
from sayso.record.relations import Relation
from sayso.record.sayings import Saying
from sayso.record.times import TimeExpression
from sayso.record.vectors import TriggerVector


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hold what finds copies of a text: its hash, MinHash signature, LSH bands and paragraph hashes."""

    text_hash: str
    signature: bytes
    bands: tuple[bytes, ...]
    paragraphs: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a document, its text of record and everything read from it.

    ``actors``, ``named_places`` and ``sources`` are those this document names, with their aliases counted in it.
    ``events`` hold at least one event for each mention. ``warnings`` are losses that did not stop the reading.
    ``names``, ``attributions``, ``places`` and ``times`` (every time phrase, with what it means) stand in text
    order; they belong to the reading alone and are not kept in a case.
    ``vectors`` are those of the mentions that have one, in the order of the mentions.
    """

    document: Document
    text: str
    mentions: tuple[EventMention, ...]
    commitments: tuple[Commitment, ...]
    events: tuple[Event, ...]
    actors: tuple[Actor, ...]
    named_places: tuple[Place, ...]
    sources: tuple[Source, ...]
    fingerprint: Fingerprint
    warnings: tuple[Rejection, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Saying, ...] = ()
    places: tuple[PlaceName, ...] = ()
    vectors: tuple[TriggerVector, ...] = ()
    relations: tuple[Relation, ...] = ()
    times: tuple[TimeExpression, ...] = ()
