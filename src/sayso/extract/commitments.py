"""Commitments: threats, vows, red lines, conditions, promises, demands, expectations and refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.cues import CommitmentCue
from sayso.extract.acts import Act, is_break
from sayso.extract.clauses import Clauses
from sayso.extract.parties import Party
from sayso.extract.voices import Voice
from sayso.record.vocabulary import CommitmentKind

_CONDITIONS = frozenset({"if", "unless", "until"})
_FIRST = frozenset({"i", "we"})
_SELF = frozenset({"he", "she", "it", "they"})


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Mark a commitment in a line: its holder, the range of the quotation, and of its condition if stated."""

    kind: CommitmentKind
    holder: Party
    first: int
    last: int
    condition: tuple[int, int] | None
    consequence: tuple[int, int] | None


def find_commitments(clauses: Clauses, voices: Sequence[Voice], acts: Sequence[Act]) -> tuple[Undertaking, ...]:
    """Find the commitment a line states, if any: at most one, by its first cue."""
    line = clauses.line
    condition = _condition(clauses)
    at = 0
    while at < len(line.words):
        found = clauses.tables.cues.commitments.longest_at(line.folded, at)
        if found is None:
            at += 1
            continue
        last, cues = found
        for cue in cues:
            made = _undertaking(clauses, voices, acts, cue, at, last, condition)
            if made:
                return (made,)
        at = last
    return ()


def _undertaking(
    clauses: Clauses,
    voices: Sequence[Voice],
    acts: Sequence[Act],
    cue: CommitmentCue,
    first: int,
    last: int,
    condition: tuple[int, int] | None,
) -> Undertaking | None:
    if not _fits(clauses, cue, first, last, condition):
        return None
    subject = clauses.subject(first)
    voice = next((voice for voice in voices if voice.source and voice.covers(first)), None)
    if cue.needs in ("own", "other") and not _about(clauses, cue, subject, voice, first):
        return None
    pronoun = cue.needs == "other" or not subject or subject[0].kind == "pronoun"
    holder = voice.source if voice and voice.source and pronoun else (subject[0] if subject else None)
    if holder is None:
        return None
    start, end = _extent(clauses, first, voice)
    consequence = (first, _clause_end(clauses, first)) if condition else None
    kind = _kind(clauses, cue, last, acts, condition)
    return Undertaking(kind, holder, start, end, condition, consequence)


def _about(clauses: Clauses, cue: CommitmentCue, subject: Sequence[Party], voice: Voice | None, first: int) -> bool:
    """Tell whether the words are about their speaker ("own") or about another ("other")."""
    if not subject or (voice is None and not clauses.line.quoted[first]):
        return False
    who = subject[0]
    same = who.head in _FIRST if clauses.line.quoted[first] else who.kind == "pronoun" and who.head in _SELF
    if voice and voice.source and voice.source.head == who.head:
        same = True
    return same if cue.needs == "own" else who.kind in ("name", "noun") and not same


def _kind(
    clauses: Clauses, cue: CommitmentCue, last: int, acts: Sequence[Act], condition: tuple[int, int] | None
) -> CommitmentKind:
    """Tell what an own undertaking is by what it announces; other cues name their kind."""
    if cue.needs != "own":
        return cue.kind
    if clauses.line.word(last) in clauses.tables.words.negation:
        return "refusal"
    announced = next((act for act in acts if act.first >= last), None)
    if announced is None:
        return cue.kind
    hostile = clauses.tables.plover.quad(announced.type) == "material_conflict"
    return "threat" if hostile and condition else "vow" if hostile else cue.kind


def _fits(clauses: Clauses, cue: CommitmentCue, first: int, last: int, condition: tuple[int, int] | None) -> bool:
    if cue.form in ("base", "s", "past", "participle", "ing") and clauses.line.word(first - 1) in (
        clauses.tables.words.determiner
    ):
        return False
    if cue.needs == "to":
        return clauses.line.word(last) == "to" or clauses.line.word(last + 1) == "to"
    if cue.needs == "if":
        return condition is not None
    return True


def _condition(clauses: Clauses) -> tuple[int, int] | None:
    folded = clauses.line.folded
    first = next((at for at, word in enumerate(folded) if word in _CONDITIONS), None)
    if first is None:
        return None
    last = first + 1
    while last < len(folded) and not is_break(folded[last]) and folded[last] not in (",", '"', "”"):
        last += 1
    return (first, last)


def _clause_end(clauses: Clauses, first: int) -> int:
    folded = clauses.line.folded
    last = first + 1
    while last < len(folded) and not is_break(folded[last]) and folded[last] not in _CONDITIONS:
        last += 1
    return last


def _extent(clauses: Clauses, first: int, voice: Voice | None) -> tuple[int, int]:
    size = len(clauses.line.words)
    while size > 1 and is_break(clauses.line.folded[size - 1]):
        size -= 1
    if voice and voice.cue and voice.cue[0] < first:
        return min(voice.cue[1], first), size
    subject = clauses.subject(first)
    return (subject[0].first if subject else 0), size
