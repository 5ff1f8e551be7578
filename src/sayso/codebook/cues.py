"""Cues: the words that say on whose word an act stands, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.inflect import Form, Inflector
from sayso.codebook.phrases import PhraseTable
from sayso.codebook.tables import integer_cell, one_of, read_rows
from sayso.record.vocabulary import (
    COMMITMENT_KINDS,
    NUMBER_KINDS,
    STANCES,
    STATUSES,
    CommitmentKind,
    NumberKind,
    Stance,
    Status,
)

VoiceRole = Literal["speech", "mind", "accuse", "prefix", "origin", "hearsay", "noun"]
Need = Literal["", "to", "noun"]
Opening = Literal["", "to", "if", "own", "other"]

_SOURCES = ("anonymous", "document", "count")
_ROLES: tuple[VoiceRole, ...] = get_args(VoiceRole)
_NEEDS: tuple[Need, ...] = get_args(Need)
_OPENINGS: tuple[Opening, ...] = get_args(Opening)
_COUNTED: tuple[NumberKind | Literal["none"], ...] = (*NUMBER_KINDS, "none")


@dataclass(frozen=True, slots=True)
class VoiceCue:
    """Say how words bring in a source. ``form`` is the form of the cue's verb, ``fixed`` if it has none."""

    phrase: str
    role: VoiceRole
    stance: Stance
    form: Form
    inverts: bool


@dataclass(frozen=True, slots=True)
class StandingCue:
    """Say how an act stands behind these words.

    ``reach`` is the greatest number of words between cue and trigger; ``needs`` what the trigger must be.
    """

    phrase: str
    status: Status
    reach: int
    needs: Need


@dataclass(frozen=True, slots=True)
class CommitmentCue:
    """Say which commitment words open, and what ``needs`` to stand by them; see the head of commitments.tsv."""

    phrase: str
    kind: CommitmentKind
    form: Form
    needs: Opening


@dataclass(frozen=True, slots=True)
class CountedCue:
    """Say what a count near a word counts; None is nothing of ours. ``behind``: only if right behind it."""

    kind: NumberKind | None
    behind: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """Hold the cue tables. Built once by ``load`` and passed on.

    >>> cues = Cues.load()
    >>> cues.voices.lookup("denied")[0].stance, cues.standings.lookup("foiled")[0].status
    ('denies', 'averted')
    """

    voices: PhraseTable[VoiceCue]
    standings: PhraseTable[StandingCue]
    commitments: PhraseTable[CommitmentCue]
    anonymous: frozenset[str]
    speaking_texts: frozenset[str]
    count_openers: frozenset[str]
    counted: dict[str, CountedCue]

    @classmethod
    def load(cls, inflector: Inflector | None = None) -> Cues:
        """Read cues.tsv, standing.tsv, commitments.tsv and sources.tsv.

        Raises:
            CodebookError: a row names an unknown role, stance, status, kind or form, or a reach that is no number.
        """
        inflect = inflector or Inflector.load()
        sources: dict[str, frozenset[str]] = dict.fromkeys(_SOURCES, frozenset())
        for row in read_rows("sources.tsv", ("kind", "words")):
            sources[one_of(row, "kind", _SOURCES)] = frozenset(row["words"].split())
        return cls(
            PhraseTable.of(_voices(inflect)),
            PhraseTable.of(_standings(inflect)),
            PhraseTable.of(_commitments(inflect)),
            sources["anonymous"],
            sources["document"],
            sources["count"],
            dict(_counted()),
        )


def _voices(inflect: Inflector) -> Iterator[tuple[str, VoiceCue]]:
    for row in read_rows("cues.tsv", ("phrase", "form", "role", "stance", "inverts")):
        role = one_of(row, "role", _ROLES)
        stance = one_of(row, "stance", STANCES)
        inverts = one_of(row, "inverts", ("", "yes")) == "yes"
        for written, form in _spellings(row, inflect):
            yield written, VoiceCue(row["phrase"], role, stance, form, inverts)


def _standings(inflect: Inflector) -> Iterator[tuple[str, StandingCue]]:
    for row in read_rows("standing.tsv", ("phrase", "form", "status", "reach", "needs")):
        status = one_of(row, "status", STATUSES)
        needs, reach = one_of(row, "needs", _NEEDS), integer_cell(row, "reach", least=0)
        for written, _ in _spellings(row, inflect):
            yield written, StandingCue(row["phrase"], status, reach, needs)


def _commitments(inflect: Inflector) -> Iterator[tuple[str, CommitmentCue]]:
    for row in read_rows("commitments.tsv", ("phrase", "form", "kind", "needs")):
        kind, needs = one_of(row, "kind", COMMITMENT_KINDS), one_of(row, "needs", _OPENINGS)
        for written, form in _spellings(row, inflect):
            yield written, CommitmentCue(row["phrase"], kind, form, needs)


def _counted() -> Iterator[tuple[str, CountedCue]]:
    for row in read_rows("counted.tsv", ("kind", "side", "words")):
        kind, behind = one_of(row, "kind", _COUNTED), one_of(row, "side", ("", "behind")) == "behind"
        for word in row["words"].split():
            yield word, CountedCue(None if kind == "none" else kind, behind)


def _spellings(row: dict[str, str], inflect: Inflector) -> Iterator[tuple[str, Form]]:
    if one_of(row, "form", ("=", "v")) == "=":
        yield row["phrase"], "fixed"
    else:
        seen: set[str] = set()
        for form, written in inflect.verb(row["phrase"]).items():
            if written not in seen:
                seen.add(written)
                yield written, form
