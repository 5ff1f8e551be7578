"""Who did it and to whom: the actors and recipients of an event, each on its ground and by its voices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations
from typing import get_args

from sayso.codebook.event_rules import EventRules
from sayso.codebook.phrases import fold
from sayso.merge.sides import Sides
from sayso.merge.tellings import Telling, origins
from sayso.merge.voices import Voices
from sayso.record.events import EventActor
from sayso.record.ids import ActorId, MentionId
from sayso.record.mentions import ActorArgument, EventMention
from sayso.record.vocabulary import ActorBasis

_CHARGES: Set[ActorBasis] = {"accused", "hinted"}
"""Bases on which it is open who did it: without any, two names of actors are no contradiction."""
_ONE_BODY: Set[str] = {"part_of", "member_of", "commands", "leads", "office_of", "spokesperson_for"}
"""Ties by which two actors are no rivals: who acts is the one through the other. A sponsor is not the actor."""
_TAKES_BACK = ("denies", "doubts", "declines")
_NOT_DONE = ("not_happened", "averted")
"""Standings by which a voice tells nobody as having acted; it counts only where no other voice names them."""
_BASES: tuple[ActorBasis, ...] = ("admitted", "stated", "accused", "hinted", "inferred", "denied")
"""The order in which actors are listed."""
assert set(_BASES) == set(get_args(ActorBasis))


@dataclass(frozen=True, slots=True)
class Doer:
    """Hold one actor of an event with what is told of it."""

    row: EventActor
    side: ActorId | None
    told: tuple[Telling, ...]


def without_instruments(mention: EventMention, sides: Sides, rules: EventRules) -> EventMention:
    """Leave out of a mention's actors what the act is done with: drones that nobody is told to have sent."""
    actors = tuple(who for who in mention.actors if not _is_instrument(who, sides, rules))
    return mention if len(actors) == len(mention.actors) else replace(mention, actors=actors)


def doers_of(
    told: Sequence[Telling], gone: Set[MentionId], voices: Voices, sides: Sides, rules: EventRules
) -> tuple[Doer, ...]:
    """Gather the actors of an event, by id, or by name where they have none.

    Where some mentions tell the act as done, only their grounds count, and denials; ``gone`` are mentions that do not.
    """
    found: defaultdict[str, list[tuple[Telling, int]]] = defaultdict(list)
    for one in told:
        for at, who in enumerate(one.mention.actors):
            found[_key(who)].append((one, at))
    return _in_order((_doer(pairs, gone, voices, rules) for pairs in found.values()), sides)


def recipients_of(told: Sequence[Telling], voices: Voices, sides: Sides) -> tuple[EventActor, ...]:
    """Gather the recipients of an event: stated unless every mention takes them from elsewhere in its document."""
    found: defaultdict[str, list[tuple[Telling, int]]] = defaultdict(list)
    for one in told:
        for at, who in enumerate(one.mention.recipients):
            found[_key(who)].append((one, at))
    return tuple(doer.row for doer in _in_order((_recipient(pairs, voices) for pairs in found.values()), sides))


def rivals_of(doers: Sequence[Doer], sides: Sides) -> tuple[frozenset[int], str | None]:
    """Find actors that are told instead of each other: their places in ``doers``, and since when two are told.

    Both are known to the registry, of different sides that no mention names together, not part of each other, told by
    different origins, and one of them is accused or hinted at.
    """
    known = [(at, doer) for at, doer in enumerate(doers) if _is_known(doer, sides)]
    together: set[frozenset[ActorId | None]] = set()
    if len(known) > 1:
        mentions = (frozenset(one.actor_sides) for _, doer in known for one in doer.told)
        together = {frozenset(pair) for both in set(mentions) for pair in combinations(both, 2)}
    found: set[int] = set()
    since: str | None = None
    for (at, one), (to, other) in combinations(known, 2):
        if frozenset((one.side, other.side)) not in together and _are_rivals(one, other, sides):
            found |= {at, to}
            both = max(one.told[0].when, other.told[0].when)
            since = both if since is None else min(since, both)
    return frozenset(found), since


def _is_instrument(who: ActorArgument, sides: Sides, rules: EventRules) -> bool:
    known = who.actor is not None and sides.registry.get(who.actor) is not None
    return not known and rules.instruments.name(who.name or who.text)


def _key(who: ActorArgument) -> str:
    return who.actor or f"= {fold(who.name or who.text)}"


def _doer(pairs: Sequence[tuple[Telling, int]], gone: Set[MentionId], voices: Voices, rules: EventRules) -> Doer:
    counted = [(one, at) for one, at in pairs if one.mention.id not in gone] or pairs
    done = any(one.mention.status == "asserted" for one, _ in counted)
    bases = {
        one.standings[at].basis
        for one, at in counted
        if not done or one.mention.status == "asserted" or one.standings[at].basis == "denied"
    }
    saying = [one for one, at in counted if not _takes_back(one) and one.standings[at].basis != "denied"]
    one, at = pairs[0]
    actor = EventActor(
        one.mention.actors[at].actor,
        _name(told.mention.actors[i] for told, i in pairs),
        rules.basis.first(bases).value,
        voices.ids(saying or (one for one, _ in counted)),
    )
    return Doer(actor, one.actor_sides[at], tuple(told for told, _ in pairs))


def _takes_back(one: Telling) -> bool:
    return one.stance in _TAKES_BACK or one.stands in _NOT_DONE


def _recipient(pairs: Sequence[tuple[Telling, int]], voices: Voices) -> Doer:
    arguments = [told.mention.recipients[at] for told, at in pairs]
    basis: ActorBasis = "inferred" if all(who.implicit for who in arguments) else "stated"
    told = tuple(told for told, _ in pairs)
    return Doer(EventActor(arguments[0].actor, _name(arguments), basis, voices.ids(told)), None, told)


def _name(arguments: Iterable[ActorArgument]) -> str:
    names = [who.name or who.text for who in arguments]
    if len(names) == 1:
        return names[0]
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], name))


def _in_order(doers: Iterable[Doer], sides: Sides) -> tuple[Doer, ...]:
    """Sort those known to the registry first, then by ground, by the origins that name them, then as they are told."""

    def rank(doer: Doer) -> tuple[bool, int, int]:
        unknown = doer.row.actor is None or sides.registry.get(doer.row.actor) is None
        return unknown, _BASES.index(doer.row.basis), -len(origins(doer.told))

    return tuple(sorted(doers, key=rank))


def _is_known(doer: Doer, sides: Sides) -> bool:
    named = doer.row.actor is not None and sides.registry.get(doer.row.actor) is not None
    return named and doer.side is not None and doer.row.basis not in ("inferred", "denied")


def _are_rivals(one: Doer, other: Doer, sides: Sides) -> bool:
    if one.side == other.side or not (_CHARGES & {one.row.basis, other.row.basis}):
        return False
    if len(origins(one.told) | origins(other.told)) < 2:
        return False
    assert one.row.actor and other.row.actor
    ties: Mapping[ActorId, str] = {
        (tie.object if tie.subject == one.row.actor else tie.subject): tie.predicate
        for tie in sides.registry.known_ties.of_actor(one.row.actor)
        if tie.predicate in _ONE_BODY
    }
    return other.row.actor not in ties
