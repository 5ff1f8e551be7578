"""Links between events: what in a report's words ties one act to another, and what a threat aims at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from sayso.codebook.phrases import PhraseTable
from sayso.codebook.plover import Plover
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import EVENT_TYPES, LINK_KINDS, STATUSES, EventType, LinkKind, Status

LinkPlace = Literal["after", "before", "any"]
LinkSign = Literal["cue", "self", "open", "other", "role", "answer", "kept", "denied", "series", "within", "unbound"]
LinkWord = Literal["break", "role", "answer", "kept", "within", "dropped", "pledge", "bound"]
Row = Mapping[str, str]
Value = TypeVar("Value", bound=str)

TABLES: Mapping[str, tuple[str, ...]] = {
    "links.tsv": (
        "kind", "source", "words", "told", "target", "status", "place", "near", "signs", "probability", "right", "read",
    ),
    "link_words.tsv": ("sign", "words"),
    "threat_aims.tsv": ("mode", "types"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TieRule:
    """Say when two acts told together are linked: one row of links.tsv. Empty ``words`` fit every trigger."""

    kind: LinkKind
    sources: frozenset[EventType]
    words: tuple[str, ...]
    told: frozenset[Status]
    targets: frozenset[EventType]
    statuses: frozenset[Status]
    place: LinkPlace
    near: bool
    signs: frozenset[LinkSign]
    probability: float


@dataclass(frozen=True, slots=True)
class LinkRules:
    """Know links.tsv, link_words.tsv and threat_aims.tsv. Built once by ``load``.

    >>> rules = LinkRules.load()
    >>> rules.words.lookup("in retaliation for"), sorted(rules.aims["restrict"])
    (('answer',), ['COERCE', 'SANCTION'])
    """

    ties: tuple[TieRule, ...]
    words: PhraseTable[LinkWord]
    aims: Mapping[str | None, frozenset[EventType]]

    def aims_of(self, mode: str | None) -> frozenset[EventType]:
        """Give the types of acts that may carry out a threat of a mode."""
        return self.aims.get(mode, self.aims[None])

    @classmethod
    def load(cls) -> LinkRules:
        """Read the three tables.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        return cls.of({name: read_rows(name, columns) for name, columns in TABLES.items()})

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[Row]]) -> LinkRules:
        """Build the rules from the rows of the tables, by file name.

        Raises:
            CodebookError: a cell holds what is none of the record's words, or a probability is none.
        """
        signs: tuple[LinkWord, ...] = get_args(LinkWord)
        words = ((row, _one(row["sign"], signs, "link_words.tsv")) for row in tables["link_words.tsv"])
        aims = {row["mode"] or None: _types(row, "types", "threat_aims.tsv") for row in tables["threat_aims.tsv"]}
        if None not in aims:
            raise CodebookError(
                "no row has an empty mode", path="threat_aims.tsv", remedy="Add one for all other modes"
            )
        return cls(
            tuple(_tie(row) for row in tables["links.tsv"]),
            PhraseTable.of((phrase, sign) for row, sign in words for phrase in list_cell(row, "words")),
            aims,
        )


def _tie(row: Row) -> TieRule:
    path = "links.tsv"
    places: tuple[LinkPlace, ...] = get_args(LinkPlace)
    signs: tuple[LinkSign, ...] = get_args(LinkSign)
    return TieRule(
        kind=_one(row["kind"], LINK_KINDS, path),
        sources=_types(row, "source", path),
        words=list_cell(row, "words"),
        told=_statuses(row, "told", path),
        targets=_types(row, "target", path),
        statuses=_statuses(row, "status", path),
        place=_one(row["place"], places, path),
        near=row["near"] == "yes",
        signs=frozenset(_some(list_cell(row, "signs"), signs, path)),
        probability=_probability(row["probability"], path),
    )


def _types(row: Row, column: str, path: str) -> frozenset[EventType]:
    if row[column] == "*":
        return frozenset(EVENT_TYPES)
    if row[column] == "act":
        return Plover.load().material()
    return frozenset(_some(list_cell(row, column), EVENT_TYPES, path))


def _statuses(row: Row, column: str, path: str) -> frozenset[Status]:
    return frozenset(STATUSES if row[column] == "*" else _some(list_cell(row, column), STATUSES, path))


def _some(cells: Iterable[str], known: tuple[Value, ...], path: str) -> tuple[Value, ...]:
    return tuple(_one(cell, known, path) for cell in cells)


def _one(cell: str, known: tuple[Value, ...], path: str) -> Value:
    for value in known:
        if value == cell:
            return value
    raise CodebookError(f"{cell!r} is not known", path=path, remedy=f"Known: {', '.join(known)}")


def _probability(cell: str, path: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise CodebookError(f"{cell!r} is no probability", path=path, remedy="Write a number above 0, up to 1")
    return value
