"""One actor of the registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.codebook.names import Name
from sayso.record.ids import ActorId
from sayso.record.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """Hold one actor of the registry.

    ``name`` is the common English name the record shows; ``country`` an ISO 3166-1 alpha-2 code or None;
    ``sectors`` PLOVER codes; ``adjectives`` also stand before a noun ("Iranian", "Houthi"); ``people`` are
    nouns for members or inhabitants; ``metonyms`` are places or buildings that stand for the actor.
    ``acts_as`` is the state whose act it is when this body acts; the body speaks as itself. ``source`` is a key
    of references.tsv, or a user's own words.
    """

    id: ActorId
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    acts_as: ActorId | None = None
    wikidata: str | None = None
    source: str | None = None

    def names(self) -> Iterator[Name[ActorEntry]]:
        """Give every spelling with its form; the canonical name comes first."""
        yield Name(self.name, self, "name")
        for alias in self.aliases:
            yield Name(alias, self, "alias")
        for adjective in self.adjectives:
            yield Name(adjective, self, "adjective")
        for noun in self.people:
            yield Name(noun, self, "demonym")
        for metonym in self.metonyms:
            yield Name(metonym, self, "metonym")
