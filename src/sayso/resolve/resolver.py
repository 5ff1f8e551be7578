"""Fill in what the spans of a document mean: its actors, places and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from sayso.codebook.book import CodebookTables
from sayso.codebook.phrases import fold
from sayso.record.analysis import Analysis
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.ids import ActorId
from sayso.record.marks import NameLabel
from sayso.record.mentions import (
    NAMED_HERE,
    ActorArgument,
    Attribution,
    EventMention,
    PlaceArgument,
    SourceArgument,
)
from sayso.record.names import Name, PlaceName
from sayso.record.relations import RelationMention
from sayso.record.sayings import Saying
from sayso.record.spans import Span
from sayso.record.times import TimeExpression
from sayso.record.vocabulary import Status
from sayso.resolve.bearers import Bearers
from sayso.resolve.cast import Cast
from sayso.resolve.dates import date, lasting, meaning, reaching
from sayso.resolve.narrative import Narrative
from sayso.resolve.place_roles import role_of
from sayso.resolve.places import ResolvedPlace, place, toponyms
from sayso.resolve.reference import NOUNS, Referent, Referring, refer, referring
from sayso.resolve.surroundings import Surroundings
from sayso.resolve.telling import ToldTime, times_told

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
    cast: Cast
    around: Surroundings
    told: tuple[ToldTime, ...] = ()
    narrative: Narrative | None = None
    analysis: Analysis | None = None

    @classmethod
    def of(
        cls,
        tables: CodebookTables,
        document: Document,
        mentions: Iterable[EventMention],
        commitments: Iterable[Commitment],
        names: Iterable[Name] = (),
        analysis: Analysis | None = None,
        relations: Iterable[RelationMention] = (),
    ) -> Resolver:
        """Read all names of a document once, to learn who is named in full and where it is, and all its times.

        ``names`` are all names found in it; without them and the analysis acronyms it explains, and whoever is named
        outside its mentions, stay unknown.
        """
        day = document.published.last_day if document.published else None
        text = analysis.text if analysis else ""
        where = {(one.start, one.text) for mention in mentions for one in mention.places}
        where |= {(one.start, one.text) for one in names if one.label in SPOKEN_OF}
        inside = {text: tuple(toponyms(0, text, tables.places)) for text in {text for _, text in where}}
        spoken = (
            Span(start + one.start, start + one.end, one.text) for start, text in sorted(where) for one in inside[text]
        )
        around = Surroundings.of(spoken, tables.places)
        cast = Cast.of(tables, day, text, mentions, commitments, names, relations)
        if analysis is None:
            return cls(tables, document, cast, around)
        told = times_told(analysis, document.published, tables.times)
        return cls(tables, document, cast, around, told, Narrative.of(told, analysis, document), analysis)

    def times(self) -> tuple[TimeExpression, ...]:
        """Give every time phrase of the document, in text order."""
        return tuple(one.expression(self.document.published, self.tables.times) for one in self.told)

    def mentions(self, mentions: Iterable[EventMention]) -> tuple[EventMention, ...]:
        """Give a document's mentions resolved.

        Those that state no date or no recipient take it from what is told around them, where that is likely.
        """
        resolved = tuple(map(self.mention, mentions))
        if self.narrative is None or self.analysis is None:
            return resolved
        dated = self.narrative.dated(resolved)
        return Bearers.of(dated, self.cast, self.analysis, self.tables.bearers).filled()

    def mention(self, mention: EventMention) -> EventMention:
        """Give a mention with its actors, places and date resolved. What no table holds keeps its own name.

        Whom several phrases mean is given once. Nobody acts on themselves: a recipient that proves to be one of the
        actors was misread and is left out.
        """
        attribution = tuple(self._link(link, mention.sentence) for link in mention.attribution)
        teller = attribution[0].source if attribution else None
        actors = _each_once(one for who in mention.actors for one in self._parties(who, mention, teller, frozenset()))
        acting = frozenset(who.actor for who in actors if who.actor)
        recipients = (one for who in mention.recipients for one in self._parties(who, mention, teller, acting))
        return replace(
            self._dated(mention),
            actors=actors,
            recipients=_each_once(who for who in recipients if who.actor not in acting),
            places=tuple(self._place(where, mention.trigger.text) for where in mention.places),
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
        time = relation.time
        if time is not None:
            time = replace(time, edtf=date(time.text, self.document.published, self.tables.times)[0])
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

    def places(self, mentions: Iterable[EventMention], names: Iterable[Name]) -> tuple[PlaceName, ...]:
        """Say where every place of a document is, in text order: those of its acts, and its other place names."""
        told: dict[tuple[int, int], tuple[Span, str | None]] = {}
        for mention in mentions:
            told.update({(one.start, one.end): (one, one.relation) for one in mention.places})
        acted = [span for span, _ in told.values()]
        for name in names:
            if name.label in PLACE_LABELS and not any(name.meets(span) for span in acted):
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

    def _dated(self, mention: EventMention) -> EventMention:
        """Fill in what the mention's own time words mean."""
        if mention.time is None:
            return mention
        ahead = mention.status in TOLD_AHEAD
        told = next((one for one in self.told if one.span.meets(mention.time)), None)
        if told is None:
            value, basis = date(mention.time.text, self.document.published, self.tables.times, ahead=ahead)
            return replace(mention, time=replace(mention.time, edtf=value), date=value, date_basis=basis)
        found = told.meaning
        if ahead and not told.phrase.parts.get("year"):
            again = meaning(told.phrase, self.document.published, self.tables.times, told=told.before, ahead=True)
            found = again or found
        value = found.edtf
        if value and (told.since is None or told.begins(mention.trigger.start)):
            value = reaching(told.phrase, value, self.document.published, self.tables.times)
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


def _each_once(parties: Iterable[ActorArgument]) -> tuple[ActorArgument, ...]:
    """Keep one argument for each actor: the first that names or describes it in the sentence, else the first."""
    kept: dict[str, ActorArgument] = {}
    for who in parties:
        key = who.actor or f"{who.start}:{who.end}"
        if key not in kept or (kept[key].implicit and not who.implicit):
            kept[key] = who
    return tuple(kept.values())
