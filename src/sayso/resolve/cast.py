"""The cast of a document: everybody its mentions name, by what they are called and in the order they are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sayso.codebook.book import CodebookTables
from sayso.codebook.phrases import fold
from sayso.codebook.references import Reference
from sayso.record.actors import Actor
from sayso.record.commitments import Commitment
from sayso.record.ids import ActorId
from sayso.record.markup import without_marks
from sayso.record.mentions import ActorArgument, EventMention, SourceArgument
from sayso.record.names import Name
from sayso.record.relations import RelationMention
from sayso.record.spans import Span
from sayso.resolve.actors import NOBODY, OWN_SCORE, actor, identity, registered
from sayso.resolve.offices import held
from sayso.resolve.phrase import is_name_word, may_name, plain
from sayso.resolve.profile import Profiler
from sayso.resolve.reasons import Reason
from sayso.resolve.reference import ToldActor
from sayso.resolve.resolved import ResolvedActor
from sayso.resolve.short_names import acronyms, full_name, short_names

Words = tuple[str, bool]
"""The words for somebody, and whether they stand for a source."""
OF_STATES = frozenset({"GOV", "MIL", "LEG", "SPY", "COP"})
"""Sectors whose people say "we" for their state."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Know whom the words of one document mean. Built once by ``of``, then only read.

    ``known`` are its short names and acronyms, ``read`` what each phrase means by itself, ``told`` where somebody is
    named, in text order.
    """

    tables: CodebookTables
    known: Mapping[str, ResolvedActor]
    read: Mapping[Words, ResolvedActor]
    told: tuple[ToldActor, ...]
    day: date | None
    _starts: Mapping[int, int] = field(default_factory=dict)
    _focus: str | None = None
    _met: dict[Words, ResolvedActor] = field(default_factory=dict)
    """What other phrases were found to mean, kept for when they come again."""

    @classmethod
    def of(
        cls,
        tables: CodebookTables,
        day: date | None,
        text: str,
        mentions: Iterable[EventMention],
        commitments: Iterable[Commitment],
        names: Iterable[Name],
        relations: Iterable[RelationMention] = (),
    ) -> Cast:
        """Read all names of a document once, to learn who is named in full and in which order."""
        kept, names_read = tuple(mentions), tuple(names)
        related = {(who.text, True) for one in relations for who in (one.subject, one.object)}
        phrases = sorted({words for words, _ in _named(kept, commitments)} | related)
        bare = cls(tables, _explained(cls(tables, NOBODY, {}, (), day), text), {}, (), day)
        first = {phrase: bare.who(*phrase) for phrase in phrases}
        full = [first[phrase] for phrase in phrases if not phrase[1]]
        known = {**short_names((*full, *_registered(tables, names_read))), **bare.known}
        known = {**_found_in_full(bare, first.values(), known, text), **known}
        with_known = cls(tables, known, {}, (), day)
        read = {
            phrase: with_known.who(*phrase) if _holds_one(phrase[0], known) else first[phrase] for phrase in phrases
        }
        starts = {start: i for i, start in enumerate(sorted({mention.sentence.start for mention in kept}))}
        told = tuple(sorted(_told(tables, kept, read, names_read, starts), key=lambda one: (one.start, one.end)))
        focus = Counter(one.who.country for one in told if one.who.country).most_common(1)
        return cls(tables, known, read, told, day, starts, focus[0][0] if focus else None)

    def who(self, text: str, speaker: bool) -> ResolvedActor:
        """Give whom words mean by themselves; whom no registry holds gets the profile that the words tell."""
        found = self.read.get((text, speaker)) or self._met.get((text, speaker))
        if found is not None:
            return found
        found = actor(without_marks(text), self.tables.actors, speaker=speaker, known=self.known, day=self.day)
        if self.tables.actors.get(found.actor) is None:
            found = self.profiled(found, text)
        self._met[text, speaker] = found
        return found

    def named(self, actor: ActorId, text: str) -> ResolvedActor:
        """Give the actor of an id that the document's words ``text`` led to."""
        entry = self.tables.actors.get(actor)
        if entry is not None:
            return registered(entry, Reason("named"))
        told = next((one.who for one in self.told if one.who.actor == actor), None)
        return told or self.who(text, True)

    def is_somebody(self, actor: ActorId, name: str) -> bool:
        """Tell whether an actor has a proper name: in the registry, or of two words and more, all with capitals."""
        words = name.split()
        proper = len(words) > 1 and all(
            may_name(word) or word[:1].isdigit() or word in ("of", "the", "and", "for") for word in words
        )
        return self.tables.actors.get(actor) is not None or proper

    def acting(self, who: ResolvedActor) -> ResolvedActor:
        """Give who acts where a body that may have spoken does: a ministry acts as its state."""
        entry = self.tables.actors.get(who.actor)
        state = self.tables.actors.get(entry.acts_as) if entry and entry.acts_as else None
        return registered(state, who.reason) if state else who

    def side_of(self, who: ResolvedActor) -> ResolvedActor | None:
        """Give for whom somebody says "we": the state in whose office they are, or themselves; a person alone: None."""
        registry = self.tables.actors
        entry = registry.get(who.actor)
        state = registry.get(entry.acts_as) if entry and entry.acts_as else None
        if state is None and OF_STATES.intersection(who.sectors[:1]):
            state = next((one for one in registry.entries if one.kind == "state" and one.country == who.country), None)
        if state is not None and who.kind != "state":
            return registered(state, Reason("side"))
        return None if who.kind == "person" else who

    def sentence_at(self, start: int) -> int:
        """Give the number of the sentence that starts at or last before an offset."""
        return _sentence_at(self._starts, start)

    def guessed(self) -> tuple[Actor, ...]:
        """List those the registry does not hold, with what their words tell of them; of several readings the surest."""
        found: dict[ActorId, ResolvedActor] = {}
        for one in self.read.values():
            if one.actor not in found or one.kind_probability > found[one.actor].kind_probability:
                found[one.actor] = one
        return tuple(
            Actor(who.actor, who.name, who.kind, who.country, who.sectors, kind_probability=who.kind_probability)
            for identity, who in sorted(found.items())
            if self.tables.actors.get(identity) is None
        )

    def holder(self, title: str, country: str | None) -> ResolvedActor | None:
        """Give who holds an office as the report is published: of a country, or of the one it is mostly about."""
        where = country or self._focus
        found = held(self.tables.actors, title, where, self.day) if where and self.day else None
        return registered(*found) if found else None

    def profiled(self, found: ResolvedActor, text: str) -> ResolvedActor:
        """Give an actor that no registry holds with what words for it tell of kind, country and sectors."""
        tables = self.tables
        told = Profiler(tables.actors, tables.places, tables.agents, tables.name_words).profile(text)
        country, sectors = found.country or told.country, found.sectors or told.sectors
        if found.kind_probability >= told.probability:
            return replace(found, country=country, sectors=sectors)
        return replace(
            found, kind=told.kind, kind_probability=told.probability, country=country, sectors=sectors,
            reason=found.reason._replace(beside=f"{found.reason.beside}; kind by {told.reason}"),
        )  # fmt: skip


def _named(
    mentions: Iterable[EventMention], commitments: Iterable[Commitment]
) -> Iterator[tuple[Words, tuple[ActorArgument | SourceArgument, EventMention | None, bool]]]:
    """List whoever mentions and commitments quote, with the mention and whether they are acted on in it."""
    for mention in mentions:
        for who in mention.actors:
            yield (who.text, False), (who, mention, False)
        for who in mention.recipients:
            yield (who.text, False), (who, mention, True)
        for link in mention.attribution:
            if link.source:
                yield (link.source.text, True), (link.source, mention, False)
    for commitment in commitments:
        yield (commitment.holder.text, True), (commitment.holder, None, False)


def _holds_one(text: str, known: Iterable[str]) -> bool:
    """Tell whether a short name stands in a text: only then can it mean another with them than without."""
    return any(short in text for short in known)


def _registered(tables: CodebookTables, names: Iterable[Name]) -> Iterator[ResolvedActor]:
    """Give whom the names found in a document mean in the registry, each once."""
    for known in sorted({name.actor for name in names if name.actor}):
        entry = tables.actors.get(known)
        if entry is not None:
            yield registered(entry, Reason("named"))


def _explained(cast: Cast, text: str) -> Mapping[str, ResolvedActor]:
    """Resolve the acronyms that a text explains, each as a name of its own: "Reedland Forces" is not Reedland."""
    found = {}
    for short, full in acronyms(text).items():
        names = cast.tables.actors.names_of(full)
        reason = Reason("acronym", (short, full))
        if names:
            found[short] = registered(names[0].entry, reason)
        else:
            own = ResolvedActor(identity(full), full, "unknown", None, (), reason, OWN_SCORE, 0.0)
            found[short] = replace(cast.profiled(own, full), reason=reason)
    return found


def _found_in_full(
    cast: Cast, actors: Iterable[ResolvedActor], known: Mapping[str, ResolvedActor], text: str
) -> Mapping[str, ResolvedActor]:
    """Resolve surnames that only stand with given names elsewhere in the text."""
    no_names = cast.tables.actors.leading.get("title", frozenset()) | cast.tables.words.function
    kinds = cast.tables.places.words.kind
    found = {}
    for one in actors:
        words = one.name.split()
        alone = len(words) == 1 and is_name_word(one.name) and one.name not in known
        if alone and cast.tables.actors.get(one.actor) is None:
            full = full_name(one.name, text, lambda word: plain(word) in no_names or plain(word) in kinds)
            if full is not None:
                person = cast.who(full, True)
                if person.kind == "person":
                    found[one.name] = replace(person, reason=Reason("full", (full,)))
    return found


def _told(
    tables: CodebookTables,
    mentions: Iterable[EventMention],
    read: Mapping[Words, ResolvedActor],
    names: Iterable[Name],
    starts: Mapping[int, int],
) -> Iterator[ToldActor]:
    kept = tuple(mentions)
    taken: set[tuple[int, int]] = set()
    acting = {(who.start, who.end) for mention in kept for who in mention.actors}
    for words, (who, mention, bears) in _named(kept, ()):
        place = (who.start, who.end)
        if mention is None or place in taken or not _names_somebody(read[words], who, tables):
            continue
        taken.add(place)
        inside = mention.sentence.holds(who)
        sentence = starts[mention.sentence.start] if inside else _sentence_at(starts, who.start)
        titles = _titles(who, mention.sentence, tables.references)
        yield ToldActor(*place, sentence, read[words], bears and place not in acting, titles)
    for name in names:
        entry = tables.actors.get(name.actor) if name.actor else None
        if entry is not None and name.label != "NAT" and (name.start, name.end) not in taken:
            yield ToldActor(
                name.start, name.end, _sentence_at(starts, name.start), registered(entry, Reason("named")), True
            )


def _sentence_at(starts: Mapping[int, int], at: int) -> int:
    return max((number for start, number in starts.items() if start <= at), default=0)


def _names_somebody(found: ResolvedActor, who: Span, tables: CodebookTables) -> bool:
    """Tell whether words name an actor and do not only describe one."""
    if tables.actors.get(found.actor) is not None:
        return fold(who.text) not in tables.words.pronoun or tables.actors.lookup(who.text) is not None
    return found.kind == "person" and " " in found.name and all(map(may_name, found.name.split()))


def _titles(who: Span, sentence: Span, references: Mapping[str, Reference]) -> frozenset[str]:
    """Give the nouns of persons that stand in a name's words, or right before or behind them."""
    before = sentence.text[max(0, who.start - sentence.start - 40) : max(0, who.start - sentence.start)]
    behind = sentence.text[who.end - sentence.start : who.end - sentence.start + 40] if sentence.holds(who) else ""
    near = f"{before.rpartition(',')[2] if sentence.holds(who) else ''} {who.text}"
    if behind.startswith(","):
        near = f"{near} {behind[1:].partition(',')[0]}"
    words = fold(near).split()
    found, at = set(), 0
    while at < len(words):
        for length in (3, 2, 1):
            rule = references.get(" ".join(words[at : at + length]))
            if rule is not None and rule.form == "noun" and "person" in rule.kinds and rule.number == 1:
                found.add(rule.words)
                at += length - 1
                break
        at += 1
    return frozenset(found)
