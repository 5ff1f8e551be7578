"""Where and when: the places and the date that fit most of what independent voices tell, the finest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.merge.globe import kilometres
from sayso.merge.tellings import Telling, origins
from sayso.record.edtf import Edtf
from sayso.record.events import EventPlace
from sayso.record.mentions import PlaceArgument
from sayso.record.vocabulary import DateBasis, PlaceRole

APART_KM = 50.0
"""Kilometres from which two points are different places: twice the 25 within which UCDP codes a place as near a named
one (where_prec 2). Of the eight pairs of towns that annotated training reports give one act in different mentions four
lie within it (2026-11): too few to fit it. Source: UCDP GED codebook, where_prec."""
COUNTRY_PRECISION = 6
"""UCDP where_prec of a whole country."""
ROLES: tuple[PlaceRole, ...] = ("site", "target", "origin", "transit")
"""The order in which places are listed."""

_UNKNOWN_PRECISION = 8
_BASES: tuple[DateBasis, ...] = ("stated", "relative", "narrative", "document", "none")
_TOLD: frozenset[DateBasis] = frozenset({"stated", "relative"})
"""Bases on which a report itself gives the date; the others are our inference and contradict nobody."""


@dataclass(frozen=True, slots=True)
class When:
    """Hold an event's date and, where reports give dates that cannot both hold, who tells which."""

    date: Edtf | None
    basis: DateBasis
    competing: Mapping[str, Sequence[Telling]]


@dataclass(frozen=True, slots=True)
class Where:
    """Hold an event's places and, where reports place it far apart, who tells which."""

    places: tuple[EventPlace, ...]
    competing: Mapping[str, Sequence[Telling]]


@dataclass(frozen=True, slots=True)
class _Site:
    """Hold one place in one role with who tells it; ``held`` are also the tellings of coarser places around it."""

    place: EventPlace
    told: tuple[Telling, ...]
    held: tuple[Telling, ...]

    @property
    def rank(self) -> tuple[int, int, int, str]:
        return (
            -len(origins(self.held)),
            self.place.geo_precision or _UNKNOWN_PRECISION,
            -len(origins(self.told)),
            f"{self.place.place} {self.place.name}",
        )


def when_of(told: Sequence[Telling]) -> When:
    """Choose the date that most origins give by its own or a coarser value; dates that reports tell come first.

    Of equally supported ones the finest is taken, then the better basis, then the earliest.
    """
    dates: defaultdict[Edtf, list[Telling]] = defaultdict(list)
    for one in told:
        if one.mention.date is not None:
            dates[one.mention.date].append(one)
    if not dates:
        return When(None, "none", {})
    if len(dates) == 1:
        ((date, tellings),) = dates.items()
        return When(date, _basis(tellings), {})
    support = {
        date: [one for other, tellings in dates.items() if _lies_in(date, other) for one in tellings] for date in dates
    }
    best = min(dates, key=lambda date: _date_rank(date, dates[date], support[date]))
    return When(best, _basis(dates[best]), _against(best, dates))


def where_of(told: Sequence[Telling]) -> Where:
    """Choose places role by role: the one that most origins give, or a coarser place around it, and what goes with it.

    A coarser place around a finer one is left out, and so is what is no name beside one that is. A place far from the
    chosen one competes with it, unless one mention names both.
    """
    by_place: defaultdict[tuple[str, PlaceRole], list[tuple[Telling, PlaceArgument]]] = defaultdict(list)
    for one in told:
        for place in one.mention.places:
            key = place.place or f"{place.name or place.text}, {place.country}"
            by_place[key, place.role].append((one, place))
    places: list[EventPlace] = []
    competing: dict[str, Sequence[Telling]] = {}
    for role in ROLES:
        pairs = [found for (_, its), found in by_place.items() if its == role]
        if not pairs:
            continue
        kept, apart = _chosen([_site(found) for found in pairs])
        places.extend(site.place for site in kept)
        if role == "site" and apart:
            competing = {site.place.name or "": site.told for site in (kept[0], *apart)}
    return Where(tuple(places), competing)


def _basis(told: Sequence[Telling]) -> DateBasis:
    return min((one.mention.date_basis for one in told), key=_BASES.index)


def _date_rank(date: Edtf, told: Sequence[Telling], support: Sequence[Telling]) -> tuple[int, int, int, int, str]:
    stated = [one for one in support if one.mention.date_basis in _TOLD]
    return -len(origins(stated)), -len(origins(support)), _days(date), _BASES.index(_basis(told)), date


def _days(date: Edtf) -> int:
    first, last = date.first_day, date.last_day
    return (last - first).days if first and last else 10**6


def _lies_in(date: Edtf, other: Edtf) -> bool:
    """Tell whether a date is ``other`` or lies within it."""
    first, last, begins, ends = date.first_day, date.last_day, other.first_day, other.last_day
    after = begins is None or (first is not None and begins <= first)
    before = ends is None or (last is not None and last <= ends)
    return after and before


def _against(best: Edtf, dates: Mapping[Edtf, Sequence[Telling]]) -> dict[str, Sequence[Telling]]:
    """Find the dates that cannot hold together with the chosen one, beside all that can; a hedged date always can."""
    told = {date: [one for one in found if one.mention.date_basis in _TOLD] for date, found in dates.items()}
    hedged = best.approximate or best.uncertain
    apart = {
        date
        for date in told
        if told[date] and not (hedged or date.approximate or date.uncertain or date.overlaps(best))
    }
    with_best = [one for date in told if date not in apart for one in told[date]]
    return {best: with_best, **{date: told[date] for date in sorted(apart)}} if apart and with_best else {}


def _site(found: Sequence[tuple[Telling, PlaceArgument]]) -> _Site:
    finest = min((place for _, place in found), key=lambda one: one.geo_precision or _UNKNOWN_PRECISION)
    told = tuple(one for one, _ in found)
    place = EventPlace(
        finest.place, finest.name or finest.text, finest.country, finest.latitude, finest.longitude,
        finest.geo_precision, finest.role,
    )  # fmt: skip
    return _Site(place, told, told)


def _chosen(sites: Sequence[_Site]) -> tuple[list[_Site], list[_Site]]:
    if len(sites) == 1:
        return [sites[0]], []
    named = [site for site in sites if not _is_nameless(site.place)] or sites
    fine = [site for site in named if not any(_holds(site.place, other.place) for other in named)]
    ranked = sorted((_backed(site, sites) for site in fine), key=lambda site: site.rank)
    best, *others = ranked
    apart = [site for site in others if _compete(best, site)]
    return [best, *(site for site in others if site not in apart)], apart


def _is_nameless(place: EventPlace) -> bool:
    """Tell whether a place was found nowhere and its words are no name: "the country", "a nightclub"."""
    return place.geo_precision is None and place.latitude is None and (place.name or "").islower()


def _backed(site: _Site, sites: Sequence[_Site]) -> _Site:
    around = (one for other in sites if _holds(other.place, site.place) for one in other.told)
    return _Site(site.place, site.told, (*site.told, *around))


def _holds(coarse: EventPlace, fine: EventPlace) -> bool:
    """Tell whether a place is the country that a finer place lies in."""
    return (
        coarse.geo_precision is not None
        and coarse.geo_precision >= COUNTRY_PRECISION
        and coarse.country is not None
        and coarse.country == fine.country
        and (fine.geo_precision or _UNKNOWN_PRECISION) < coarse.geo_precision
    )


def _compete(one: _Site, other: _Site) -> bool:
    if {telling.mention.id for telling in one.told} & {telling.mention.id for telling in other.told}:
        return False
    if len(origins(one.told) | origins(other.told)) < 2:
        return False
    here, there = one.place, other.place
    if here.latitude is None or here.longitude is None or there.latitude is None or there.longitude is None:
        return here.country is not None and there.country is not None and here.country != there.country
    return kilometres(here.latitude, here.longitude, there.latitude, there.longitude) > APART_KM
