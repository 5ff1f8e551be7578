"""Modes that can hold of one act at once, so that reports which give them do not differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.codebook.plover import Plover
from sayso.codebook.tables import one_of, read_rows, some_of
from sayso.record.vocabulary import EVENT_TYPES, EventType

COLUMNS = ("type", "mode", "with")
ALL = "*"


@dataclass(frozen=True, slots=True)
class ModesTogether:
    """Know the pairs of modes of modes_together.tsv.

    >>> together = ModesTogether.load()
    >>> together.differ("ASSAULT", ["aerial", "targeted"]), together.differ("ASSAULT", ["aerial", "firearms"])
    (False, True)
    """

    pairs: frozenset[tuple[EventType, frozenset[str]]]

    @classmethod
    def load(cls) -> ModesTogether:
        """Read modes_together.tsv.

        Raises:
            CodebookError: a row names a type or mode that plover.tsv does not have.
        """
        return cls.of(read_rows("modes_together.tsv", COLUMNS))

    @classmethod
    def of(cls, rows: Sequence[dict[str, str]]) -> ModesTogether:
        """Build the pairs from rows as modes_together.tsv has them.

        Raises:
            CodebookError: as ``load``.
        """
        plover = Plover.load()
        return cls(frozenset(pair for row in rows for pair in _pairs(row, plover)))

    def differ(self, type_: EventType, modes: Collection[str]) -> bool:
        """Tell whether some two modes of a type cannot hold of one act; no mode and one mode do not differ."""
        return any((type_, frozenset(pair)) not in self.pairs for pair in combinations(sorted(modes), 2))


def _pairs(row: dict[str, str], plover: Plover) -> Iterator[tuple[EventType, frozenset[str]]]:
    type_: EventType = one_of(row, "type", EVENT_TYPES)
    known = plover.modes(type_)
    mode = one_of(row, "mode", known)
    fellows = known if row["with"] == ALL else some_of(row, "with", known)
    yield from ((type_, frozenset((mode, fellow))) for fellow in fellows)
