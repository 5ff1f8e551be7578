"""What a case adds up to: coverage, timeline, who did what to whom, on whose word, and what is promised."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from sayso.record.commitments import Commitment
from sayso.record.documents import Document, Rejection
from sayso.record.events import Event, EventActor
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import QuadClass


class Readable(Protocol):
    """What a report reads: the store's view, or anything that lists the same rows."""

    def documents(self) -> Iterator[Document]: ...
    def mentions(self) -> Iterator[EventMention]: ...
    def events(self) -> Iterator[Event]: ...
    def commitments(self) -> Iterator[Commitment]: ...
    def rejections(self) -> Iterator[Rejection]: ...
    def words(self, event: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Coverage:
    """Count what was read, what was coded, and what was not and why."""

    documents: int
    coded: int
    copies: int
    undated: int
    not_coded: dict[str, int]
    rejected: dict[str, int]
    first_published: str | None
    last_published: str | None
    outlets: int


@dataclass(frozen=True, slots=True)
class Day:
    """Count the acts of one day by quad class; ``day`` is ISO, or ``undated`` or an EDTF date less precise."""

    day: str
    n: int
    quads: dict[QuadClass, int]
    example: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Count how often somebody is told to have done something to somebody, in how many documents.

    A copy counts as the document it copies. Deeds that are done to somebody come first, then by documents.
    """

    actor: str
    type: str
    recipient: str
    mentions: int
    documents: int
    attributed: int


@dataclass(frozen=True, slots=True)
class Promise:
    """Show one commitment in short."""

    id: str
    kind: str
    holder: str
    quote: str
    path: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """Show one event in short."""

    id: str
    title: str
    status: str
    documents: int
    mentions: int
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what ``sayso report`` shows."""

    coverage: Coverage
    mentions: int
    own_voice: int
    attributed: int
    anonymous: int
    statuses: dict[str, int]
    stances: dict[str, int]
    timeline: tuple[Day, ...]
    deeds: tuple[Deed, ...]
    events: tuple[EventLine, ...]
    commitments: tuple[Promise, ...]
    n_commitments: int


UNTOLD = "not stated"
UNDATED = "undated"
LONGEST_LISTS = 15
"""Rows of each list in a report: what fits a screen; the export holds the rest."""


def report_on(view: Readable, *, longest: int = LONGEST_LISTS) -> Report:
    """Add up a case. ``longest`` bounds the lists of deeds, events and commitments; the timeline is whole."""
    documents = list(view.documents())
    voices, acts = _Voices(), _Acts(copy_of={d.id: d.copy_of for d in documents if d.copy_of})
    for mention in view.mentions():
        voices.take(mention)
    for event in view.events():
        acts.take(event)
    commitments = view.commitments()
    shown = tuple(_promise(commitment) for commitment in islice(commitments, longest))
    return Report(
        coverage=_coverage(documents, view.rejections()),
        mentions=voices.mentions,
        own_voice=voices.mentions - voices.attributed,
        attributed=voices.attributed,
        anonymous=voices.anonymous,
        statuses=_sorted(voices.statuses),
        stances=_sorted(voices.stances),
        timeline=tuple(acts.timeline(view.words)),
        deeds=tuple(acts.deeds(longest)),
        events=_most_reported(view.events(), longest),
        commitments=shown,
        n_commitments=len(shown) + sum(1 for _ in commitments),
    )


def _promise(commitment: Commitment) -> Promise:
    holder = commitment.holder.name or commitment.holder.text
    return Promise(commitment.id, commitment.kind, holder, commitment.quote.text, commitment.path)


@dataclass(slots=True)
class _Voices:
    """Add up mentions: on whose word they stand, and how."""

    mentions: int = 0
    attributed: int = 0
    anonymous: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)

    def take(self, mention: EventMention) -> None:
        self.mentions += 1
        self.statuses[mention.status] += 1
        if mention.attribution:
            self.attributed += 1
            self.anonymous += mention.attribution[0].anonymous
            self.stances[mention.attribution[0].stance] += 1


DeedKey = tuple[str, str, str]


@dataclass(slots=True)
class _Acts:
    """Add up the events that are reported as done: by day, and by who did what to whom."""

    days: defaultdict[str, Counter[QuadClass]] = field(default_factory=lambda: defaultdict(Counter))
    examples: dict[str, tuple[int, str]] = field(default_factory=dict)
    told: Counter[DeedKey] = field(default_factory=Counter)
    told_in: defaultdict[DeedKey, set[str]] = field(default_factory=lambda: defaultdict(set))
    told_by: Counter[DeedKey] = field(default_factory=Counter)
    copy_of: dict[str, str] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if event.status not in ("reported", "confirmed"):
            return
        day = event.date or UNDATED
        self.days[day][event.quad] += 1
        self.examples[day] = max(self.examples.get(day, (-1, "")), (wholeness(event), event.id))
        for key in _deed_keys(event):
            self.told[key] += event.n_mentions
            self.told_in[key].update(self.copy_of.get(doc, doc) for doc in event.documents)
            self.told_by[key] += sum(len(voice.mentions) for voice in event.voices if voice.source)

    def timeline(self, words: Callable[[str], str]) -> Iterator[Day]:
        for day in sorted(self.days, key=lambda day: (day == UNDATED, day)):
            quads = self.days[day]
            yield Day(day, quads.total(), dict(sorted(quads.items())), words(self.examples[day][1]))

    def deeds(self, longest: int) -> Iterator[Deed]:
        order = heapq.nsmallest(
            longest, self.told, key=lambda k: (k[2] == UNTOLD, -len(self.told_in[k]), -self.told[k], k)
        )
        for key in order:
            yield Deed(*key, self.told[key], len(self.told_in[key]), self.told_by[key])


def wholeness(event: Event) -> int:
    """Count which of actor, recipient, place, date and mode an event has: what is told in full is shown first."""
    return sum(map(bool, (event.actors, event.recipients, event.places, event.date, event.mode)))


def doer(who: EventActor) -> str:
    """Name an actor; the ground stands in brackets unless the act is plainly told or admitted."""
    name = who.name or UNTOLD
    return name if who.basis in ("stated", "admitted", "inferred") else f"{name} ({who.basis})"


def _deed_keys(event: Event) -> Iterator[DeedKey]:
    """Pair actors and recipients that are known to be somebody; a pronoun nobody has resolved is nobody yet."""
    recipients = [who.name or UNTOLD for who in event.recipients if who.actor] or [UNTOLD]
    for actor in dict.fromkeys(doer(who) for who in event.actors if who.actor):
        for recipient in dict.fromkeys(recipients):
            yield actor, f"{event.type}/{event.mode}" if event.mode else event.type, recipient


def _coverage(documents: Sequence[Document], rejections: Iterable[Rejection]) -> Coverage:
    dated = sorted(document.published for document in documents if document.published)
    return Coverage(
        documents=len(documents),
        coded=sum(document.coded for document in documents),
        copies=sum(document.copy_of is not None for document in documents),
        undated=len(documents) - len(dated),
        not_coded=_sorted(Counter(d.not_coded_reason or "unknown" for d in documents if not d.coded)),
        rejected=_sorted(Counter(rejection.reason for rejection in rejections)),
        first_published=dated[0] if dated else None,
        last_published=dated[-1] if dated else None,
        outlets=len({document.outlet for document in documents if document.outlet}),
    )


def _most_reported(events: Iterable[Event], longest: int) -> tuple[EventLine, ...]:
    forceful = (event for event in events if event.quad == "material_conflict" and event.actors)
    first = heapq.nsmallest(longest, forceful, key=lambda e: (-e.n_documents, -e.n_mentions, -wholeness(e), e.id))
    return tuple(EventLine(e.id, e.title, e.status, e.n_documents, e.n_mentions, tuple(_voices(e))) for e in first)


def _voices(event: Event) -> Iterator[str]:
    for voice in event.voices:
        speaker = voice.source.name if voice.source and voice.source.name else None
        yield f"{speaker} {voice.stance}" if speaker else f"{voice.outlet or 'outlet not known'}, own voice"


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
