"""Stamps: the time a post of a live page, or an item of a digest, says it is from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from sayso.codebook.live import load_live_words
from sayso.text.months import MONTH, MONTHS

STAMP_WORDS = 10
"""Words of a line that may be a stamp: "Updated at 14:32 GMT on Tuesday, 5 March 2019" has nine."""
STAMP_CHARACTERS = 90
NEXT_DAY = timedelta(hours=6)
"""How far the clock goes back where a new day has begun; a post that is out of order stands some minutes back."""

_CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?\s?(?P<half>[ap]\.?m\.?)?"
    r"|(?P<bare>1?\d)\s?(?P<barehalf>[ap]\.?m\.?))"
)
_DAY = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?:,?\s+(?P<year>\d{4}))?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"


class Stamp(NamedTuple):
    """Say what a stamp says: hour and minute, the offset of its zone, the day; None where it does not."""

    clock: tuple[int, int] | None = None
    zone: str | None = None
    month_day: tuple[int, int] | None = None
    year: int | None = None
    instant: datetime | None = None


def read_stamp(line: str) -> Stamp | None:
    """Read a line that is nothing but a time of day, a date, or both; None for any other.

    What is told from the reader's now ("2 hours ago") is no time without knowing when it was read.

    >>> read_stamp("Updated at 2.32pm GMT").clock, read_stamp("Updated 2 hours ago")
    ((14, 32), None)
    """
    if len(line) > STAMP_CHARACTERS or len(line.split()) > STAMP_WORDS:
        return None
    stamp, day_alone = _patterns()
    match = stamp.fullmatch(line)
    dated = None if match else day_alone.fullmatch(line)
    found = match or dated
    if found is None:
        return None
    named = found.groupdict()
    day = named.get("day") or named.get("day2") or named.get("eday") or named.get("eday2")
    month = named.get("month") or named.get("month2") or named.get("emonth") or named.get("emonth2")
    year = named.get("year") or named.get("eyear")
    month_day = (MONTHS[month.lower().rstrip(".")], int(day)) if month and day else None
    return Stamp(_clock(named) if match else None, _zone(named.get("zone")), month_day, int(year) if year else None)


def read_instant(written: str | None) -> datetime | None:
    """Read an instant as pages state it for machines; None without a zone.

    >>> read_instant("2019-03-05T14:32:00Z").hour
    14
    """
    try:
        moment = datetime.fromisoformat((written or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def place_in_time(stamps: Sequence[Stamp], base: date | None) -> tuple[tuple[str | None, ...], bool]:
    """Give each stamp its instant, or its day where no zone is known, or None; and whether the latest comes first.

    ``base`` is the page's own day: that of its first post, as it stands there. Where the clock goes back by many hours,
    from the earlier to the later, a day has ended.
    """
    latest_first = _falls(stamps)
    ordered = list(reversed(stamps)) if latest_first else list(stamps)
    before: timedelta | None = None
    day = base - timedelta(days=_days_ended(ordered)) if base and latest_first else base
    placed: list[str | None] = []
    for stamp in ordered:
        if stamp.instant:
            day, before = stamp.instant.date(), None
            placed.append(stamp.instant.isoformat().replace("+00:00", "Z"))
            continue
        own = _day(stamp, day or base)
        day = own or day
        if stamp.clock:
            now = timedelta(hours=stamp.clock[0], minutes=stamp.clock[1])
            if day and before is not None and own is None and before - now > NEXT_DAY:
                day += timedelta(days=1)
            before = now
        placed.append(_written(stamp, day))
    return tuple(reversed(placed) if latest_first else placed), latest_first


def _days_ended(ordered: Sequence[Stamp]) -> int:
    """Count how often the clock goes back by many hours."""
    clocks = [timedelta(hours=stamp.clock[0], minutes=stamp.clock[1]) for stamp in ordered if stamp.clock]
    return sum(earlier - later > NEXT_DAY for earlier, later in pairwise(clocks))


def _falls(stamps: Sequence[Stamp]) -> bool:
    """Tell whether more neighbours go back in time than forward."""
    instants = [stamp.instant.timestamp() for stamp in stamps if stamp.instant]
    clocks = [60 * stamp.clock[0] + stamp.clock[1] for stamp in stamps if stamp.clock]
    days = [31 * stamp.month_day[0] + stamp.month_day[1] for stamp in stamps if stamp.month_day]
    steps: list[float]
    if len(instants) == len(stamps):
        steps = [later - earlier for earlier, later in pairwise(instants)]
    elif len(days) == len(stamps) and len(set(days)) > 1:
        steps = [later - earlier for earlier, later in pairwise(days)]
    else:
        # The shorter way round the clock: from 23:40 to 00:15 time goes forward.
        steps = [(later - earlier + 720) % 1440 - 720 for earlier, later in pairwise(clocks)]
    return sum(step < 0 for step in steps) > sum(step > 0 for step in steps)


def _day(stamp: Stamp, base: date | None) -> date | None:
    if not stamp.month_day:
        return None
    years = [stamp.year] if stamp.year else [base.year, base.year - 1, base.year + 1] if base else []
    days = []
    for year in years:
        try:
            days.append(date(year, *stamp.month_day))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - (base or day)).days), default=None)


def _written(stamp: Stamp, day: date | None) -> str | None:
    if day is None:
        return None
    if stamp.clock is None or stamp.zone is None:
        return day.isoformat()
    return f"{day.isoformat()}T{stamp.clock[0]:02d}:{stamp.clock[1]:02d}:00{stamp.zone}".replace("+00:00", "Z")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Make the patterns of a stamp with a clock, and of one that is a day alone."""
    lead = rf"(?:(?:{_either(load_live_words().before)})\s*:?\s*)*+"
    letters = rf"[A-Z]{{1,4}}T|{_either(load_live_words().zones)}|local time"
    zone = rf"(?:\s*\(?(?P<zone>{letters}|(?:UTC|GMT)?[+-]\d{{1,2}}(?::?\d{{2}})?)\)?)?"
    end = _DAY.replace("P<day", "P<eday").replace("P<month", "P<emonth").replace("P<year", "P<eyear")
    stamp = (
        rf"\W*{lead}(?:{_WEEKDAY}(?:{_DAY}),?\s*(?:at\s+|[-–—|]\s*)?)?(?:{_CLOCK}{zone})\W*"
        rf"(?:(?:on\s+)?{_WEEKDAY}{end})?\W*"
    )
    return re.compile(stamp, re.IGNORECASE), re.compile(rf"\W*{lead}{_WEEKDAY}(?:{_DAY})\W*", re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _clock(named: dict[str, str | None]) -> tuple[int, int] | None:
    hour, minute = int(named["hour"] or named["bare"] or 0), int(named["minute"] or 0)
    half = (named["half"] or named["barehalf"] or "").lower()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, minute


def _zone(named: str | None) -> str | None:
    if not named:
        return None
    zone = named.lower()
    if zone in load_live_words().zones:
        return load_live_words().zones[zone]
    match = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?", zone)
    return f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}" if match and int(match[2]) <= 14 else None
