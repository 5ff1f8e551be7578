"""One actor of the registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.codebook.names import Name, NameForm
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
        groups: tuple[tuple[NameForm, tuple[str, ...]], ...] = (
            ("name", (self.name,)),
            ("alias", self.aliases),
            ("adjective", self.adjectives),
            ("demonym", self.people),
            ("metonym", self.metonyms),
        )
        for form, spellings in groups:
            for written in spellings:
                yield Name(written, self, form)
