"""What the plots of the overview count, and the addresses that their parts lead to.

Each plot leaves out the filter that is drawn on it, so that what lies beside a brush stays in sight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.record.edtf import Edtf
from sayso.serve.address import NO_DATE, NO_PLACE, Address
from sayso.table.event_filter import EventFilter, box_of
from sayso.table.facets import (
    Asked,
    Bar,
    Pair,
    Point,
    Timeline,
    Unit,
    best_unit,
    on_the_map,
    over_time,
    who_on_whom,
)

LEAST_DAYS = 7
"""Days shown at each side of a brush, at the least."""
PAIRS = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold the bars of one unit of time, its first and last day, by class."""

    first: date
    last: date
    bars: tuple[Bar, ...]

    @property
    def n(self) -> int:
        """Count its events."""
        return sum(bar.n for bar in self.bars)


def timeline_of(asked: Asked, unit: Unit | None) -> tuple[Timeline, tuple[Stretch, ...]]:
    """Count events over time, by the unit asked for or the finest that fits; around a brush, what lies beside it."""
    unit = unit or best_unit(asked)
    timeline = over_time(replace(asked, wanted=_around_dates(asked.wanted)), unit)
    by_start: dict[date, list[Bar]] = {}
    for bar in timeline.bars:
        by_start.setdefault(bar.start, []).append(bar)
    return timeline, tuple(Stretch(start, last_day(start, unit), tuple(bars)) for start, bars in by_start.items())


def points_of(asked: Asked, most: int = 500) -> tuple[tuple[Point, ...], int]:
    """Count events by place, around a box what lies beside it; and those without a place, whatever box is asked for."""
    points, nowhere = on_the_map(replace(asked, wanted=_around_box(asked.wanted)), most)
    return points, nowhere if asked.wanted.box is None else without_place(asked)


def pairs_of(asked: Asked) -> tuple[Pair, ...]:
    """Count events by who acts on whom; a party that is chosen is shown among the others."""
    return who_on_whom(replace(asked, wanted=replace(asked.wanted, party=())), PAIRS)


def without_date(asked: Asked) -> int:
    """Count the events without a date, whatever dates are asked for."""
    return asked.table.n(undated_of(asked.wanted), asked.docs)


def without_place(asked: Asked) -> int:
    """Count the events without a place on the map, whatever box is asked for."""
    return asked.table.n(placeless_of(asked.wanted), asked.docs)


def undated_of(wanted: EventFilter) -> EventFilter:
    """Ask for the events without a date."""
    return replace(wanted, since=None, until=None, where=_and(wanted.where, NO_DATE))


def placeless_of(wanted: EventFilter) -> EventFilter:
    """Ask for the events without a place on the map."""
    return replace(wanted, box=None, where=_and(wanted.where, NO_PLACE))


def undated_address(address: Address) -> str:
    """Give the address of the events without a date."""
    wanted = undated_of(address.wanted)
    return address.with_(since=None, until=None, where=wanted.where)


def placeless_address(address: Address) -> str:
    """Give the address of the events without a place on the map."""
    return address.with_(box=None, where=placeless_of(address.wanted).where)


def last_day(first: date, unit: Unit) -> date:
    """Give the last day of the unit of time that begins with ``first``.

    >>> str(last_day(date(2020, 2, 1), "month")), str(last_day(date(2020, 1, 6), "week"))
    ('2020-02-29', '2020-01-12')
    """
    if unit == "day":
        return first
    if unit == "week":
        return first + timedelta(days=6) if first <= date.max - timedelta(days=6) else date.max
    following = (first.year + 1, 1) if unit == "year" or first.month == 12 else (first.year, first.month + 1)
    return date(*following, 1) - timedelta(days=1) if following[0] <= date.max.year else date.max


def brushed(wanted: EventFilter) -> tuple[date | None, date | None]:
    """Give the first and last day that a filter asks for."""
    return (
        Edtf(wanted.since).first_day if wanted.since else None,
        Edtf(wanted.until).last_day if wanted.until else None,
    )


def _around_dates(wanted: EventFilter) -> EventFilter:
    first, last = brushed(wanted)
    if first is None or last is None or last < first:
        return replace(wanted, since=None, until=None)
    beside = max(LEAST_DAYS, (last - first).days + 1)
    since = date.fromordinal(max(date.min.toordinal(), first.toordinal() - beside))
    until = date.fromordinal(min(date.max.toordinal(), last.toordinal() + beside))
    return replace(wanted, since=since.isoformat(), until=until.isoformat())


def _around_box(wanted: EventFilter) -> EventFilter:
    if wanted.box is None:
        return wanted
    south, west, north, east = box_of(wanted.box)
    if west > east:
        return replace(wanted, box=None)
    high, wide = max(1.0, north - south), max(1.0, east - west)
    edges = (max(-90.0, south - high), max(-180.0, west - wide), min(90.0, north + high), min(180.0, east + wide))
    return replace(wanted, box=",".join(f"{edge:g}" for edge in edges))


def _and(where: str | None, other: str) -> str:
    if where is None or where == other:
        return other
    return where if other in where else f"({where}\n) AND {other}"
