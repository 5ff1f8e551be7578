"""Links between events: what was threatened, planned, denied, answered, followed up, and what is part of a series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.codebook.links import LinkRules
from sayso.codebook.ties import TieTable
from sayso.merge.later import Later
from sayso.merge.members import member_keys, membership, series_keys
from sayso.merge.sides import Sides
from sayso.merge.ties import Ties
from sayso.merge.told import Told
from sayso.record.events import Event
from sayso.record.ids import EventId, MentionId
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import LinkKind

Mentions = Mapping[MentionId, EventMention]


class LinkKeys(NamedTuple):
    """Hold the keys of an event: two are looked at together where one's ``sources`` meet the other's ``targets``."""

    sources: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Linker:
    """Link events. Built once by ``of`` and passed on; what it gives of two events depends on these two alone."""

    sides: Sides
    ties: Ties
    later: Later

    @classmethod
    def of(cls, sides: Sides, rules: LinkRules, known: TieTable) -> Linker:
        """Build a linker from the codebook: ``known`` are the ties between actors, such as who sponsors whom."""
        return cls(sides, Ties(rules, sides), Later(rules, known))

    def keys(self, event: Event, told: Mentions) -> LinkKeys:
        """Give the keys of an event; ``told`` holds its mentions."""
        return self._keys(Told.of(event, told, self.sides))

    def between(self, one: Event, other: Event, told: Mentions) -> tuple[Link, ...]:
        """Link two events in either direction, sorted; the order they are given in changes nothing."""
        left, right = Told.of(one, told, self.sides), Told.of(other, told, self.sides)
        return tuple(sorted((*self._from(left, right), *self._from(right, left)), key=_order))

    def among(self, events: Iterable[Event], told: Mentions) -> tuple[Link, ...]:
        """Link all events that share keys, sorted by source, target and kind.

        The same as ``between`` for every two events; time grows with the number of pairs that share a key.
        """
        known = {event.id: Told.of(event, told, self.sides) for event in events}
        keys = {event: self._keys(one) for event, one in known.items()}
        targets: dict[str, list[EventId]] = defaultdict(list)
        for event in known:
            for key in keys[event].targets:
                targets[key].append(event)
        found: list[Link] = []
        for event, one in known.items():
            others = {other for key in keys[event].sources for other in targets.get(key, ())} - {event}
            found.extend(link for other in others for link in self._from(one, known[other]))
        return tuple(sorted(found, key=_order))

    def _keys(self, told: Told) -> LinkKeys:
        sources = (*_sentences(told), *self.later.source_keys(told), *member_keys(told))
        return LinkKeys(frozenset(sources), target_keys(told, self.later))

    def _from(self, source: Told, target: Told) -> Iterator[Link]:
        """Link one event to another: what one sentence tells counts before what who and when suggest."""
        found = self._told_links(source, target)
        for link in (self.later.between(source, target), membership(source, target)):
            if link is not None and link.kind not in found:
                found[link.kind] = link
        yield from found.values()

    def _told_links(self, source: Told, target: Told) -> dict[LinkKind, Link]:
        evidence: dict[LinkKind, set[MentionId]] = defaultdict(set)
        probability: dict[LinkKind, float] = {}
        for sentence in source.by_sentence.keys() & target.by_sentence.keys():
            for one in source.by_sentence[sentence]:
                for other in target.by_sentence[sentence]:
                    rule = self.ties.between(one, other)
                    if rule is not None:
                        evidence[rule.kind] |= {one.id, other.id}
                        probability[rule.kind] = max(rule.probability, probability.get(rule.kind, 0.0))
        ends = source.event.id, target.event.id
        return {kind: Link(*ends, kind, tuple(sorted(ids)), probability[kind]) for kind, ids in evidence.items()}


def series_of(event: EventId, links: Iterable[Link]) -> EventId | None:
    """Give the series an event is part of: of several the likeliest, of equals the one with the lowest id."""
    found = [link for link in links if link.source == event and link.kind == "part_of"]
    return min(found, key=lambda link: (-link.probability, link.target)).target if found else None


def target_keys(told: Told, later: Later) -> frozenset[str]:
    """Give the keys under which an event is found by threats, answers, members and commitments."""
    return frozenset((*_sentences(told), *later.target_keys(told), *series_keys(told)))


def _sentences(told: Told) -> Iterator[str]:
    return (f"s|{document}|{start}" for document, start in told.by_sentence)


def _order(link: Link) -> tuple[EventId, EventId, LinkKind]:
    return link.source, link.target, link.kind
