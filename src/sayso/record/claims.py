"""Claims, the atoms of the record: one value of one field of one mention, with its words and its voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.record.ids import EventId, MentionId
from sayso.record.mentions import ActorArgument, Attribution, EventMention
from sayso.record.spans import Span
from sayso.record.vocabulary import Status

ClaimValue = str | tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """State one field value. The id is the mention's with the claim's place in it, so claims sort as mentions do.

    ``value`` is text, an id, an EDTF date, or (low, high) for a number.

    ``original`` and ``span`` are the words that support it; both null only for a mode or status that no
    single span carries. Fields are those of claims.jsonl.
    """

    id: str
    mention: MentionId
    event: EventId
    field: str
    value: ClaimValue
    original: str | None
    span: Span | None
    attribution: tuple[Attribution, ...]
    status: Status
    probability: float


def claims_of(mention: EventMention) -> tuple[Claim, ...]:
    """Take a mention apart into its claims, in the fixed order of its fields.

    A claim is a view over its mention, so it is never stored: the mention's own row is the evidence.
    """
    return tuple(
        Claim(
            id=f"{mention.id}-{ordinal:03}",
            mention=mention.id,
            event=mention.event,
            field=field,
            value=value,
            original=span.text if span else None,
            span=span,
            attribution=mention.attribution,
            status=mention.status,
            probability=mention.probability,
        )
        for ordinal, (field, value, span) in enumerate(_values(mention))
    )


def _values(mention: EventMention) -> Iterator[tuple[str, ClaimValue, Span | None]]:
    trigger = mention.trigger
    yield "type", mention.type, trigger
    if mention.mode:
        yield "mode", mention.mode, trigger
    yield "status", mention.status, None
    yield from (("actor", _who(who), _plain(who)) for who in mention.actors)
    yield from (("recipient", _who(who), _plain(who)) for who in mention.recipients)
    yield from (("place", place.place or place.name or place.text, _plain(place)) for place in mention.places)
    if mention.date:
        yield "date", mention.date, _plain(mention.time) if mention.time else None
    for number in mention.numbers:
        yield f"number:{number.kind}", (number.low, number.high), _plain(number)


def _who(argument: ActorArgument) -> str:
    return argument.actor or argument.name or argument.text


def _plain(span: Span) -> Span:
    return Span(span.start, span.end, span.text)
