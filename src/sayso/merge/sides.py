"""Sides and voices: for whom somebody acts and speaks, and what kind of voice that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.codebook.actors import ActorEntry, ActorRegistry
from sayso.codebook.phrases import fold
from sayso.codebook.standings import SpeakerKind, Standings
from sayso.record.ids import ActorId
from sayso.record.mentions import ActorArgument, Attribution, SourceArgument
from sayso.record.vocabulary import SourceKind

_WORDS = re.compile(r"'s\b|[^\s,]+?(?='s\b)|[^\s,]+")


@dataclass(frozen=True, slots=True)
class Sides:
    """Know on whose side actors stand: a government body, force or office-holder on that of its state.

    Built once by ``of`` and passed on. Whom the registry does not hold is judged by the words of its name.

    >>> sides = Sides.of(ActorRegistry.load(), Standings.load())
    >>> pentagon, officials = ActorId("pentagon"), ActorId("a1")
    >>> sides.side(pentagon, "Pentagon"), sides.side(officials, "senior US officials")
    ('united-states', 'united-states')
    >>> sides.side(ActorId("hezbollah"), "Hezbollah")
    'hezbollah'
    """

    registry: ActorRegistry
    rules: Standings
    _states: Mapping[str | None, ActorId]
    _countries: Mapping[tuple[SourceKind, str], str | None]

    @classmethod
    def of(cls, registry: ActorRegistry, rules: Standings) -> Sides:
        """Read from a registry which state has which country, and where each source is at home."""
        states = {entry.country: entry.id for entry in reversed(registry.entries) if entry.kind == "state"}
        homes = {
            (rules.speaker(entry.kind, entry.sectors).source, fold(entry.name)): entry.country
            for entry in registry.entries
        }
        return cls(registry, rules, states, homes)

    def side(self, actor: ActorId | None, name: str) -> ActorId | None:
        """Give the actor on whose side somebody stands: a state, or themselves; None for nobody in particular."""
        entry = self.registry.get(actor) if actor else None
        if entry is not None:
            return self._side_of(entry)
        kind = self.rules.by_noun(name)
        owner = self._owner(name) if kind and kind.side == "state" else None
        return self._side_of(owner) if owner else actor

    def of_argument(self, who: ActorArgument | SourceArgument) -> ActorId | None:
        """Give the side of somebody a mention names."""
        return self.side(who.actor, who.name or who.text)

    def of_people(self, words: str) -> ActorId | None:
        """Give the side of counted people by whom their words name: Iran for "Iranian soldiers"; None for "people"."""
        owner = self._owner(words)
        if owner is not None and owner.kind == "population":
            return self._states.get(owner.country, owner.id)
        return self._side_of(owner) if owner else None

    def speaker(self, link: Attribution | None) -> SpeakerKind:
        """Give what kind of voice a link of a chain is; None is the author's own voice."""
        return self.voice(link)[0]

    def voice(self, link: Attribution | None) -> tuple[SpeakerKind, ActorId | None]:
        """Give what kind of voice a link of a chain is, and on whose side it speaks."""
        if link is None:
            return self.rules.speaker("own"), None
        if link.source is None:
            return self.rules.speaker("hearsay"), None
        entry = self.registry.get(link.source.actor) if link.source.actor else None
        if entry is not None:
            return self.rules.speaker(entry.kind, entry.sectors), self._side_of(entry)
        words = link.source.name or link.source.text
        by_noun, owner = self.rules.by_noun(words), self._owner(words)
        side = link.source.actor
        if owner is not None and by_noun is not None and by_noun.side == "state":
            side = self._side_of(owner)
        if owner is not None:
            kind = self.rules.speaker(owner.kind, owner.sectors)
            if kind.voice == "party":
                return kind, side
        return by_noun or self.rules.speaker("unknown"), side

    def home(self, kind: SourceKind, folded_name: str) -> str | None:
        """Give the country of the source with this kind and folded name, the two that make its id."""
        return self._countries.get((kind, folded_name))

    def _side_of(self, entry: ActorEntry) -> ActorId:
        if entry.acts_as:
            return entry.acts_as
        stands_for_state = self.rules.speaker(entry.kind, entry.sectors).side == "state" and entry.country
        return self._states.get(entry.country, entry.id) if stands_for_state else entry.id

    def _owner(self, name: str) -> ActorEntry | None:
        """Find the first actor named inside a phrase: Iraq in "senior Iraqi officials"."""
        words = _WORDS.findall(name)
        folded = [fold(word) for word in words]
        found = (self.registry.longest_at(words, folded, at) for at in range(len(words)))
        return next((names[0].entry for _, names in filter(None, found)), None)
