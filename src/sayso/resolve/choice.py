"""Choice: which of the places that go by a name is meant, or that it stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.phrases import fold
from sayso.codebook.places import ROW_PREFIX, PlaceEntry, PlaceKind
from sayso.record.ids import PlaceId, place_id
from sayso.record.mentions import PlaceCandidate
from sayso.resolve.surroundings import PlaceReading, Surroundings, Weighed

PRECISION: Mapping[PlaceKind, int | None] = {
    "city": 1, "neighbourhood": 1, "camp": 1, "base": 1, "airport": 1, "crossing": 1, "site": 1,
    "mountain": 2, "district": 3, "province": 4, "region": 4, "border": 5, "river": 5, "country": 6,
    "sea": 7, "strait": 7, "supranational": None,
}  # fmt: skip
"""UCDP where_prec of a kind of place: 1 exact spot, 2 near it, 3 district, 4 province, 5 fuzzy or along a line,
6 country, 7 waters and airspace of no state. Larger than a country has none. Source: UCDP GED codebook."""

TAKEN = 0.7
"""Share of all readings that one needs to be taken; below it the place stays ambiguous, with its candidates. Of places
of LGL and GeoVirus (the 70 % that may be tuned on, 2026-11) 58 % of those whose best reading has .5 to .7 lie where it
says, 77 % of those with .7 to .9 and 91 % of those above."""
PLAUSIBLE = 6.0
"""Log-odds that the best reading needs, else no place of the gazetteer is meant: a village of that name that nothing
in the document speaks for. A cautious choice on few cases: in the same documents 18 places lie below, of which 10 of
14 are right in LGL and none of 4 in GeoVirus."""
SHOWN_CANDIDATES = 5
LEAST_SHARE = 0.01
"""Readings with a smaller share than this are no candidates."""


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """Say where a phrase is; fields as in ``record.mentions.PlaceArgument``.

    ``place`` is the table's id, one made from the name and country where the table holds no such place, or None where
    several places of one name are as likely. ``kind`` is None unless the place itself is meant, not ground about it.
    """

    place: PlaceId | None
    name: str
    country: str | None
    geo_precision: int | None
    relation: str | None
    latitude: float | None
    longitude: float | None
    candidates: tuple[PlaceCandidate, ...]
    reason: str
    kind: PlaceKind | None = None
    admin1: str | None = None


def choose(
    name: str, readings: Sequence[PlaceReading], around: Surroundings, within: Sequence[PlaceEntry] = ()
) -> ResolvedPlace | None:
    """Take the reading of a name that its surroundings speak for; None if none is plausible.

    Where no reading has ``TAKEN`` of the say the place stays open: no id, no coordinates, and of country and
    precision only what the candidates agree on.
    """
    ranked = around.weigh(name, readings, within)
    if not ranked or _is_implausible(ranked[0]):
        return None
    candidates = _candidates(ranked)
    best = ranked[0]
    if best.score >= TAKEN:
        return _resolved(best, candidates if len(candidates) > 1 else ())
    return ResolvedPlace(
        None, name, _agreed(ranked), _precision(candidates, ranked), None, None, None, candidates,
        f"{len(candidates)} places go by this name",
    )  # fmt: skip


def _is_implausible(one: Weighed) -> bool:
    """Tell whether nothing speaks for a populated place that nobody listed by hand."""
    listed = one.reading.form != "spelling" and not one.reading.entry.id.startswith(ROW_PREFIX)
    return one.odds < PLAUSIBLE and one.reading.entry.kind == "city" and not listed


def _resolved(best: Weighed, candidates: tuple[PlaceCandidate, ...]) -> ResolvedPlace:
    entry = best.reading.entry
    return ResolvedPlace(
        entry.id, entry.name, entry.country, PRECISION[entry.kind], None, entry.latitude, entry.longitude,
        candidates, _reason(best), entry.kind, entry.admin1,
    )  # fmt: skip


def _candidates(ranked: Sequence[Weighed]) -> tuple[PlaceCandidate, ...]:
    likely = [one for one in ranked[:SHOWN_CANDIDATES] if one.score >= LEAST_SHARE]
    return tuple(
        PlaceCandidate(
            one.reading.entry.id, one.reading.entry.name, one.reading.entry.country, round(one.score, 4), _reason(one)
        )
        for one in likely
    )


def _reason(one: Weighed) -> str:
    return "; ".join((f"gazetteer {one.reading.form}", *one.reasons))


def _agreed(ranked: Sequence[Weighed]) -> str | None:
    shares: defaultdict[str | None, float] = defaultdict(float)
    for one in ranked:
        shares[one.reading.entry.country] += one.score
    country, share = max(shares.items(), key=lambda item: (item[1], item[0] or ""))
    return country if share >= TAKEN else None


def _precision(candidates: Sequence[PlaceCandidate], ranked: Sequence[Weighed]) -> int | None:
    told = {PRECISION[one.reading.entry.kind] for one in ranked[: len(candidates)]}
    return told.pop() if len(told) == 1 else None


def new_place(name: str, country: str | None, precision: int | None, reason: str) -> ResolvedPlace:
    """Make a place that no table holds; it keeps its own name and has no point."""
    return ResolvedPlace(place_id(fold(name), country), name, country, precision, None, None, None, (), reason)
