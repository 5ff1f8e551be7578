"""Candidates: everybody a phrase may mean, best first, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sayso.codebook.actors import ActorRegistry
from sayso.resolve.actors import actor, registered
from sayso.resolve.phrase import ActorPhrase
from sayso.resolve.reasons import Reason
from sayso.resolve.resolved import ResolvedActor

AS_SPEAKER, AS_HOMONYM, AS_HOLDERS = 0.6, 0.5, 0.9
"""Scores of the other readings: by rule, not measured. Those who held an office share theirs."""


def actor_candidates(text: str, registry: ActorRegistry, day: date | None = None) -> tuple[ResolvedActor, ...]:
    """List whom a phrase may mean, best first: who acts, who speaks, others of that name, who held the office.

    ``day`` is that on which an office is asked for; without it all who are known to have held it are listed. A
    phrase nobody in the registry fits gives one new actor with a low score.

    >>> registry = ActorRegistry.load()
    >>> [one.name for one in actor_candidates("the Pentagon chief", registry, date(2019, 12, 31))]
    ['Mark Esper']
    >>> [one.name for one in actor_candidates("the Pentagon", registry)]
    ['United States', 'Pentagon']
    """
    found: dict[str, ResolvedActor] = {}
    for one in _readings(text, registry, day):
        known = registry.get(one.actor) is not None
        if one.actor not in found and (known or not found):
            found[one.actor] = one
    held = [one for one in found.values() if registry.get(one.actor)]
    return tuple(sorted(held or found.values(), key=lambda one: -one.score))


def candidate_rows(text: str, registry: ActorRegistry, day: date | None = None) -> list[dict[str, object]]:
    """List whom a phrase may mean with what the registry knows of each, as rows for other programs.

    ``ties`` are those of the day, if one is given; what the registry does not hold has none.

    >>> [row["wikidata"] for row in candidate_rows("the Kremlin", ActorRegistry.load())]
    ['Q159']
    """
    return [_row(one, registry, day) for one in actor_candidates(text, registry, day)]


def _row(one: ResolvedActor, registry: ActorRegistry, day: date | None) -> dict[str, object]:
    entry = registry.get(one.actor)
    ties = registry.ties(one.actor) if entry else ()
    return {
        "actor": one.actor,
        "name": one.name,
        "kind": one.kind,
        "country": one.country,
        "sectors": list(one.sectors),
        "wikidata": entry.wikidata if entry else None,
        "source": entry.source if entry else None,
        "score": round(one.score, 4),
        "reason": str(one.reason),
        "in_registry": entry is not None,
        "ties": [
            {"subject": tie.subject, "predicate": tie.predicate, "object": tie.object, "valid": tie.valid}
            for tie in ties
            if day is None or tie.valid is None or tie.valid.may_include(day)
        ],
    }


def _readings(text: str, registry: ActorRegistry, day: date | None) -> Iterator[ResolvedActor]:
    yield actor(text, registry, day=day)
    speaking = actor(text, registry, speaker=True, day=day)
    yield replace(speaking, score=min(speaking.score, AS_SPEAKER))
    for name in registry.names_of(text):
        yield registered(name.entry, Reason(name.form), AS_HOMONYM)
    yield from _holders(text, registry, day)


def _holders(text: str, registry: ActorRegistry, day: date | None) -> Iterator[ResolvedActor]:
    phrase = ActorPhrase.of(text, registry, False, {})
    opening = phrase.opening()
    readings: list[tuple[str, str | None]] = [(phrase.text, None)]
    if opening and opening[1].entry.country and opening[0] < len(phrase.words):
        readings.insert(0, (phrase.part(opening[0]).text, opening[1].entry.country))
    for title, country in readings:
        offices = registry.offices.titled(title, country)
        terms = [term for office in offices for term in registry.offices.terms_of(office, day)]
        share = AS_HOLDERS / max(1, len({term.holder for term in terms}))
        for term in reversed(terms):
            entry = registry.get(term.holder)
            if entry:
                yield registered(entry, Reason("office", (f"{title}, {term.valid or 'not dated'}",)), share)
        if terms:
            return
