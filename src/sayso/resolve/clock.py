"""Clock: the time of day a phrase states, and its zone as written."""

from __future__ import annotations

from sayso.resolve.frames import TimeReading, count_of


def time_of_day(reading: TimeReading) -> str | None:
    """Give the time of day as ``HH:MM``, or the part of the day in the text's word; None if neither is there.

    Twelve-hour clocks need "a.m." or "p.m.", or a part of the day beside them.
    """
    part = reading.part("part")
    if hour := reading.part("hour"):
        return _clock(int(hour), int(reading.part("minute") or 0), (reading.part("half") or "").startswith("p"))
    if hour := reading.part("hour24"):
        return _written(int(hour), int(reading.part("minute24") or 0))
    if military := reading.part("military"):
        return _written(int(military[:2]), int(military[2:]))
    if noon := reading.part("noon"):
        return reading.grammar.value("noon", noon)
    if words := reading.part("oclock"):
        hours = count_of(words, reading.grammar)
        return _clock(int(hours), 0, reading.grammar.value("part", part) == "pm") if hours and part else part
    return part


def _clock(hour: int, minute: int, after_noon: bool) -> str | None:
    if not 1 <= hour <= 12:
        return _written(hour, minute)
    return _written(hour % 12 + (12 if after_noon else 0), minute)


def _written(hour: int, minute: int) -> str | None:
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
