"""Calendar arithmetic: days and months, one reader for each way the time shapes name them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from sayso.codebook.times import WHOLE
from sayso.record.edtf import Edtf
from sayso.record.times import TimeMeaning
from sayso.resolve.clock import time_of_day
from sayso.resolve.frames import TimeReading, dated, day_meaning

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
JOINED = re.compile(r" (?:and|or) ")


def read_date(reading: TimeReading) -> TimeMeaning | None:
    """Read a month and a day, with or without a weekday and a year."""
    month = reading.number("month", "month") or reading.number("month_number", "number")
    day = reading.day_of_month("day")
    if not month or not day:
        return None
    year = _year(reading, lambda year: date(year, month, min(day, monthrange(year, month)[1])))
    if not year:
        return None
    first = date(year, month, day)
    last = reading.day_of_month("last_day")
    if last and last > day:
        return dated(Edtf.of(first, date(year, month, last)), "day")
    return TimeMeaning(
        "date", Edtf.of(first), "stated", "day", time_of_day=time_of_day(reading), conflict=_conflict(reading, first)
    )


def _year(reading: TimeReading, first_day: Callable[[int], date]) -> int | None:
    turn = reading.turn("turn")
    if reading.today and turn is not None:
        return reading.today.year + turn
    return reading.nearest_year(first_day)


def _conflict(reading: TimeReading, day: date) -> str | None:
    """Say what is wrong with a weekday and a date that do not fit. The date is kept as it is written."""
    weekday = reading.number("weekday", "weekday")
    if weekday is None or weekday == day.weekday():
        return None
    return f"it says {WEEKDAY_NAMES[weekday]}, but {day.isoformat()} was a {WEEKDAY_NAMES[day.weekday()]}"


def read_numeric(reading: TimeReading) -> TimeMeaning | None:
    """Read "4/17/2013": month and day in the order that makes a date; None where both orders do and differ."""
    first, second = int(reading.part("first") or 0), int(reading.part("second") or 0)
    year = int(reading.part("year") or 0)
    year += 0 if year > 99 else 2000
    months = [(m, d) for m, d in ((first, second), (second, first)) if m <= 12]
    if not months or (len(months) == 2 and first != second):
        return None
    return day_meaning(date(year, *months[0]))


def read_across(reading: TimeReading) -> TimeMeaning | None:
    """Read "July 30 to August 2"."""
    month, last_month = reading.number("month", "month"), reading.number("last_month", "month")
    day, last_day = reading.day_of_month("day"), reading.day_of_month("last_day")
    if not (month and last_month and day and last_day):
        return None
    stated = int(reading.part("last_year") or reading.part("year") or 0)
    year = stated or reading.nearest_year(lambda year: date(year, month, day))
    if not year:
        return None
    last = date(year, last_month, last_day)
    first = date(year - (last_month < month and bool(reading.part("last_year"))), month, day)
    return dated(Edtf.of(first, last if last >= first else date(year + 1, last_month, last_day)), "day")


def read_month(reading: TimeReading) -> TimeMeaning | None:
    """Read a month; "early" and "late" leave it the month."""
    month = reading.number("month", "month")
    year = _month_year(reading, month) if month else None
    return dated(f"{year:04}-{month:02}", "month") if year else None


def _month_year(reading: TimeReading, month: int) -> int | None:
    if reading.today and not reading.year():
        if reading.step("turn"):
            return _year(reading, lambda year: date(year, month, 1))
        if reading.step() == "before":
            return reading.today.year - (month >= reading.today.month)
        if reading.step() == "after":
            return reading.today.year + (month <= reading.today.month)
        if reading.step() == "same":
            return reading.today.year
    return reading.nearest_year(lambda year: date(year, month, 1))


def read_months(reading: TimeReading) -> TimeMeaning | None:
    """Read "December and January", "May to July 2013"."""
    month, last_month = reading.number("month", "month"), reading.number("last_month", "month")
    if not month or not last_month:
        return None
    stated = int(reading.part("last_year") or 0)
    if stated:
        first, last = int(reading.part("year") or stated - (month > last_month)), stated
    else:
        year = reading.nearest_year(lambda year: date(year, month, 1))
        if not year:
            return None
        first, last = year, year + (month > last_month)
    return dated(f"{first:04}-{month:02}/{last:04}-{last_month:02}", "month")


def read_weekday(reading: TimeReading) -> TimeMeaning | None:
    """Read a weekday as the last such day on or before publication; the next, if told ahead or so stated."""
    weekday = reading.number("weekday", "weekday")
    if weekday is None or reading.today is None:
        return None
    last = reading.number("last_weekday", "weekday")
    first = _weekday(reading, weekday, reading.today)
    if last is None:
        return day_meaning(first, time_of_day(reading))
    if (last - weekday) % 7 > 1 and JOINED.search(reading.part(WHOLE) or ""):
        days = sorted((first, _weekday(reading, last, reading.today)))
        return dated(Edtf.of(*days), "day")
    if first <= reading.today and not reading.frame.ahead:
        end = reading.today - timedelta(days=(reading.today.weekday() - last) % 7)
        return dated(Edtf.of(end - timedelta(days=(last - weekday) % 7), end), "day")
    return dated(Edtf.of(first, first + timedelta(days=(last - weekday) % 7)), "day")


def _weekday(reading: TimeReading, weekday: int, today: date) -> date:
    back = (today.weekday() - weekday) % 7
    step = reading.step()
    if reading.told_turn(reading.part("step") or "this") and reading.frame.exact_day:
        today = reading.frame.exact_day
        back = (today.weekday() - weekday) % 7
    if step == "before":
        return today - timedelta(days=back or 7)
    if step == "after" or (reading.frame.ahead and back):
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back)


def read_weekday_in(reading: TimeReading) -> TimeMeaning | None:
    """Read "a night in July" as the month."""
    return read_month(reading)


def read_day(reading: TimeReading) -> TimeMeaning | None:
    """Read "yesterday", "tonight", "overnight"."""
    words = reading.part("relative") or ""
    if reading.today is None:
        return None
    day = reading.today + timedelta(days=reading.grammar.number("day", words) or 0)
    return day_meaning(day, time_of_day(reading) or ("night" if words in reading.grammar.values["night"] else None))


def read_this_part(reading: TimeReading) -> TimeMeaning | None:
    """Read "this morning" from publication, "that night" and "the next morning" from what was told last."""
    words = reading.part("which") or "this"
    turn = reading.told_turn(words)
    day = reading.today if turn is None else reading.frame.exact_day
    if day is None:
        return None
    back = 1 if words in reading.grammar.values["before"] else 0
    return day_meaning(day + timedelta(days=(turn or 0) - back), time_of_day(reading))


def read_part_of(reading: TimeReading) -> TimeMeaning | None:
    """Read "the night of July 19"."""
    return read_date(reading)


def read_same_day(reading: TimeReading) -> TimeMeaning | None:
    """Read "the same day", "earlier in the day": the day told last, or that of publication."""
    words = reading.phrase.parts.get("which", "")
    day = (reading.today if words.endswith("in the day") else None) or reading.frame.exact_day or reading.today
    return day_meaning(day) if day else None


def read_clock(reading: TimeReading) -> TimeMeaning | None:
    """Read a time of day alone: of the day told last, or that of publication."""
    clock = time_of_day(reading)
    day = reading.frame.exact_day or reading.today
    if clock is None:
        return None
    return day_meaning(day, clock) if day else TimeMeaning("date", None, "none", "hour", time_of_day=clock)
