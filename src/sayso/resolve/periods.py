"""Periods: weeks, quarters, seasons, years and longer, and what is counted from a day."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.codebook.time_words import UNITS
from sayso.record.edtf import Edtf
from sayso.record.times import TimeMeaning
from sayso.resolve.frames import TimeReading, dated, day_meaning, iso_length
from sayso.resolve.units import DAYS_IN, YEARS_IN, month_before

DAYS_OF_A_MONTH = 30
"""How many days "the past month" goes back."""
RECENT_MONTHS = {"W": 1, "M": 2}
"""How many months "recent weeks" and "recent months" reach back."""
RECENT_YEARS = 4
"""How many years "recent years" reach back."""


def read_week_of(reading: TimeReading) -> TimeMeaning | None:
    """Read "the week of Sept. 22" as the seven days from it."""
    month, day = reading.number("month", "month"), reading.day_of_month("day")
    year = reading.nearest_year(lambda year: date(year, month or 1, 1)) if month and day else None
    if not (year and month and day):
        return None
    first = date(year, month, day)
    return dated(Edtf.of(first, first + timedelta(days=6)), "week")


def quarter_of(year: int, quarter: int) -> TimeMeaning:
    """Give a quarter of a year as its three months."""
    return dated(f"{year:04}-{quarter * 3 - 2:02}/{year:04}-{quarter * 3:02}", "quarter")


def read_quarter(reading: TimeReading) -> TimeMeaning | None:
    """Read "the third quarter", "the first half of 2013": that of the year told, or the last one begun."""
    what = reading.part("what")
    number = 2 if (what, reading.part("ordinal")) == ("half", "last") else reading.number("ordinal", "ordinal")
    if number is None or not 1 <= number <= (4 if what == "quarter" else 2):
        return None
    size = 3 if what == "quarter" else 6
    year = reading.year()
    if year is None and reading.today:
        year = reading.today.year + (-1 if reading.part("ago") else reading.turn("turn") or 0)
        if not reading.part("turn") and date(year, (number - 1) * size + 1, 1) > reading.today + timedelta(days=62):
            year -= 1
    if year is None:
        return None
    if what == "quarter":
        return quarter_of(year, number)
    return dated(f"{year:04}-{number * 6 - 5:02}/{year:04}-{number * 6:02}", "half")


def read_quarter_step(reading: TimeReading) -> TimeMeaning | None:
    """Read "the latest quarter", "the year-earlier quarter", "the quarter"."""
    if reading.today is None:
        return None
    anchor = date(*month_before(reading.today.year, reading.today.month, 3), 1)
    years = -1 if reading.part("ago") else reading.turn("turn") or 0
    year = reading.year() or anchor.year + years
    months = (reading.turn() or 0) * 3
    at = month_before(year, anchor.month, -months) if reading.part("step") in ("next", "following") else None
    year, month = at or (year, anchor.month)
    return quarter_of(year, (month + 2) // 3)


def read_unit(reading: TimeReading) -> TimeMeaning | None:
    """Read "last week", "this month", "the following year", "earlier this week"."""
    unit, words = reading.unit(), reading.part("step") or reading.part("told") or "this"
    from_told = reading.told_turn(f"the {words}" if reading.part("the") else words) is not None
    told = reading.frame.told_day if from_told else None
    if from_told and unit == "D" and reading.frame.exact_day is None:
        return None
    anchor = told or (reading.today if words not in ("that", "that same") else None)
    if anchor is None or unit is None or unit.startswith("T"):
        return None
    if words == "past" and unit != "Q" and not reading.part("edge"):
        return stretch_one(anchor, unit)
    turn = reading.turn() or 0
    edge = reading.edge()
    if unit in ("W", "2D", "D"):
        return _days(anchor, turn, unit, edge, bool(told))
    if unit == "M":
        year, month = month_before(anchor.year, anchor.month, -turn)
        return dated(f"{year:04}-{month:02}", "month")
    if unit == "Q":
        year, month = month_before(anchor.year, anchor.month, -3 * turn)
        return quarter_of(year, (month + 2) // 3)
    if unit == "Y" and edge == 3:
        return dated(f"{anchor.year + turn:04}-12~", "year")
    return _long(anchor.year, turn, unit)


def _days(anchor: date, turn: int, unit: str, edge: int | None, told: bool) -> TimeMeaning:
    if unit == "D":
        return day_meaning(anchor + timedelta(days=turn))
    if unit == "2D":
        return weekend_of(anchor, turn)
    return week_of(anchor, turn, None if told else edge)


def _long(year: int, turn: int, unit: str) -> TimeMeaning | None:
    if unit == "Y":
        return dated(f"{year + turn:04}", "year")
    size = YEARS_IN["E" if unit == "E" else "C"]
    first = (year // size + turn) * size
    return dated(f"{first:04}/{first + size - 1:04}", "decade" if unit == "E" else "century")


def stretch_one(today: date, unit: str) -> TimeMeaning | None:
    """Read "the past week", "the past year" as what ends on a day."""
    if unit in YEARS_IN:
        year, month = month_before(today.year, today.month, 12 * YEARS_IN[unit])
        first = f"{year:04}-{month:02}" if unit == "Y" else f"{year:04}~"
        last = f"{today.isoformat()[:7]}" if unit == "Y" else f"{today.isoformat()[:4]}"
        return TimeMeaning("duration", Edtf(f"{first}/{last}"), "relative", UNITS[unit], iso_length(1, unit))
    days = DAYS_IN.get(unit) or {"M": DAYS_OF_A_MONTH}.get(unit)
    if days is None:
        return None
    edtf = Edtf.of(today - timedelta(days=days), today)
    return TimeMeaning("duration", edtf, "relative", UNITS[unit], iso_length(1, unit))


def week_of(today: date, turn: int, edge: int | None = None) -> TimeMeaning:
    """Give a week from Sunday to Saturday; earlier this week ends today, later this week begins today.

    News in English that is published on a Sunday calls the days before it "last week".
    """
    sunday = today - timedelta(days=(today.weekday() + 1) % 7 - 7 * turn)
    saturday = sunday + timedelta(days=6)
    if turn == 0 and edge == 1:
        return dated(Edtf.of(sunday, today), "week")
    return dated(Edtf.of(today, saturday) if turn == 0 and edge == 3 else Edtf.of(sunday, saturday), "week")


def weekend_of(today: date, turn: int) -> TimeMeaning:
    """Give a Saturday and Sunday: the one that is on or comes, or the last one that is over or on."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if turn == 1 or (turn == 0 and today.weekday() < 5):
        saturday += timedelta(days=7)
    return dated(Edtf.of(saturday, saturday + timedelta(days=1)), "weekend")


def read_edge_of(reading: TimeReading) -> TimeMeaning | None:
    """Read "the end of the year", "year's end" as the unit that publication lies in."""
    words = reading.part("unit") or (reading.part("close") or "").removeprefix("the ").split()[0]
    unit = reading.grammar.value("unit", words)
    if reading.today is None or unit is None:
        return None
    if unit == "Y" and (reading.part("close") or reading.edge() == 3):
        return dated(f"{reading.today.year:04}-12~", "year")
    if unit in ("W", "2D", "D"):
        return _days(reading.today, 0, unit, None, False)
    return dated(f"{reading.today.isoformat()[:7]}", "month") if unit == "M" else _long(reading.today.year, 0, unit)


def read_weekend(reading: TimeReading) -> TimeMeaning | None:
    """Read "the weekend": the last one begun, or the next if told ahead."""
    if reading.part("month"):
        named = read_week_of(reading)
        day = named.edtf.first_day if named and named.edtf else None
        return weekend_of(day, 0) if day else None
    if reading.today is None:
        return None
    turn = reading.turn()
    return weekend_of(reading.today, turn if turn is not None else 0 if reading.frame.ahead else -1)


def read_the_unit(reading: TimeReading) -> TimeMeaning | None:
    """Read "the week", "the year" as the one that publication lies in."""
    unit = reading.unit()
    if reading.today is None or unit is None:
        return None
    if unit == "W":
        return week_of(reading.today, 0)
    return (
        dated(f"{reading.today.isoformat()[:7]}", "month")
        if unit == "M"
        else dated(f"{reading.today.isoformat()[:4]}", "year")
    )


def read_season(reading: TimeReading) -> TimeMeaning | None:
    """Read "last summer", "the winter of 2008", "this past spring"."""
    season, year = reading.number("season", "season") or reading.number("season_b", "season"), reading.year()
    if season is None:
        return None
    if year is None and reading.today:
        year = _season_year(reading, season, reading.today)
    return dated(f"{year:04}-{season}", "season") if year else None


def _season_year(reading: TimeReading, season: int, today: date) -> int:
    begins = season * 3 - 60  # 21, spring, begins in March
    step = reading.step()
    if step == "before":
        return today.year - (today.month < begins + 3)
    if step == "after":
        return today.year + (today.month >= begins)
    if step == "same" or reading.frame.ahead:
        return today.year
    return today.year - (today.month < begins)


def read_decade(reading: TimeReading) -> TimeMeaning | None:
    """Read "the 1990s", "the eighties" as ten years."""
    words = (reading.part("decade") or "").replace(" ", "")
    named = reading.grammar.value("decade", words)
    digits = words.strip("'s")
    first = int(named) * 10 if named else int(digits) if len(digits) == 4 else 1900 + int(digits)
    if not named and len(digits) == 2 and first < 1920:
        first += 100
    return dated(f"{first:04}/{first + 9:04}", "decade")


def read_century(reading: TimeReading) -> TimeMeaning | None:
    """Read "the 20th century", "this decade"."""
    number = reading.number("ordinal", "ordinal")
    if number:
        return dated(f"{(number - 1) * 100:04}/{number * 100 - 1:04}", "century") if number > 1 else None
    unit = {"century": "C", "decade": "E"}.get(reading.part("what") or "")
    turn = {"last": -1, "next": 1}.get(reading.part("step") or "", 0)
    return _long(reading.today.year, turn, unit) if reading.today and unit else None


def read_years(reading: TimeReading) -> TimeMeaning | None:
    """Read "2011 to 2014", "2008-09"."""
    first, last = reading.part("year") or reading.part("year_a") or "", reading.part("last_year") or ""
    if tail := reading.part("tail"):
        last = first[:2] + tail
    return dated(f"{first}/{last}", "year") if first < last else None


def read_edged_year(reading: TimeReading) -> TimeMeaning | None:
    """Read "late 2011" and "the end of 2011" as its last month, "early" and "mid-" as the year, all hedged."""
    whole = reading.part("all_of") or reading.part("post") or reading.part("pre")
    if whole:
        return dated(whole, "year")
    year, edge = reading.part("year"), reading.edge()
    return dated(f"{year}-12~" if edge == 3 else f"{year}~", "year")


def read_year(reading: TimeReading) -> TimeMeaning | None:
    """Read a year alone."""
    year = reading.year() or int(reading.part("of") or 0)
    return dated(f"{year:04}", "year") if year else None
