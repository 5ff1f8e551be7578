"""Told events: what linking needs of one event, made once from its view and its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sayso.codebook.phrases import fold
from sayso.codebook.standings import PLAIN_BASES
from sayso.merge.series import series_signs
from sayso.merge.sides import Sides
from sayso.record.events import Event, EventActor
from sayso.record.ids import DocumentId, MentionId
from sayso.record.mentions import EventMention

_WORD = re.compile(r"[\w'-]+")

Sentence = tuple[DocumentId, int]
"""A sentence of the record: its document and where it starts."""
Side = str
"""On whose side somebody stands: an actor's id, or their folded name where no id is known."""


@dataclass(frozen=True)
class Told:
    """Hold an event with its mentions and the sides of its actors. Made by ``of``; ``mentions`` are sorted by id."""

    event: Event
    mentions: tuple[EventMention, ...]
    actors: frozenset[Side]
    recipients: frozenset[Side]
    sides: Sides

    @classmethod
    def of(cls, event: Event, told: Mapping[MentionId, EventMention], sides: Sides) -> Told:
        """Gather an event's mentions from ``told``; those that are not in it are left out."""
        mentions = tuple(told[one] for one in sorted(event.mentions) if one in told)
        return cls(event, mentions, sides_of(event.actors, sides), sides_of(event.recipients, sides), sides)

    @cached_property
    def by_sentence(self) -> Mapping[Sentence, tuple[EventMention, ...]]:
        """Give the mentions by the sentence they stand in."""
        found: dict[Sentence, tuple[EventMention, ...]] = {}
        for one in self.mentions:
            key = (one.doc, one.sentence.start)
            found[key] = (*found.get(key, ()), one)
        return found

    @cached_property
    def words(self) -> tuple[Sequence[str], ...]:
        """Give the folded words of the sentence of each mention."""
        return tuple(_WORD.findall(fold(one.sentence.text)) for one in self.mentions)

    @cached_property
    def doers(self) -> frozenset[Side]:
        """Give the sides that are plainly told, or admit, to have acted."""
        return sides_of((who for who in self.event.actors if who.basis in PLAIN_BASES), self.sides)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Give the countries the event is told to take place in."""
        return frozenset(place.country for place in self.event.places if place.country)

    @cached_property
    def places(self) -> frozenset[str]:
        """Give the places of the event that are more exact than a country."""
        exact = (place for place in self.event.places if place.geo_precision is None or place.geo_precision < 6)
        return frozenset(str(place.place or place.name) for place in exact if place.place or place.name)

    @cached_property
    def first_day(self) -> date | None:
        """Give the first day the event can be on, None if unknown."""
        return self.event.date.first_day if self.event.date else None

    @cached_property
    def last_day(self) -> date | None:
        """Give the last day the event can be on: of its date, and none after its latest report."""
        days = [day for day in (self.event.date.last_day if self.event.date else None, self.reported) if day]
        return min(days) if self.event.date and days else None

    @cached_property
    def reported(self) -> date | None:
        """Give the day of the latest report that tells of the event."""
        days = (point.as_of.last_day for point in self.event.status_history if point.as_of)
        return max((day for day in days if day), default=None)

    @cached_property
    def is_series(self) -> bool:
        """Tell whether more of its mentions speak of many acts than of one."""
        signs = [series_signs(one) for one in self.mentions]
        return sum(sign.aggregate for sign in signs) > sum(sign.single for sign in signs)


def sides_of(actors: Iterable[EventActor], sides: Sides) -> frozenset[Side]:
    """Give the sides of actors; whoever has no id stands for themselves by name."""
    found = (sides.side(who.actor, who.name or "") or who.name for who in actors)
    return frozenset(side for side in found if side)
