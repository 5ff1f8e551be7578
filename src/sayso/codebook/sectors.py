"""Sectors of society an actor acts for, by their PLOVER codes."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook.tables import read_rows


@dataclass(frozen=True, slots=True)
class Sector:
    """Hold one PLOVER sector: its three-letter code and what it covers."""

    code: str
    meaning: str


def load_sectors() -> tuple[Sector, ...]:
    """Read sectors.tsv, in its order.

    >>> [sector.code for sector in load_sectors()][:3]
    ['GOV', 'MIL', 'REB']
    """
    return tuple(Sector(row["code"], row["meaning"]) for row in read_rows("sectors.tsv", ("code", "meaning")))
