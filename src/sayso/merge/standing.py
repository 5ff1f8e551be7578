"""How an event stands: did it happen, who did it, and since when that is so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from sayso.codebook.event_rules import EventRules
from sayso.merge.tellings import AFFIRMING, Telling
from sayso.record.edtf import Edtf
from sayso.record.events import StatusPoint
from sayso.record.ids import ActorId, MentionId
from sayso.record.vocabulary import ActorBasis, EventStatus, Responsibility

_SAID: frozenset[ActorBasis] = frozenset({"stated", "admitted", "accused", "hinted"})
"""Bases on which a voice says of somebody that they did it; what is inferred is our guess."""
CONFIRMING = AFFIRMING[:2]
"""Stances in which an origin can confirm an act: an accusation does not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold how an event stands, with its history, and the words of the table that this follows from."""

    status: EventStatus
    status_history: tuple[StatusPoint, ...]
    responsibility: Responsibility
    responsibility_history: tuple[StatusPoint, ...]
    words: frozenset[str]


class Fact(NamedTuple):
    """Hold what of a telling bears on how its event stands; many tellings share one.

    ``side`` is the teller's where it speaks of its own act; ``witness`` names an origin that can confirm, or None;
    ``names``: of a telling as done by somebody who is no party, the sides that this voice says did it, anywhere in its
    report.
    """

    stands: EventStatus
    hinted: bool
    side: ActorId | None
    owned: bool
    withheld: bool
    admits: bool
    witness: str | None
    names: frozenset[ActorId] | None
    responsibilities: frozenset[Responsibility]


def standing_of(
    told: Sequence[Telling], parties: frozenset[ActorId], rivals_since: str | None, rules: EventRules
) -> Standing:
    """Weigh tellings, sorted by publication, by the codebook's tables of precedence; undated ones come first.

    ``parties`` are the sides of those who act and are acted on; ``rivals_since`` is the date from which different
    actors are named for one act, None if they never are.
    """
    seen: dict[Fact, str] = {}  # with the date on which each was told last
    status: list[StatusPoint] = []
    responsibility: list[StatusPoint] = []
    words: set[str] = set()
    facts = zip(told, _facts(told, parties, rules), strict=True)
    for when, group in groupby(facts, key=lambda pair: pair[0].when):
        day = list(group)
        news = any(fact not in seen or fact.side is not None for _, fact in day) or rivals_since == when
        for _, fact in day:
            seen[fact] = when
        if not news:
            continue
        words = _status_words(seen)
        rivals = rivals_since is not None and rivals_since <= when
        as_of, mentions = day[0][0].document.published, tuple(sorted(one.mention.id for one, _ in day))
        _note(status, as_of, rules.status.first(words).value, mentions)
        _note(responsibility, as_of, rules.responsibility.first(_who_words(seen, words, rivals)).value, mentions)
    return Standing(
        status=rules.status.first(words).value,
        status_history=tuple(status),
        responsibility=rules.responsibility.first(_who_words(seen, words, rivals_since is not None)).value,
        responsibility_history=tuple(responsibility) if any(one.standings for one in told) else (),
        words=frozenset(words),
    )


def overtaken(told: Iterable[Telling]) -> frozenset[MentionId]:
    """Find what a side denied or hinted before it owned up: it no longer counts."""
    own = [one for one in told if one.own_act]
    turned = _turned((one.side, one.when, one.owned, one.withheld) for one in own)
    return frozenset(one.mention.id for one in own if one.withheld and one.side in turned)


def is_witness(one: Telling, parties: Collection[ActorId], rules: EventRules) -> bool:
    """Tell whether a voice is a shown origin, no party, and of a kind that can know of the act at first hand."""
    return (
        one.shown and one.named and one.stance in CONFIRMING and one.side not in parties and rules.confirms(one.speaker)
    )


def _facts(told: Sequence[Telling], parties: frozenset[ActorId], rules: EventRules) -> list[Fact]:
    named: defaultdict[tuple[str, str], set[ActorId]] = defaultdict(set)
    for one in told:
        named[one.document.id, one.teller].update(
            side
            for side, standing in zip(one.actor_sides, one.standings, strict=True)
            if side is not None and standing.basis in _SAID
        )
    return [_fact(one, frozenset(named[one.document.id, one.teller]), parties, rules) for one in told]


def _fact(one: Telling, named: frozenset[ActorId], parties: frozenset[ActorId], rules: EventRules) -> Fact:
    done = one.stands == "reported"
    return Fact(
        stands=one.stands,
        hinted=one.stance == "hints" and one.stands == "uncertain",
        side=one.side if one.own_act else None,
        owned=one.owned,
        withheld=one.withheld,
        admits=any(standing.responsibility == "admitted" for standing in one.standings),
        witness=_witness(one) if done and is_witness(one, parties, rules) else None,
        names=named if done and (one.side is None or one.side not in parties) else None,
        responsibilities=frozenset(standing.responsibility for standing in one.standings),
    )


def _witness(one: Telling) -> str:
    """Name whom a witness counts with: those of one side, and all documents that are told of by no name."""
    return one.side or (one.speaker.voice if one.speaker.voice == "document" else one.origin)


def _status_words(seen: dict[Fact, str]) -> set[str]:
    turned = _turned_facts(seen)
    counted = [fact for fact in seen if not (fact.withheld and fact.side in turned)]
    outsiders = [fact.names for fact in counted if fact.names is not None]
    words: set[str] = {"hinted" for fact in counted if fact.hinted}
    for fact in counted:
        denies_its_part = fact.stands == "denied" and fact.side is not None
        if not (denies_its_part and any(fact.side not in named for named in outsiders)):
            words.add(fact.stands)
    if _admitted(seen, turned):
        words.add("admitted")
    if len({fact.witness for fact in counted} - {None}) > 1:
        words.add("corroborated")
    return words


def _who_words(seen: dict[Fact, str], status_words: Set[str], rivals: bool) -> set[str]:
    turned = _turned_facts(seen)
    words: set[str] = {
        word for fact in seen if not (fact.withheld and fact.side in turned) for word in fact.responsibilities
    }
    if "admitted" in words and "admitted" not in status_words:  # the side has gone back on it
        words = words - {"admitted"} | {"claimed"}
    return words | ({"admitted"} & status_words) | ({"rivals"} if rivals else set())


def _admitted(seen: dict[Fact, str], turned: Set[ActorId | None]) -> bool:
    """Tell whether some side has owned up, in such words or after it held back, and has not gone back on it."""
    withheld = {fact.side for fact in seen if fact.withheld}
    return bool(turned) or any(fact.admits and fact.owned and fact.side not in withheld for fact in seen)


def _turned_facts(seen: dict[Fact, str]) -> frozenset[ActorId | None]:
    return _turned((fact.side, last, fact.owned, fact.withheld) for fact, last in seen.items())


def _turned(words: Iterable[tuple[ActorId | None, str, bool, bool]]) -> frozenset[ActorId | None]:
    """Find the sides that first withheld and then owned their act, from (side, when, owned, withheld).

    Words of one day count as owning up: reports recall the denial that went before.
    """
    owned: dict[ActorId | None, str] = {}
    held: dict[ActorId | None, str] = {}
    for side, when, owns, withholds in words:
        if owns:
            owned[side] = max(when, owned.get(side, when))
        if withholds:
            held[side] = max(when, held.get(side, when))
    return frozenset(side for side, last in held.items() if side in owned and owned[side] >= last)


def _note(history: list[StatusPoint], when: Edtf | None, value: str, mentions: tuple[MentionId, ...]) -> None:
    if not history or history[-1].status != value:
        history.append(StatusPoint(when, value, mentions))
