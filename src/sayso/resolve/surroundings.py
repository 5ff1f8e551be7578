"""Surroundings: what a document's places, taken together, say about each of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sayso.codebook.names import Name, bare_name
from sayso.codebook.phrases import fold
from sayso.codebook.place_weights import PlaceWeights
from sayso.codebook.places import ROW_PREFIX, PlaceEntry, PlaceKind, PlaceTable
from sayso.record.spans import Span

PlaceReading = Name[PlaceEntry]
Unit = tuple[str | None, str | None]
"""A country and an admin 1 unit in it."""

ROUNDS = 2
"""How often the places of a document are weighed anew by what the others turned out to be."""
BESIDE = 2
"""Characters between a place and the wider one that says where it is: "Tripoli, Lebanon"."""
KILOMETRES_A_DEGREE = 111.2
REACH_KM = 150.0
"""Distance over which a place's word on its neighbours falls to a third."""
FAR_DEGREES = 4.0
"""Degrees of latitude beyond which nothing is counted as near; what is left out is under 0.06."""
SORTS: Mapping[PlaceKind, str] = {
    "country": "country", "province": "province", "district": "district", "neighbourhood": "site", "camp": "site",
    "base": "site", "airport": "site", "crossing": "site", "site": "site", "region": "wide", "border": "wide",
    "sea": "wide", "strait": "wide", "river": "wide", "mountain": "wide", "supranational": "wide",
}  # fmt: skip
"""The feature of a kind of place; a populated place has none, it is what the others are compared with."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Hold one reading of a place with its share of all readings (0–1), its log-odds and the reasons for it."""

    reading: PlaceReading
    score: float
    odds: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Mark a point that a document speaks of, with how sure that is, and under which name."""

    latitude: float
    longitude: float
    weight: float
    key: str


@dataclass(frozen=True, slots=True)
class Votes:
    """Count what the names of a document vote for: countries, admin units, points. One name has one vote."""

    names: int = 0
    countries: Mapping[str | None, float] = field(default_factory=dict)
    units: Mapping[Unit, float] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    own: Mapping[str, tuple[Weighed, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Weigh the readings of a place by the rest of its document.

    ``within`` holds, by folded name, the wider places that the text sets beside a name; ``readings`` are
    those of the document's own names, as written, and ``ranked`` the same by folded name, already weighed.
    """

    weights: PlaceWeights
    votes: Votes = field(default_factory=Votes)
    within: Mapping[str, tuple[PlaceEntry, ...]] = field(default_factory=dict)
    ranked: Mapping[str, tuple[Weighed, ...]] = field(default_factory=dict)
    readings: Mapping[str, tuple[PlaceReading, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        toponyms: Iterable[Span],
        table: PlaceTable,
        countries: Collection[str] = (),
        weights: PlaceWeights | None = None,
    ) -> Surroundings:
        """Read all places of a document together; ``countries`` (ISO codes) are known to be spoken of.

        ``weights`` stand in for the table's own.
        """
        ordered = sorted(toponyms, key=lambda one: (one.start, one.end))
        names = {fold(bare_name(one.text)): one.text for one in ordered}
        readings = {key: found for key, text in names.items() if key and (found := table.candidates(text))}
        around = cls(weights or table.weights, _votes({}, countries), _within(ordered, readings))
        for _ in range(ROUNDS):
            weighed = {key: around.weigh(key, found) for key, found in readings.items()}
            around = replace(around, votes=_votes(weighed, countries))
        ranked = {key: around.weigh(key, found) for key, found in readings.items()}
        written = {text: readings[key] for key, text in names.items() if key in readings}
        return replace(around, ranked=ranked, readings=written)

    def weigh(
        self, name: str, readings: Sequence[PlaceReading], within: Sequence[PlaceEntry] = ()
    ) -> tuple[Weighed, ...]:
        """Rank the readings of a name, the likeliest first; ``within`` are the wider places stated beside it."""
        key = fold(bare_name(name))
        kept = () if within else self.ranked.get(key, ())
        if kept and len(kept) == len(readings):
            return kept
        stated = within or self.within.get(key, ())
        told = [self.features(key, one, stated, readings) for one in readings]
        scores = [self.weights.score(features) for features in told]
        highest = max(scores, default=0.0)
        shares = [math.exp(score - highest) for score in scores]
        whole = sum(shares)
        ranked = sorted(range(len(readings)), key=lambda at: (-scores[at], at))
        return tuple(Weighed(readings[at], shares[at] / whole, scores[at], _reasons(told[at])) for at in ranked)

    def features(
        self, key: str, reading: PlaceReading, stated: Sequence[PlaceEntry], rivals: Sequence[PlaceReading]
    ) -> dict[str, float]:
        """Tell what speaks for one reading: features of place_weights.tsv with their values."""
        entry = reading.entry
        features = {"people": math.log10(max(entry.population, 1))}
        if entry.id.startswith(ROW_PREFIX) or reading.form == "spelling":
            features[reading.form] = 1.0
        else:
            features["listed"] = 1.0
        if entry.kind in SORTS:
            features[SORTS[entry.kind]] = 1.0
        if entry.kind == "province" and not _is_listed_as(entry, key) and _has_seat(entry, rivals):
            features["seat of its name"] = 1.0
        if stated and any(_inside(rival.entry, stated) for rival in rivals):
            features["inside" if _inside(entry, stated) else "outside"] = 1.0
        own = self.votes.own.get(key, ())
        others = max(1, self.votes.names - bool(own))
        for_country = self.votes.countries.get(entry.country, 0.0) - _vote_of(own, lambda e: e.country == entry.country)
        unit = (entry.country, entry.admin1)
        for_unit = self.votes.units.get(unit, 0.0) - _vote_of(own, lambda e: (e.country, e.admin1) == unit)
        if entry.country:
            features["country share"] = for_country / others
            features["country named"] = min(1.0, for_country)
        if entry.admin1:
            features["unit share"] = for_unit / others
            features["unit named"] = min(1.0, for_unit)
        if entry.latitude is not None and entry.longitude is not None:
            features["near"] = min(1.0, self._nearness(key, entry.latitude, entry.longitude))
        return features

    def _nearness(self, key: str, latitude: float, longitude: float) -> float:
        total = 0.0
        narrow = math.cos(math.radians(latitude)) * KILOMETRES_A_DEGREE
        for spot in self.votes.spots:
            north = spot.latitude - latitude
            if spot.key == key or not -FAR_DEGREES < north < FAR_DEGREES:
                continue
            east = (spot.longitude - longitude) * narrow
            total += spot.weight * math.exp(-math.hypot(north * KILOMETRES_A_DEGREE, east) / REACH_KM)
        return total


def _votes(weighed: Mapping[str, tuple[Weighed, ...]], known: Iterable[str]) -> Votes:
    countries: defaultdict[str | None, float] = defaultdict(float)
    units: defaultdict[Unit, float] = defaultdict(float)
    spots: list[Spot] = []
    for country in known:
        countries[country] += 1.0
    for key, ranked in weighed.items():
        for one in ranked:
            entry = one.reading.entry
            countries[entry.country] += one.score
            units[entry.country, entry.admin1] += one.score
        best = ranked[0]
        if best.reading.entry.latitude is not None and best.reading.entry.longitude is not None:
            spots.append(Spot(best.reading.entry.latitude, best.reading.entry.longitude, best.score, key))
    return Votes(len(weighed), countries, units, tuple(spots), weighed)


def _has_seat(unit: PlaceEntry, rivals: Sequence[PlaceReading]) -> bool:
    """Tell whether a city goes by the name of its unit, or a listed one of the same country does (Sanaa, Kyiv)."""
    own = (unit.country, None)  # the city may be shown as nobody's (Jerusalem)
    cities = (one.entry for one in rivals if one.entry.kind == "city" and one.entry.country in own)
    return any(city.admin1 == unit.admin1 or not city.id.startswith(ROW_PREFIX) for city in cities)


def _is_listed_as(entry: PlaceEntry, key: str) -> bool:
    """Tell whether a place is listed by hand under the very name."""
    return any(fold(bare_name(name)) == key for name in (entry.name, *entry.aliases)) and not entry.id.startswith(
        ROW_PREFIX
    )


def _vote_of(own: Sequence[Weighed], holds: Callable[[PlaceEntry], bool]) -> float:
    return sum(one.score for one in own if holds(one.reading.entry))


def _within(
    ordered: Sequence[Span], readings: Mapping[str, Sequence[PlaceReading]]
) -> dict[str, tuple[PlaceEntry, ...]]:
    found: defaultdict[str, list[PlaceEntry]] = defaultdict(list)
    for one, follower in pairwise(ordered):
        if 0 < follower.start - one.end <= BESIDE:
            wider = (name.entry for name in readings.get(fold(bare_name(follower.text)), ()))
            found[fold(bare_name(one.text))] += [entry for entry in wider if entry.kind in ("country", "province")]
    return {key: tuple(entries) for key, entries in found.items() if entries}


def _inside(entry: PlaceEntry, wider: Iterable[PlaceEntry]) -> bool:
    """Tell whether a place lies in one of several countries or admin 1 units, and is none of them itself."""
    return any(
        entry.id != one.id
        and entry.country == one.country
        and (one.kind == "country" or entry.admin1 in (one.admin1, one.name))
        for one in wider
    )


_TOLD = {
    "inside": "in the place named beside it",
    "country named": "its country is spoken of",
    "unit named": "its province is spoken of",
    "near": "near others of the document",
    "alias": "by another of its names",
    "spelling": "by its sound alone",
}
_WORTH_TELLING = 0.2


def _reasons(features: Mapping[str, float]) -> tuple[str, ...]:
    told = [words for name, words in _TOLD.items() if features.get(name, 0.0) >= _WORTH_TELLING]
    people = features["people"]
    return (*told, f"about {10 ** round(people):,} people") if people >= 3 else tuple(told)
