"""Who stands in an event, as schemes know actors: what each is, and who is named without being known as an actor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.codebook.actor_sorts import ActorSort, ActorSorts
from sayso.export.gathered import Gathered
from sayso.record.actors import Actor
from sayso.record.events import EventActor


@dataclass(frozen=True, slots=True)
class Known:
    """Hold somebody who is known as an actor, with what they are in other schemes."""

    name: str
    actor: Actor
    sort: ActorSort

    def inter(self, country: str | None, *, hit: bool) -> str:
        """Give ACLED's inter code in a country; empty where it depends on whether that is its own, and nobody knows."""
        depends = self.sort.acled_abroad and not (hit and self.sort.acled_hit)
        if depends and (country is None or self.actor.country is None):
            return ""
        return self.sort.inter(hit=hit, abroad=self.actor.country != country)


def known_of(
    named: Iterable[EventActor], gathered: Gathered, sorts: ActorSorts
) -> tuple[tuple[Known, ...], tuple[str, ...]]:
    """Part those whom schemes know from the names of the others: things, and people whom no report tells apart."""
    known, others = list[Known](), list[str]()
    for who in named:
        actor = gathered.actor(who.actor)
        sort = sorts.of(actor.kind, actor.sectors) if actor else None
        if actor is not None and sort is not None:
            known.append(Known(who.name or actor.name, actor, sort))
        elif who.name:
            others.append(who.name)
    return tuple(known), tuple(others)
