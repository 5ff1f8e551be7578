"""Holidays: the days of a year that news dates by, from rules of four calendars."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.record.edtf import Edtf
from sayso.record.times import TimeMeaning
from sayso.resolve.frames import REACH_DAYS, TimeReading, dated

ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
"""The first day of the tabular Islamic calendar."""
HEBREW_EPOCH = -1373427
"""The first day of the Hebrew calendar, as an ordinal of the Gregorian calendar."""


def read_holiday(reading: TimeReading) -> TimeMeaning | None:
    """Read a holiday of the year stated, or the last one begun; the next, if told ahead."""
    value = reading.grammar.value("holiday", reading.part("holiday") or "")
    if value is None:
        return None
    rule, _, days = value.partition(";")
    year = reading.year()
    turn = reading.turn("turn")
    if year is None and reading.today and turn is not None:
        year = reading.today.year + turn
    if year:
        found = [day for day in days_of(rule, year) if day.year == year]
    elif reading.today:
        found = _nearest(rule, reading, reading.today)
    else:
        return None
    if not found:
        return None
    first = found[-1]
    last = first + timedelta(days=int(days) - 1)
    mark = "~" if rule.startswith(("islamic", "quds")) else ""
    ends = [day.isoformat() + mark for day in (first, last)]
    if reading.part("span"):
        return dated(Edtf.of(first - timedelta(days=3), first + timedelta(days=3)), "week")
    return dated(ends[0] if first == last else "/".join(ends), "day")


def _nearest(rule: str, reading: TimeReading, today: date) -> list[date]:
    """Give the days up to the frame's reach; of "next" those after today, the nearest last."""
    around = [day for year in (today.year - 1, today.year, today.year + 1) for day in days_of(rule, year)]
    if reading.step() == "after":
        return sorted((day for day in around if day > today), reverse=True)
    reach = today if reading.step() == "before" else today + timedelta(days=REACH_DAYS[reading.frame.ahead])
    return sorted(day for day in around if day <= reach)


def days_of(rule: str, year: int) -> list[date]:
    """Give the first days of a holiday in a year; an Islamic one may have two, or none.

    >>> days_of("easter+0", 2019), days_of("11/3/4", 1999), days_of("islamic 09-01", 2019)
    ([datetime.date(2019, 4, 21)], [datetime.date(1999, 11, 25)], [datetime.date(2019, 5, 6)])
    """
    if rule.startswith("easter"):
        return [easter(year) + timedelta(days=int(rule[6:]))]
    if rule == "election":
        return [_nth_weekday(year, 11, 0, 1) + timedelta(days=1)]
    if rule.startswith("islamic"):
        month, day = map(int, rule.split()[1].split("-"))
        return _islamic_days(year, month, day)
    if rule == "quds":
        eids = _islamic_days(year, 10, 1)
        return [day - timedelta(days=(day.weekday() - 5) % 7 + 1) for day in eids]
    if rule.startswith("hebrew"):
        month, day = map(int, rule.split()[1].split("-"))
        return [found for at in (year + 3760, year + 3761) if (found := _hebrew(at, month, day)).year == year]
    if "/" in rule:
        return [_nth_weekday(year, *map(int, rule.split("/")))]
    month, day = map(int, rule.split("-"))
    return [date(year, month, day)]


def easter(year: int) -> date:
    """Give Western Easter. Source: the anonymous Gregorian algorithm."""
    century, rest = divmod(year, 100)
    leap, odd = divmod(century, 4)
    shift = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * odd + 2 * (rest // 4) - shift - rest % 4) % 7
    late = (year % 19 + 11 * shift + 22 * week) // 451
    month, day = divmod(shift + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _islamic_days(year: int, month: int, day: int) -> list[date]:
    first = (year - 622) * 33 // 32
    found = (_islamic(at, month, day) for at in range(first - 1, first + 3))
    return [one for one in found if one.year == year]


def _islamic(year: int, month: int, day: int) -> date:
    """Give a day of the tabular Islamic calendar (civil epoch). Source: Reingold and Dershowitz."""
    months = -(-(59 * (month - 1)) // 2)
    return date.fromordinal(day + months + (year - 1) * 354 + (3 + 11 * year) // 30 + ISLAMIC_EPOCH - 1)


def _hebrew(year: int, month: int, day: int) -> date:
    """Give a day of the Hebrew calendar, Nisan month 1. Source: Reingold and Dershowitz."""
    months = range(7, month) if month >= 7 else [*range(7, _hebrew_months(year) + 1), *range(1, month)]
    return date.fromordinal(_hebrew_new_year(year) + sum(_hebrew_month_days(year, at) for at in months) + day - 1)


def _hebrew_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_months(year: int) -> int:
    return 13 if _hebrew_leap(year) else 12


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + (3 * (day + 1) % 7 < 3)


def _hebrew_new_year(year: int) -> int:
    before, this, after = (_hebrew_elapsed(year + step) for step in (-1, 0, 1))
    late = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return HEBREW_EPOCH + this + late


def _hebrew_month_days(year: int, month: int) -> int:
    days = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    short = month in (2, 4, 6, 10, 13) or (month == 12 and not _hebrew_leap(year))
    short = short or (month == 8 and days not in (355, 385)) or (month == 9 and days in (353, 383))
    return 29 if short else 30
