"""Relations between actors, as the texts state them: rows of relations.jsonl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, DocumentId, content_hash
from sayso.record.mentions import ActorArgument, Attribution, TimeArgument
from sayso.record.spans import Span
from sayso.record.vocabulary import Status

RelationId = NewType("RelationId", str)
Predicate = Literal[
    "sponsors", "part_of", "commands", "leads", "member_of", "allied_with", "opposes", "spokesperson_for",
    "designated_by", "office_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RelationMention:
    """Hold a relation that one sentence states, quoted by ``evidence``.

    ``time`` is when it began, where that is told; ``ended`` tells that it is over. ``attribution`` is innermost first.
    """

    subject: ActorArgument
    predicate: Predicate
    object: ActorArgument
    evidence: Span
    time: TimeArgument | None = None
    ended: bool = False
    status: Status = "asserted"
    attribution: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence(Span):
    """Quote the words of a document that state a relation, with whose word they are."""

    doc: DocumentId
    attribution: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Tie two actors by what reports state of them. ``valid`` is an EDTF interval, None where no text tells it.

    What is stated with another status or interval is another relation, so that reports that differ stand side by side.
    """

    id: RelationId
    subject: ActorId
    predicate: Predicate
    object: ActorId
    valid: Edtf | None = None
    status: Status = "asserted"
    evidence: tuple[Evidence, ...] = ()
    subject_name: str | None = None
    object_name: str | None = None


def relation_id(subject: str, predicate: str, object: str, valid: str | None, status: str) -> RelationId:
    """Name a relation by what it states."""
    return RelationId("r" + content_hash(subject, predicate, object, valid, status))
