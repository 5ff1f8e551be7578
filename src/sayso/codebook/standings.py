"""How mentions give an event its standing: did it happen, who did it, and what kind of voice says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple, TypeVar, get_args

from sayso.codebook.phrases import fold
from sayso.codebook.sectors import load_sectors
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import (
    STANCES,
    STATUSES,
    ActorBasis,
    ActorKind,
    EventStatus,
    Responsibility,
    SourceKind,
    Stance,
    Status,
    VoiceKind,
)

Ground = Literal["own_act", "admission", "implicit", "other"]
Side = Literal["state", "own"]
Speaker = ActorKind | Literal["own", "hearsay"]
Row = Mapping[str, str]
Case = tuple[str, ...]
"""A mention's status, the stance of its voice, and whose act it speaks of."""
Value = TypeVar("Value", bound=str)

ALL = "*"
PLAIN_BASES: frozenset[ActorBasis] = frozenset({"stated", "admitted", "inferred"})
"""Bases on which an actor stands by its bare name; every other one is said beside it."""

TABLES: Mapping[str, tuple[str, ...]] = {
    "event_status.tsv": ("status", "stance", "whose", "event"),
    "actor_basis.tsv": ("status", "stance", "ground", "basis", "responsibility"),
    "voice_kinds.tsv": ("actor", "sectors", "voice", "source", "side"),
    "voice_nouns.tsv": ("voice", "source", "side", "words"),
}
_STANCES = ("own", *STANCES)
_SPEAKERS: tuple[str, ...] = (*get_args(ActorKind), "own", "hearsay")
_WHOSE = ("own_act", "other")
_WORD = re.compile(r"[\w'-]+")


class ActorStanding(NamedTuple):
    """Say on what basis somebody is an actor and what that makes of who did it."""

    basis: ActorBasis
    responsibility: Responsibility


class SpeakerKind(NamedTuple):
    """Say what kind of voice and of source somebody is, and for whose side they speak and act."""

    voice: VoiceKind
    source: SourceKind
    side: Side


@dataclass(frozen=True, slots=True)
class Standings:
    """Know the rules of event_status.tsv, actor_basis.tsv, voice_kinds.tsv and voice_nouns.tsv.

    >>> rules = Standings.load()
    >>> rules.event_status("asserted", "denies"), rules.event_status("asserted", None)
    ('denied', 'reported')
    >>> rules.actor("asserted", "states", "own_act").basis, rules.actor("asserted", "alleges", "other").basis
    ('admitted', 'accused')
    >>> rules.by_noun("two US officials").voice, rules.by_noun("a militia official").voice
    ('official', 'party')
    """

    _status: Mapping[Case, EventStatus]
    _actor: Mapping[Case, ActorStanding]
    _speakers: Mapping[str, tuple[tuple[frozenset[str], SpeakerKind], ...]]
    _nouns: Mapping[str, SpeakerKind]

    @classmethod
    def load(cls) -> Standings:
        """Read the four tables.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        return cls.of({name: read_rows(name, columns) for name, columns in TABLES.items()})

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[Row]]) -> Standings:
        """Build the rules from the rows of the tables, by file name.

        Raises:
            CodebookError: a cell holds a word that is none of the record's, or no row fits a case that can occur.
        """
        return cls(
            _event_statuses(tables["event_status.tsv"]),
            _actor_standings(tables["actor_basis.tsv"]),
            _speaker_kinds(tables["voice_kinds.tsv"]),
            dict(_noun_kinds(tables["voice_nouns.tsv"])),
        )

    def event_status(self, status: Status, stance: Stance | None, *, own_act: bool = False) -> EventStatus:
        """Give what one mention makes of its event; ``stance`` None is the author's own voice."""
        return self._status[status, stance or "own", "own_act" if own_act else "other"]

    def actor(self, status: Status, stance: Stance | None, ground: Ground) -> ActorStanding:
        """Give how somebody stands as an actor of a mention; ``stance`` None is the author's own voice."""
        return self._actor[status, stance or "own", ground]

    def speaker(self, kind: Speaker, sectors: Sequence[str] = ()) -> SpeakerKind:
        """Give what an actor is as a voice, by its kind and its main sector (the first)."""
        main = sectors[0] if sectors else ""
        return next(found for codes, found in self._speakers[kind] if main in codes or ALL in codes)

    def by_noun(self, words: str) -> SpeakerKind | None:
        """Give what somebody is as a voice by the first telling word of a phrase; None if there is none."""
        return next((self._nouns[word] for word in map(fold, _WORD.findall(words)) if word in self._nouns), None)


def with_ground(name: str, basis: ActorBasis) -> str:
    """Name an actor; the ground stands in brackets unless the act is plainly told, admitted or inferred.

    >>> with_ground("Israel", "stated"), with_ground("Israel", "accused")
    ('Israel', 'Israel (accused)')
    """
    return name if basis in PLAIN_BASES else f"{name} ({basis})"


def _event_statuses(rows: Sequence[Row]) -> Mapping[Case, EventStatus]:
    table = _Table("event_status.tsv", rows)
    fits = table.first_rows({"status": STATUSES, "stance": _STANCES, "whose": _WHOSE})
    events = [table.one(i, "event", get_args(EventStatus)) for i in range(len(rows))]
    return {case: events[row] for case, row in fits.items()}


def _actor_standings(rows: Sequence[Row]) -> Mapping[Case, ActorStanding]:
    table = _Table("actor_basis.tsv", rows)
    fits = table.first_rows({"status": STATUSES, "stance": _STANCES, "ground": get_args(Ground)})
    standings = [
        ActorStanding(
            table.one(i, "basis", get_args(ActorBasis)),
            table.one(i, "responsibility", get_args(Responsibility)),
        )
        for i in range(len(rows))
    ]
    return {case: standings[row] for case, row in fits.items()}


def _speaker_kinds(rows: Sequence[Row]) -> Mapping[str, tuple[tuple[frozenset[str], SpeakerKind], ...]]:
    table, known = _Table("voice_kinds.tsv", rows), (*(sector.code for sector in load_sectors()), ALL)
    found: dict[str, list[tuple[frozenset[str], SpeakerKind]]] = {speaker: [] for speaker in _SPEAKERS}
    for i in range(len(rows)):
        codes = frozenset(table.some(i, "sectors", known))
        for speaker in table.some(i, "actor", _SPEAKERS):
            found[speaker].append((codes, table.speaker_kind(i)))
    for speaker, kinds in found.items():
        if not any(ALL in codes for codes, _ in kinds):
            raise CodebookError(
                f"no row fits every {speaker!r}", path=table.name, remedy=f"Add a row for {speaker} with sectors *"
            )
    return {speaker: tuple(kinds) for speaker, kinds in found.items()}


def _noun_kinds(rows: Sequence[Row]) -> Iterator[tuple[str, SpeakerKind]]:
    table = _Table("voice_nouns.tsv", rows)
    for i, row in enumerate(rows):
        yield from ((fold(word), table.speaker_kind(i)) for word in row["words"].split())


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of one file, with the words their cells may hold checked as they are read."""

    name: str
    rows: Sequence[Row]

    def one(self, row: int, column: str, allowed: Sequence[Value]) -> Value:
        """Take a cell of one value."""
        cell = self.rows[row][column]
        for value in allowed:
            if value == cell:
                return value
        raise self._fault(row, column, cell, allowed)

    def some(self, row: int, column: str, allowed: Sequence[str]) -> Sequence[str]:
        """Take a cell of one value, several, or all."""
        values = list_cell(self.rows[row], column)
        if values == (ALL,):
            return allowed
        for value in values or ("",):
            if value not in allowed:
                raise self._fault(row, column, value, (*allowed, ALL))
        return values

    def speaker_kind(self, row: int) -> SpeakerKind:
        """Take a row's kinds of voice and source, and its side."""
        return SpeakerKind(
            self.one(row, "voice", get_args(VoiceKind)),
            self.one(row, "source", get_args(SourceKind)),
            self.one(row, "side", get_args(Side)),
        )

    def first_rows(self, allowed: Mapping[str, Sequence[str]]) -> dict[Case, int]:
        """Find the first row that fits each case, for all combinations of what the columns may hold."""
        found: dict[Case, int] = {}
        for i in range(len(self.rows)):
            for case in product(*(self.some(i, column, words) for column, words in allowed.items())):
                found.setdefault(case, i)
        for case in product(*allowed.values()):
            if case not in found:
                shown = ", ".join(f"{column} {value}" for column, value in zip(allowed, case, strict=True))
                raise CodebookError(f"no row fits {shown}", path=self.name, remedy="Add one; * fits all")
        return found

    def _fault(self, row: int, column: str, cell: str, allowed: Sequence[str]) -> CodebookError:
        shown = " | ".join(self.rows[row].values())
        return CodebookError(
            f"the {column} {cell!r} is none that is known",
            path=self.name,
            locator=f"row {row + 1} ({shown})",
            remedy=f"Use one of: {', '.join(allowed)}",
        )
