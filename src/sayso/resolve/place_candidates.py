"""Place candidates: every place that a name may mean, ranked, for people who look one up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sayso.codebook.places import PlaceTable
from sayso.record.ids import PlaceId
from sayso.resolve.choice import PRECISION
from sayso.resolve.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class RankedPlace:
    """Describe one place that a name may mean. ``score`` (0–1) is its share among all; ``disputed`` who claims it."""

    place: PlaceId
    name: str
    kind: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    coordinate_basis: str | None
    geo_precision: int | None
    population: int
    disputed: tuple[str, ...]
    source: str | None
    score: float
    reasons: tuple[str, ...]

    @property
    def line(self) -> str:
        """Tell it in one line."""
        where = ", ".join(part for part in (self.admin1, self.country) if part) or "no country"
        point = "no point" if self.latitude is None else f"{self.latitude:.4f}, {self.longitude:.4f}"
        claimed = f"; disputed: {', '.join(self.disputed)}" if self.disputed else ""
        told = f"{self.score:.2f}  {self.name} ({self.kind}, {where}; {point}{claimed})"
        return f"{told}  {self.place}: {'; '.join(self.reasons)}"


def place_candidates(name: str, table: PlaceTable, countries: Collection[str] = ()) -> tuple[RankedPlace, ...]:
    """Rank the places that go by a name, the likeliest first, given countries (ISO codes) that are spoken of.

    >>> [(one.name, one.country) for one in place_candidates("Tripoli", PlaceTable.load(), {"LB"})][:1]
    [('Tripoli, Lebanon', 'LB')]
    """
    around = Surroundings.of((), table, countries)
    written = name if any(map(str.isupper, name)) else name.title()
    ranked = around.weigh(written, table.candidates(name) or table.candidates(written))
    found = []
    for one in ranked:
        entry = one.reading.entry
        found.append(
            RankedPlace(
                entry.id,
                entry.name,
                entry.kind,
                entry.country,
                entry.admin1,
                entry.latitude,
                entry.longitude,
                entry.coordinate_basis,
                PRECISION[entry.kind],
                entry.population,
                entry.disputed,
                entry.source,
                round(one.score, 4),
                (f"gazetteer {one.reading.form}", *one.reasons),
            )
        )
    return tuple(found)
