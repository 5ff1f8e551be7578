"""Lengths: durations, sets of times, and words that only say past, present or future."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.codebook.time_words import UNITS
from sayso.codebook.times import WHOLE
from sayso.record.edtf import Edtf
from sayso.record.times import TimeMeaning
from sayso.resolve.frames import TimeReading, iso_length
from sayso.resolve.periods import RECENT_MONTHS, RECENT_YEARS
from sayso.resolve.units import DAYS_IN, MONTHS_IN, YEARS_IN, month_before, month_of

STRETCH_DAYS = {**DAYS_IN, "2D": 7}
"""Days in a unit of a stretch: from one weekend to the next it is a week."""


def read_length(reading: TimeReading) -> TimeMeaning | None:
    """Read a duration that is tied to no day."""
    if reading.part("while") or reading.part("vague_unit"):
        return TimeMeaning("duration", length="PXX")
    words = next((found for name in ("unit", "units", "unit_b") if (found := reading.part(name))), "")
    unit = reading.grammar.value("unit", words)
    if unit is None:
        return None
    plain = reading.part("units") or reading.part("several")
    count = None if plain else reading.count() if reading.part("count") else 1.0
    if reading.part("count") and (reading.part(WHOLE) or "").endswith("and a half"):
        count = (count or 0) + 0.5
    return TimeMeaning("duration", None, "none", UNITS[unit], iso_length(count, unit))


def read_stretch(reading: TimeReading) -> TimeMeaning | None:
    """Read "the past four days" as the days up to publication, "the next two weeks" as those from it."""
    unit, count, today = reading.unit(), reading.count(), reading.today
    if unit is None:
        return None
    length = iso_length(count, unit)
    if today is None:
        return TimeMeaning("duration", None, "none", UNITS[unit], length)
    ahead = reading.step() == "after"
    edtf = _stretch(reading, unit, int(count)) if count else _some(today, unit, ahead)
    return TimeMeaning("duration", edtf, "relative" if edtf else "none", UNITS[unit], length)


def _stretch(reading: TimeReading, unit: str, count: int) -> Edtf | None:
    if reading.today is None:
        return None
    return _ahead(reading.today, unit, count) if reading.step() == "after" else back_from(reading.today, unit, count)


def back_from(today: date, unit: str, count: int | None) -> Edtf | None:
    """Give the stretch of so many units that ends on a day, no finer than the unit; None counts "several"."""
    if count is None:
        return _some(today, unit, ahead=False) if unit in RECENT_MONTHS else None
    if unit in YEARS_IN:
        return Edtf(f"{today.year - count * YEARS_IN[unit]:04}~/{today.year:04}")
    if unit in MONTHS_IN:
        first = month_of(*month_before(today.year, today.month, count * MONTHS_IN[unit]))
        return Edtf(f"{first}/{today.isoformat()[:7]}")
    days = STRETCH_DAYS.get(unit)
    return Edtf.of(today - timedelta(days=count * days), today) if days else None


def _ahead(today: date, unit: str, count: int) -> Edtf | None:
    if unit in YEARS_IN:
        return Edtf(f"{today.year:04}/{today.year + count * YEARS_IN[unit]:04}~")
    if unit in MONTHS_IN:
        last = month_of(*month_before(today.year, today.month, -count * MONTHS_IN[unit]))
        return Edtf(f"{today.isoformat()[:7]}/{last}")
    days = STRETCH_DAYS.get(unit)
    return Edtf.of(today, today + timedelta(days=count * days)) if days else None


def _some(today: date, unit: str, ahead: bool) -> Edtf | None:
    """Read "recent weeks", "the next few months" by how far such words reach; None for other units."""
    if unit == "D":
        return Edtf(f"{today.isoformat()[:7]}~")
    if unit == "Y" and not ahead:
        return Edtf(f"{today.year - RECENT_YEARS:04}~/{today.year:04}")
    if unit not in RECENT_MONTHS:
        return None
    months = RECENT_MONTHS[unit]
    other = month_of(*month_before(today.year, today.month, -months if ahead else months))
    return Edtf(f"{today.isoformat()[:7]}/{other}" if ahead else f"{other}/{today.isoformat()[:7]}")


def read_recent(reading: TimeReading) -> TimeMeaning | None:
    """Read "recent weeks", "the past few days", "the weeks ahead"."""
    words = reading.part("unit") or reading.part("few") or reading.part("ahead") or ""
    unit, today = reading.grammar.value("unit", words), reading.today
    if unit is None:
        return None
    ahead = bool(reading.part("ahead")) or reading.part("way") in reading.grammar.values["after"]
    edtf = _some(today, unit, ahead) if today else None
    return TimeMeaning("duration", edtf, "relative" if edtf else "none", UNITS[unit], iso_length(None, unit),
                       era="future" if ahead else "past")  # fmt: skip


def read_every(reading: TimeReading) -> TimeMeaning | None:
    """Read "daily", "every Friday", "each July"."""
    if often := reading.part("often"):
        return TimeMeaning("set", length=reading.grammar.value("often", often))
    if weekday := reading.part("weekday"):
        return TimeMeaning("set", unit="day", pattern=f"XXXX-WXX-{int(reading.grammar.values['weekday'][weekday]) + 1}")
    if weekdays := reading.part("weekdays"):
        number = reading.grammar.values["weekdays"][weekdays]
        return TimeMeaning("set", unit="day", pattern=f"XXXX-WXX-{int(number) + 1}" if number else "XXXX-WXX")
    if month := reading.number("month", "month"):
        return TimeMeaning("set", unit="month", pattern=f"XXXX-{month:02}")
    if season := reading.part("season"):
        return TimeMeaning("set", unit="season", pattern=f"XXXX-{reading.grammar.values['season'][season]}")
    unit = reading.unit()
    if unit is None:
        return TimeMeaning("set", unit="day", length="P1D", time_of_day=reading.part("part"))
    return TimeMeaning("set", unit=UNITS[unit], length=iso_length(1, unit))


def read_vague(reading: TimeReading) -> TimeMeaning | None:
    """Read "recently", "now", "soon": a direction and no date."""
    if reading.part("past"):
        return TimeMeaning("vague", era="past")
    return TimeMeaning("vague", era="present" if reading.part("present") else "future")
