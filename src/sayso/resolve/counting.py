"""Counting: dates a phrase counts from a day, and what it counts from an event."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.codebook.time_words import UNITS
from sayso.record.edtf import Edtf
from sayso.record.times import TimeMeaning
from sayso.resolve.frames import TimeReading, dated, iso_length
from sayso.resolve.periods import quarter_of
from sayso.resolve.units import DAYS_IN, MONTHS_IN, YEARS_IN, month_before, month_of


def read_ago(reading: TimeReading) -> TimeMeaning | None:
    """Read "two weeks ago" from publication, "a year earlier" and "two days later" from what was told last."""
    unit = reading.unit()
    way = reading.part("way") or "ago"
    told = None
    if way not in reading.grammar.values["from_today"] and unit is not None:
        told = reading.frame.exact_day if unit in DAYS_IN else reading.frame.told_day
    anchor = told or reading.today
    if anchor is None or unit is None:
        return None
    count = 1.0 if reading.phrase.shape.startswith("year_") else reading.count()
    if count is None:
        return _some_ago(anchor, unit) if way == "ago" else None
    count *= reading.grammar.number("way", way) or 0
    what = reading.part("what")
    if what and unit == "Y":
        return quarter_of(*_quarter_told(anchor, int(count), reading))
    quarter = reading.frame.told_day if reading.frame.told and reading.frame.told.unit == "quarter" else None
    if quarter and unit == "Y":
        return quarter_of((told or anchor).year + int(count), (quarter.month + 2) // 3)
    return counted(anchor, count, unit, hedged=True)


def _some_ago(today: date, unit: str) -> TimeMeaning:
    """Read "weeks ago" as this month or so, "months ago" as this year or so; longer ago has no date."""
    near = {"D": f"{today.isoformat()[:7]}~", "W": f"{today.isoformat()[:7]}~", "M": f"{today.isoformat()[:4]}~"}.get(
        unit
    )
    return TimeMeaning("vague", Edtf(near) if near else None, "relative" if near else "none", UNITS[unit], era="past")


def _quarter_told(anchor: date, years: int, reading: TimeReading) -> tuple[int, int]:
    if reading.frame.told and reading.frame.told.unit == "quarter":
        return anchor.year + years, (anchor.month + 2) // 3
    year, month = month_before(anchor.year, anchor.month, 3)
    return year + years, (month + 2) // 3


def counted(anchor: date, count: float, unit: str, *, hedged: bool) -> TimeMeaning | None:
    """Go a number of units from a day; the answer is no finer than the unit, and hedged above a day."""
    whole = int(count)
    if unit.startswith("T"):
        return TimeMeaning("date", Edtf.of(anchor), "relative", UNITS[unit])
    mark = "~" if hedged else ""
    if unit in YEARS_IN:
        years = count * YEARS_IN[unit]
        if years != int(years) and unit == "Y":
            return _in_months(anchor, int(count * 12), mark)
        year = anchor.year + int(years)
        return dated(f"{year:04}" + (mark if unit != "Y" else ""), UNITS[unit] if unit == "Y" else "year")
    if unit in MONTHS_IN:
        return _in_months(anchor, whole * MONTHS_IN[unit], mark)
    if unit not in DAYS_IN:
        return None
    day = anchor + timedelta(days=round(count * DAYS_IN[unit]))
    return dated(day.isoformat() + (mark if unit != "D" else ""), UNITS[unit])


def _in_months(anchor: date, count: int, mark: str) -> TimeMeaning:
    return dated(month_of(*month_before(anchor.year, anchor.month, -count)) + mark, "month")


def read_offset(reading: TimeReading) -> TimeMeaning | None:
    """Leave "two days after the speech" without a date: what it is counted from is an event."""
    unit, count = reading.unit(), reading.count()
    return TimeMeaning("date", None, "none", UNITS[unit] if unit else "day", _whole(count, unit))


def _whole(count: float | None, unit: str | None) -> str | None:
    return iso_length(int(count), unit) if count and unit and not unit.startswith("T") else None
