"""Narrative: which date belongs to an act that states none of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from sayso.codebook.phrases import fold
from sayso.record.analysis import Analysis
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.mentions import EventMention, TimeArgument
from sayso.record.vocabulary import DateBasis, EventType, Status
from sayso.resolve.telling import ToldTime

TOLD_DONE: frozenset[Status] = frozenset({"asserted", "negated", "averted", "uncertain"})
"""Statuses of acts that, if they took place, did so by the day of publication."""
LEAST_LIKENESS = 2
"""How alike an act must be to a dated one of its type to be taken for the same: two points of ``_likeness``.

With two points the date agrees for 64 of 100 such acts, with three for 73, with one for 46 (gold/train, the 1,832
acts told as done whose date only their event key gives; 2026-11).
"""
FRESH_DAYS = 10
"""A date told so many days before publication belongs to the news; an older one to its background."""
NEAR_SENTENCES = 1
"""Sentences back within which a date of the background keeps an act from being taken for news: behind one in the
same sentence or the one before 42 of 100 acts are of the week, two or three sentences behind it 61. Of those that
``_is_background`` takes for news none the less 58 of 100 are, of the others 24 (gold/train, 197 acts, 2026-11)."""
OPENING_SENTENCES = 6
"""First sentences of the body, which tell the news: beside a date of the background 69 of 100 acts there are of the
week, further on 34."""
SPEECH_ACTS: frozenset[EventType] = frozenset({"ACCUSE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Acts that are done in words or by meeting: reports tell of them on the day."""
HAD_BACK = 2
"""Words before a trigger among which "had" tells it as done before the date."""
SAID_DAYS = 3
"""A day so many days before publication, told with a speech act in its sentence or the one before, is the act's own: of
those that the annotators dated, 24 of 25 are of the very day (gold/train, 2026-11)."""
NEWS_DAYS = 7
"""Days before publication in which an act lies that a report tells as news, without a date: in gold/train it holds
for 87 of 100 acts of the first two sentences, 79 of the next four, 71 of the rest, and for 77 of 100 that follow a
date of the news (the last date told alone: for 23; from it to publication: for 53; 2026-11)."""
LONGEST_INFERRED_DAYS = 15
"""A publication date inferred no closer than this dates no news."""
NEWS_GENRES = frozenset({"report", "live", "unknown"})


class Act(NamedTuple):
    """Hold a mention with what its likeness to others is measured by, which is read off it once."""

    mention: EventMention
    stem: str
    names: frozenset[str]

    @classmethod
    def of(cls, mention: EventMention) -> Act:
        """Read off a mention the stem of its trigger and the names of its parties and places."""
        return cls(mention, stem(mention), frozenset(_names(mention)))

    def likeness(self, other: Act) -> int:
        """Count what two acts of a type share: two points for the trigger's word, one for a name and for the mode."""
        same_mode = self.mention.mode is not None and self.mention.mode == other.mention.mode
        return 2 * (self.stem == other.stem) + len(self.names & other.names) + same_mode


Kind = tuple[EventType, bool]
Known = Mapping[Kind, Sequence[Act]]
"""Acts that have a date, by type and whether they are told as done."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """Hold what a document dates: its time phrases, those that are dates, its sentences' ends, and its publication."""

    every: tuple[ToldTime, ...]
    told: tuple[ToldTime, ...]
    ends: tuple[int, ...]
    first_sentence: int
    document: Document

    @classmethod
    def of(cls, told: Sequence[ToldTime], analysis: Analysis, document: Document) -> Narrative:
        """Keep the phrases that date something, in text order."""
        ends = tuple(analysis.ends[sentence.last - 1] for sentence in analysis.sentences)
        body = next((at for at, sentence in enumerate(analysis.sentences) if sentence.kind == "body"), 0)
        dating = tuple(one for one in told if one.phrase.kind == "date" and one.meaning.edtf)
        return cls(tuple(told), dating, ends, body, document)

    def dated(self, mentions: Sequence[EventMention]) -> tuple[EventMention, ...]:
        """Date the acts that state no date of their own; the others stay as they are.

        In turn: a phrase of the act's sentence that dates no other act; the date of an act that is told elsewhere
        and is the same by its words and names; the last date told, if it is of the news; the week up to
        publication, for a report's news. An act that is only planned, possible or foretold gets none but the first
        two.
        """
        own = [self._unclaimed(mention, mentions) or mention for mention in mentions]
        own.sort(key=lambda mention: mention.trigger.start)
        own = [self._counted(mention, own) or mention for mention in own]
        known = _by_kind(mention for mention in own if mention.date)
        found = (mention if mention.date or self._lasts(mention) else self._placed(mention, known) for mention in own)
        by_id = {mention.id: mention for mention in found}
        return tuple(by_id[mention.id] for mention in mentions)

    def _placed(self, mention: EventMention, known: Known) -> EventMention:
        """Date an act by its surroundings; it stays as it is where they say nothing."""
        same = self._same_act(mention, known.get(_kind(mention), ()))
        if same or mention.status not in TOLD_DONE:
            return same or mention
        return self._told_before(mention) or self._as_news(mention)

    def _sentence(self, mention: EventMention) -> int:
        return bisect_right(self.ends, mention.trigger.start)

    def _unclaimed(self, mention: EventMention, others: Sequence[EventMention]) -> EventMention | None:
        """Give the sentence's own phrase to an act, if no act took it and none stands nearer."""
        if mention.time:
            return None
        here = self._sentence(mention)
        stands = [one for one in self.told if one.sentence == here]
        if not stands:
            return None
        taken = [other.time for other in others if other.time]
        beside = [other for other in others if other.time is None and self._sentence(other) == here]
        for one in stands:
            if any(one.span.meets(time) for time in taken):
                continue
            if min(beside, key=lambda other: _gap(other, one)) is mention:
                return _with(mention, one, None)
        return None

    def _lasts(self, mention: EventMention) -> bool:
        """Tell whether an act is told as lasting, though not since when: it is no news of the week."""
        return any(
            one.phrase.kind == "duration" and mention.time and one.span.meets(mention.time) for one in self.every
        )

    def _counted(self, mention: EventMention, others: Sequence[EventMention]) -> EventMention | None:
        """Count "two days after" between the act it stands with and the one it is told of, if one has a day.

        Otherwise both stay open.
        """
        if mention.date:
            return None
        for one in self.every:
            days = _days(one)
            if days is None or one.sentence != self._sentence(mention):
                continue
            after = next((other for other in others if other.trigger.start >= one.span.end), None)
            before = self._standing(one, others, after)
            base, step = None, 0
            if mention is after:
                base, step = before, -days
            elif mention is before:
                base, step = after, days
            found = _shifted(base, step) if base and self._sentence(base) == one.sentence else None
            if found is None and mention is after:
                found = self._before_news(days)
            if found:
                time = TimeArgument(one.span.start, one.span.end, one.span.text, found)
                return replace(mention, time=time, date=found, date_basis="narrative")
        return None

    def _standing(
        self, one: ToldTime, others: Sequence[EventMention], after: EventMention | None
    ) -> EventMention | None:
        """Find the act an offset stands with: the last before it, else one that took it as its time."""
        ahead = [other for other in others if other.trigger.end <= one.span.start]
        if ahead and self._sentence(ahead[-1]) == one.sentence:
            return ahead[-1]
        return next(
            (other for other in others if other is not after and other.time and one.span.meets(other.time)), None
        )

    def _before_news(self, days: int) -> Edtf | None:
        """Count back from the news of the report, which is of the day of publication or the one before."""
        published = self._published()
        if published is None or days <= 0 or self.document.genre not in NEWS_GENRES:
            return None
        return Edtf.of(published[0] - timedelta(days=days + 1), published[1] - timedelta(days=days))

    def _same_act(self, mention: EventMention, known: Sequence[Act]) -> EventMention | None:
        mine = Act.of(mention)
        alike = [(mine.likeness(other), -abs(other.mention.trigger.start - mention.trigger.start), other.mention)
                 for other in known if other.mention.id != mention.id]  # fmt: skip
        if not alike:
            return None
        score, _, best = max(alike, key=lambda one: one[:2])
        if score < LEAST_LIKENESS:
            return None
        return replace(mention, time=best.time, date=best.date, date_basis="narrative")

    def _told_before(self, mention: EventMention) -> EventMention | None:
        """Take the days of the news that the last date told belongs to: from it, or a week back, to publication.

        What is said on a day just told is of that day.
        """
        last, published = self._last(mention), self._published()
        if last is None or published is None:
            return None
        first = last.meaning.edtf.first_day if last.meaning.edtf else None
        if first is None or not published[0] - timedelta(days=FRESH_DAYS) <= first <= published[1]:
            return None
        found = _with(mention, last, "narrative")
        if mention.type in SPEECH_ACTS and self._is_said_then(mention, last, first, published[0]):
            return found
        return replace(found, date=Edtf.of(min(first, published[0] - timedelta(days=NEWS_DAYS)), published[1]))

    def _is_said_then(self, mention: EventMention, last: ToldTime, day: date, published: date) -> bool:
        near = self._sentence(mention) - last.sentence <= NEAR_SENTENCES
        exact = last.meaning.edtf is not None and last.meaning.edtf == day.isoformat()
        return near and exact and (published - day).days <= SAID_DAYS

    def _is_background(self, mention: EventMention, last: ToldTime | None, published: date) -> bool:
        """Tell whether an act stands beside a date of the background and is of it.

        It is not where it opens the report, is a speech act, stands before the date, or the date is yet to come, unless
        "had" tells it as done by then.
        """
        sentence = self._sentence(mention)
        if last is None or sentence - last.sentence > NEAR_SENTENCES:
            return False
        before = mention.sentence.text[: mention.trigger.start - mention.sentence.start].lower().split()
        if "had" in before[-HAD_BACK:]:
            return True
        opens = sentence - self.first_sentence < OPENING_SENTENCES
        first = last.meaning.edtf.first_day if last.meaning.edtf else None
        ahead = first is not None and first > published
        return not (opens or ahead or mention.type in SPEECH_ACTS or mention.trigger.start < last.span.start)

    def _as_news(self, mention: EventMention) -> EventMention:
        published, last = self._published(), self._last(mention)
        background = published is not None and self._is_background(mention, last, published[0])
        if published is None or background or self.document.genre not in NEWS_GENRES or mention.status == "uncertain":
            return mention
        days = Edtf.of(published[0] - timedelta(days=NEWS_DAYS), published[1])
        return replace(mention, date=days, date_basis="document")

    def _last(self, mention: EventMention) -> ToldTime | None:
        before = [one for one in self.told if one.sentence <= self._sentence(mention)]
        return before[-1] if before else None

    def _published(self) -> tuple[date, date] | None:
        """Give the first and last day on which the text may have been published; None where that says nothing."""
        published = self.document.published
        first, last = (published.first_day, published.last_day) if published else (None, None)
        if first is None or last is None or (last - first).days > LONGEST_INFERRED_DAYS:
            return None
        return first, last


def _kind(mention: EventMention) -> Kind:
    return mention.type, mention.status in TOLD_DONE


def _by_kind(mentions: Iterable[EventMention]) -> Known:
    found: dict[Kind, list[Act]] = {}
    for mention in mentions:
        found.setdefault(_kind(mention), []).append(Act.of(mention))
    return found


def _shifted(base: EventMention, days: int) -> Edtf | None:
    first = base.date.first_day if base.date and base.date.precision == "day" else None
    return Edtf.of(first + timedelta(days=days)) if first else None


def _days(one: ToldTime) -> int | None:
    """Give the days an offset counts, from the act it is told of to the one it stands with; None if no days."""
    match = re.fullmatch(r"P(\d+)([DW])", one.meaning.length or "") if one.phrase.shape == "offset" else None
    if match is None:
        return None
    days = int(match[1]) * (7 if match[2] == "W" else 1)
    return -days if one.back else days


def _gap(mention: EventMention, one: ToldTime) -> int:
    return max(one.span.start - mention.trigger.end, mention.trigger.start - one.span.end)


def _with(mention: EventMention, one: ToldTime, basis: DateBasis | None) -> EventMention:
    meaning = one.meaning
    time = TimeArgument(one.span.start, one.span.end, one.span.text, meaning.edtf)
    return replace(mention, time=time, date=meaning.edtf, date_basis=basis or meaning.basis)


def _names(mention: EventMention) -> set[str]:
    parties = [*mention.actors, *mention.recipients]
    found = {fold(party.name) for party in parties if party.name}
    return found | {fold(place.name) for place in mention.places if place.name}


def stem(mention: EventMention) -> str:
    word = fold(mention.trigger.text).split(" ")[-1]
    ending = next((end for end in ("ings", "ing", "ers", "ed", "es", "s", "e") if word.endswith(end)), "")
    return word[: -len(ending)] if ending and len(word) - len(ending) > 2 else word
