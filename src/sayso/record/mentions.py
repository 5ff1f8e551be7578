"""Event mentions: one trigger in one sentence, with who, where, when, how it stands and on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, DocumentId, EventId, MentionId, PlaceId
from sayso.record.spans import Span
from sayso.record.vocabulary import (
    DateBasis,
    EventType,
    NumberKind,
    NumberScope,
    PlaceRole,
    QuadClass,
    Stance,
    Status,
    WhoClass,
)

NAMED_HERE = "named in the sentence"
"""How the reason ends for a pronoun whose antecedent stands in its own sentence."""


@dataclass(frozen=True, slots=True)
class ActorArgument(Span):
    """Quote whoever acts or is acted on. ``actor`` and ``name`` are who that is, null if not resolved.

    ``implicit``: the words stand outside the sentence or are a pronoun or description; ``reason`` says how
    they were reached.
    """

    actor: ActorId | None = None
    name: str | None = None
    implicit: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """Offer one reading of a place name, with its score (0–1) and the reason for it."""

    place: PlaceId
    name: str
    country: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceArgument(Span):
    """Quote where the act takes place.

    ``geo_precision`` is UCDP where_prec (1 exact spot … 6 country, 7 international); ``relation`` how the
    act lies to the named place (at, in, near, north_of …). Coordinates are WGS84 degrees, null unless the
    gazetteer supports a point.
    """

    place: PlaceId | None = None
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: int | None = None
    relation: str | None = None
    role: PlaceRole = "site"
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeArgument(Span):
    """Quote a time expression; ``edtf`` is its value, null if it names no date."""

    edtf: Edtf | None = None


@dataclass(frozen=True, slots=True)
class NumberArgument(Span):
    """Quote a count; ``low`` and ``high`` are inclusive, either is None where the
    text sets no such bound ("more than 30": 31, None; "nearly 30": None, 29).

    ``who`` are the words for what is counted; ``subset_of`` is an index into the mention's numbers.
    """

    kind: NumberKind = "other"
    who: str | None = None
    low: int | None = None
    high: int | None = None
    who_class: WhoClass = "unknown"
    scope: NumberScope = "this_act"
    subset_of: int | None = None


@dataclass(frozen=True, slots=True)
class SourceArgument(Span):
    """Quote whose word it is."""

    actor: ActorId | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Name one link in the chain of sources. ``source`` None: hearsay. ``cue`` None: no verb of saying."""

    source: SourceArgument | None
    anonymous: bool
    cue: Span | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class EventMention:
    """Report one political or military act, whatever its status. Fields are those of mentions.jsonl.

    ``attribution`` is innermost first; empty means the author's own voice. ``date`` is the best resolved
    date of the act, None if unknown: never the publication date as a default. ``probability`` (0–1) is that
    this mention is right. ``quad`` and ``score`` (PLOVER −10…+10) follow from type and mode.
    Source: codebook, "fields of an event mention".
    """

    id: MentionId
    doc: DocumentId
    path: str
    event: EventId
    type: EventType
    mode: str | None
    quad: QuadClass
    score: float
    trigger: Span
    sentence: Span
    actors: tuple[ActorArgument, ...] = ()
    recipients: tuple[ActorArgument, ...] = ()
    places: tuple[PlaceArgument, ...] = ()
    time: TimeArgument | None = None
    date: Edtf | None = None
    date_basis: DateBasis = "none"
    date_conflict: str | None = None
    time_of_day: str | None = None
    zone: str | None = None
    numbers: tuple[NumberArgument, ...] = ()
    status: Status = "asserted"
    attribution: tuple[Attribution, ...] = ()
    probability: float = 0.5
    method: str = ""

    def __post_init__(self) -> None:
        """Round what is measured to the record's four decimals, so that no machine's last bit shows."""
        object.__setattr__(self, "probability", round(self.probability, 4))
