"""The rules by which mentions add up to an event: did it happen, who did it, on what ground, how credible it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.instruments import Instruments
from sayso.codebook.modes_together import ModesTogether
from sayso.codebook.phrases import fold
from sayso.codebook.precedence import Precedence
from sayso.codebook.standings import ALL, SpeakerKind
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import (
    NUMBER_KINDS,
    ActorBasis,
    EventStatus,
    NumberKind,
    QuadClass,
    Responsibility,
    SourceKind,
    VoiceKind,
)

Grade = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty information credibility, 1 (confirmed) to 6 (cannot be judged)."""

STATUS_WORDS = (*get_args(EventStatus), "admitted", "corroborated", "hinted")
RESPONSIBILITY_WORDS = (*get_args(Responsibility), "rivals")
CREDIBILITY_WORDS = ("done", "corroborated", "admitted", "independent", "party", "denied", "refuted", "hedged")
"""Words that the columns has and lacks may hold; the head of each table says what they mean."""

_WORD = re.compile(r"[\w'-]+")
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class EventRules:
    """Know the tables by which an event is made of its mentions. Load it once for a run; it never changes.

    >>> rules = EventRules.load()
    >>> rules.status.first({"reported", "denied"}).value, rules.status.first({"planned", "reported"}).value
    ('contested', 'reported')
    >>> rules.owns_up("belatedly acknowledged", "material_conflict"), rules.owns_up("said", "material_conflict")
    (True, False)
    """

    status: Precedence[EventStatus]
    responsibility: Precedence[Responsibility]
    basis: Precedence[ActorBasis]
    credibility: Precedence[Grade]
    growing: frozenset[NumberKind]
    instruments: Instruments
    modes: ModesTogether
    _confirming: tuple[tuple[str, str, bool], ...]
    _admissions: Mapping[QuadClass, frozenset[str]]

    @classmethod
    def load(cls) -> EventRules:
        """Read the four tables of precedence, growing.tsv, confirming.tsv, admissions.tsv and those of its parts.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        return cls(
            Precedence.load("status_precedence.tsv", "event", STATUS_WORDS, get_args(EventStatus)),
            Precedence.load(
                "responsibility_precedence.tsv", "responsibility", RESPONSIBILITY_WORDS, get_args(Responsibility)
            ),
            Precedence.load("basis_precedence.tsv", "basis", get_args(ActorBasis), get_args(ActorBasis)),
            Precedence.load("credibility.tsv", "grade", CREDIBILITY_WORDS, get_args(Grade)),
            growing_counts(read_rows("growing.tsv", ("kind", "grows"))),
            Instruments.load(),
            ModesTogether.load(),
            confirming_voices(read_rows("confirming.tsv", ("voice", "source", "confirms"))),
            admitting_words(read_rows("admissions.tsv", ("quads", "words"))),
        )

    def confirms(self, speaker: SpeakerKind) -> bool:
        """Tell whether a kind of voice can know of an act at first hand."""
        return next(
            answer
            for voice, source, answer in self._confirming
            if voice in (speaker.voice, ALL) and source in (speaker.source, ALL)
        )

    def owns_up(self, cue: str, quad: QuadClass) -> bool:
        """Tell whether words of saying admit an act of this quad class against the speaker's interest."""
        words = self._admissions[quad]
        return bool(words) and any(fold(word) in words for word in _WORD.findall(cue))


def growing_counts(rows: Sequence[dict[str, str]]) -> frozenset[NumberKind]:
    """Read which kinds of counts grow as more becomes known.

    Raises:
        CodebookError: a kind is unknown, there twice or missing, or an answer is neither yes nor no.
    """
    table = "growing.tsv"
    answers = {_one_of(row["kind"], NUMBER_KINDS, table): _answer(row["grows"], table) for row in rows}
    if len(rows) != len(NUMBER_KINDS) or len(answers) != len(NUMBER_KINDS):
        raise CodebookError("a kind of count is missing or there twice", path=table, remedy="Give each kind one row")
    return frozenset(kind for kind in NUMBER_KINDS if answers[kind])


def confirming_voices(rows: Sequence[dict[str, str]]) -> tuple[tuple[str, str, bool], ...]:
    """Read which voices can confirm an act.

    Raises:
        CodebookError: a voice or source is unknown, an answer is neither yes nor no, or the last row does not fit all.
    """
    table = "confirming.tsv"
    voices, sources = (*get_args(VoiceKind), ALL), (*get_args(SourceKind), ALL)
    found = tuple(
        (
            _one_of(row["voice"], voices, table),
            _one_of(row["source"], sources, table),
            _answer(row["confirms"], table),
        )
        for row in rows
    )
    if not found or found[-1][:2] != (ALL, ALL):
        raise CodebookError("the last row does not fit all", path=table, remedy="Add one with * and *")
    return found


def admitting_words(rows: Sequence[dict[str, str]]) -> Mapping[QuadClass, frozenset[str]]:
    """Read by which words of saying a side owns up to an act of its own, by the act's quad class.

    Raises:
        CodebookError: a quad class is unknown.
    """
    found: dict[QuadClass, set[str]] = {quad: set() for quad in get_args(QuadClass)}
    for row in rows:
        quads = [_one_of(cell, get_args(QuadClass), "admissions.tsv") for cell in list_cell(row, "quads")]
        for quad in found:
            found[quad].update(fold(word) for word in row["words"].split() if quad in quads)
    return {quad: frozenset(words) for quad, words in found.items()}


def _one_of(cell: str, known: Sequence[str], table: str) -> str:
    if cell not in known:
        raise CodebookError(f"{cell!r} is none that is known", path=table, remedy=f"Use one of: {', '.join(known)}")
    return cell


def _answer(cell: str, table: str) -> bool:
    return _ANSWERS[_one_of(cell, tuple(_ANSWERS), table)]
