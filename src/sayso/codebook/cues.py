"""Cues: the words that say on whose word an act stands, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from sayso.codebook.inflect import Form, Inflector
from sayso.codebook.phrases import PhraseTable
from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import (
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
Word = TypeVar("Word", bound=str)


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
    """Say which commitment words open. ``negated``: the word counts only behind a negation."""

    phrase: str
    kind: CommitmentKind
    form: Form
    needs: str


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
            CodebookError: a row names an unknown role, stance, status, kind or form.
        """
        inflect = inflector or Inflector.load()
        sources: dict[str, frozenset[str]] = {}
        for row in read_rows("sources.tsv", ("kind", "words")):
            sources[row["kind"]] = frozenset(row["words"].split())
        return cls(
            PhraseTable.of(_voices(inflect)),
            PhraseTable.of(_standings(inflect)),
            PhraseTable.of(_commitments(inflect)),
            sources.get("anonymous", frozenset()),
            sources.get("document", frozenset()),
            sources.get("count", frozenset()),
            dict(_counted()),
        )


def _voices(inflect: Inflector) -> Iterator[tuple[str, VoiceCue]]:
    for row in read_rows("cues.tsv", ("phrase", "form", "role", "stance", "inverts")):
        role = _one_of(row["role"], get_args(VoiceRole), "cues.tsv")
        stance = _one_of(row["stance"], STANCES, "cues.tsv")
        for written, form in _spellings(row, inflect, "cues.tsv"):
            yield written, VoiceCue(row["phrase"], role, stance, form, row["inverts"] == "yes")


def _standings(inflect: Inflector) -> Iterator[tuple[str, StandingCue]]:
    for row in read_rows("standing.tsv", ("phrase", "form", "status", "reach", "needs")):
        status = _one_of(row["status"], STATUSES, "standing.tsv")
        needs: Need = _one_of(row["needs"], get_args(Need), "standing.tsv")
        for written, _ in _spellings(row, inflect, "standing.tsv"):
            yield written, StandingCue(row["phrase"], status, int(row["reach"]), needs)


def _commitments(inflect: Inflector) -> Iterator[tuple[str, CommitmentCue]]:
    for row in read_rows("commitments.tsv", ("phrase", "form", "kind", "needs")):
        kind = _one_of(row["kind"], get_args(CommitmentKind), "commitments.tsv")
        for written, form in _spellings(row, inflect, "commitments.tsv"):
            yield written, CommitmentCue(row["phrase"], kind, form, row["needs"])


def _counted() -> Iterator[tuple[str, CountedCue]]:
    for row in read_rows("counted.tsv", ("kind", "side", "words")):
        kind = None if row["kind"] == "none" else _one_of(row["kind"], NUMBER_KINDS, "counted.tsv")
        for word in row["words"].split():
            yield word, CountedCue(kind, row["side"] == "behind")


def _spellings(row: dict[str, str], inflect: Inflector, path: str) -> Iterator[tuple[str, Form]]:
    if row["form"] == "=":
        yield row["phrase"], "fixed"
    elif row["form"] == "v":
        seen: set[str] = set()
        for form, written in inflect.verb(row["phrase"]).items():
            if written not in seen:
                seen.add(written)
                yield written, form
    else:
        raise CodebookError(f"{row['phrase']!r} has the form {row['form']!r}", path=path, remedy="Use v or =")


def _one_of(word: str, known: tuple[Word, ...], path: str) -> Word:
    for one in known:
        if one == word:
            return one
    raise CodebookError(f"{word!r} is not known", path=path, remedy=f"Known: {', '.join(known)}")
