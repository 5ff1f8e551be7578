"""Fill in what the spans of a document mean: its actors, places and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from sayso.codebook.book import CodebookTables
from sayso.codebook.phrases import fold
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.ids import ActorId
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    PlaceArgument,
    SourceArgument,
    TimeArgument,
)
from sayso.record.names import Name
from sayso.record.relations import RelationMention
from sayso.record.sayings import Saying
from sayso.record.spans import Span
from sayso.record.vocabulary import DateBasis, Status
from sayso.resolve.cast import Cast
from sayso.resolve.dates import date
from sayso.resolve.places import place
from sayso.resolve.reference import NOUNS, Referent, Referring, refer, referring

Who = TypeVar("Who", ActorArgument, SourceArgument)

NAMED_HERE = "named in the sentence"
"""How the reason ends that the reader gives for an antecedent in the pronoun's own sentence."""

TOLD_AHEAD: frozenset[Status] = frozenset({"planned", "predicted", "conditional"})
"""Statuses of acts still to come: "on Friday" is then the next Friday, not the last."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolve the spans of one document. Short names mean the person named in full elsewhere in it."""

    tables: CodebookTables
    document: Document
    cast: Cast

    @classmethod
    def of(
        cls,
        tables: CodebookTables,
        document: Document,
        mentions: Iterable[EventMention],
        commitments: Iterable[Commitment],
        names: Iterable[Name] = (),
        text: str = "",
        relations: Iterable[RelationMention] = (),
    ) -> Resolver:
        """Read all names of a document once, to learn who is named in full.

        ``names`` are all names found in it, ``text`` its text of record; without them acronyms it explains, and
        whoever is named outside its mentions, stay unknown.
        """
        day = document.published.last_day if document.published else None
        return cls(tables, document, Cast.of(tables, day, text, mentions, commitments, names, relations))

    def mention(self, mention: EventMention) -> EventMention:
        """Give a mention with its actors, places and date resolved. What no table holds keeps its own name.

        Whom several phrases mean is given once. Nobody acts on themselves: a
        recipient that proves to be one of the actors was misread and is left out.
        """
        attribution = tuple(self._link(link, mention.sentence) for link in mention.attribution)
        teller = attribution[0].source if attribution else None
        actors = _each_once(one for who in mention.actors for one in self._parties(who, mention, teller, frozenset()))
        acting = frozenset(who.actor for who in actors if who.actor)
        recipients = (one for who in mention.recipients for one in self._parties(who, mention, teller, acting))
        time, basis = self._time(mention.time, mention.status)
        return replace(
            mention,
            actors=actors,
            recipients=_each_once(who for who in recipients if who.actor not in acting),
            places=tuple(self._place(where) for where in mention.places),
            time=time,
            date=time.edtf if time else None,
            date_basis=basis,
            attribution=attribution,
        )

    def commitment(self, commitment: Commitment) -> Commitment:
        """Give a commitment with its holder and sources resolved; when it was voiced stays open."""
        return replace(
            commitment,
            holder=self._who(commitment.holder, commitment.quote),
            attribution=tuple(self._link(link, commitment.quote) for link in commitment.attribution),
        )

    def saying(self, saying: Saying) -> Saying:
        """Give a saying with its source resolved."""
        return replace(saying, source=self._who(saying.source, saying.source)) if saying.source else saying

    def relation(self, relation: RelationMention) -> RelationMention | None:
        """Give a relation with both actors resolved; None where one of them is nobody in particular."""
        subject, object_ = (self._related(who, relation.evidence) for who in (relation.subject, relation.object))
        if subject is None or object_ is None or subject.actor == object_.actor:
            return None
        time, _ = self._time(relation.time, "asserted")
        attribution = tuple(self._link(link, relation.evidence) for link in relation.attribution)
        return replace(relation, subject=subject, object=object_, time=time, attribution=attribution)

    def _related(self, who: ActorArgument, sentence: Span) -> ActorArgument | None:
        found = self._referent(who, sentence, None, frozenset())
        if found is not None and len(found.who) == 1:
            one = found.who[0]
            return replace(who, actor=one.actor, name=one.name, implicit=True, reason=found.reason)
        plainly = self._plainly(who, speaker=True)
        somebody = plainly.actor and self.cast.is_somebody(plainly.actor, plainly.name or plainly.text)
        return plainly if somebody else None

    def _parties(
        self, who: ActorArgument, mention: EventMention, teller: SourceArgument | None, not_these: frozenset[ActorId]
    ) -> Iterator[ActorArgument]:
        """Resolve one party of an act; "both sides" are two."""
        found = self._referent(who, mention.sentence, teller, not_these)
        if found is None:
            yield self._plainly(who, speaker=False)
        else:
            for one in found.who:
                one = self.cast.acting(one)
                yield replace(who, actor=one.actor, name=one.name, implicit=True, reason=found.reason)

    def _who(self, who: Who, sentence: Span) -> Who:
        """Resolve a source or the holder of a commitment."""
        found = self._referent(who, sentence, None, frozenset())
        if found is None or len(found.who) > 1:
            return self._plainly(who, speaker=True)
        return replace(who, actor=found.who[0].actor, name=found.who[0].name)

    def _plainly(self, who: Who, *, speaker: bool) -> Who:
        pronouns = self.tables.words.pronoun | self.tables.words.possessive
        named = self.tables.actors.lookup(who.text) is not None  # "US" folds to the pronoun
        words = who.name if fold(who.text) in pronouns and not named else who.text
        if words is None:
            return who
        found = self.cast.who(words, speaker)
        return replace(who, actor=found.actor, name=found.name)

    def _referent(
        self,
        who: ActorArgument | SourceArgument,
        sentence: Span,
        teller: SourceArgument | None,
        not_these: frozenset[ActorId],
    ) -> Referent | None:
        before = sentence.text[: who.start - sentence.start].split() if sentence.holds(who) else []
        registry = self.tables.actors
        found = referring(who.text, fold(before[-1]) if before else "", self.tables.references, registry)
        if found is None:
            return None
        if found.rule.form in ("speaker", "side"):
            return self._of_teller(found, teller)
        if found.rule.form in NOUNS and registry.get(self.cast.who(who.text, False).actor) is not None:
            return None
        if self._is_told(who, found):
            return None
        referent = refer(found, who.start, self.cast.sentence_at(sentence.start), self.cast.told, not_these)
        if referent is None and found.rule.number == 1 and "person" in found.rule.kinds and found.rule.form == "noun":
            holder = self.cast.holder(found.rule.words, found.country)
            return Referent((holder,), f"{found.words!r}: {holder.reason}") if holder else None
        return referent

    def _is_told(self, who: ActorArgument | SourceArgument, found: Referring) -> bool:
        """Tell whether the reader's own antecedent stands: somebody the registry holds, or words of the sentence."""
        if who.name is None or found.rule.form in NOUNS:
            return False
        if self.tables.actors.get(self.cast.who(who.name, True).actor) is not None:
            return True
        near = isinstance(who, ActorArgument) and who.reason is not None and who.reason.endswith(NAMED_HERE)
        return near and referring(who.name, "the", self.tables.references, self.tables.actors) is None

    def _of_teller(self, found: Referring, teller: SourceArgument | None) -> Referent | None:
        """Read "I" as whoever is quoted, "we" as their side: the state they hold office in, their group, themselves."""
        if teller is None or teller.actor is None:
            return None
        who = self.cast.named(teller.actor, teller.text)
        side = self.cast.side_of(who) if found.rule.form == "side" else who
        return Referent((side,), f"{found.words!r}: said by {who.name}") if side else None

    def _link(self, link: Attribution, sentence: Span) -> Attribution:
        return replace(link, source=self._who(link.source, sentence)) if link.source else link

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


def _each_once(parties: Iterable[ActorArgument]) -> tuple[ActorArgument, ...]:
    """Keep one argument for each actor: the first that names or describes it in the sentence, else the first."""
    kept: dict[str, ActorArgument] = {}
    for who in parties:
        key = who.actor or f"{who.start}:{who.end}"
        if key not in kept or (kept[key].implicit and not who.implicit):
            kept[key] = who
    return tuple(kept.values())
