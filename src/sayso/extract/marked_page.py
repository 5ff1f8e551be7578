"""Marked pages: one sentence as the encoder and the codebook read it together, made into the record's objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.extract.acts import Act
from sayso.extract.arguments import find_places, find_roles, find_time
from sayso.extract.confidence import confidence
from sayso.extract.figures import counted_behind, figures_of
from sayso.extract.joined import Joined, join
from sayso.extract.marked_voice import Glossary, likely_choice, voices_of
from sayso.extract.page import Carried, Page, as_denied
from sayso.extract.parties import Party, preposition_before
from sayso.extract.roles import Filled, Marked, Placed, Trust, filled, likeliest
from sayso.extract.standing import find_standings
from sayso.extract.voices import is_anonymous
from sayso.extract.weights import ReaderWeights
from sayso.record.analysis import Analysis
from sayso.record.counts import read_count, supports
from sayso.record.documents import Document
from sayso.record.marks import Marks, Role, RoleMark
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    NumberArgument,
    PlaceArgument,
    TimeArgument,
)
from sayso.record.spans import Span
from sayso.record.vectors import TriggerVector
from sayso.record.vocabulary import Stance, Status


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """Hold a page, whose acts are those decided on, with what both readers say of each."""

    page: Page
    joined: tuple[Joined, ...]
    weights: ReaderWeights
    method: str

    @classmethod
    def of(cls, page: Page, marks: Marks, weights: ReaderWeights) -> MarkedPage:
        """Decide on the acts of a page; its own acts are the codebook's, of low probability too."""
        line, tables = page.line, page.codebook
        joined = join(line, page.acts, marks.triggers, tables, weights)
        acts = tuple(one.act for one in joined)
        return cls(replace(page, acts=acts), joined, weights, marks.model)

    def mentions(self, document: Document, carried: Carried | None) -> Iterator[EventMention]:
        """Make the mentions of the line; a quotation without a source of its own keeps the carried one."""
        return (self._mention(one, document, carried) for one in self.joined)

    def vectors(self, document: Document) -> Iterator[TriggerVector]:
        """Give the trigger vectors of the mentions that have one, in the order of ``mentions``."""
        for one in self.joined:
            if one.mark.vector:
                yield TriggerVector(self.page.id_of(one.act, document), self.method, one.mark.vector)

    def _mention(self, one: Joined, document: Document, carried: Carried | None) -> EventMention:
        page, act = self.page, one.act
        placed = _placed(page.line.analysis, one.mark.roles, page.codebook.words.determiner)
        attribution = voices_of(one.mark, placed, page.attribution(act, carried), self._glossary, self.weights)
        actors, recipients = self._parties(one, placed)
        return page.mention(
            act,
            document,
            self.method,
            actors=actors,
            recipients=recipients,
            places=self._places(act, placed),
            time=self._time(act, placed),
            numbers=tuple(self._numbers(act, placed)),
            status=self._status(one, attribution),
            attribution=attribution,
            probability=confidence(one, self.weights.confidence),
        )

    @property
    def _glossary(self) -> Glossary:
        return Glossary(self._is_unnamed, self._stance, self._stands)

    def _is_unnamed(self, source: Span) -> bool | None:
        line, parties = self.page.line, self.page.heard.parties
        bounds = ((party, *line.bounds(party.first, party.last)) for party in parties)
        meeting = (party for party, start, end in bounds if start < source.end and source.start < end)
        party = max(meeting, key=lambda one: one.last, default=None)
        return None if party is None else is_anonymous(line, party, self.page.codebook.cues)

    def _stance(self, cue: Span) -> Stance | None:
        line = self.page.line
        found = line.phrases.voices.get(line.word_from(cue.start)) if self._inside(cue) else None
        return found[1][0].stance if found else None

    def _stands(self, cue: Span) -> bool:
        line = self.page.line
        return any(line.span(hit.first, hit.last).meets(cue) for hit in find_standings(line))

    def _parties(self, one: Joined, placed: Placed) -> tuple[tuple[ActorArgument, ...], tuple[ActorArgument, ...]]:
        weights = self.weights
        alone = weights.alone if one.told else 0.0
        roles = find_roles(self.page.clauses, one.act, self.page.acts)
        doers, bearers = placed.get("actor", ()), placed.get("recipient", ())
        trust = Trust(weights.actor, weights.agreed, alone)
        actors = filled(doers, self._offered(roles.actors, doers), trust)
        trust = Trust(weights.recipient, weights.agreed, alone)
        recipients = filled(bearers, self._offered(roles.recipients, bearers), trust)
        doing = [party.span for party in actors]
        recipients = tuple(party for party in recipients if not any(party.span.meets(span) for span in doing))
        return tuple(map(self._party, actors)), tuple(map(self._party, recipients))

    def _offered(self, parties: Sequence[Party], marked: Marked) -> list[tuple[Span, Party]]:
        """Place the codebook's parties; a pronoun stands where the encoder marks whom it means."""
        offered = []
        for party in parties:
            span = self.page.line.span(party.first, party.last)
            name = self.page.argument(party).name if party.kind == "pronoun" else None
            meant = next((words for words, _ in marked if words.text == name), span)
            offered.append((meant, party))
        return offered

    def _party(self, found: Filled[Party]) -> ActorArgument:
        party = found.told or self._party_at(found.span)
        if party is not None and (party.kind == "pronoun" or found.mark is None):
            return self.page.argument(party)
        span = self._whole_name(found.span)
        return ActorArgument(span.start, span.end, span.text, implicit=not self._inside(span))

    def _party_at(self, span: Span) -> Party | None:
        line = self.page.line
        bounds = (span.start, span.end)
        return next((p for p in self.page.heard.parties if line.bounds(p.first, p.last) == bounds), None)

    def _whole_name(self, span: Span) -> Span:
        """Widen words that are part of a name that the registry knows to the whole name."""
        line = self.page.line
        for party in self.page.heard.parties:
            start, end = line.bounds(party.first, party.last)
            if party.entry and start <= span.start and span.end <= end:
                return line.span(party.first, party.last)
        return span

    def _inside(self, span: Span) -> bool:
        return self.page.sentence.holds(span)

    def _places(self, act: Act, placed: Placed) -> tuple[PlaceArgument, ...]:
        line, weights = self.page.line, self.weights
        trust = Trust(weights.place, weights.agreed_otherwise, weights.alone_place)
        told = [(line.span(site.first, site.last), site) for site in find_places(act, self.page.sites)]
        return tuple(
            self.page.place(found.told) if found.told and not found.mark else self._place(found.span)
            for found in filled(placed.get("place", ()), told, trust)
        )

    def _place(self, span: Span) -> PlaceArgument:
        line = self.page.line
        first = line.word_from(span.start)
        relation = preposition_before(line, first, self.page.codebook) if self._inside(span) else ""
        return PlaceArgument(span.start, span.end, span.text, relation=relation or None)

    def _time(self, act: Act, placed: Placed) -> TimeArgument | None:
        line, weights = self.page.line, self.weights
        phrases = [line.span(*words) for words in self.page.times]
        own = find_time(act, self.page.times, self.page.acts)
        told = [(line.span(*own), line.span(*own))] if own else []
        trust = Trust(weights.time, weights.agreed_otherwise, weights.alone_time)
        found = likeliest(filled(placed.get("time", ()), told, trust))
        if found is None:
            return None
        span = next((phrase for phrase in phrases if phrase.meets(found.span)), found.span)
        return TimeArgument(span.start, span.end, span.text)

    def _numbers(self, act: Act, placed: Placed) -> Iterator[NumberArgument]:
        line, weights = self.page.line, self.weights
        figures = [(line.span(figure.first, figure.last), figure) for figure in self.page.figures]
        own = figures_of(act, self.page.figures, self.page.acts)
        told = [(span, figure) for span, figure in figures if figure in own]
        trust = Trust(weights.number, weights.agreed_otherwise, weights.alone_number)
        for found in filled(placed.get("number", ()), told, trust):
            figure = found.told or next((one for span, one in figures if span.meets(found.span)), None)
            kind = found.mark.kind if found.mark and found.mark.kind else None
            if figure is not None:
                number = self.page.number(figure)
                yield replace(number, kind=kind or number.kind)
            elif (count := read_count(found.span.text)) and supports(found.span.text, count.low, count.high):
                span = found.span
                who = counted_behind(line, span.end, self.page.codebook)
                yield NumberArgument(span.start, span.end, span.text, kind or "other", who, count.low, count.high)

    def _status(self, one: Joined, attribution: Sequence[Attribution]) -> Status:
        page = self.page
        told = page.status(one.act, find_standings(page.line), attribution)
        weight = self.weights.status + (self.weights.averted if told == "averted" else 0.0)
        status = likely_choice(one.mark.statuses, told, weight)
        return as_denied(status, attribution)


def _placed(analysis: Analysis, marks: Sequence[RoleMark], determiners: frozenset[str]) -> Placed:
    """Quote marked words without the punctuation around them; what is left must be more than "the" or "'s"."""
    placed: dict[Role, list[tuple[Span, RoleMark]]] = {}
    for mark in marks:
        first, last = mark.first, mark.last
        while first < last and not _says_something(analysis.words[first]):
            first += 1
        while last > first and not _says_something(analysis.words[last - 1]):
            last -= 1
        if any(word.lower() not in determiners for word in analysis.words[first:last]):
            placed.setdefault(mark.role, []).append((analysis.span(first, last), mark))
    return placed


def _says_something(word: str) -> bool:
    return any(map(str.isalnum, word)) and word.lower() != "'s"
