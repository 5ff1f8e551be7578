"""Fill in what the spans of a document mean: its actors, places and dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sayso.codebook.book import CodebookTables
from sayso.codebook.phrases import fold
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
from sayso.record.vocabulary import DateBasis, Status
from sayso.resolve.actors import ResolvedActor, actor, short_names
from sayso.resolve.dates import date
from sayso.resolve.places import place

Who = TypeVar("Who", ActorArgument, SourceArgument)

TOLD_AHEAD: frozenset[Status] = frozenset({"planned", "predicted", "conditional"})
"""Statuses of acts still to come: "on Friday" is then the next Friday, not the last."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolve the spans of one document. Short names mean the person named in full elsewhere in it."""

    tables: CodebookTables
    document: Document
    known: Mapping[str, ResolvedActor]
    pronouns: frozenset[str]
    _met: dict[tuple[str, bool], ResolvedActor] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        tables: CodebookTables,
        document: Document,
        mentions: Iterable[EventMention],
        commitments: Iterable[Commitment],
    ) -> Resolver:
        """Read all names of a document once, to learn who is named in full."""
        full = (actor(text, tables.actors) for text in sorted(set(_names(mentions, commitments))))
        return cls(tables, document, short_names(full), tables.words.pronoun | tables.words.possessive)

    def mention(self, mention: EventMention) -> EventMention:
        """Give a mention with its actors, places and date resolved. What no table holds keeps its own name.

        Nobody acts on themselves: a recipient that proves to be one of the actors was misread and is left out.
        """
        actors = tuple(self._who(who) for who in mention.actors)
        acting = {who.actor for who in actors if who.actor}
        recipients = (self._who(who) for who in mention.recipients)
        time, basis = self._time(mention.time, mention.status)
        return replace(
            mention,
            actors=actors,
            recipients=tuple(who for who in recipients if who.actor not in acting),
            places=tuple(self._place(where) for where in mention.places),
            time=time,
            date=time.edtf if time else None,
            date_basis=basis,
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
        words = who.name if self._is_pronoun(who.text) else who.text
        if words is None:
            return who
        found = self._actor(without_marks(words), speaker)
        return replace(who, actor=found.actor, name=found.name)

    def _is_pronoun(self, text: str) -> bool:
        return fold(text) in self.pronouns and self.tables.actors.lookup(text) is None  # "US" folds to the pronoun

    def _actor(self, text: str, speaker: bool) -> ResolvedActor:
        """Find whom a phrase means; a document names the same ones again and again."""
        found = self._met.get((text, speaker))
        if found is None:
            found = actor(text, self.tables.actors, speaker=speaker, known=self.known)
            self._met[text, speaker] = found
        return found

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

    def _time(self, time: TimeArgument | None, status: Status) -> tuple[TimeArgument | None, DateBasis]:
        if time is None:
            return None, "none"
        ahead = status in TOLD_AHEAD
        value, basis = date(time.text, self.document.published, self.tables.times, ahead=ahead)
        return replace(time, edtf=value), basis


def _names(mentions: Iterable[EventMention], commitments: Iterable[Commitment]) -> Iterable[str]:
    for mention in mentions:
        yield from (who.text for who in (*mention.actors, *mention.recipients))
        yield from (link.source.text for link in mention.attribution if link.source)
    for commitment in commitments:
        yield commitment.holder.text
