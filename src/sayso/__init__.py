"""Sayso reads news reports about a conflict and keeps the record they add up to, with who says so.

>>> import sayso
>>> case = sayso.open("never-built.sayso")
>>> sayso.read("Israel denied that it attacked the airport.").mentions[-1].status
'negated'
"""

from __future__ import annotations

from sayso.answer import Answer
from sayso.api import Case, open, read, restore, salvage
from sayso.errors import (
    CaseError,
    CaseFull,
    CodebookError,
    DamagedCase,
    InputError,
    ModelError,
    NewerCase,
    NotACase,
    RecordError,
    SaysoError,
    UndecodableInput,
    UnreadableInput,
    UnsafeInput,
    UsageError,
)
from sayso.listing import Listing
from sayso.record.actors import Actor, Place, Source
from sayso.record.claims import Claim
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection
from sayso.record.edges import Edge
from sayso.record.edtf import Edtf
from sayso.record.events import Event
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.readings import Reading
from sayso.record.relations import Relation
from sayso.record.spans import Span
from sayso.store.filters import MentionFilter
from sayso.table.event_filter import EventFilter
from sayso.version import __version__

__all__ = [
    "Actor",
    "Answer",
    "Case",
    "CaseError",
    "CaseFull",
    "Claim",
    "CodebookError",
    "Commitment",
    "DamagedCase",
    "Decision",
    "Document",
    "Edge",
    "Edtf",
    "Event",
    "EventFilter",
    "EventMention",
    "InputError",
    "Link",
    "Listing",
    "MentionFilter",
    "ModelError",
    "NewerCase",
    "NotACase",
    "Place",
    "Reading",
    "RecordError",
    "Rejection",
    "Relation",
    "SaysoError",
    "Source",
    "Span",
    "UndecodableInput",
    "UnreadableInput",
    "UnsafeInput",
    "UsageError",
    "__version__",
    "open",
    "read",
    "restore",
    "salvage",
]
