"""Events of one mention each: the view before mentions are merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.standings import ActorStanding, Ground, with_ground
from sayso.merge.sides import Sides
from sayso.record.documents import Document
from sayso.record.events import (
    Event,
    EventActor,
    EventNumber,
    EventPlace,
    ReportedCount,
    StatusPoint,
    Voice,
    VoiceSource,
)
from sayso.record.ids import content_hash
from sayso.record.mentions import ActorArgument, Attribution, EventMention, NumberArgument
from sayso.record.vocabulary import EventStatus, Responsibility

DEFAULT_CREDIBILITY = 6
"""Admiralty 6, "truth cannot be judged": what every item is worth before somebody has judged it."""


@dataclass(frozen=True, slots=True)
class SingleEvents:
    """Make the event of one mention, by the rules of the codebook's standings."""

    sides: Sides

    def event_of(self, mention: EventMention, document: Document) -> Event:
        """View one mention as an event; every value keeps its voice."""
        voice = self._voice(mention, document)
        standings = [self._standing(who, mention) for who in mention.actors]
        actors = _actors(mention, standings, voice)
        status = self._status(mention)
        responsibility: Responsibility = min(standings).responsibility if standings else "unknown"
        when = document.published
        return Event(
            id=mention.event,
            type=mention.type,
            mode=mention.mode,
            quad=mention.quad,
            score=mention.score,
            title=title_of(mention, actors, status),
            date=mention.date,
            date_basis=mention.date_basis,
            places=_places(mention),
            actors=actors,
            recipients=_recipients(mention, voice),
            numbers=tuple(_number(number, mention, document, voice) for number in mention.numbers),
            status=status,
            status_history=(StatusPoint(when, status, (mention.id,)),),
            responsibility=responsibility,
            responsibility_history=(StatusPoint(when, responsibility, (mention.id,)),) if actors else (),
            contested=(),
            voices=(voice,),
            n_mentions=1,
            n_documents=1,
            n_origins_shown=int(voice.origin_shown),
            n_origin_unstated=int(not voice.origin_shown),
            credibility_suggested=DEFAULT_CREDIBILITY,
            credibility_suggested_reason="Reports are not merged yet: nothing speaks for or against this one.",
            credibility=None,
            part_of=None,
            mentions=(mention.id,),
            documents=(document.id,),
        )

    def _status(self, mention: EventMention) -> EventStatus:
        voice = _innermost(mention)
        own_act = any(self._is_own_act(who, voice) for who in mention.actors)
        return self.sides.rules.event_status(mention.status, voice.stance if voice else None, own_act=own_act)

    def _standing(self, who: ActorArgument, mention: EventMention) -> ActorStanding:
        voice = _innermost(mention)
        ground: Ground = "implicit" if who.implicit else "other"
        if self._is_own_act(who, voice):
            ground = "own_act"
        return self.sides.rules.actor(mention.status, voice.stance if voice else None, ground)

    def _is_own_act(self, who: ActorArgument, voice: Attribution | None) -> bool:
        """Tell whether a voice speaks of its own side's act; people who give no name bind no side."""
        if voice is None or voice.source is None or voice.anonymous:
            return False
        side = self.sides.of_argument(voice.source)
        return side is not None and side == self.sides.of_argument(who)

    def _voice(self, mention: EventMention, document: Document) -> Voice:
        innermost = _innermost(mention)
        source = innermost.source if innermost else None
        anonymous = bool(innermost and innermost.anonymous)
        return Voice(
            id="v" + content_hash(mention.event, (source.actor or source.text) if source else None, document.outlet),
            source=VoiceSource(source.actor, source.name or source.text) if source else None,
            outlet=document.outlet,
            documents=(document.id,),
            kind=self.sides.speaker(innermost).voice,
            party=self._is_party(innermost, (*mention.actors, *mention.recipients)),
            anonymous=anonymous,
            origin_shown=bool(source and not anonymous),
            stance=innermost.stance if innermost else "states",
            mentions=(mention.id,),
        )

    def _is_party(self, voice: Attribution | None, parties: Sequence[ActorArgument]) -> bool:
        """Tell whether a voice stands on the side of somebody who acts or is acted on; unnamed people may, too."""
        side = self.sides.of_argument(voice.source) if voice and voice.source else None
        return side is not None and any(side == self.sides.of_argument(who) for who in parties)


def title_of(mention: EventMention, actors: Sequence[EventActor], status: EventStatus) -> str:
    """Say an event in one line of the record's own values: who, what, to whom, where, when, and how it stands.

    Whoever is not plainly said to have acted carries the ground in brackets, and so does an act not reported as done.
    """
    doers = ", ".join(with_ground(who.name or "unnamed", who.basis) for who in actors) or "not stated"
    act = f"{mention.type}/{mention.mode}" if mention.mode else mention.type
    others = ", ".join(who.name or who.text for who in mention.recipients)
    where = ", ".join(dict.fromkeys(place.name or place.text for place in mention.places))
    parts = (
        f"{doers}: {act}",
        f"→ {others}" if others else "",
        f"in {where}" if where else "",
        mention.date or "",
        "" if status == "reported" else f"[{status.replace('_', ' ')}]",
    )
    return " ".join(part for part in parts if part)


def _innermost(mention: EventMention) -> Attribution | None:
    return mention.attribution[0] if mention.attribution else None


def _actors(mention: EventMention, standings: Sequence[ActorStanding], voice: Voice) -> tuple[EventActor, ...]:
    return tuple(
        EventActor(who.actor, who.name or who.text, standing.basis, (voice.id,))
        for who, standing in zip(mention.actors, standings, strict=True)
    )


def _places(mention: EventMention) -> tuple[EventPlace, ...]:
    return tuple(
        EventPlace(p.place, p.name, p.country, p.latitude, p.longitude, p.geo_precision, p.role) for p in mention.places
    )


def _recipients(mention: EventMention, voice: Voice) -> tuple[EventActor, ...]:
    return tuple(
        EventActor(who.actor, who.name or who.text, "inferred" if who.implicit else "stated", (voice.id,))
        for who in mention.recipients
    )


def _number(number: NumberArgument, mention: EventMention, document: Document, voice: Voice) -> EventNumber:
    exact = number.low if number.high == number.low else None
    return EventNumber(
        kind=number.kind,
        who_class=number.who_class,
        side=None,
        scope=number.scope,
        low=number.low,
        best=exact,
        high=number.high,
        as_of=document.published,
        reported=(ReportedCount(number.low, number.high, (mention.id,), (voice.id,)),),
    )
