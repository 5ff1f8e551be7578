"""Clauses: whose verb a verb is, and what stands behind it. The grammar of the extractor, kept shallow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.codebook.book import CodebookTables
from sayso.extract.acts import is_break
from sayso.extract.lines import Line, is_mark, is_quote
from sayso.extract.parties import Party

_MAX_GAP = 40


@dataclass(frozen=True, slots=True)
class Clauses:
    """Answer questions about a line's verbs. ``speech`` are the words that are verbs of saying."""

    line: Line
    parties: tuple[Party, ...]
    speech: frozenset[int]
    tables: CodebookTables
    _by_end: dict[int, Party] = field(default_factory=dict)
    _by_start: dict[int, Party] = field(default_factory=dict)

    @classmethod
    def of(cls, line: Line, parties: Sequence[Party], speech: frozenset[int], tables: CodebookTables) -> Clauses:
        """Prepare a line; ``parties`` as ``find_parties`` gives them."""
        ends = {party.last: party for party in parties}
        starts = {party.first: party for party in parties}
        return cls(line, tuple(parties), speech, tables, ends, starts)

    def subject(self, verb: int, *, texts: bool = False) -> tuple[Party, ...]:
        """Find the subject of a verb at a word, with those it is joined to by "and"; empty if none is seen.

        ``texts``: a report or a video may be the subject, as it can only of verbs of saying.
        """
        at = self._before_verb(verb)
        infinitive = self.line.word(at + 1) == "to" or self.line.word(at) == "to"
        beside = self._by_end.get(verb)
        if beside and beside.kind == "noun" and self.line.folded[verb].endswith("ing"):
            return self.joined(beside)
        if self.line.word(at) == "to" or self.line.word(at) in self.tables.clauses.behind_verb:
            controlled = self._by_end.get(at)
            if controlled and not self._possessor(controlled):
                return self.joined(controlled)
            at -= 1
            if self.line.word(at + 1) == "to" and self.line.word(at) in self.tables.words.intention:
                owner = self.owner(at)
                return (owner,) if owner else self._walk_left(at - 1, verb, infinitive, texts)
        return () if self._is_weapon(at) else self._walk_left(at, verb, infinitive, texts)

    def _is_weapon(self, at: int) -> bool:
        """Tell whether a weapon stands as the subject: "after rockets killed two" does not say who fired them."""
        counted = self.tables.cues.counted.get(self.line.folded[at]) if at >= 0 else None
        return counted is not None and counted.kind == "weapons" and at + 1 not in self._by_end

    def owner(self, noun: int) -> Party | None:
        """Find whose noun a noun at a word is: the name, adjective or possessive right before it."""
        at = noun - 1
        while at >= max(0, noun - 4):
            word = self.line.folded[at]
            party = self._by_end.get(at + 1)
            if party and party.kind != "text":
                return party
            if word == "'s" or (word == "'" and self._by_end.get(at)):
                return self._by_end.get(at)
            if word in self.tables.words.possessive:
                return Party(at, at + 1, "pronoun", word, "")
            if word in self.tables.words.function or is_mark(word):
                return None
            at -= 1
        return None

    def after(self, start: int, reach: int, *, texts: bool = False) -> tuple[Party, ...]:
        """List the parties behind a word, within ``reach`` words and before the clause breaks."""
        end = min(len(self.line.words), start + reach)
        found: list[Party] = []
        for at in range(start, end):
            if is_break(self.line.folded[at]):
                break
            if at in self._by_start:
                found.append(self._by_start[at])
        return tuple(party for party in found if texts or party.kind != "text")

    def beside(self, verb: int) -> tuple[Party, ...]:
        """Give the party right before a verb, with those it is joined to."""
        party = self._by_end.get(verb)
        return self.joined(party) if party else ()

    def postmodifies(self, verb: int) -> bool:
        """Tell whether a participle describes the noun before it: "prisoners held in Iran"."""
        party = self._by_end.get(verb)
        return party is not None and party.kind == "noun" and (self._in_phrase(party) or self._object(party))

    def joined(self, party: Party) -> tuple[Party, ...]:
        """Add the parties that stand in one list with a party, before it and behind it, in text order."""
        chain = [party]
        before = self._neighbour(party.first - 1, -1)
        while before is not None and before.kind != "pronoun":
            chain.insert(0, before)
            before = self._neighbour(before.first - 1, -1)
        behind = self._neighbour(party.last, 1)
        while behind is not None and behind.kind != "pronoun":
            chain.append(behind)
            behind = self._neighbour(behind.last, 1)
        return tuple(chain)

    def _neighbour(self, at: int, step: int) -> Party | None:
        words = self.tables.words
        seen_and = False
        for _ in range(3):
            word = self.line.word(at)
            if word in ("and", "&"):
                seen_and = True
            elif word not in words.determiner:
                break
            at += step
        if not seen_and:
            return None
        return self._by_end.get(at + 1) if step < 0 else self._by_start.get(at)

    def _before_verb(self, verb: int) -> int:
        words = self.tables.words
        at = verb - 1
        while at >= 0 and (
            self.line.folded[at] in words.adverb
            or self.line.folded[at] in words.auxiliary
            or self.line.folded[at] in words.modal
            or self.line.folded[at] in ("not", "n't", "never")
        ):
            if self.line.folded[at] == "'s" and self._by_end.get(at):
                break
            at -= 1
        return at

    def _walk_left(self, start: int, verb: int, infinitive: bool, texts: bool) -> tuple[Party, ...]:
        at = self._over_relative(start)
        joined = self.line.word(start) in ("and", "but")
        words = self.tables.clauses
        fallback: Party | None = None
        while at >= max(0, verb - _MAX_GAP):
            word = self.line.folded[at]
            if at in self.speech:
                if infinitive or (fallback is None and (at == start or joined)):
                    return self.subject(at)
                break
            if is_break(word) or (word in words.clause and at != start):
                break
            if word in words.relative:
                antecedent = self._by_end.get(at) or self._by_end.get(at - (self.line.word(at - 1) == ","))
                if antecedent:
                    return self.joined(antecedent)
            party = self._by_end.get(at + 1)
            if party and party.kind == "text" and not texts:
                at = party.first
            elif party:
                if self._can_be_subject(party, verb):
                    return self.joined(self._named_before(party, verb))
                fallback = fallback or (None if party.preposition or self._possessor(party) else party)
                at = party.first
            at -= 1
        return (fallback,) if fallback and not infinitive else ()

    def _over_relative(self, comma: int) -> int:
        """Step over a relative clause between commas that ends at a word: "Smith, who leads the party, said"."""
        if self.line.word(comma) != ",":
            return comma
        for at in range(comma - 1, max(0, comma - _MAX_GAP), -1):
            word = self.line.folded[at]
            if is_break(word) or is_quote(word):
                break
            if word in self.tables.words.relative:
                opener = at - 1 - (self.line.folded[at - 1] in self.tables.words.preposition)
                if self.line.word(opener) == ",":
                    return opener - 1
        return comma

    def _can_be_subject(self, party: Party, verb: int) -> bool:
        if self._possessor(party):
            return False
        if party.kind == "adjective" or any(map(self._in_phrase, self.joined(party)[:-1])):
            return False
        follows = self.line.word(party.last)
        words = self.tables.words
        if party.preposition:
            verb_follows = party.last == verb or follows in words.auxiliary or follows in words.modal
            return party.preposition in self.tables.clauses.clause_preposition and verb_follows
        if party.kind == "pronoun" and party.head in self.tables.clauses.acted_on:
            return False
        return not self._object(party)

    def _named_before(self, party: Party, verb: int) -> Party:
        """Prefer the name in "Smith, the envoy to Rome, said" to its description."""
        words = self.tables.words
        at = party.first - 1
        while at >= 0 and self.line.folded[at] in words.determiner:
            at -= 1
        named = self._by_end.get(at) if self.line.word(at) == "," else None
        if named and named.kind == "name" and not party.person and "," in self.line.folded[party.last : verb]:
            return named
        return party

    def _possessor(self, party: Party) -> bool:
        return self.line.word(party.last) == "'s" and self.line.word(party.last + 1) not in ("been", "being")

    def _object(self, party: Party) -> bool:
        words = self.tables.words
        at = party.first - 1
        while at >= 0 and (
            self.line.folded[at] in words.determiner
            or self.line.folded[at] in words.number
            or self.line.folded[at] in words.modifier
            or self.line.folded[at][:1].isdigit()
        ):
            at -= 1
        if at < 0 or at in self.speech:
            return False
        word = self.line.folded[at]
        if word in words.auxiliary or word in words.modal:
            return False
        return word in self.tables.triggers.spellings or word in words.verb

    def _in_phrase(self, party: Party) -> bool:
        return bool(party.preposition) and party.preposition not in self.tables.clauses.clause_preposition
