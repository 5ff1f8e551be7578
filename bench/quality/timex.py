"""TIMEX3 values of what the time grammar found: the bench's own mapping, from EDTF to the scheme of TimeML."""

from __future__ import annotations

from datetime import date

from sayso.record.times import TimeMeaning

PARTS = {
    "morning": "MO", "early morning": "MO", "mid morning": "MO", "dawn": "MO", "sunrise": "MO", "predawn": "NI",
    "afternoon": "AF", "mid afternoon": "AF", "late afternoon": "AF", "evening": "EV", "dusk": "EV", "sunset": "EV",
    "night": "NI", "nightfall": "NI",
}  # fmt: skip
SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
ERAS = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}


def timex_value(found: TimeMeaning) -> str:
    """Give the TIMEX3 value of a meaning; empty where it has none.

    >>> timex_value(TimeMeaning("vague", era="past"))
    'PAST_REF'
    """
    if found.kind == "vague":
        return ERAS[found.era or "past"]
    if found.kind == "set":
        return _seasonal(found.pattern) if found.pattern else found.length or ""
    if found.length and found.kind == "duration":
        return found.length
    return _date(found)


def _date(found: TimeMeaning) -> str:
    edtf = found.edtf
    if edtf is None:
        return found.length or ""
    first = edtf.first_day
    plain = edtf.split("/")[0].strip("~?%")
    if first is None:
        return ""
    if found.unit == "quarter":
        return f"{first.year}-Q{(first.month + 2) // 3}"
    if found.unit == "half":
        return f"{first.year}-H{(first.month + 5) // 6}"
    if found.unit == "decade":
        return f"{first.year // 10}"
    if found.unit == "century":
        return f"{first.year // 100}"
    if found.unit in ("week", "weekend") and "/" in edtf:
        return _week(first, edtf.last_day or first, weekend=found.unit == "weekend")
    if found.unit == "season":
        return _seasonal(plain)
    if found.unit == "year":
        return plain[:4]
    return plain + _clock(found.time_of_day)


def _week(first: date, last: date, *, weekend: bool) -> str:
    middle = first if weekend else date.fromordinal((first.toordinal() + last.toordinal() + 1) // 2)
    year, week, _ = middle.isocalendar()
    return f"{year}-W{week:02}" + ("-WE" if weekend else "")


def _seasonal(value: str) -> str:
    year, _, season = value.partition("-")
    return f"{year}-{SEASONS[season]}" if season in SEASONS else value


def _clock(time_of_day: str | None) -> str:
    if time_of_day is None:
        return ""
    return f"T{PARTS[time_of_day]}" if time_of_day in PARTS else f"T{time_of_day}" if ":" in time_of_day else ""
