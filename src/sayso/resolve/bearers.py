"""Bearers: to whom an act was done that is told without saying so, where the rest of the report makes it likely."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sayso.codebook.bearer_weights import BearerWeights
from sayso.record.analysis import Analysis
from sayso.record.ids import ActorId
from sayso.record.mentions import ActorArgument, EventMention
from sayso.record.spans import Span
from sayso.record.vocabulary import EventType
from sayso.resolve.cast import Cast
from sayso.resolve.narrative import stem

LEAST_PROBABILITY = 0.45
"""How likely somebody must be to bear an act to be given as its recipient. With weights fitted to the other three
quarters of gold/train, 60 of 100 of the 304 given in its 319 reports are right, 11 of 16 in the 32 reports that the
reader was not trained on (2026-11)."""
SENTENCES_BACK = 3
"""Sentences back in which somebody told may bear an act, unless other acts of the type were done to them."""
FAR_BACK = 8
"""Sentences back from which on how far makes no difference."""
REACH = 400
"""Characters from a trigger from which on how far makes no difference."""
Kind = EventType | tuple[EventType, str]
"""A type of acts, or the acts of a type whose triggers have one stem."""


class Standing(NamedTuple):
    """Note where somebody stands in a report: their words and the sentence."""

    span: Span
    sentence: int


@dataclass(frozen=True, slots=True)
class Done:
    """Count what the acts of a report do to whom: ``to`` by kind of act, ``acts`` the acts of a kind that say to whom,
    ``facing`` who acts on somebody, ``every`` all that is done to somebody, ``most`` to whom most is."""

    to: Mapping[Kind, Counter[ActorId]]
    acts: Counter[Kind]
    facing: Mapping[ActorId, frozenset[ActorId]]
    every: Counter[ActorId]
    most: ActorId | None

    @classmethod
    def of(cls, mentions: Sequence[EventMention]) -> Done:
        """Count over resolved mentions."""
        to: defaultdict[Kind, Counter[ActorId]] = defaultdict(Counter)
        acts: Counter[Kind] = Counter()
        facing: defaultdict[ActorId, set[ActorId]] = defaultdict(set)
        every: Counter[ActorId] = Counter()
        for mention in mentions:
            bearing, acting = _ids(mention.recipients), _ids(mention.actors)
            every.update(bearing)
            for kind in _kinds(mention) if mention.recipients else ():
                acts[kind] += 1
                to[kind].update(bearing)
            for actor in bearing:
                facing[actor] |= acting
        most = min(every, key=lambda actor: (-every[actor], actor), default=None)
        return cls(to, acts, {actor: frozenset(others) for actor, others in facing.items()}, every, most)


@dataclass(frozen=True, slots=True)
class Bearers:
    """Know who is told where in one document, and what is done to whom. Built by ``of``, then only read."""

    weights: BearerWeights
    ends: tuple[int, ...]
    mentions: tuple[EventMention, ...]
    standing: Mapping[ActorId, tuple[Standing, ...]]
    names: Mapping[ActorId, str]
    done: Done

    @classmethod
    def of(cls, mentions: Sequence[EventMention], cast: Cast, analysis: Analysis, weights: BearerWeights) -> Bearers:
        """Gather everybody with a proper name in a document's resolved mentions and its cast."""
        ends = tuple(analysis.ends[sentence.last - 1] for sentence in analysis.sentences)
        named = [(who.actor, (who.start, who.end), who.name or who.text) for one in mentions for who in _parties(one)]
        named += [(one.who.actor, (one.start, one.end), one.who.name) for one in cast.told]
        places: defaultdict[ActorId, set[tuple[int, int]]] = defaultdict(set)
        names: dict[ActorId, str] = {}
        for actor, place, name in named:
            if actor is not None and (actor in names or cast.is_somebody(actor, name)):
                places[actor].add(place)
                names.setdefault(actor, name)
        standing = {
            actor: tuple(Standing(Span.of(analysis.text, *at), bisect_right(ends, at[0])) for at in sorted(found))
            for actor, found in places.items()
        }
        return cls(weights, ends, tuple(mentions), standing, names, Done.of(mentions))

    def filled(self) -> tuple[EventMention, ...]:
        """Give the mentions, those without a recipient with the likeliest, if it is likely enough."""
        ordered = sorted(self.mentions, key=lambda mention: mention.trigger.start)
        before = dict(zip((one.id for one in ordered[1:]), ordered, strict=False))
        return tuple(
            mention if mention.recipients else self._filled(mention, before.get(mention.id))
            for mention in self.mentions
        )

    def _filled(self, mention: EventMention, before: EventMention | None) -> EventMention:
        weighed = [(self.weights.probability(features), actor) for actor, features in self.candidates(mention, before)]
        likely, actor = max(weighed, default=(0.0, ActorId("")))
        if likely < LEAST_PROBABILITY:
            return mention
        reason = f"not told with the act: {self.names[actor]} is the likeliest of the report ({likely:.2f})"
        return replace(mention, recipients=(replace(self.argument(mention, actor), reason=reason),))

    def argument(self, mention: EventMention, actor: ActorId) -> ActorArgument:
        """Quote somebody where they stand nearest to an act."""
        span, sentence = self._nearest(mention, actor)
        away = sentence != self._sentence(mention)
        return ActorArgument(span.start, span.end, span.text, actor, self.names[actor], implicit=away)

    def candidates(
        self, mention: EventMention, before: EventMention | None
    ) -> Iterator[tuple[ActorId, dict[str, float]]]:
        """Give whoever may bear an act that says not to whom, with what speaks for it; its actors do not.

        ``before`` is the act told before it.
        """
        acting, just_told = _ids(mention.actors), _ids(_parties(before)) if before else frozenset()
        of_type, of_stem = (self.done.to.get(kind, Counter()) for kind in _kinds(mention))
        acts, here = max(1, self.done.acts[mention.type]), self._sentence(mention)
        for actor, standing in self.standing.items():
            back = here - max((one.sentence for one in standing if one.sentence <= here), default=-1)
            if actor in acting or not (actor in of_type or back <= SENTENCES_BACK):
                continue
            yield (
                actor,
                {
                    "always": 1.0,
                    f"type {mention.type}": 1.0,
                    "share of all acts": self.done.every[actor] / len(self.mentions),
                    "share of the type": of_type[actor] / acts,
                    "bears the like": float(actor in of_stem),
                    "bears most": float(actor == self.done.most),
                    "faces the actor": float(not acting.isdisjoint(self.done.facing.get(actor, ()))),
                    "in the act before": float(actor in just_told),
                    **self._nearness(mention, actor, back),
                },
            )

    def _nearness(self, mention: EventMention, actor: ActorId, back: int) -> dict[str, float]:
        """Measure how near somebody is told: in the sentence by characters, else by sentences."""
        if back:
            return {"elsewhere": 1.0, "sentences back": min(back, FAR_BACK) / 4}
        gap = _gap(self._nearest(mention, actor).span, mention.trigger)
        return {"distance": math.log1p(min(gap, REACH)) / 5, "beside": float(gap <= 1)}

    def _sentence(self, mention: EventMention) -> int:
        return bisect_right(self.ends, mention.trigger.start)

    def _nearest(self, mention: EventMention, actor: ActorId) -> Standing:
        """Give where somebody stands nearest to an act: in its sentence, else before it, else behind."""
        here = self._sentence(mention)
        return min(
            self.standing[actor],
            key=lambda one: (one.sentence != here, one.sentence > here, _gap(one.span, mention.trigger)),
        )


def _kinds(mention: EventMention) -> tuple[Kind, Kind]:
    return mention.type, (mention.type, stem(mention))


def _parties(mention: EventMention) -> tuple[ActorArgument, ...]:
    return (*mention.actors, *mention.recipients)


def _ids(parties: Sequence[ActorArgument]) -> frozenset[ActorId]:
    return frozenset(who.actor for who in parties if who.actor)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
