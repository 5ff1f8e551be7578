"""Events of one mention each: the view before mentions are merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.codebook.standings import Standings
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
from sayso.record.ids import ActorId, content_hash
from sayso.record.mentions import ActorArgument, Attribution, EventMention, NumberArgument
from sayso.record.vocabulary import EventStatus, Responsibility

KindOf = Callable[[ActorId | None], str]
"""Gives the kind of an actor, ``unknown`` for those nobody knows."""

DEFAULT_CREDIBILITY = 6
"""Admiralty 6, "truth cannot be judged": what every item is worth before somebody has judged it."""


@dataclass(frozen=True, slots=True)
class SingleEvents:
    """Make the event of one mention, by the rules of the codebook's standings."""

    rules: Standings
    kind_of: KindOf

    def event_of(self, mention: EventMention, document: Document) -> Event:
        """View one mention as an event; every value keeps its voice."""
        voice = self._voice(mention, document)
        stance = mention.attribution[0].stance if mention.attribution else None
        status = self.rules.event_status(mention.status, stance)
        actors = tuple(self._actor(who, mention, voice) for who in mention.actors)
        responsibility: Responsibility = self.rules.responsibility(actors[0].basis) if actors else "unknown"
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
            places=tuple(
                EventPlace(p.place, p.name, p.country, p.latitude, p.longitude, p.geo_precision, p.role)
                for p in mention.places
            ),
            actors=actors,
            recipients=tuple(
                EventActor(who.actor, who.name or who.text, "inferred" if who.implicit else "stated", (voice.id,))
                for who in mention.recipients
            ),
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

    def _actor(self, who: ActorArgument, mention: EventMention, voice: Voice) -> EventActor:
        innermost = mention.attribution[0] if mention.attribution else None
        speaker = innermost.source.actor if innermost and innermost.source else None
        basis = self.rules.basis(
            innermost.stance if innermost else None,
            own_act=speaker is not None and speaker == who.actor,
            implicit=who.implicit,
        )
        return EventActor(who.actor, who.name or who.text, basis, (voice.id,))

    def _voice(self, mention: EventMention, document: Document) -> Voice:
        innermost = mention.attribution[0] if mention.attribution else None
        source = innermost.source if innermost else None
        party = {who.actor for who in (*mention.actors, *mention.recipients) if who.actor}
        return Voice(
            id="v" + content_hash(mention.event, (source.actor or source.text) if source else None, document.outlet),
            source=VoiceSource(source.actor, source.name or source.text) if source else None,
            outlet=document.outlet,
            documents=(document.id,),
            kind=self.rules.voice_kind(self._speaker_kind(innermost)),
            party=bool(source and source.actor in party),
            anonymous=bool(innermost and innermost.anonymous),
            origin_shown=bool(source and not (innermost and innermost.anonymous)),
            stance=innermost.stance if innermost else "states",
            mentions=(mention.id,),
        )

    def _speaker_kind(self, innermost: Attribution | None) -> str:
        if innermost is None:
            return "own"
        if innermost.source is None:
            return "hearsay"
        return "unnamed" if innermost.anonymous else self.kind_of(innermost.source.actor)


def title_of(mention: EventMention, actors: tuple[EventActor, ...], status: EventStatus) -> str:
    """Say an event in one line of the record's own values: who, what, to whom, where, when, and how it stands.

    Whoever is not plainly said to have acted carries the ground in brackets, and so does an act not reported as done.
    """
    doers = ", ".join(_doer(who) for who in actors) or "not stated"
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


def _doer(who: EventActor) -> str:
    name = who.name or "unnamed"
    return name if who.basis in ("stated", "admitted", "inferred") else f"{name} ({who.basis})"


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
