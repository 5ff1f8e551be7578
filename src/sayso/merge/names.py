"""Who and where a document names: its actors, places and sources, with the words it uses for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.phrases import fold
from sayso.codebook.places import PlaceTable
from sayso.codebook.standings import Standings
from sayso.record.actors import Actor, Alias, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.ids import ActorId, PlaceId, source_id
from sayso.record.mentions import Attribution, EventMention

Named = tuple[ActorId, str, str]
"""An actor's id, its canonical name and the words used."""


def actors_of(
    document: Document,
    mentions: Iterable[EventMention],
    commitments: Iterable[Commitment],
    registry: ActorRegistry,
) -> tuple[Actor, ...]:
    """List the actors a document names, each with its aliases counted; who they are comes from the registry."""
    words: defaultdict[ActorId, Counter[str]] = defaultdict(Counter)
    names: dict[ActorId, str] = {}
    for identity, name, alias in _named(mentions, commitments):
        words[identity][" ".join(alias.split())] += 1
        names[identity] = min(name, names.get(identity, name))
    return tuple(_actor(identity, names[identity], words[identity], document, registry) for identity in sorted(words))


def places_of(mentions: Iterable[EventMention], table: PlaceTable) -> tuple[Place, ...]:
    """List the places a document names."""
    found: dict[PlaceId, Place] = {}
    for mention in mentions:
        for place in mention.places:
            if place.place is not None:
                entry = table.get(place.place)
                found[place.place] = Place(
                    place.place,
                    place.name or place.text,
                    kind=entry.kind if entry else None,
                    country=place.country,
                    latitude=place.latitude,
                    longitude=place.longitude,
                )
    return tuple(found[identity] for identity in sorted(found))


def sources_of(
    document: Document, mentions: Sequence[EventMention], registry: ActorRegistry, rules: Standings
) -> tuple[Source, ...]:
    """List whose word a document gives: its outlet, and everybody it quotes."""
    found: dict[str, Source] = {}
    if document.outlet:
        outlet = source_id("outlet", fold(document.outlet))
        found[outlet] = Source(outlet, document.outlet, "outlet")
    for mention in mentions:
        for link in mention.attribution:
            source = _source(link, registry, rules)
            if source is not None:
                found[source.id] = min(source, found.get(source.id, source), key=lambda one: one.name)
    return tuple(found[identity] for identity in sorted(found))


def _named(mentions: Iterable[EventMention], commitments: Iterable[Commitment]) -> Iterator[Named]:
    for mention in mentions:
        for who in (*mention.actors, *mention.recipients):
            if who.actor is not None:
                yield who.actor, who.name or who.text, who.text
        for link in mention.attribution:
            if link.source is not None and link.source.actor is not None:
                yield link.source.actor, link.source.name or link.source.text, link.source.text
    for commitment in commitments:
        if commitment.holder.actor is not None:
            yield (
                commitment.holder.actor,
                commitment.holder.name or commitment.holder.text,
                commitment.holder.text,
            )


def _actor(identity: ActorId, name: str, words: Counter[str], document: Document, registry: ActorRegistry) -> Actor:
    entry = registry.get(identity)
    return Actor(
        id=identity,
        name=entry.name if entry else name,
        kind=entry.kind if entry else "unknown",
        country=entry.country if entry else None,
        sectors=entry.sectors if entry else (),
        aliases=tuple(Alias(text, words[text]) for text in sorted(words)),
        wikidata=entry.wikidata if entry else None,
        documents=(document.id,),
    )


def _source(link: Attribution, registry: ActorRegistry, rules: Standings) -> Source | None:
    if link.source is None:
        return None
    entry = registry.get(link.source.actor) if link.source.actor else None
    kind = rules.source_kind("unnamed" if link.anonymous else entry.kind if entry else "unknown")
    name = " ".join((link.source.name or link.source.text).split())
    return Source(source_id(kind, fold(name)), name, kind, entry.country if entry else None)
