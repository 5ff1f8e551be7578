"""Who and where a document names: its actors, places and sources, with the words it uses for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from sayso.codebook.actors import ActorEntry, ActorRegistry
from sayso.codebook.phrases import fold
from sayso.codebook.places import PlaceTable
from sayso.merge.sides import Sides
from sayso.record.actors import Actor, Alias, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.ids import ActorId, PlaceId, place_id, source_id
from sayso.record.mentions import ActorArgument, EventMention, PlaceArgument, SourceArgument
from sayso.record.relations import RelationMention
from sayso.record.vocabulary import SourceKind

NOTHING: Mapping[ActorId, Actor] = MappingProxyType({})


def actors_of(
    document: Document,
    mentions: Iterable[EventMention],
    commitments: Iterable[Commitment],
    registry: ActorRegistry,
    pronouns: Collection[str],
    guessed: Mapping[ActorId, Actor] = NOTHING,
    relations: Iterable[RelationMention] = (),
) -> tuple[Actor, ...]:
    """List the actors a document names, each with its aliases counted; who they are comes from the registry.

    ``pronouns`` are folded words that are nobody's name. An actor that only pronouns stand for has no alias here.
    ``guessed`` says of actors that the registry does not hold what their words tell of kind, country and sectors.
    """
    words: defaultdict[ActorId, Counter[str]] = defaultdict(Counter)
    names: dict[ActorId, str] = {}
    for who in _arguments(mentions, commitments, relations):
        if who.actor is None:
            continue
        name = who.name or who.text
        names[who.actor] = min(name, names.get(who.actor, name))
        words[who.actor].update([" ".join(who.text.split())] if _is_name(who, registry, pronouns) else [])
    return tuple(
        _actor(identity, names[identity], words[identity], document, registry.get(identity), guessed.get(identity))
        for identity in sorted(words)
    )


def places_of(mentions: Iterable[EventMention], table: PlaceTable) -> tuple[Place, ...]:
    """List the places a document names; what a place is follows from its id alone, whatever is said of it here."""
    found: dict[PlaceId, Place] = {}
    for mention in mentions:
        for place in mention.places:
            if place.place is not None:
                row = _place(place.place, place, table)
                found[row.id] = min(row, found.get(row.id, row), key=lambda one: one.name)
    return tuple(found[identity] for identity in sorted(found))


def sources_of(document: Document, mentions: Iterable[EventMention], sides: Sides) -> tuple[Source, ...]:
    """List whose word a document gives: its outlet, and everybody it quotes.

    But for its name and documents a source follows from its id alone, so that it is the same in every report.
    """
    names: dict[tuple[SourceKind, str], str] = {}
    for kind, written in _speakers(document, mentions, sides):
        name = " ".join(written.split())
        names[kind, fold(name)] = min(name, names.get((kind, fold(name)), name))
    sources = (
        Source(source_id(kind, folded), name, kind, sides.home(kind, folded), documents=(document.id,))
        for (kind, folded), name in names.items()
    )
    return tuple(sorted(sources, key=lambda source: source.id))


def _arguments(
    mentions: Iterable[EventMention], commitments: Iterable[Commitment], relations: Iterable[RelationMention]
) -> Iterator[ActorArgument | SourceArgument]:
    for mention in mentions:
        yield from (*mention.actors, *mention.recipients)
        yield from (link.source for link in mention.attribution if link.source is not None)
    yield from (commitment.holder for commitment in commitments)
    for relation in relations:
        yield from (relation.subject, relation.object)


def _is_name(who: ActorArgument | SourceArgument, registry: ActorRegistry, pronouns: Collection[str]) -> bool:
    if isinstance(who, ActorArgument) and who.implicit:
        return False
    return fold(who.text) not in pronouns or registry.lookup(who.text) is not None  # "US" folds to the pronoun


def _actor(
    identity: ActorId,
    name: str,
    words: Counter[str],
    document: Document,
    entry: ActorEntry | None,
    guess: Actor | None,
) -> Actor:
    aliases = tuple(Alias(text, words[text]) for text in sorted(words))
    if entry is None:
        return replace(guess or Actor(identity, name), name=name, aliases=aliases, documents=(document.id,))
    return Actor(
        id=identity,
        name=entry.name,
        kind=entry.kind,
        country=entry.country,
        sectors=entry.sectors,
        aliases=aliases,
        wikidata=entry.wikidata,
        documents=(document.id,),
    )


def _place(identity: PlaceId, place: PlaceArgument, table: PlaceTable) -> Place:
    entry, name = table.get(identity), place.name or place.text
    if entry is not None:
        return Place(
            identity, entry.name, entry.kind, entry.country, bool(entry.disputed), entry.admin1, None, entry.geonames,
            entry.latitude, entry.longitude, entry.coordinate_basis, entry.source,
        )  # fmt: skip
    named_with = place.country if place_id(fold(name), place.country) == identity else None
    return Place(identity, name, country=named_with)


def _speakers(document: Document, mentions: Iterable[EventMention], sides: Sides) -> Iterator[tuple[SourceKind, str]]:
    if document.outlet:
        entry = sides.registry.lookup(document.outlet)
        yield "outlet", entry.name if entry and entry.kind == "media" else document.outlet
    for link in (link for mention in mentions for link in mention.attribution):
        if link.source is not None:
            kind = "unnamed" if link.anonymous else sides.speaker(link).source
            yield kind, link.source.name or link.source.text
