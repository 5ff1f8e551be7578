"""An act as either side of a comparison tells it, and what comparing comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sayso.codebook.phrases import fold

Scheme = Literal["acled", "ged", "polecat"]


@dataclass(frozen=True, slots=True)
class Where:
    """Name a place: degrees, WGS 84; ``wide`` is a country, a province or other ground without a spot."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    wide: bool = False

    @property
    def folded(self) -> str:
        """Give the name as names are compared."""
        return fold(self.name)


@dataclass(frozen=True, slots=True)
class Act:
    """Hold what is compared of an act. ``id`` and ``line`` say where it stands, ``line`` 0 for an event of the case.

    ``first`` and ``last`` are days it may have been on, inclusive, None where that is not told; ``types`` the PLOVER
    types it can be; ``actors`` keys of everybody who acts or is acted on; ``killed`` the least and greatest count.
    """

    id: str
    line: int
    title: str
    first: date | None
    last: date | None
    types: frozenset[str]
    places: tuple[Where, ...]
    actors: frozenset[str]
    killed: tuple[int | None, int | None] = (None, None)
    status: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """Pair a row with an event; ``reasons`` say what agrees, ``differs`` what does not."""

    row: str
    line: int
    event: str
    status: str
    title: str
    score: float
    reasons: tuple[str, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """Hold what one side has and the other has not, with the reason; ``line`` is 0 for an event of the case."""

    id: str
    line: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Say why a line of a file is no row; lines are counted from 1."""

    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold what rows of a file and the events of a case have in common, by the rule of ``compare.rule``.

    ``only_there`` are rows without an event, ``only_here`` events without a row that the scheme could have had.
    ``not_compared`` counts the other events without a row, by why they could not have one.
    """

    scheme: Scheme
    rows: int
    events: int
    matched: tuple[Matched, ...]
    only_there: tuple[Alone, ...]
    only_here: tuple[Alone, ...]
    not_compared: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[Problem, ...] = ()
