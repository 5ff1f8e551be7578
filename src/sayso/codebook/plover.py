"""PLOVER: the types of event, their modes, quad classes and scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from sayso.codebook.tables import number_cell, one_of, read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import EVENT_TYPES, MATERIAL, EventType, QuadClass

COLUMNS = ("type", "mode", "quad", "score", "meaning")
LOWEST, HIGHEST = -10.0, 10.0
_QUADS: tuple[QuadClass, ...] = get_args(QuadClass)


@dataclass(frozen=True, slots=True)
class Plover:
    """Know the sixteen types. Built once by ``load`` and passed on.

    >>> plover = Plover.load()
    >>> plover.quad("ASSAULT"), plover.score("ASSAULT", "aerial"), plover.score("AGREE", None)
    ('material_conflict', -10.0, 3.0)
    """

    _quads: dict[EventType, QuadClass]
    _scores: dict[tuple[EventType, str | None], float]

    @classmethod
    def load(cls) -> Plover:
        """Read plover.tsv.

        Raises:
            CodebookError: a type is missing or unknown, or a row has no quad class or score.
        """
        plover = cls({}, {})
        for row in read_rows("plover.tsv", COLUMNS):
            plover._take(row)
        missing = [name for name in EVENT_TYPES if name not in plover._quads]
        if missing:
            raise CodebookError(f"no row for {', '.join(missing)}", path="plover.tsv", remedy="Add it")
        return plover

    def quad(self, type_: EventType) -> QuadClass:
        """Give the quad class of a type."""
        return self._quads[type_]

    def material(self) -> frozenset[EventType]:
        """Give the types of acts that are done otherwise than by words: ``act`` in the codebook's other tables."""
        return frozenset(type_ for type_, quad in self._quads.items() if quad in MATERIAL)

    def score(self, type_: EventType, mode: str | None) -> float:
        """Give the score, −10 to +10, of a mode; an unknown mode has its type's."""
        return self._scores.get((type_, mode), self._scores[type_, None])

    def modes(self, type_: EventType) -> tuple[str, ...]:
        """List the modes of a type in the codebook's order; many types have none."""
        return tuple(mode for kind, mode in self._scores if kind == type_ and mode is not None)

    def _take(self, row: dict[str, str]) -> None:
        type_, mode = one_of(row, "type", EVENT_TYPES), row["mode"] or None
        if mode is None:
            self._quads[type_] = one_of(row, "quad", _QUADS)
        self._scores[type_, mode] = number_cell(row, "score", least=LOWEST, most=HIGHEST)
