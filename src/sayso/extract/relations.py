"""Relations: who sponsors, commands, leads or speaks for whom, where a line says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sayso.codebook.relations import RelationCue, RelationShape
from sayso.extract.clauses import Clauses
from sayso.extract.lines import is_quote
from sayso.extract.parties import Party
from sayso.extract.stretches import Range

REACH = 12
"""Words between a verb that puts somebody on a list and the word "terrorist", or whoever did it."""
GAP = 6
"""Words that may stand between one actor and the noun that describes them: "a senior and long-serving commander"."""


@dataclass(frozen=True, slots=True)
class RelationHit:
    """Mark a relation in a line: the words of subject and object, and those that state it (ends exclusive).

    ``negated``: a word between them says that it does not hold.
    """

    cue: RelationCue
    subject: Range
    object: Range
    first: int
    last: int
    negated: bool


def find_relations(clauses: Clauses) -> Iterator[RelationHit]:
    """Find the relations that a line states, shape by shape; a relation found twice is given once."""
    seen: set[tuple[str, Range, Range]] = set()
    if len(clauses.parties) == 0:
        return
    for hit in _all(clauses):
        key = (hit.cue.predicate, hit.subject, hit.object)
        if hit.subject != hit.object and key not in seen:
            seen.add(key)
            yield hit


def _all(clauses: Clauses) -> Iterator[RelationHit]:
    line, cues = clauses.line, clauses.tables.relations
    for party in clauses.parties:
        yield from _titled(clauses, party)
    for at in range(len(line.words)):
        found = cues.of_shape("compound").longest_at(line.folded, at) if line.compound(at) else None
        if found:
            yield from _compound(clauses, at, found[1][0])
    for shape, read in _READERS:
        at = 0
        while at < len(line.words):
            found = None if line.compound(at) else cues.of_shape(shape).longest_at(line.folded, at)
            if found:
                yield from read(clauses, at, found[0], found[1][0])
            at = found[0] if found else at + 1


def _hit(clauses: Clauses, cue: RelationCue, one: Range, other: Range, first: int, last: int) -> RelationHit:
    subject, object_ = (other, one) if cue.inverse else (one, other)
    low, high = min(one[0], other[0], first), max(one[1], other[1], last)
    negated = not clauses.tables.clauses.relation_negation.isdisjoint(clauses.line.folded[low:high])
    return RelationHit(cue, subject, object_, low, high, negated)


def _compound(clauses: Clauses, at: int, cue: RelationCue) -> Iterator[RelationHit]:
    """Read "Iran-backed militia": the party before the hyphen, and the next one."""
    before = _ending_at(clauses, at)
    behind = _starting_at(clauses, at + 1)
    if before and behind and behind.kind != "pronoun":
        yield _hit(clauses, cue, _range(before), _name_of(clauses, behind), at, at + 1)


def _passive(clauses: Clauses, at: int, last: int, cue: RelationCue) -> Iterator[RelationHit]:
    """Read "a group backed by Iran": whoever stands behind "by", and the party described."""
    by = _starting_at(clauses, last)
    described = _described(clauses, at)
    if by and described:
        for one in clauses.joined(by):
            yield _hit(clauses, cue, _range(one), _name_of(clauses, described), at, last)


def _noun(clauses: Clauses, at: int, last: int, cue: RelationCue) -> Iterator[RelationHit]:
    """Read "Jane Roe, the commander of the Reed Front", "X is the ally of Y" and "the head of Y, Jane Roe"."""
    line = clauses.line
    if line.word(last) in clauses.tables.clauses.relation_link:
        whole = _starting_at(clauses, last + 1)
        if whole is None or whole.kind not in ("name", "adjective", "noun"):
            return
        described = _described(clauses, at) or _named_behind(clauses, whole.last)
        if described and described is not whole:
            yield _hit(clauses, cue, _name_of(clauses, described), _range(whole), at, last)
        return
    owner = clauses.owner(at)
    if owner is None or owner.kind not in ("name", "adjective") or owner.person:
        return
    described = _described(clauses, owner.first) or _named_behind(clauses, last)
    if described and described is not owner:
        yield _hit(clauses, cue, _name_of(clauses, described), _range(owner), at, last)


def _titled(clauses: Clauses, party: Party) -> Iterator[RelationHit]:
    """Read "Reed Front commander Jane Roe", all of which is one party."""
    line, tables = clauses.line, clauses.tables
    owner = tables.actors.longest_at(line.words, line.folded, party.first)
    if owner is None or owner[1][0].entry.kind == "person" or owner[0] >= party.last - 1:
        return
    behind = owner[0] + (line.word(owner[0]) == "'s")
    for at in range(behind, min(behind + GAP, party.last - 1)):
        found = tables.relations.of_shape("noun").longest_at(line.folded, at)
        if found and found[0] < party.last and line.words[found[0]][:1].isupper():
            yield _hit(clauses, found[1][0], (found[0], party.last), (party.first, owner[0]), party.first, party.last)
            return


def _verb(clauses: Clauses, at: int, last: int, cue: RelationCue) -> Iterator[RelationHit]:
    """Read "Roe leads the Reed Front": a finite verb with a named subject and a named object."""
    behind = _starting_at(clauses, last)
    if behind is None or behind.kind != "name" or clauses.line.word(at - 1) in ("to", "will", "would"):
        return
    if clauses.line.word(at - 1) in clauses.tables.words.determiner:
        return
    for subject in clauses.subject(at):
        if subject is not behind and subject.kind in ("name", "pronoun"):
            yield _hit(clauses, cue, _range(subject), _range(behind), at, last)


def _listed(clauses: Clauses, at: int, last: int, cue: RelationCue) -> Iterator[RelationHit]:
    """Read "the United States designated the group a terrorist organization", active or passive."""
    line = clauses.line
    near = line.folded[last : last + REACH]
    words, terror = clauses.tables.words, clauses.tables.clauses.terror
    if terror.isdisjoint(near):
        return
    parties: tuple[tuple[Party, Party], ...] = ()
    if line.word(at - 1) in words.being or (line.word(at - 1) in words.adverb and line.word(at - 2) in words.being):
        by = next((p for p in clauses.after(last, REACH) if p.preposition == "by"), None)
        listed = _described(clauses, at)
        parties = ((by, listed),) if by and listed else ()
    else:
        behind = _starting_at(clauses, last)
        parties = tuple((one, behind) for one in clauses.subject(at) if behind and behind is not one)
    for doer, whom in parties:
        if doer.kind in ("name", "pronoun") and whom.kind in ("name", "pronoun", "noun"):
            end = last + next(i for i, word in enumerate(near) if word in terror) + 1
            yield _hit(clauses, cue, _name_of(clauses, whom), _range(doer), at, end)


def _described(clauses: Clauses, at: int) -> Party | None:
    """Find the party that words at ``at`` describe: before a comma, "is", "which is", with adjectives between."""
    words = clauses.tables.words
    crossed = False
    for before in range(at - 1, max(-1, at - 1 - GAP), -1):
        word = clauses.line.folded[before]
        party = _ending_at(clauses, before + 1)
        if party is not None and party.kind not in ("adjective", "text"):
            return party if crossed or party.kind != "name" or party.last == at else None
        if word in words.being or word in clauses.tables.clauses.relation_between:
            crossed = True
        elif is_quote(word) or word in words.preposition or not (word.isalpha() or word in ("n't", "'s")):
            return None
    return None


def _named_behind(clauses: Clauses, at: int) -> Party | None:
    """Find the name behind a description: "the head of the Reed Front, Jane Roe" or "the front's leader Jane Roe"."""
    party = _starting_at(clauses, at + (clauses.line.word(at) == ","))
    return party if party is not None and party.kind == "name" and not party.preposition else None


def _name_of(clauses: Clauses, party: Party) -> Range:
    """Give the words of a party, or of the name that it describes: "Roe's men, an armed group"."""
    if party.kind == "noun":
        at = party.first - 1
        while at >= 0 and (clauses.line.folded[at] in clauses.tables.words.determiner or _is_lead(clauses, at)):
            at -= 1
        if clauses.line.word(at) == ",":
            named = _ending_at(clauses, at)
            if named is not None and named.kind == "name" and not named.preposition:
                return _range(named)
    return _range(party)


def _is_lead(clauses: Clauses, at: int) -> bool:
    """Tell whether a word stands between a comma and the noun it describes, as parts of a compound do."""
    return clauses.line.compound(at) or clauses.line.folded[at] in clauses.tables.words.modifier


def _range(party: Party) -> Range:
    return party.first, party.last


def _ending_at(clauses: Clauses, at: int) -> Party | None:
    return next((party for party in clauses.parties if party.last == at), None)


def _starting_at(clauses: Clauses, at: int) -> Party | None:
    """Find the party that starts at a word, over determiners."""
    while clauses.line.word(at) in clauses.tables.words.determiner:
        at += 1
    return next((party for party in clauses.parties if party.first == at), None)


_Read = Callable[[Clauses, int, int, RelationCue], Iterator[RelationHit]]
_READERS: tuple[tuple[RelationShape, _Read], ...] = (
    ("passive", _passive), ("noun", _noun), ("verb", _verb), ("listed", _listed),
)  # fmt: skip
