"""Claims, the atoms of the record: one value of one field of one mention, with its words and its voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.record.ids import DocumentId, EventId, MentionId
from sayso.record.mentions import ActorArgument, Attribution, EventMention
from sayso.record.plain import to_plain
from sayso.record.spans import Span
from sayso.record.vocabulary import Status

ClaimValue = str | tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """State one field value. The id is the mention's with the claim's place in it, so claims sort as mentions do.

    ``value`` is text, an id, an EDTF date, or (low, high) for a number.

    ``original`` and ``span`` are the words that support it; both null only for a mode or status that no
    single span carries. ``detail`` holds what else the mention says of the value (a name, a role, a precision, a
    basis), so that events can be made again from claims alone. Fields are those of claims.jsonl.
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
    doc: DocumentId
    detail: dict[str, Any]


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
            doc=mention.doc,
            detail=detail,
        )
        for ordinal, (field, value, span, detail) in enumerate(_values(mention))
    )


_Value = tuple[str, ClaimValue, Span | None, dict[str, Any]]


def _values(mention: EventMention) -> Iterator[_Value]:
    trigger = _plain(mention.trigger)
    yield "type", mention.type, trigger, {"quad": mention.quad, "score": mention.score}
    if mention.mode:
        yield "mode", mention.mode, trigger, {}
    yield "status", mention.status, None, {}
    yield from (("actor", _who(who), _plain(who), _detail(who, "actor")) for who in mention.actors)
    yield from (("recipient", _who(who), _plain(who), _detail(who, "actor")) for who in mention.recipients)
    for place in mention.places:
        yield "place", place.place or place.name or place.text, _plain(place), _detail(place, "place")
    if mention.date:
        basis = {"basis": mention.date_basis, "conflict": mention.date_conflict}
        yield "date", mention.date, _plain(mention.time) if mention.time else None, basis
    for number in mention.numbers:
        value = (number.low, number.high)
        yield f"number:{number.kind}", value, _plain(number), _detail(number, "kind", "low", "high")


def _who(argument: ActorArgument) -> str:
    return argument.actor or argument.name or argument.text


def _detail(argument: Span, *told: str) -> dict[str, Any]:
    """Give what an argument says beside its span and what the claim tells already."""
    plain: dict[str, Any] = to_plain(argument)
    return {name: value for name, value in plain.items() if name not in ("start", "end", "text", *told)}


def _plain(span: Span) -> Span:
    return Span(span.start, span.end, span.text)
