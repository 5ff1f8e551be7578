"""Ties between actors that are known before any report is read: what is part of what, who backs whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError, RecordError
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId
from sayso.record.relations import Predicate

PREDICATES: tuple[str, ...] = get_args(Predicate)
"""The predicates of relations.jsonl; the subject stands before them, the object after."""

TIE_COLUMNS = ("subject", "predicate", "object", "valid", "source")


@dataclass(frozen=True, slots=True)
class Tie:
    """Hold one tie: ``subject`` ``predicate`` ``object``, during ``valid`` (None: not dated)."""

    subject: ActorId
    predicate: str
    object: ActorId
    valid: Edtf | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class TieTable:
    """Find the ties of an actor. Built once, then only read."""

    ties: tuple[Tie, ...] = ()
    _by_actor: Mapping[ActorId, tuple[Tie, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> TieTable:
        """Read ties.tsv.

        Raises:
            CodebookError: the table breaks its own rules.
        """
        return cls.of(tie_of(row, "ties.tsv") for row in read_rows("ties.tsv", TIE_COLUMNS))

    @classmethod
    def of(cls, ties: Iterable[Tie]) -> TieTable:
        """Build a table, in the order given."""
        ties = tuple(ties)
        by_actor: dict[ActorId, list[Tie]] = {}
        for tie in ties:
            for actor in dict.fromkeys((tie.subject, tie.object)):
                by_actor.setdefault(actor, []).append(tie)
        return cls(ties, {actor: tuple(found) for actor, found in by_actor.items()})

    def of_actor(self, actor: ActorId) -> tuple[Tie, ...]:
        """Give the ties an actor has, on either side, in the table's order."""
        return self._by_actor.get(actor, ())


def tie_of(row: Mapping[str, str], path: str) -> Tie:
    """Make a tie of a row's cells; ``path`` names the file if they are wrong.

    Raises:
        CodebookError: there is no such predicate, or the date is none.
    """
    if row["predicate"] not in PREDICATES:
        message = f"{row['subject']} {row['predicate']!r} {row['object']}: no such predicate"
        raise CodebookError(message, path=path, remedy=f"Predicates are: {', '.join(PREDICATES)}")
    try:
        valid = Edtf(row["valid"]) if row["valid"] else None
    except RecordError as error:
        raise CodebookError(
            error.message, path=path, remedy="Write it as 2014-06-29/2019-10, or leave it out"
        ) from None
    return Tie(ActorId(row["subject"]), row["predicate"], ActorId(row["object"]), valid, row["source"] or None)
