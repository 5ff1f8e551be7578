"""Fill in what the spans of a document mean: its actors, places and dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sayso.codebook.book import CodebookTables
from sayso.codebook.phrases import fold
from sayso.record.analysis import Analysis
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.markup import without_marks
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    PlaceArgument,
    SourceArgument,
    TimeArgument,
)
from sayso.record.sayings import Saying
from sayso.record.times import TimeExpression
from sayso.record.vocabulary import Status
from sayso.resolve.actors import ResolvedActor, actor, short_names
from sayso.resolve.dates import date, lasting, meaning, reaching
from sayso.resolve.narrative import Narrative
from sayso.resolve.places import place
from sayso.resolve.telling import Told, times_told

Who = TypeVar("Who", ActorArgument, SourceArgument)

TOLD_AHEAD: frozenset[Status] = frozenset({"planned", "predicted", "conditional"})
"""Statuses of acts still to come: "on Friday" is then the next Friday, not the last."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolve the spans of one document. Short names mean the person named in full elsewhere in it."""

    tables: CodebookTables
    document: Document
    known: Mapping[str, ResolvedActor]
    told: tuple[Told, ...] = ()
    narrative: Narrative | None = None

    @classmethod
    def of(
        cls,
        tables: CodebookTables,
        document: Document,
        mentions: Iterable[EventMention],
        commitments: Iterable[Commitment],
        analysis: Analysis | None = None,
    ) -> Resolver:
        """Read all names of a document once, to learn who is named in full, and with ``analysis`` all its times."""
        full = (actor(text, tables.actors) for text in sorted(set(_names(mentions, commitments))))
        if analysis is None:
            return cls(tables, document, short_names(full))
        told = times_told(analysis, document.published, tables.times)
        return cls(tables, document, short_names(full), told, Narrative.of(told, analysis, document))

    def times(self) -> tuple[TimeExpression, ...]:
        """Give every time phrase of the document, in text order."""
        return tuple(one.expression(self.document.published) for one in self.told)

    def mentions(self, mentions: Iterable[EventMention]) -> tuple[EventMention, ...]:
        """Give a document's mentions resolved; those that state no date take it from what is told around them."""
        resolved = tuple(map(self.mention, mentions))
        return self.narrative.dated(resolved) if self.narrative else resolved

    def mention(self, mention: EventMention) -> EventMention:
        """Give a mention with its actors, places and date resolved. What no table holds keeps its own name.

        Nobody acts on themselves: a recipient that proves to be one of the actors was misread and is left out.
        """
        actors = tuple(self._who(who) for who in mention.actors)
        acting = {who.actor for who in actors if who.actor}
        recipients = (self._who(who) for who in mention.recipients)
        return replace(
            self._dated(mention),
            actors=actors,
            recipients=tuple(who for who in recipients if who.actor not in acting),
            places=tuple(self._place(where) for where in mention.places),
            attribution=tuple(self._link(link) for link in mention.attribution),
        )

    def commitment(self, commitment: Commitment) -> Commitment:
        """Give a commitment with its holder and sources resolved; when it was voiced stays open."""
        return replace(
            commitment,
            holder=self._who(commitment.holder, speaker=True),
            attribution=tuple(self._link(link) for link in commitment.attribution),
        )

    def saying(self, saying: Saying) -> Saying:
        """Give a saying with its source resolved."""
        return replace(saying, source=self._who(saying.source, speaker=True)) if saying.source else saying

    def _who(self, who: Who, *, speaker: bool = False) -> Who:
        pronouns = self.tables.words.pronoun | self.tables.words.possessive
        named = self.tables.actors.lookup(who.text) is not None  # "US" folds to the pronoun
        words = who.name if fold(who.text) in pronouns and not named else who.text
        if words is None:
            return who
        found = actor(without_marks(words), self.tables.actors, speaker=speaker, known=self.known)
        return replace(who, actor=found.actor, name=found.name)

    def _link(self, link: Attribution) -> Attribution:
        return replace(link, source=self._who(link.source, speaker=True)) if link.source else link

    def _place(self, where: PlaceArgument) -> PlaceArgument:
        found = place(where.text, self.tables.places, relation=where.relation)
        return replace(
            where,
            place=found.place,
            name=found.name,
            country=found.country,
            geo_precision=found.geo_precision,
            relation=found.relation,
        )

    def _dated(self, mention: EventMention) -> EventMention:
        """Fill in what the mention's own time words mean."""
        if mention.time is None:
            return mention
        ahead = mention.status in TOLD_AHEAD
        told = next((one for one in self.told if _meet(one, mention.time)), None)
        if told is None:
            value, basis = date(mention.time.text, self.document.published, self.tables.times, ahead=ahead)
            return replace(mention, time=replace(mention.time, edtf=value), date=value, date_basis=basis)
        found = told.meaning
        if ahead and not told.phrase.parts.get("year"):
            again = meaning(told.phrase, self.document.published, self.tables.times, told=told.before, ahead=True)
            found = again or found
        value = found.edtf
        if value and (told.since is None or told.begins(mention.trigger.start)):
            value = reaching(told.phrase, value, self.document.published)
        if value is None and found.kind == "duration" and not ahead:
            value = lasting(found, self.document.published)
            found = replace(found, basis="relative")
        return replace(
            mention,
            time=replace(mention.time, edtf=value),
            date=value,
            date_basis=found.basis if value else "none",
            date_conflict=found.conflict,
            time_of_day=found.time_of_day,
            zone=found.zone,
        )


def _meet(one: Told, time: TimeArgument) -> bool:
    return one.span.start < time.end and time.start < one.span.end


def _names(mentions: Iterable[EventMention], commitments: Iterable[Commitment]) -> Iterable[str]:
    for mention in mentions:
        yield from (who.text for who in (*mention.actors, *mention.recipients))
        yield from (link.source.text for link in mention.attribution if link.source)
    for commitment in commitments:
        yield commitment.holder.text
