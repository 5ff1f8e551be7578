"""Pledges: what later events make of threats, vows, promises, demands and the like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import COMMITMENT_KINDS, EVENT_TYPES, CommitmentKind, EventStatus, EventType, Standing

Part = Literal["announced", "condition", "holder"]
Whose = Literal["own", "other"]
Value = TypeVar("Value", bound=str)

COLUMNS = ("kind", "part", "whose", "status", "types", "standing")
ALL = "*"
_PATH = "standing_rules.tsv"


@dataclass(frozen=True, slots=True)
class StandingRule:
    """Say what a later event makes of a commitment: one row of standing_rules.tsv. Empty ``types``: the act's own."""

    kinds: frozenset[CommitmentKind]
    part: Part
    whose: frozenset[Whose]
    statuses: frozenset[EventStatus]
    types: frozenset[EventType]
    standing: Standing


def load_standing_rules() -> tuple[StandingRule, ...]:
    """Read standing_rules.tsv.

    >>> load_standing_rules()[0].standing
    'carried_out'

    Raises:
        CodebookError: the table is absent, or a cell holds what is none of the record's words.
    """
    return standing_rules_of(read_rows(_PATH, COLUMNS))


def standing_rules_of(rows: Sequence[Mapping[str, str]]) -> tuple[StandingRule, ...]:
    """Build the rules from rows as standing_rules.tsv has them, in their order.

    Raises:
        CodebookError: as ``load_standing_rules``.
    """
    statuses: tuple[EventStatus, ...] = get_args(EventStatus)
    whose: tuple[Whose, ...] = get_args(Whose)
    return tuple(
        StandingRule(
            _some(row, "kind", COMMITMENT_KINDS),
            _one(row["part"], get_args(Part)),
            _some(row, "whose", whose),
            _some(row, "status", statuses),
            _some(row, "types", EVENT_TYPES),
            _one(row["standing"], get_args(Standing)),
        )
        for row in rows
    )


def _some(row: Mapping[str, str], column: str, known: tuple[Value, ...]) -> frozenset[Value]:
    return frozenset(known if row[column] == ALL else (_one(cell, known) for cell in list_cell(row, column)))


def _one(cell: str, known: tuple[Value, ...]) -> Value:
    for value in known:
        if value == cell:
            return value
    raise CodebookError(f"{cell!r} is not known", path=_PATH, remedy=f"Known: {', '.join(known)}")
