"""Events: views over clusters of mentions, with every field's competing values and voices."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, DocumentId, EventId, MentionId, PlaceId
from sayso.record.vocabulary import (
    ActorBasis,
    DateBasis,
    DecidedBy,
    EventStatus,
    EventType,
    NumberKind,
    NumberScope,
    PlaceRole,
    QuadClass,
    Responsibility,
    ReviewState,
    Stance,
    VoiceKind,
    WhoClass,
)

FieldValue = str | int | float | bool | list[str]
"""A value of a project's own field."""


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Name a place of the event, at the best precision that its mentions support."""

    place: PlaceId | None
    name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    role: PlaceRole

    @property
    def called(self) -> str:
        """Give its name or, of a place that has none, its point."""
        point = f"{self.latitude},{self.longitude}" if self.latitude is not None else "unnamed"
        return self.name or point


@dataclass(frozen=True, slots=True)
class EventActor:
    """Name who acted or was acted on, on what basis, and by which voices (ids). An accusation says so."""

    actor: ActorId | None
    name: str | None
    basis: ActorBasis
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportedCount:
    """Hold one reported count; bounds inclusive, None is open. ``as_of`` is when it was first published."""

    low: int | None
    high: int | None
    mentions: tuple[MentionId, ...]
    voices: tuple[str, ...]
    as_of: Edtf | None = None


@dataclass(frozen=True, slots=True)
class EventNumber:
    """Hold the competing counts of one kind for one class of people, side and scope, by publication.

    ``subset``: they count part of what another number of the event counts. Rows never add up to a sum.
    """

    kind: NumberKind
    who_class: WhoClass
    side: ActorId | None
    scope: NumberScope
    low: int | None
    best: int | None
    high: int | None
    as_of: Edtf | None
    reported: tuple[ReportedCount, ...]
    subset: bool = False


@dataclass(frozen=True, slots=True)
class StatusPoint:
    """Say how the event stood as of a publication date (null: undated)."""

    as_of: Edtf | None
    status: str
    mentions: tuple[MentionId, ...]


@dataclass(frozen=True, slots=True)
class ContestedValue:
    """Hold one of the competing values of a contested field."""

    value: str
    mentions: tuple[MentionId, ...]
    documents: tuple[DocumentId, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """Name a field on which the reports differ."""

    field: str
    values: tuple[ContestedValue, ...]


@dataclass(frozen=True, slots=True)
class VoiceSource:
    """Name whoever a voice is."""

    actor: ActorId | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Hold one voice: an outlet in its own words (source null) or somebody it quotes.

    ``says`` is how the event would stand on this voice alone.
    """

    id: str
    source: VoiceSource | None
    outlet: str | None
    documents: tuple[DocumentId, ...]
    kind: VoiceKind
    party: bool
    anonymous: bool
    origin_shown: bool
    stance: Stance
    mentions: tuple[MentionId, ...]
    says: EventStatus = "reported"


@dataclass(frozen=True, slots=True)
class Event:
    """Show what happened, merged over mentions and documents. Fields are those of events.jsonl."""

    id: EventId
    type: EventType
    mode: str | None
    quad: QuadClass
    score: float
    title: str
    date: Edtf | None
    date_basis: DateBasis
    places: tuple[EventPlace, ...]
    actors: tuple[EventActor, ...]
    recipients: tuple[EventActor, ...]
    numbers: tuple[EventNumber, ...]
    status: EventStatus
    status_history: tuple[StatusPoint, ...]
    responsibility: Responsibility
    responsibility_history: tuple[StatusPoint, ...]
    contested: tuple[Contested, ...]
    voices: tuple[Voice, ...]
    n_mentions: int
    n_documents: int
    n_origins_shown: int
    n_origin_unstated: int
    credibility_suggested: int
    credibility_suggested_reason: str
    credibility: int | None
    part_of: EventId | None
    mentions: tuple[MentionId, ...]
    documents: tuple[DocumentId, ...]
    tags: tuple[str, ...] = ()
    fields: dict[str, FieldValue] = field(default_factory=dict)
    decided_by: DecidedBy = "machine"
    review: ReviewState | None = None


def toll_of(event: Event, kind: NumberKind) -> EventNumber | None:
    """Give the count of one kind in the act itself, no part of another and no running toll; None where none is told.

    Of several classes or sides, which are never added up, the count with the highest floor.
    """
    counts = [one for one in event.numbers if one.kind == kind and one.scope == "this_act" and not one.subset]
    return max(counts, key=lambda one: (one.low or 0, one.best or 0), default=None)
