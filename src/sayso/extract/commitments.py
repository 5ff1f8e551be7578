"""Commitments: threats, vows, red lines, conditions, promises, demands, expectations and refusals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.cues import CommitmentCue
from sayso.extract.acts import Act
from sayso.extract.clauses import Clauses
from sayso.extract.parties import Party
from sayso.extract.stretches import Range, Stretch, in_condition, speaker_at, stretch_of
from sayso.extract.voices import Voice
from sayso.record.vocabulary import CommitmentKind


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Mark a commitment in a line: its holder and its words.

    ``holder`` None is whoever the quotation that the line stands in goes on from.
    """

    kind: CommitmentKind
    holder: Party | None
    stretch: Stretch


def find_commitments(
    clauses: Clauses, voices: Sequence[Voice], acts: Sequence[Act], carried: bool
) -> tuple[Undertaking, ...]:
    """Find the commitment a line states, if any: at most one, by its first cue.

    ``carried``: a quotation in the line goes on from a line before, with its speaker.
    """
    reached = 0
    for at, (last, cues) in clauses.line.phrases.commitments.items():
        if at < reached:
            continue
        for cue in cues:
            made = _undertaking(clauses, voices, acts, cue, (at, last), carried)
            if made:
                return (made,)
        reached = last
    return ()


def _undertaking(
    clauses: Clauses,
    voices: Sequence[Voice],
    acts: Sequence[Act],
    cue: CommitmentCue,
    at: Range,
    carried: bool,
) -> Undertaking | None:
    if not _fits(clauses, cue, at):
        return None
    subject = _subject(clauses, at[0])
    if in_condition(clauses, at[0], subject):
        return None
    voice = speaker_at(voices, at[0])
    if cue.needs in ("own", "other") and not _about(clauses, cue, subject, voice, at[0]):
        return None
    carried = carried and voice is None and clauses.line.quoted[at[0]]
    holder = _holder(clauses, cue, at[0], subject, voice)
    if holder is None and not carried:
        return None
    stretch = stretch_of(clauses, at, subject, voices)
    if cue.needs == "if" and stretch.condition is None:
        return None
    kind = _kind(clauses, cue, at[1], acts, stretch.condition is not None)
    return Undertaking(kind, None if carried else holder, stretch)


def _subject(clauses: Clauses, at: int) -> Party | None:
    if clauses.line.word(at - 1) == "'s" and clauses.owner(at):
        return clauses.owner(at)
    return next(iter(clauses.subject(at)), None)


def _holder(clauses: Clauses, cue: CommitmentCue, at: int, subject: Party | None, voice: Voice | None) -> Party | None:
    """Tell who undertakes: the subject of a verb such as "vowed" if named, else the speaker, else the subject."""
    speaker = voice.source if voice else None
    named = subject is not None and subject.kind != "pronoun"
    return subject if named and at in clauses.speech else speaker or subject


def _about(clauses: Clauses, cue: CommitmentCue, subject: Party | None, voice: Voice | None, first: int) -> bool:
    """Tell whether the words are about their speaker ("own") or about another ("other")."""
    if not subject or (voice is None and not clauses.line.quoted[first]):
        return False
    words = clauses.tables.clauses
    heads = words.speaking if clauses.line.quoted[first] else words.spoken_of
    same = subject.kind == "pronoun" and subject.head in heads
    if voice and voice.source and voice.source.head == subject.head:
        same = True
    return same if cue.needs == "own" else subject.kind in ("name", "noun") and not same


def _kind(clauses: Clauses, cue: CommitmentCue, last: int, acts: Sequence[Act], conditional: bool) -> CommitmentKind:
    """Tell what an own undertaking is by what it announces; other cues name their kind."""
    if cue.needs != "own":
        return cue.kind
    if clauses.line.word(last) in clauses.tables.words.negation:
        return "refusal"
    announced = next((act for act in acts if act.first >= last), None)
    if announced is None:
        return cue.kind
    hostile = clauses.tables.plover.quad(announced.type) == "material_conflict"
    return "threat" if hostile and conditional else "vow" if hostile else cue.kind


def _fits(clauses: Clauses, cue: CommitmentCue, at: Range) -> bool:
    first, last = at
    if cue.form in ("base", "s", "past", "participle", "ing") and clauses.line.word(first - 1) in (
        clauses.tables.words.determiner
    ):
        return False
    if cue.needs == "to":
        return clauses.line.word(last) == "to" or clauses.line.word(last + 1) == "to"
    return True
