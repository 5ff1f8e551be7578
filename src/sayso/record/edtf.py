"""EDTF level 1 dates, the only form a date takes in the record."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, Self

from sayso.errors import RecordError

Precision = Literal["day", "month", "season", "year", "interval"]

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)", re.ASCII)
DATES_KEPT = 1 << 14
"""Dates whose reading is kept: those of forty years. Merging reads each some ten times for every mention."""
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


@dataclass(frozen=True, slots=True)
class _Part:
    year: int
    month: int | None
    day: int | None
    mark: str

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return "year"
        if self.month in _SEASON_MONTHS:
            return "season"
        return "month" if self.day is None else "day"

    def first(self) -> date:
        if self.month in _SEASON_MONTHS:
            return date(self.year, _SEASON_MONTHS[self.month][0], 1)
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        month = self.month or 12
        if month in _SEASON_MONTHS:
            month = _SEASON_MONTHS[month][1]
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


class Edtf(str):
    """Hold a date at the precision the text gives it: a ``str`` that is known to be EDTF level 1.

    Legal: ``2019``, ``2019-08``, ``2019-07-19``; seasons ``2019-21`` (spring) to ``2019-24`` (winter);
    one of ``~`` (approximate), ``?`` (uncertain), ``%`` (both) after a date; intervals
    ``2019-07-19/2019-08-31`` whose ends may carry a mark; an open end is ``..``, an unknown end empty.
    Not supported: times of day (RFC 3339 instants have their own fields), ``X`` digits, years outside
    0001–9999, negative years. A month or day that is not known is left out, never ``00``; digits are
    ASCII. A winter is taken as December of its year.

    Raises:
        RecordError: the string is not such a date, names a day that does not exist, or runs backwards.
    Source: Library of Congress, EDTF specification, level 1 (2019).

    >>> Edtf("2019-08").first_day, Edtf("2019-08").last_day
    (datetime.date(2019, 8, 1), datetime.date(2019, 8, 31))
    >>> Edtf("2019-07-19/2019-08-31").precision
    'interval'
    """

    __slots__ = ()

    def __new__(cls, value: str) -> Self:
        """Check and keep the string as it is written."""
        ends = value.split("/")
        if len(ends) > 2:
            raise RecordError(f"{value!r} is no EDTF date: more than one '/'")
        parts = [_read_part(end, value, open_allowed=len(ends) == 2) for end in ends]
        if len(ends) == 2 and all(part is None for part in parts):
            raise RecordError(f"{value!r} is no EDTF date: an interval needs at least one end")
        if len(parts) == 2 and parts[0] and parts[1] and parts[0].first() > parts[1].last():
            raise RecordError(f"{value!r} is no EDTF date: it ends before it begins")
        return super().__new__(cls, value)

    @classmethod
    def of(cls, first: date, last: date | None = None) -> Self:
        """Make a day, or an interval of days with both ends included."""
        if last is None or last == first:
            return cls(first.isoformat())
        return cls(f"{first.isoformat()}/{last.isoformat()}")

    @property
    def precision(self) -> Precision:
        """Tell the unit of the date; an interval is its own precision."""
        if "/" in self:
            return "interval"
        part = _read_part(self, self, open_allowed=False)
        assert part is not None
        return part.precision

    @property
    def approximate(self) -> bool:
        """Tell whether the text hedges the date (``~`` or ``%``)."""
        return "~" in self or "%" in self

    @property
    def uncertain(self) -> bool:
        """Tell whether the date itself is in doubt (``?`` or ``%``)."""
        return "?" in self or "%" in self

    @property
    def first_day(self) -> date | None:
        """Give the first day the date can mean, or None for an open or unknown start."""
        part = _read_part(self.split("/")[0], self, open_allowed=True)
        return part.first() if part else None

    @property
    def last_day(self) -> date | None:
        """Give the last day the date can mean (inclusive), or None for an open or unknown end."""
        part = _read_part(self.split("/")[-1], self, open_allowed=True)
        return part.last() if part else None

    def may_include(self, day: date) -> bool:
        """Tell whether ``day`` lies within the date, ends included."""
        first, last = self.first_day, self.last_day
        return (first is None or first <= day) and (last is None or day <= last)

    def overlaps(self, other: Edtf, tolerance_days: int = 0) -> bool:
        """Tell whether the two dates can name one day, allowing ``tolerance_days`` between them."""
        gap = timedelta(days=tolerance_days)
        return _not_after(self.first_day, other.last_day, gap) and _not_after(other.first_day, self.last_day, gap)


def _not_after(first: date | None, last: date | None, gap: timedelta) -> bool:
    return first is None or last is None or first - last <= gap


@lru_cache(DATES_KEPT)
def _read_part(text: str, whole: str, *, open_allowed: bool) -> _Part | None:
    if open_allowed and text in ("", ".."):
        return None
    match = _PART.fullmatch(text)
    if not match:
        raise RecordError(f"{whole!r} is no EDTF date: cannot read {text!r}")
    year, month, day = (int(match[name]) if match[name] else None for name in ("year", "month", "day"))
    assert year is not None
    part = _Part(year, month, day, match["mark"])
    if year < 1 or month == 0 or day == 0:
        raise RecordError(f"{whole!r} is no EDTF date: {text!r} counts from 0", remedy="Leave out what is not known")
    if month is not None and month > 12 and (month not in _SEASON_MONTHS or day is not None):
        raise RecordError(f"{whole!r} is no EDTF date: {text!r} names no month or season")
    try:
        part.first()
        part.last()
    except ValueError as error:
        raise RecordError(f"{whole!r} is no EDTF date: {error}") from None
    return part
