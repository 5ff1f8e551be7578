"""Disputed ground: what a place's country is shown as where states differ, in a file that people can replace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sayso.codebook.place_rows import PlaceEntry
from sayso.codebook.tables import list_cell, one_of, read_rows
from sayso.errors import CodebookError

DISPUTED = "disputed.tsv"
_COLUMNS = ("match", "territory", "country", "over", "parties", "note")


@dataclass(frozen=True, slots=True)
class Territory:
    """Name a piece of ground, as whose it is shown (None: nobody's), and who holds or claims it.

    ``over_country`` is False where the state is not in question, only who administers the ground.
    """

    name: str
    country: str | None
    over_country: bool
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """Tell what is disputed, by a place's id or by the admin 1 unit that it lies in ("UA/Crimea")."""

    territories: Mapping[str, Territory] = field(default_factory=dict)

    def told(self, entry: PlaceEntry) -> PlaceEntry:
        """Give a place as the file wants it shown; one that is not disputed stays as it is."""
        found = self.territories.get(entry.id) or self.territories.get(f"{entry.country}/{entry.admin1}")
        if found is None:
            return entry
        return replace(entry, country=found.country, disputed=found.parties if found.over_country else ())


def load_disputed() -> Disputed:
    """Read disputed.tsv.

    Raises:
        CodebookError: a row names no place, or no two claims.

    >>> load_disputed().territories["place-golan-heights"].parties
    ('Syria', 'Israel')
    """
    territories: dict[str, Territory] = {}
    for row in read_rows(DISPUTED, _COLUMNS):
        parties = list_cell(row, "parties")
        if not row["match"] or len(parties) < 2:
            raise CodebookError(
                f"the row {row['territory']!r} needs places and two parties",
                path=DISPUTED,
                remedy="See its head",
            )
        over_country = one_of(row, "over", ("country", "administration")) == "country"
        for match in list_cell(row, "match"):
            territories[match] = Territory(row["territory"], row["country"] or None, over_country, parties)
    return Disputed(territories)
