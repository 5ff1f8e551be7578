"""Fill in what the spans of a document mean: its actors, places and dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sayso.codebook.book import CodebookTables
from sayso.codebook.phrases import fold
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.marks import NameLabel
from sayso.record.markup import without_marks
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    PlaceArgument,
    SourceArgument,
    TimeArgument,
)
from sayso.record.names import Name, PlaceName
from sayso.record.sayings import Saying
from sayso.record.spans import Span
from sayso.record.vocabulary import DateBasis, Status
from sayso.resolve.actors import ResolvedActor, actor, short_names
from sayso.resolve.dates import date
from sayso.resolve.place_roles import role_of
from sayso.resolve.places import ResolvedPlace, place, toponyms
from sayso.resolve.surroundings import Surroundings

Who = TypeVar("Who", ActorArgument, SourceArgument)

TOLD_AHEAD: frozenset[Status] = frozenset({"planned", "predicted", "conditional"})
"""Statuses of acts still to come: "on Friday" is then the next Friday, not the last."""

PLACE_LABELS: frozenset[NameLabel] = frozenset({"LOC", "FAC"})
SPOKEN_OF: frozenset[NameLabel] = PLACE_LABELS | {"NAT"}
"""Labels of names that say where a document is: places, and peoples by their states."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolve the spans of one document. Short names mean the person named in full elsewhere in it.

    ``around`` is what all the places of the document say about each.
    """

    tables: CodebookTables
    document: Document
    known: Mapping[str, ResolvedActor]
    around: Surroundings

    @classmethod
    def of(
        cls,
        tables: CodebookTables,
        document: Document,
        mentions: Iterable[EventMention],
        commitments: Iterable[Commitment],
        names: Iterable[Name] = (),
    ) -> Resolver:
        """Read all names of a document once, to learn who is named in full and where it is.

        ``names`` are those of the whole document, also the ones that take no part in an act.
        """
        full = (actor(text, tables.actors) for text in sorted(set(_names(mentions, commitments))))
        where = {(one.start, one.text) for mention in mentions for one in mention.places}
        where |= {(one.start, one.text) for one in names if one.label in SPOKEN_OF}
        spoken = (one for start, text in sorted(where) for one in toponyms(start, text, tables.places))
        return cls(tables, document, short_names(full), Surroundings.of(spoken, tables.places))

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
            places=tuple(self._place(where, mention.trigger.text) for where in mention.places),
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
        pronouns = self.tables.words.pronoun | self.tables.words.possessive
        named = self.tables.actors.lookup(who.text) is not None  # "US" folds to the pronoun
        words = who.name if fold(who.text) in pronouns and not named else who.text
        if words is None:
            return who
        found = actor(without_marks(words), self.tables.actors, speaker=speaker, known=self.known)
        return replace(who, actor=found.actor, name=found.name)

    def _link(self, link: Attribution) -> Attribution:
        return replace(link, source=self._who(link.source, speaker=True)) if link.source else link

    def places(self, mentions: Iterable[EventMention], names: Iterable[Name]) -> tuple[PlaceName, ...]:
        """Say where every place of a document is, in text order: those of its acts, and its other place names."""
        told: dict[tuple[int, int], tuple[Span, str | None]] = {}
        for mention in mentions:
            told.update({(one.start, one.end): (one, one.relation) for one in mention.places})
        acted = [span for span, _ in told.values()]
        for name in names:
            if name.label in PLACE_LABELS and not any(_meet(name, span) for span in acted):
                told[name.start, name.end] = (name, None)
        found = {words: self._where(*words) for words in {(span.text, relation) for span, relation in told.values()}}
        ordered = (told[key] for key in sorted(told))
        return tuple(self._place_name(span, found[span.text, relation]) for span, relation in ordered)

    def _place_name(self, span: Span, found: ResolvedPlace) -> PlaceName:
        return PlaceName(
            span.start, span.end, span.text, found.place, found.name, found.kind, found.country, found.admin1,
            found.latitude, found.longitude, found.geo_precision, found.relation, found.candidates, found.reason,
        )  # fmt: skip

    def _where(self, text: str, relation: str | None) -> ResolvedPlace:
        return place(text, self.tables.places, around=self.around, relation=relation)

    def _place(self, where: PlaceArgument, trigger: str) -> PlaceArgument:
        found = self._where(where.text, where.relation)
        return replace(
            where,
            place=found.place,
            name=found.name,
            country=found.country,
            latitude=found.latitude,
            longitude=found.longitude,
            geo_precision=found.geo_precision,
            relation=found.relation,
            role=role_of(where.relation, trigger, self.tables),
            candidates=found.candidates,
        )

    def _time(self, time: TimeArgument | None, status: Status) -> tuple[TimeArgument | None, DateBasis]:
        if time is None:
            return None, "none"
        ahead = status in TOLD_AHEAD
        value, basis = date(time.text, self.document.published, self.tables.times, ahead=ahead)
        return replace(time, edtf=value), basis


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _names(mentions: Iterable[EventMention], commitments: Iterable[Commitment]) -> Iterable[str]:
    for mention in mentions:
        yield from (who.text for who in (*mention.actors, *mention.recipients))
        yield from (link.source.text for link in mention.attribution if link.source)
    for commitment in commitments:
        yield commitment.holder.text
