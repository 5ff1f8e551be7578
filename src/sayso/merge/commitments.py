"""The standing of commitments: what later events of the record make of threats, vows, promises and demands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.codebook.links import LinkRules
from sayso.codebook.pledges import StandingRule, load_standing_rules
from sayso.codebook.ties import TieTable
from sayso.merge.later import DONE, SUGGESTED, THREAT_DAYS, Later, follows_day, gives_up, is_dated, months
from sayso.merge.links import target_keys
from sayso.merge.pledge import Foretold, Pledge
from sayso.merge.sides import Sides
from sayso.merge.told import Told
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.ids import EventId
from sayso.record.links import Link
from sayso.record.mentions import EventMention

NEVER_LAPSE = frozenset({"refusal"})


@dataclass(frozen=True, slots=True)
class Pledges:
    """Judge how commitments stand. Built once by ``of`` and passed on; depends on the events it is shown alone."""

    sides: Sides
    rules: LinkRules
    later: Later
    table: tuple[StandingRule, ...]

    @classmethod
    def of(cls, sides: Sides, rules: LinkRules, known: TieTable) -> Pledges:
        """Build from the codebook: ``known`` are the ties between actors, such as who sponsors whom."""
        return cls(sides, rules, Later(rules, known), load_standing_rules())

    def pledge(self, commitment: Commitment, mentions: Iterable[EventMention], document: Document) -> Pledge:
        """Put a commitment together with the mentions of its own document."""
        own = tuple(sorted((one for one in mentions if one.doc == commitment.doc), key=lambda one: one.id))
        return Pledge(commitment, own, document.published, self.sides, self.rules)

    def keys(self, pledge: Pledge) -> frozenset[str]:
        """Give the keys of events that can tell on a commitment: those of which one is among their target keys."""
        acts = (*pledge.announced, *pledge.conditions)
        mentions = (*(one for act in acts for one in act.mentions), *pledge.threats)
        found = {f"s|{one.doc}|{one.sentence.start}" for one in mentions}
        first, last = (pledge.voiced.first_day, pledge.voiced.last_day) if pledge.voiced else (None, None)
        if first is not None and last is not None:
            for month in months(first, last + timedelta(days=THREAT_DAYS)):
                found.update(f"t|{who}|{whom}|{month}" for act in acts for who in act.actors for whom in act.recipients)
                found.add(f"d|{pledge.holder}|{month}")
        return frozenset(found)

    def standing_of(
        self, pledge: Pledge, events: Iterable[Told], links: Iterable[Link] = (), until: date | None = None
    ) -> Commitment:
        """Give a commitment with its standing and the ids of the events that say so: of several acts the earliest.

        Args:
            pledge: the commitment with the mentions of its document.
            events: all that share a key with it, and those that ``links`` lead to, in any order.
            links: those that start from an event of ``events``; only sure ones, told in a sentence, count.
            until: the last day that the record tells of; a commitment lapses only where that lies behind its deadline.
        """
        shown = sorted(events, key=lambda told: told.event.id)
        carried = _carried_out(pledge, shown, links)
        for rule in self.table:
            if pledge.commitment.kind in rule.kinds:
                fitting = [told for told in shown if self._fits(rule, pledge, told, carried)]
                if fitting:
                    return replace(pledge.commitment, standing=rule.standing, standing_evidence=_earliest(fitting))
        deadline = pledge.deadline if pledge.commitment.kind not in NEVER_LAPSE else None
        lapsed = deadline is not None and until is not None and until > deadline
        return replace(pledge.commitment, standing="lapsed" if lapsed else "open", standing_evidence=())

    def among(
        self, pledges: Iterable[Pledge], events: Iterable[Told], links: Iterable[Link], until: date | None
    ) -> tuple[Commitment, ...]:
        """Judge many commitments by all events and links of a record, sorted by id.

        The same as ``standing_of`` for each with the events that share a key with it.
        """
        known = {told.event.id: told for told in events}
        by_key: dict[str, set[EventId]] = defaultdict(set)
        for told in known.values():
            for key in target_keys(told, self.later):
                by_key[key].add(told.event.id)
        onward: dict[EventId, list[Link]] = defaultdict(list)
        for link in links:
            onward[link.source].append(link)
        judged = []
        for pledge in pledges:
            near = {event for key in self.keys(pledge) for event in by_key.get(key, ())}
            leads = [link for event in near for link in onward[event] if link.target in known]
            shown = [known[event] for event in near | {link.target for link in leads}]
            judged.append(self.standing_of(pledge, shown, leads, until))
        return tuple(sorted(judged, key=lambda commitment: commitment.id))

    def _fits(self, rule: StandingRule, pledge: Pledge, told: Told, carried: frozenset[EventId]) -> bool:
        if told.event.status not in rule.statuses:
            return False
        if rule.part == "holder":
            gave_up = is_dated(told) and _after(told, pledge) and gives_up(told, self.rules)
            return gave_up and pledge.holder in told.doers and told.event.type in rule.types
        if rule.part == "announced" and "own" in rule.whose and told.event.id in carried:
            return told.event.status not in DONE or _reported_since(told, pledge)
        acts = pledge.announced if rule.part == "announced" else pledge.conditions
        return any(act.whose in rule.whose and self._is(told, act, pledge) for act in acts)

    def _is(self, told: Told, act: Foretold, pledge: Pledge) -> bool:
        """Tell whether an event is the act foretold: merged with it, or the like done after it was foretold."""
        if any(one.id in told.event.mentions for one in act.mentions):
            return told.event.status not in DONE or _reported_since(told, pledge)
        if told.event.type not in act.types or not self.later.is_act(told) or not _after(told, pledge):
            return False
        return bool(act.actors & told.doers and act.recipients & self.later.with_patrons(told.recipients))


def _carried_out(pledge: Pledge, events: Iterable[Told], links: Iterable[Link]) -> frozenset[EventId]:
    """Give the events that a report says the holder's own threat led to."""
    threats = {one.id for one in pledge.threats}
    own = {told.event.id for told in events if not threats.isdisjoint(told.event.mentions)}
    sure = (link for link in links if link.kind == "threatens" and link.probability > SUGGESTED)
    return frozenset(link.target for link in sure if link.source in own)


def _earliest(events: Sequence[Told]) -> tuple[EventId, ...]:
    """Give the ids of the events of the earliest day, sorted; those without a date only where none has one."""
    first = min((told.first_day for told in events if told.first_day), default=None)
    return tuple(told.event.id for told in events if told.first_day == first)


def _after(told: Told, pledge: Pledge) -> bool:
    voiced = pledge.voiced
    return voiced is not None and follows_day(told, voiced.first_day, voiced.last_day, THREAT_DAYS)


def _reported_since(told: Told, pledge: Pledge) -> bool:
    """Tell whether a report not older than the commitment says that the act was done."""
    voiced = pledge.voiced.first_day if pledge.voiced else None
    done = (point.as_of.last_day for point in told.event.status_history if point.as_of and point.status in DONE)
    return voiced is None or any(day >= voiced for day in done if day)
