"""What a case adds up to: coverage, timeline, who did what to whom, on whose word, and what is promised."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from sayso.codebook.opening import Opening
from sayso.export.coverage import Coverage, by_number, coverage_of
from sayso.export.wording import act_words, actor_words, voice_words
from sayso.record.commitments import Commitment
from sayso.record.documents import Document, Rejection
from sayso.record.events import Event
from sayso.record.ids import DocumentId
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
    def n_waiting(self) -> int: ...
    def probabilities(self) -> Iterator[tuple[str, float]]: ...


@dataclass(frozen=True, slots=True)
class Day:
    """Count the acts of one date by quad class; ``day`` is an EDTF date of any precision, or ``undated``.

    ``example`` is the sentence of one of them: of an act of force if there is one, the one told most fully.
    """

    day: str
    n: int
    quads: dict[QuadClass, int]
    example: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Count the events in which somebody is told to have done something to somebody, and the documents they stand in.

    ``attributed`` are those that no report tells in its own voice. Deeds that are done to somebody come first, then by
    documents.
    """

    actor: str
    type: str
    recipient: str
    events: int
    documents: int
    attributed: int


@dataclass(frozen=True, slots=True)
class Promise:
    """Show one commitment in short."""

    id: str
    kind: str
    holder: str
    standing: str
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
class Opened:
    """Say what a report opens on, how often such rows are right, and how many events it shows and hides."""

    on: str
    share: str
    shown: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what ``sayso report`` shows.

    Copies of other reports are left out of everything but the coverage: they tell nothing a second time.
    ``mentions_in_copies`` counts what is left out. ``timeline`` holds all dates, in order, ``undated`` last.
    ``n_events`` counts the events, ``merged`` those of several mentions, ``contested`` those on which reports differ;
    ``commitments`` on which later events tell come first. ``waiting`` documents are not merged yet, as after a build
    that was broken off. Where it opens on some events alone, ``opened`` says so, and ``timeline``, ``deeds`` and
    ``events`` are of these.
    """

    coverage: Coverage
    mentions: int
    mentions_in_copies: int
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
    n_events: int
    merged: int
    contested: int
    waiting: int
    opened: Opened | None = None


UNTOLD = "not stated"
_TELLING: dict[QuadClass, int] = {
    "material_conflict": 3, "material_cooperation": 2, "verbal_conflict": 1, "verbal_cooperation": 0,
}  # fmt: skip
"""Which kind of act stands for a day: what was done before what was said, harm before help."""

UNDATED = "undated"
LONGEST_LISTS = 15
"""Rows of each list in a report: what fits a screen; the export holds the rest."""


def report_on(view: Readable, *, longest: int = LONGEST_LISTS, opening: Opening | None = None) -> Report:
    """Add up a case. ``longest`` bounds the lists of deeds, events and commitments; the timeline is whole.

    With ``opening`` acts are listed only if it shows them; all are counted.
    """
    likely = dict(view.probabilities()) if opening else {}

    def shows(event: Event) -> bool:
        return opening is None or opening.shows(event.quad, likely.get(event.id, 0.0))

    documents = list(view.documents())
    copies = frozenset(document.id for document in documents if document.copy_of)
    voices, acts = _Voices(copies), _Acts(copies, shows)
    for mention in view.mentions():
        voices.take(mention)
    for event in view.events():
        acts.take(event)
    commitments = [commitment for commitment in view.commitments() if commitment.doc not in copies]
    shown = heapq.nsmallest(longest, commitments, key=lambda one: (one.standing == "open", one.id))
    return Report(
        coverage=coverage_of(documents, view.rejections()),
        mentions=voices.mentions,
        mentions_in_copies=voices.in_copies,
        own_voice=voices.mentions - voices.attributed,
        attributed=voices.attributed,
        anonymous=voices.anonymous,
        statuses=by_number(voices.statuses),
        stances=by_number(voices.stances),
        timeline=tuple(acts.timeline(view.words)),
        deeds=tuple(acts.deeds(longest)),
        events=_most_fully_told(filter(shows, view.events()), copies, longest),
        commitments=tuple(map(_promise, shown)),
        n_commitments=len(commitments),
        n_events=acts.n_events,
        merged=acts.merged,
        contested=acts.contested,
        waiting=view.n_waiting(),
        opened=Opened(opening.words, opening.share_words, acts.n_shown, acts.n_events - acts.n_shown)
        if opening
        else None,
    )


def _promise(commitment: Commitment) -> Promise:
    holder = commitment.holder.name or commitment.holder.text
    return Promise(commitment.id, commitment.kind, holder, commitment.standing, commitment.quote.text, commitment.path)


Copies = frozenset[DocumentId]


@dataclass(slots=True)
class _Voices:
    """Add up mentions: on whose word they stand, and how."""

    copies: Copies
    in_copies: int = 0
    mentions: int = 0
    attributed: int = 0
    anonymous: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)

    def take(self, mention: EventMention) -> None:
        if mention.doc in self.copies:
            self.in_copies += 1
            return
        self.mentions += 1
        self.statuses[mention.status] += 1
        if mention.attribution:
            self.attributed += 1
            self.anonymous += mention.attribution[0].anonymous
            self.stances[mention.attribution[0].stance] += 1


DeedKey = tuple[str, str, str]


@dataclass(slots=True)
class _Acts:
    """Add up events, and those reported as done by day, and by who did what to whom."""

    copies: Copies
    shows: Callable[[Event], bool]
    n_shown: int = 0
    n_events: int = 0
    merged: int = 0
    contested: int = 0
    days: defaultdict[str, Counter[QuadClass]] = field(default_factory=lambda: defaultdict(Counter))
    examples: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    told: Counter[DeedKey] = field(default_factory=Counter)
    told_in: defaultdict[DeedKey, set[DocumentId]] = field(default_factory=lambda: defaultdict(set))
    told_by: Counter[DeedKey] = field(default_factory=Counter)

    def take(self, event: Event) -> None:
        documents = set(event.documents) - self.copies
        self.n_events += bool(documents)
        self.merged += bool(documents) and event.n_mentions > 1
        self.contested += bool(documents and event.contested)
        if not documents or not self.shows(event):
            return
        self.n_shown += 1
        if event.status not in ("reported", "confirmed"):
            return
        day = event.date or UNDATED
        self.days[day][event.quad] += 1
        telling = (_TELLING[event.quad], wholeness(event), event.id)
        self.examples[day] = max(self.examples.get(day, telling), telling)
        voices = [voice for voice in event.voices if not self.copies.issuperset(voice.documents)]
        for key in _deed_keys(event):
            self.told[key] += 1
            self.told_in[key].update(documents)
            self.told_by[key] += all(voice.source for voice in voices)

    def timeline(self, words: Callable[[str], str]) -> Iterator[Day]:
        for day in sorted(self.days, key=lambda day: (day == UNDATED, day)):
            quads = self.days[day]
            yield Day(day, quads.total(), dict(sorted(quads.items())), words(self.examples[day][-1]))

    def deeds(self, longest: int) -> Iterator[Deed]:
        order = heapq.nsmallest(
            longest, self.told, key=lambda k: (k[2] == UNTOLD, -len(self.told_in[k]), -self.told[k], k)
        )
        for key in order:
            yield Deed(*key, self.told[key], len(self.told_in[key]), self.told_by[key])


def wholeness(event: Event) -> int:
    """Count which of actor, recipient, place, date and mode an event has: what is told in full is shown first."""
    return sum(map(bool, (event.actors, event.recipients, event.places, event.date, event.mode)))


def _deed_keys(event: Event) -> Iterator[DeedKey]:
    """Pair actors and recipients that are known to be somebody; a pronoun nobody has resolved is nobody yet.

    Recipients taken from elsewhere in a report count only where none is stated.
    """
    known = [who for who in event.recipients if who.actor]
    stated = [who for who in known if who.basis != "inferred"]
    recipients = [who.name or UNTOLD for who in stated or known] or [UNTOLD]
    for actor in dict.fromkeys(actor_words(who) for who in event.actors if who.actor):
        for recipient in dict.fromkeys(recipients):
            yield actor, act_words(event.type, event.mode), recipient


def _most_fully_told(events: Iterable[Event], copies: Copies, longest: int) -> tuple[EventLine, ...]:
    forceful = (e for e in events if e.quad == "material_conflict" and e.actors and not copies.issuperset(e.documents))
    first = heapq.nsmallest(
        longest, forceful, key=lambda e: (-wholeness(e), -e.n_documents, -e.n_mentions, e.date or "~", e.id)
    )
    return tuple(
        EventLine(e.id, e.title, e.status, e.n_documents, e.n_mentions, tuple(map(voice_words, e.voices)))
        for e in first
    )
