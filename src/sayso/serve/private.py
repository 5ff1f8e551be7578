"""Private individuals: pages name them only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sayso.record.decisions import Decision
from sayso.record.events import Event, EventActor, Voice
from sayso.record.mentions import ActorArgument, EventMention
from sayso.store.view import View

NOBODY = "a private individual"
"""How somebody is called who is not to be named."""

Who = TypeVar("Who", EventActor, ActorArgument)


def private_among(view: View, ids: Iterable[str | None]) -> frozenset[str]:
    """Find the private individuals among actors, by their ids."""
    return view.private_among({one for one in ids if one})


def actors_of(event: Event, mentions: Iterable[EventMention] = ()) -> set[str | None]:
    """List the ids of all whom an event and mentions name."""
    found: set[str | None] = {one.actor for one in (*event.actors, *event.recipients)}
    found |= {voice.source.actor for voice in event.voices if voice.source}
    for one in mentions:
        found |= actors_in(one)
    return found


def actors_in(mention: EventMention) -> set[str | None]:
    """List the ids of all whom a mention names."""
    return {one.actor for one in (*mention.actors, *mention.recipients)}


def without_names(event: Event, private: frozenset[str]) -> Event:
    """Give an event without the names of private individuals in its fields and title."""
    if not private:
        return event
    hidden = {one.name for one in (*event.actors, *event.recipients) if one.actor in private and one.name}
    hidden |= {
        one.source.name for one in event.voices if one.source and one.source.actor in private and one.source.name
    }
    rows = tuple(
        replace(row, values=tuple(replace(one, value=_said(one.value, hidden)) for one in row.values))
        for row in event.contested
    )
    return replace(
        event, title=_said(event.title, hidden), contested=rows, actors=_unnamed(event.actors, private),
        recipients=_unnamed(event.recipients, private), voices=tuple(_voice(one, private) for one in event.voices),
    )  # fmt: skip


def mention_without_names(mention: EventMention, private: frozenset[str]) -> EventMention:
    """Give a mention without the names that private individuals have in the record; its words stay the report's."""
    if not private:
        return mention
    return replace(mention, actors=_unnamed(mention.actors, private), recipients=_unnamed(mention.recipients, private))


def actors_decided_on(decision: Decision) -> set[str | None]:
    """List the ids of all whom a decision is on, or names in its values."""
    found: set[str | None] = {decision.target.id} if decision.target.kind == "actor" else set()
    return found | set(_ids_in([decision.before, decision.after]))


def decision_without_names(decision: Decision, private: frozenset[str]) -> Decision:
    """Give a decision without the names of private individuals; that there was one stays."""
    if not private & actors_decided_on(decision):
        return decision
    target, before, after = decision.target, _hiding(decision.before, private), _hiding(decision.after, private)
    if target.kind == "actor" and target.id in private:
        target = replace(target, quotation=NOBODY)
        before, after = (NOBODY if isinstance(one, str) else one for one in (before, after))
    return replace(decision, target=target, before=before, after=after)


def _ids_in(value: Any) -> Iterator[str | None]:
    if isinstance(value, Mapping):
        yield value.get("actor")
        for one in value.values():
            yield from _ids_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _ids_in(one)


def _hiding(value: Any, private: frozenset[str]) -> Any:
    if isinstance(value, Mapping):
        if value.get("actor") in private:
            return {**value, "name": NOBODY}
        return {name: _hiding(one, private) for name, one in value.items()}
    return [_hiding(one, private) for one in value] if isinstance(value, list | tuple) else value


def _unnamed(parties: tuple[Who, ...], private: frozenset[str]) -> tuple[Who, ...]:
    return tuple(replace(one, name=NOBODY) if one.actor in private else one for one in parties)


def _voice(voice: Voice, private: frozenset[str]) -> Voice:
    if voice.source is None or voice.source.actor not in private:
        return voice
    return replace(voice, source=replace(voice.source, name=NOBODY))


def _said(words: str, hidden: Iterable[str]) -> str:
    for name in sorted(hidden, key=len, reverse=True):
        words = words.replace(name, NOBODY)
    return words
