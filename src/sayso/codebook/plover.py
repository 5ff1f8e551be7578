"""PLOVER: the types of event, their modes, quad classes and scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import EVENT_TYPES, EventType, QuadClass

COLUMNS = ("type", "mode", "quad", "score", "meaning")
LOWEST, HIGHEST = -10.0, 10.0
_TYPES: Mapping[str, EventType] = {name: name for name in EVENT_TYPES}


@dataclass(frozen=True, slots=True)
class Plover:
    """Know the sixteen types. Built once by ``load`` and passed on.

    >>> plover = Plover.load()
    >>> plover.quad("ASSAULT"), plover.score("ASSAULT", "aerial"), plover.score("AGREE", None)
    ('material_conflict', -10.0, 3.0)
    """

    _quads: dict[EventType, QuadClass]
    _scores: dict[tuple[EventType, str | None], float]
    _meanings: dict[tuple[EventType, str | None], str]

    @classmethod
    def load(cls) -> Plover:
        """Read plover.tsv.

        Raises:
            CodebookError: a type is missing or unknown, or a row has no quad class or score.
        """
        plover = cls({}, {}, {})
        for row in read_rows("plover.tsv", COLUMNS):
            plover._take(row)
        missing = [name for name in EVENT_TYPES if name not in plover._quads]
        if missing:
            raise CodebookError(f"no row for {', '.join(missing)}", path="plover.tsv", remedy="Add it")
        return plover

    def quad(self, type_: EventType) -> QuadClass:
        """Give the quad class of a type."""
        return self._quads[type_]

    def score(self, type_: EventType, mode: str | None) -> float:
        """Give the score, −10 to +10, of a mode; an unknown mode has its type's."""
        return self._scores.get((type_, mode), self._scores[type_, None])

    def modes(self, type_: EventType) -> tuple[str, ...]:
        """List the modes of a type in the codebook's order; many types have none."""
        return tuple(mode for kind, mode in self._scores if kind == type_ and mode is not None)

    def meaning(self, type_: EventType, mode: str | None = None) -> str:
        """Say in a few words what a type or mode means."""
        return self._meanings[type_, mode]

    def _take(self, row: dict[str, str]) -> None:
        type_, mode = event_type(row["type"], "plover.tsv"), row["mode"] or None
        if mode is None:
            quad = next((quad for quad in get_args(QuadClass) if quad == row["quad"]), None)
            if quad is None:
                raise CodebookError(f"{type_} has no quad class", path="plover.tsv", remedy="Name one of four")
            self._quads[type_] = quad
        try:
            score = float(row["score"])
        except ValueError:
            raise CodebookError(
                f"{type_} {mode or ''} has the score {row['score']!r}",
                path="plover.tsv",
                remedy="Give a number",
            ) from None
        if not LOWEST <= score <= HIGHEST:
            raise CodebookError(f"{type_} {mode or ''}: {score} is off the scale", path="plover.tsv")
        self._scores[type_, mode] = score
        self._meanings[type_, mode] = row["meaning"]


def event_type(word: str, path: str) -> EventType:
    """Read the name of a type.

    Raises:
        CodebookError: it is none of the sixteen.
    """
    type_ = _TYPES.get(word)
    if type_ is None:
        raise CodebookError(f"{word!r} is no PLOVER type", path=path, remedy=f"Types: {', '.join(EVENT_TYPES)}")
    return type_
