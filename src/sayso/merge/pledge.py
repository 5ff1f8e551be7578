"""Pledges: what of a commitment later events are held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sayso.codebook.links import LinkRules
from sayso.codebook.phrases import fold
from sayso.codebook.pledges import Whose
from sayso.merge.sides import Sides
from sayso.record.commitments import Commitment
from sayso.record.edtf import Edtf
from sayso.record.mentions import ActorArgument, EventMention
from sayso.record.spans import Span
from sayso.record.vocabulary import DateBasis, EventType, Status

_TOLD: frozenset[Status] = frozenset({"asserted", "uncertain", "averted"})
"""Statuses of acts that the words of a commitment only look back on."""
_DATED: frozenset[DateBasis] = frozenset({"stated", "relative"})


@dataclass(frozen=True, slots=True)
class Foretold:
    """Hold one act that a commitment announces or is bound to: its types, whose it is, against whom.

    ``mentions`` are the act's own; empty where only a threat is told ("vowed revenge").
    """

    mentions: tuple[EventMention, ...]
    types: frozenset[EventType]
    actors: frozenset[str]
    recipients: frozenset[str]
    whose: Whose


@dataclass(frozen=True)
class Pledge:
    """Hold a commitment with the mentions of its document and the day that was published."""

    commitment: Commitment
    mentions: tuple[EventMention, ...]
    published: Edtf | None
    sides: Sides
    rules: LinkRules

    @cached_property
    def voiced(self) -> Edtf | None:
        """Give when it was voiced: as told, else when it was reported."""
        told = (one.date for one in self.threats if one.date_basis in _DATED)
        return self.commitment.date or next((when for when in told if when), None) or self.published

    @cached_property
    def holder(self) -> str:
        """Give on whose side the holder stands."""
        return self.sides.of_argument(self.commitment.holder) or fold(
            self.commitment.holder.name or self.commitment.holder.text
        )

    @cached_property
    def announced(self) -> tuple[Foretold, ...]:
        """Give the acts it announces or demands; where none is told, what the threat beside it aims at."""
        words, condition = self.commitment.consequence or self.commitment.quote, self.commitment.condition
        told = [one for one in self._inside(words) if condition is None or not condition.holds(one.trigger)]
        if told:
            return tuple(self._foretold(one) for one in told)
        aims = (self.rules.aims_of(one.mode) for one in self.threats)
        return tuple(
            Foretold((), types, frozenset({self.holder}), self._sides(one.recipients), "own")
            for one, types in zip(self.threats, aims, strict=True)
        )

    @cached_property
    def conditions(self) -> tuple[Foretold, ...]:
        """Give the acts it is bound to."""
        condition = self.commitment.condition
        return tuple(self._foretold(one) for one in self._inside(condition)) if condition else ()

    @cached_property
    def deadline(self) -> date | None:
        """Give the last day of the time it sets itself, None if it sets none."""
        acts = [one for act in (*self.announced, *self.conditions) for one in act.mentions]
        days = [one.date.last_day for one in acts if one.date and one.date_basis in _DATED]
        return min((day for day in days if day), default=None)

    @cached_property
    def threats(self) -> tuple[EventMention, ...]:
        """Give the mentions of the holder's threat itself: in the sentence of the commitment."""
        quote = self.commitment.quote
        near = (one for one in self.mentions if one.type == "THREATEN" and one.sentence.holds(quote))
        return tuple(one for one in near if self.holder in self._sides(one.actors))

    def _inside(self, words: Span) -> list[EventMention]:
        return [one for one in self.mentions if words.holds(one.trigger) and one.status not in _TOLD]

    def _foretold(self, one: EventMention) -> Foretold:
        actors, recipients = self._sides(one.actors), self._sides(one.recipients)
        if not recipients:
            recipients = frozenset(side for threat in self.threats for side in self._sides(threat.recipients)) - actors
        whose: Whose = "own" if not actors or self.holder in actors else "other"
        return Foretold((one,), frozenset({one.type}), actors or frozenset({self.holder}), recipients, whose)

    def _sides(self, actors: Iterable[ActorArgument]) -> frozenset[str]:
        return frozenset(self.sides.of_argument(who) or fold(who.name or who.text) for who in actors)
