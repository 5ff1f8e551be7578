"""Stories: what a whole document tells, which its single mentions take for granted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sayso.codebook.merging import TypeFamilies
from sayso.merge.parties import hashed, party, side_of
from sayso.merge.sides import Sides
from sayso.merge.wording import names_in, stems_of
from sayso.record.documents import Document
from sayso.record.ids import MentionId
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import EventType

Name = TypeVar("Name", int, str)

TOLD = 4
"""How many actors, recipients and places a sketch holds of those that its document tells of such acts."""
LONGEST_DAYS = 31
"""Days of the longest date that tells when its report was written."""
MOST_NAMES = 32
"""Names of a document that are kept: those that most of its sentences hold."""


@dataclass(frozen=True, slots=True)
class Told:
    """Hold how many acts of one family of types a document tells, and the hashes of whom and where they name most.

    ``actors`` are sides, ``recipients`` parties with what they are; the most frequent come first.
    """

    acts: int = 0
    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    places: tuple[int, ...] = ()


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Story:
    """Hold the stems of a document's headline, the names it speaks of, and what it tells of acts of each type.

    ``ranks`` count its mentions in text order; ``latest`` is the last day that its words state, if any.
    """

    title: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    of_type: Mapping[EventType, Told] = field(default_factory=dict)
    ranks: Mapping[MentionId, int] = field(default_factory=dict)
    latest: date | None = None


def story_of(document: Document, mentions: Sequence[EventMention], sides: Sides) -> Story:
    """Gather what a document tells, from its headline and the sentences of its mentions."""
    sentences = {one.sentence.start: one.sentence.text for one in mentions}
    names = Counter(name for text in sentences.values() for name in set(names_in(text)))
    ordered = sorted(mentions, key=lambda one: (one.trigger.start, one.trigger.end, one.id))
    return Story(
        frozenset(stems_of(document.title or "")),
        frozenset(_most(names, MOST_NAMES)),
        {type_: _told(type_, mentions, sides) for type_ in {one.type for one in mentions}},
        {one.id: at for at, one in enumerate(ordered)},
        max(filter(None, map(_stated, mentions)), default=None),
    )


def _stated(mention: EventMention) -> date | None:
    """Give the last day of a date that a mention's words state closely enough to tell when its report was written."""
    told = mention.date if mention.date_basis in ("stated", "relative") else None
    first, last = (told.first_day, told.last_day) if told else (None, None)
    return last if first and last and (last - first).days <= LONGEST_DAYS else None


def _told(type_: EventType, mentions: Iterable[EventMention], sides: Sides) -> Told:
    families = TypeFamilies.load()
    alike = [one for one in mentions if families.meet(type_, one.type)]
    actors = Counter(side for one in alike for side in {side_of(who, sides) for who in one.actors})
    recipients = Counter(who for one in alike for who in {party(who, sides) for who in one.recipients})
    places = Counter(where for one in alike for where in {hashed(where.place) for where in one.places if where.place})
    return Told(len(alike), _most(actors, TOLD), _most(recipients, TOLD), _most(places, TOLD))


def _most(counted: Counter[Name], most: int) -> tuple[Name, ...]:
    return tuple(sorted(counted, key=lambda name: (-counted[name], name))[:most])
