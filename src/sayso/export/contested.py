"""Where the reports differ most: the events with the most fields that have competing values."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from sayso.export.wording import voice_words
from sayso.record.events import Event
from sayso.record.ids import EventId


class Readable(Protocol):
    """What is looked through: the store's view, or anything that lists events."""

    def events(self) -> Iterator[Event]: ...


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one of the values of a field on which reports differ: who tells it, and in how many documents."""

    value: str
    voices: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Name a field on which the reports differ, with its sides."""

    field: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class ContestedEvent:
    """Show an event on which reports differ, in short."""

    id: EventId
    title: str
    documents: int
    differences: tuple[Difference, ...]


LONGEST_LIST = 15
"""Events shown: what fits a few screens; the export holds the rest."""


def contested_events(view: Readable, *, longest: int = LONGEST_LIST) -> tuple[ContestedEvent, ...]:
    """List the events with the most contested fields; of equals those with more competing values, then documents."""
    events = (event for event in view.events() if event.contested)
    return tuple(map(_shown, heapq.nsmallest(longest, events, key=_order)))


def _order(event: Event) -> tuple[int, int, int, EventId]:
    n_values = sum(len(row.values) for row in event.contested)
    return -len(event.contested), -n_values, -event.n_documents, event.id


def _shown(event: Event) -> ContestedEvent:
    voices = {voice.id: voice_words(voice) for voice in event.voices}

    def named(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(voices[one] for one in ids if one in voices))

    differences = tuple(
        Difference(row.field, tuple(Side(one.value, named(one.voices), len(one.documents)) for one in row.values))
        for row in event.contested
    )
    return ContestedEvent(event.id, event.title, event.n_documents, differences)
