"""Where and when an act was, as tables with one place and one day a row tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sayso.record.edtf import Edtf
from sayso.record.events import Event, EventPlace

WEEK, MONTH, YEAR = 7, 31, 366


@dataclass(frozen=True, slots=True)
class Days:
    """Hold the first and the last day that a date can mean, both inclusive, and whether the text hedges it."""

    first: date
    last: date
    hedged: bool

    @property
    def n(self) -> int:
        """Count the days, both ends too."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """Give the middle day, the earlier of two."""
        return self.first + timedelta(days=(self.n - 1) // 2)


def days_of(told: Edtf | None) -> Days | None:
    """Give the days of a date; None if there is none, or an end of it is open."""
    if told is None or told.first_day is None or told.last_day is None:
        return None
    return Days(told.first_day, told.last_day, told.approximate or told.uncertain)


def site_of(event: Event) -> EventPlace | None:
    """Give the place where an act was: the most exact of its sites, else of the places it aimed at; None if untold."""
    for role in ("site", "target"):
        named = [place for place in event.places if place.role == role and (place.place or place.name)]
        if named:
            return min(named, key=lambda place: (place.country is None, place.geo_precision or 9))
    return None


def acled_day(told: Edtf | None) -> tuple[date, int] | None:
    """Give ACLED's day and time precision: 1 the day, 2 within a week, 3 within a month, each by its middle day.

    None where the date is open, unknown or coarser than a month.
    Source: ACLED codebook, time precision.

    >>> acled_day(Edtf("2020-01-03")), acled_day(Edtf("2019-08")), acled_day(Edtf("2019"))
    ((datetime.date(2020, 1, 3), 1), (datetime.date(2019, 8, 16), 3), None)
    """
    days = days_of(told)
    if days is None or days.n > MONTH:
        return None
    if days.n == 1:
        return days.first, 2 if days.hedged else 1
    return days.middle, 2 if days.n <= WEEK else 3


def ged_precision(days: Days) -> int | None:
    """Give UCDP's date_prec: 1 the day, 2 up to six days, 3 a week, 4 a month, 5 up to a year; None if longer.

    Source: UCDP GED codebook, date_prec.

    >>> [ged_precision(days) for text in ("2019-07-19", "2019-07", "2019") if (days := days_of(Edtf(text)))]
    [1, 4, 5]
    """
    if days.n == 1:
        return 2 if days.hedged else 1
    return 2 if days.n < WEEK else 3 if days.n == WEEK else 4 if days.n <= MONTH else 5 if days.n <= YEAR else None
