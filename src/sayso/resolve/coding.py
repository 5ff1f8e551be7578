"""Coding: the country and the sectors that a coder gives a phrase for an actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sayso.codebook.actor_entry import ActorEntry
from sayso.codebook.book import CodebookTables
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId
from sayso.resolve.actors import actor
from sayso.resolve.profile import Profile, Profiler


@dataclass(frozen=True, slots=True)
class Coded:
    """Give a phrase's country (ISO 3166-1 alpha-2) and PLOVER sectors, the main one first.

    ``actor`` is whom it means; ``state`` tells that it is a state as such, with no body or people of it.
    """

    country: str | None
    sectors: tuple[str, ...]
    actor: ActorId
    state: bool
    reason: str


def coded(text: str, tables: CodebookTables, *, context: str = "", day: date | None = None) -> Coded:
    """Code a phrase: by the registry where it holds the actor, else by the words of the phrase.

    ``context`` are further words, such as a dateline, that give the country where the phrase gives none.

    >>> tables = CodebookTables.load()
    >>> found = coded("Chadian truck drivers", tables)
    >>> found.country, found.sectors
    ('TD', ('LAB',))
    >>> coded("Defense Minister", tables, context="Chad").country
    'TD'
    """
    found = actor(text, tables.actors, speaker=True, day=day)
    told = Profiler(tables.actors, tables.places, tables.agents, tables.name_words).profile(text)
    entry = tables.actors.get(found.actor)
    if entry is None:
        country = found.country or told.country or _country_of(context, tables)
        return Coded(country, told.sectors, found.actor, False, told.reason)
    sectors = _part_of_state(told) if entry.kind == "state" and found.reason.way == "noun" else ()
    state = entry.kind == "state" and not sectors and found.reason.way != "metonym"
    return Coded(entry.country, sectors or _sectors_on(entry, tables, day), entry.id, state, str(found.reason))


def _sectors_on(entry: ActorEntry, tables: CodebookTables, day: date | None) -> tuple[str, ...]:
    """Give an actor's sectors on a day: who has left office and holds none is of the elites; a group that governs a
    state is its government."""
    terms = [term for term in tables.actors.offices.terms if term.holder == entry.id] if day else []
    if day is None or not terms:
        return entry.sectors
    if entry.kind == "armed_group":
        return ("GOV", *entry.sectors) if any(term.includes(day) for term in terms) else entry.sectors
    if entry.kind != "person" or entry.sectors[:1] != ("GOV",):
        return entry.sectors
    gone = any(_is_over(term.end, day) for term in terms) and not any(term.includes(day) for term in terms)
    return ("ELI", *entry.sectors[1:]) if gone else entry.sectors


def _is_over(end: str, day: date) -> bool:
    last = Edtf(end).last_day if end else None
    return last is not None and last < day


def _part_of_state(told: Profile) -> tuple[str, ...]:
    """Take the sectors of "warplanes" where it stands for a state; a noun for people in general says nothing."""
    return told.sectors if told.sectors != ("CVL",) else ()


def _country_of(context: str, tables: CodebookTables) -> str | None:
    if not context:
        return None
    return Profiler(tables.actors, tables.places, tables.agents, tables.name_words).profile(context).country
