"""Voices: on whose word the acts of a line stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.book import CodebookTables
from sayso.codebook.cues import Cues, VoiceCue, VoiceRole
from sayso.extract.acts import is_break
from sayso.extract.clauses import Clauses
from sayso.extract.lines import Line, is_quote
from sayso.extract.parties import Party
from sayso.record.vocabulary import Stance

VERBAL: frozenset[VoiceRole] = frozenset({"speech", "mind", "accuse"})
"""Roles of cues that are verbs with a source as their subject."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Tell who says the words in ``scopes`` (ranges, end exclusive), and how.

    ``cue`` is the range of the words of saying, None where a quotation goes on without them; ``source`` None
    is hearsay. A ``weak`` voice thinks or wishes, or is the "I" of a quotation: it counts only where no other
    voice does. A ``first`` voice stands nearest to what is said, wherever its cue stands.
    """

    source: Party | None
    cue: tuple[int, int] | None
    stance: Stance
    anonymous: bool
    scopes: tuple[tuple[int, int], ...]
    weak: bool = False
    first: bool = False

    def covers(self, at: int) -> bool:
        """Tell whether a word is theirs."""
        return any(first <= at < last for first, last in self.scopes)


@dataclass(frozen=True, slots=True)
class CueHit:
    """Mark words ``first`` to ``last`` (exclusive) as a cue."""

    first: int
    last: int
    cue: VoiceCue


def find_cues(line: Line, parties: Sequence[Party], tables: CodebookTables) -> tuple[CueHit, ...]:
    """Find the cues of a line, left to right, none overlapping another or a name."""
    taken = {at for party in parties if party.kind != "pronoun" for at in range(party.first, party.last)}
    hits: list[CueHit] = []
    reached = 0
    for at, (last, (cue, *_)) in line.phrases.voices.items():
        if at < reached or at in taken or line.compound(at) or (cue.role in VERBAL and _is_noun(line, at, tables)):
            continue
        if not (hits and hits[-1].last == at and hits[-1].cue.role == "speech"):
            hits.append(CueHit(at, last, cue))
        reached = last
    return tuple(hits)


def find_voices(clauses: Clauses, hits: Sequence[CueHit]) -> tuple[Voice, ...]:
    """Find whose word each part of a line is, in the order of the cues."""
    voices: list[Voice] = []
    for hit in hits:
        if hit.cue.role == "hearsay":
            voices.append(_voice(clauses, hit, None, _clause_of(clauses.line, hit)))
        elif hit.cue.role in ("prefix", "origin"):
            behind = clauses.after(hit.last, 6, texts=True)
            if behind:
                scope = _around(clauses.line, hit.first, behind[0].last)
                voices.append(_voice(clauses, hit, behind[0], scope))
        elif hit.cue.role == "noun":
            owner = clauses.owner(hit.first)
            scope = ((hit.last, len(clauses.line.words)),)
            voices.append(_voice(clauses, hit, owner, scope))
        else:
            voices.extend(_spoken(clauses, hit))
    return tuple(voices)


def chain_at(voices: Sequence[Voice], first: int, last: int, doer: Party | None = None) -> tuple[Voice, ...]:
    """Give the voices that cover words ``first`` to ``last`` (a trigger), innermost first.

    ``doer`` is the subject of a finite verb: in "Iran denied it and denounced the report" the second verb
    stands beside the first, and is not what Iran said.
    """
    over = [
        voice
        for voice in voices
        if voice.covers(first)
        and not (voice.cue and voice.cue[0] < last and first < voice.cue[1])
        and not (doer is not None and voice.source == doer)
    ]

    def depth(voice: Voice) -> int:
        cue = voice.cue
        if voice.first:
            return len(over)
        return 0 if cue is None else sum(other.covers(cue[0]) for other in over if other is not voice)

    strong = [voice for voice in over if not voice.weak]
    return tuple(sorted(strong or over, key=lambda voice: -depth(voice)))


def is_anonymous(line: Line, source: Party, cues: Cues) -> bool:
    """Tell whether a source is unnamed people: "two officials", not a named person or a body."""
    return not source.person and source.kind != "pronoun" and source.head in cues.anonymous


def _voice(clauses: Clauses, hit: CueHit, source: Party | None, scopes: tuple[tuple[int, int], ...]) -> Voice:
    anonymous = source is not None and is_anonymous(clauses.line, source, clauses.tables.cues)
    quoting = source is not None and source.head in clauses.tables.clauses.speaking and clauses.line.quoted[hit.first]
    weak = hit.cue.role == "mind" or quoting
    first = hit.cue.role == "origin"
    return Voice(source, (hit.first, hit.last), hit.cue.stance, anonymous, scopes, weak, first)


def _spoken(clauses: Clauses, hit: CueHit) -> tuple[Voice, ...]:
    line, size = clauses.line, len(clauses.line.words)
    if _is_passive(clauses, hit):
        return ()
    inverted = _inverted(clauses, hit)
    if inverted:
        return (_voice(clauses, hit, inverted, ((0, hit.first), (inverted.last, size))),)
    subject = clauses.subject(hit.first, texts=True)
    if not subject:
        return ()
    source = subject[0]
    behind, before = (hit.last, size), (0, source.first)
    ends_here = _nothing_follows(clauses, hit.last)
    closes = line.word(_before(line, source.first, clauses)) in (",", '"', "”", "“")
    if closes and source.first > 2 and ends_here:
        return (_voice(clauses, hit, source, (before, behind)),)
    return (_voice(clauses, hit, source, (behind,)),)


def _is_passive(clauses: Clauses, hit: CueHit) -> bool:
    """Tell whether somebody is told, not telling."""
    words, at = clauses.tables.words, hit.first - 1
    while at >= 0 and (clauses.line.folded[at] in words.adverb or clauses.line.folded[at] in words.negation):
        at -= 1
    return hit.cue.form in ("past", "participle") and clauses.line.word(at) in words.being


def _before(line: Line, at: int, clauses: Clauses) -> int:
    at -= 1
    while at >= 0 and (
        line.folded[at] in clauses.tables.words.determiner or line.folded[at] in clauses.tables.words.number
    ):
        at -= 1
    return at


def _inverted(clauses: Clauses, hit: CueHit) -> Party | None:
    before = clauses.line.word(hit.first - 1)
    if not hit.cue.inverts or hit.cue.form == "ing" or not (before == "," or is_quote(before)):
        return None
    behind = clauses.after(hit.last, 3, texts=True)
    if not behind or behind[0].preposition:
        return None
    follows = clauses.line.word(behind[0].last)
    described = follows in clauses.tables.words.preposition or follows in clauses.tables.words.relative
    return behind[0] if not follows or not follows[0].isalnum() or described else None


def _nothing_follows(clauses: Clauses, at: int) -> bool:
    """Tell whether what stands behind a verb of saying only says to whom, when or where."""
    line, tables = clauses.line, clauses.tables
    for index in range(at, len(line.words)):
        word = line.folded[index]
        if is_break(word) or word in (",", '"', "”", "“"):
            return True
        if word == "that" or index - at > 7:
            return False
        if word in tables.words.preposition:
            return "that" not in line.folded[index : index + 6]
        if word in tables.triggers.spellings or word in tables.words.verb or word in tables.words.auxiliary:
            return False
    return True


def _around(line: Line, first: int, last: int) -> tuple[tuple[int, int], ...]:
    return ((0, first), (last, len(line.words)))


def _clause_of(line: Line, hit: CueHit) -> tuple[tuple[int, int], ...]:
    first, last = hit.first, hit.last
    while first > 0 and not is_break(line.folded[first - 1]) and line.folded[first - 1] not in (",", "and", "but"):
        first -= 1
    while last < len(line.words) and not is_break(line.folded[last]) and line.folded[last] != ",":
        last += 1
    return ((first, last),)


def _is_noun(line: Line, at: int, tables: CodebookTables) -> bool:
    before = line.word(at - 1)
    words = tables.words
    if before == "to":
        return False
    return before in words.determiner or before in words.preposition or before == "'s"
