"""Pages: one sentence with everything found in it, made into the record's own objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.codebook.book import CodebookTables
from sayso.codebook.times import find_times
from sayso.extract.acts import LEAST_PROBABILITY, Act, find_acts
from sayso.extract.arguments import find_places, find_roles, find_time, governor
from sayso.extract.clauses import Clauses
from sayso.extract.commitments import Undertaking, find_commitments
from sayso.extract.figures import Figure, figures_of, find_figures
from sayso.extract.lines import Line
from sayso.extract.parties import Party, Site, find_parties, find_sites
from sayso.extract.pronouns import Antecedent, Heard, antecedent
from sayso.extract.sayings import content_of, quoted_in
from sayso.extract.standing import StandingHit, find_standings, status_of
from sayso.extract.voices import VERBAL, Voice, chain_at, find_cues, find_voices
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.ids import EventId, MentionId, commitment_id, mention_id
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    NumberArgument,
    PlaceArgument,
    SourceArgument,
    TimeArgument,
)
from sayso.record.sayings import Saying
from sayso.record.spans import Span
from sayso.record.vocabulary import Status

METHOD = "codebook 1"
"""Name and version of this reader, written into every mention it finds."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Keep the voice that a quotation goes on with, its line, and the paragraph it has reached."""

    line: Line
    voice: Voice
    paragraph: int


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one line, everything found in it, and the parties of the lines before."""

    line: Line
    codebook: CodebookTables
    clauses: Clauses
    acts: tuple[Act, ...]
    voices: tuple[Voice, ...]
    sites: tuple[Site, ...]
    times: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...]
    heard: Heard
    before: tuple[Heard, ...]
    sentence: Span

    @classmethod
    def of(
        cls,
        line: Line,
        codebook: CodebookTables,
        small: frozenset[str],
        before: tuple[Heard, ...],
        least: float = LEAST_PROBABILITY,
    ) -> Page:
        """Read a line whose earlier ones are ``before``; acts less probable than ``least`` are left out."""
        parties = find_parties(line, codebook, small)
        cues = find_cues(line, parties, codebook)
        speech = frozenset(at for hit in cues if hit.cue.role in VERBAL for at in range(hit.first, hit.last))
        clauses = Clauses.of(line, parties, speech, codebook)
        acts = find_acts(line, parties, codebook, least)
        return cls(
            line,
            codebook,
            clauses,
            acts,
            find_voices(clauses, cues),
            find_sites(line, codebook),
            tuple(find_times(line.words, codebook.times)),
            find_figures(line, codebook),
            Heard(line, parties),
            before,
            line.span(0, len(line.words)),
        )

    def mentions(self, document: Document, carried: Carried | None) -> Iterator[EventMention]:
        """Make the mentions of the line; a quotation without a source of its own keeps the carried one."""
        standings = find_standings(self.line) if self.acts else ()
        for act in self.acts:
            roles = find_roles(self.clauses, act, self.acts)
            time = find_time(act, self.times, self.acts)
            attribution = self.attribution(act, carried)
            yield self.mention(
                act,
                document,
                METHOD,
                actors=tuple(map(self.argument, roles.actors)),
                recipients=tuple(map(self.argument, roles.recipients)),
                places=tuple(map(self.place, find_places(act, self.sites))),
                time=self.time(time) if time else None,
                numbers=tuple(map(self.number, figures_of(act, self.figures, self.acts))),
                status=self.status(act, standings, attribution),
                attribution=attribution,
                probability=act.probability,
            )

    def id_of(self, act: Act, document: Document) -> MentionId:
        """Name the mention of an act."""
        return mention_id(document.id, *self.line.bounds(act.first, act.last))

    def mention(
        self,
        act: Act,
        document: Document,
        method: str,
        *,
        actors: tuple[ActorArgument, ...],
        recipients: tuple[ActorArgument, ...],
        places: tuple[PlaceArgument, ...],
        time: TimeArgument | None,
        numbers: tuple[NumberArgument, ...],
        status: Status,
        attribution: tuple[Attribution, ...],
        probability: float,
    ) -> EventMention:
        """Make the mention of an act; type, mode, trigger and sentence are its own, the rest is given."""
        id_ = self.id_of(act, document)
        plover = self.codebook.plover
        return EventMention(
            id=id_,
            doc=document.id,
            path=document.path,
            event=EventId(id_),
            type=act.type,
            mode=act.mode,
            quad=plover.quad(act.type),
            score=plover.score(act.type, act.mode),
            trigger=self.line.span(act.first, act.last),
            sentence=self.sentence,
            actors=actors,
            recipients=recipients,
            places=places,
            time=time,
            numbers=numbers,
            status=status,
            attribution=attribution,
            probability=probability,
            method=method,
        )

    def status(self, act: Act, standings: Sequence[StandingHit], attribution: Sequence[Attribution]) -> Status:
        """Say how an act stands by the cues around it; a denied act that is told as done is negated."""
        status = status_of(self.clauses, act, standings)
        return as_denied(status, attribution)

    def commitments(self, document: Document, carried: Carried | None) -> Iterator[Commitment]:
        """Make the commitments of the line; in a quotation without a source of its own the carried one holds them."""
        carries = carried is not None and carried.voice.source is not None
        for found in find_commitments(self.clauses, self.voices, self.acts, carries):
            quote = self.line.span(*found.stretch.words)
            condition, consequence = found.stretch.condition, found.stretch.consequence
            holder = self._speaker(found.holder) if found.holder else _carried_source(carried)
            if holder is None:
                continue
            yield Commitment(
                id=commitment_id(document.id, quote.start, quote.end),
                doc=document.id,
                path=document.path,
                kind=found.kind,
                holder=holder,
                quote=quote,
                condition=self.line.span(*condition) if condition else None,
                consequence=self.line.span(*consequence) if consequence else None,
                attribution=self._commitment_voice(found),
            )

    def sayings(self, carried: Carried | None) -> Iterator[Saying]:
        """Make the sayings of the line; a quotation without a source of its own is the carried one's."""
        for voice in self.voices:
            if content := content_of(self.line, voice, self.codebook.words):
                link = self.link(voice)
                yield Saying(link.source, link.cue, content, link.stance, link.anonymous)
        source = _carried_source(carried)
        if carried and source and not any(map(self._outer, self.voices)) and (content := quoted_in(self.line)):
            yield Saying(source, None, content, "states", carried.voice.anonymous)

    def speaker_before(self, carried: Carried | None) -> SourceArgument | None:
        """Give whoever a quotation in the line goes on from; None where nothing is quoted."""
        return _carried_source(carried) if any(self.line.quoted) else None

    def carry(self, carried: Carried | None) -> Carried | None:
        """Give the voice that a quotation in the next line goes on with."""
        speaking = [voice for voice in self.voices if self._outer(voice)]
        if speaking:
            return Carried(self.line, speaking[-1], self.line.sentence.paragraph)
        if carried and any(self.line.quoted):
            return Carried(carried.line, carried.voice, self.line.sentence.paragraph)
        return None

    def _outer(self, voice: Voice) -> bool:
        """Tell whether a voice is heard outside any quotation."""
        return voice.source is not None and voice.cue is not None and not self.line.quoted[voice.cue[0]]

    def attribution(self, act: Act, carried: Carried | None) -> tuple[Attribution, ...]:
        """Give the chain of sources of an act, innermost first."""
        chain = chain_at(self.voices, act.first, act.last, self._doer(act))
        quoted = self.line.quoted[act.first]
        if any(not voice.weak for voice in chain) or (chain and not quoted):
            return tuple(map(self.link, chain))
        outer = self._quoting(act, carried) if quoted else ()
        return outer or tuple(map(self.link, chain))

    def _doer(self, act: Act) -> Party | None:
        """Give the subject of the act's verb, or of the verb whose object it is, if "and" joins that verb."""
        verb = governor(self.clauses, act) if act.nominal else act.first
        if verb is None or act.passive:
            return None
        before = verb - 1
        while self.line.word(before) in self.codebook.words.adverb:
            before -= 1
        if self.line.word(before) not in ("and", "but"):
            return None
        subject = self.clauses.subject(verb)
        return subject[0] if subject else None

    def _quoting(self, act: Act, carried: Carried | None) -> tuple[Attribution, ...]:
        own = next((voice for voice in self.voices if self._outer(voice)), None)
        if own and own.cue and not act.first < own.cue[1] <= act.last:
            return (self.link(own),)
        source = _carried_source(carried)
        if carried is None or source is None:
            return ()
        return (Attribution(source, carried.voice.anonymous, None, "states"),)

    def link(self, voice: Voice) -> Attribution:
        """Make the link of a chain of sources that a voice is."""
        source = self._speaker(voice.source) if voice.source else None
        cue = self.line.span(*voice.cue) if voice.cue else None
        return Attribution(source, voice.anonymous, cue, voice.stance)

    def _speaker(self, party: Party) -> SourceArgument:
        span = self.line.span(party.first, party.last)
        named = self._antecedent(party) if party.kind == "pronoun" else None
        return SourceArgument(span.start, span.end, span.text, name=named.text if named else None)

    def _commitment_voice(self, found: Undertaking) -> tuple[Attribution, ...]:
        first = found.stretch.words[0]
        covering = [voice for voice in self.voices if voice.covers(first) and voice.source != found.holder]
        return tuple(self.link(voice) for voice in covering)

    def argument(self, party: Party) -> ActorArgument:
        """Quote a party; a pronoun is given the name that it stands for."""
        span = self.line.span(party.first, party.last)
        found = self._antecedent(party) if party.kind == "pronoun" else None
        if found is None:
            return ActorArgument(span.start, span.end, span.text, implicit=party.kind == "pronoun")
        return ActorArgument(span.start, span.end, span.text, name=found.text, implicit=True, reason=found.reason)

    def _antecedent(self, pronoun: Party) -> Antecedent | None:
        speaking = next((v for v in self.voices if v.source and v.covers(pronoun.first)), None)
        source = speaking.source if speaking else None
        speaker = None
        if source and source.kind != "pronoun":
            speaker = Antecedent(self.line.span(source.first, source.last).text, "the speaker")
        return antecedent(pronoun, self.heard, self.before, speaker, self.codebook.clauses)

    def place(self, site: Site) -> PlaceArgument:
        """Quote a place with the preposition before it."""
        span = self.line.span(site.first, site.last)
        return PlaceArgument(
            span.start,
            span.end,
            span.text,
            relation=None if site.preposition == "and" else site.preposition or None,
        )

    def time(self, words: tuple[int, int]) -> TimeArgument:
        """Quote a time phrase."""
        span = self.line.span(*words)
        return TimeArgument(span.start, span.end, span.text)

    def number(self, figure: Figure) -> NumberArgument:
        """Quote a count with its bounds and what it counts."""
        span = self.line.span(figure.first, figure.last)
        who = self.line.span(*figure.who).text if figure.who else None
        return NumberArgument(span.start, span.end, span.text, figure.kind, who, figure.count.low, figure.count.high)


def as_denied(status: Status, attribution: Sequence[Attribution]) -> Status:
    """Turn an act told as done into one told as not done, if its innermost source denies it.

    Source: codebook, decision 15.
    """
    denied = bool(attribution) and attribution[0].stance == "denies"
    return "negated" if denied and status == "asserted" else status


def _carried_source(carried: Carried | None) -> SourceArgument | None:
    if carried is None or carried.voice.source is None:
        return None
    span = carried.line.span(carried.voice.source.first, carried.voice.source.last)
    return SourceArgument(span.start, span.end, span.text)
