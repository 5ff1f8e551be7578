"""The publication date as it is given: any usual form becomes an EDTF date, nothing is guessed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from sayso.errors import RecordError
from sayso.record.edtf import Edtf
from sayso.text.months import MONTH, MONTHS

_INSTANT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ]\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\b.*)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\b.*)?")
_LEAD = r"(?:(?:published|posted|updated|first published|date)\s*:?\s*(?:on\s+)?)?(?:[A-Z][a-z]{2,8}day,?\s+|[A-Z][a-z]{2,3}\.?,?\s+)??"  # noqa: E501
_TAIL = r"(?:,?\s+(?:at\s+|-\s+|\|\s+)?\d{1,2}[:.]\d{2}.*|,?\s+\d{1,2}\s?[ap]\.?m\.?.*)?"
_WRITTEN = tuple(
    _LEAD + form + _TAIL
    for form in (
        rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month>{MONTH}),?[\s-]+(?P<year>\d{{4}})",
        rf"(?P<month>{MONTH}),?\s+(?P<year>\d{{4}})",
    )
)
"""Patterns of a date written out; compiled when the first date is read, which most texts do without."""


class GivenDate(NamedTuple):
    """Say when a report was published, as somebody said it.

    ``instant`` is an RFC 3339 instant where a time and a zone are given. ``reason`` says in plain words why
    ``date`` is None.
    """

    date: Edtf | None
    instant: str | None = None
    reason: str | None = None


def read_published(given: str) -> GivenDate:
    """Read a publication date in any usual form: EDTF, RFC 3339, RFC 822, or written out in English.

    The day is that of the zone the date is given in. A form that can mean two days is not read, and neither
    is a bare number.

    >>> read_published("Dec. 31, 2019 at 5:04 pm").date
    '2019-12-31'
    >>> read_published("03/04/2019").reason
    "'03/04/2019' may be 3 April or 4 March"
    """
    words = " ".join(given[:200].split())
    for read in (_edtf, _instant, _compact, _mail, _written, _slashed, _numbers):
        found = read(words)
        if found is not None:
            return found
    return GivenDate(None, reason=f"the publication date {_shown(words)} is in no known form")


def _edtf(words: str) -> GivenDate | None:
    date = _date(words)
    return GivenDate(date) if date else None


def _instant(words: str) -> GivenDate | None:
    match = _INSTANT.fullmatch(words)
    if not match:
        return None
    zone = (match["zone"] or "").upper()
    zone = "Z" if zone in ("UTC", "GMT") else zone
    clock = match["clock"].rjust(5, "0") if match["clock"].count(":") == 1 else match["clock"]
    try:
        instant = datetime.fromisoformat(f"{match['day']}T{clock.zfill(5)}{zone}")
    except ValueError as error:
        return GivenDate(None, reason=f"the publication date {_shown(words)} does not exist: {error}")
    return GivenDate(Edtf(match["day"]), _rfc3339(instant) if zone else None)


def _compact(words: str) -> GivenDate | None:
    match = _COMPACT.fullmatch(words)
    date = _date("-".join(match.groups())) if match else None
    return GivenDate(date) if date and "1900" <= date[:4] <= "2100" else None


def _mail(words: str) -> GivenDate | None:
    if ":" not in words:
        return None
    from email.utils import parsedate_to_datetime

    try:
        instant = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not re.search(r"\b\d{4}\b", words):
        return None
    zoned = instant.tzinfo is not None
    return GivenDate(Edtf(instant.date().isoformat()), _rfc3339(instant) if zoned else None)


def _written(words: str) -> GivenDate | None:
    for form in _WRITTEN:
        if match := re.fullmatch(form, words, re.IGNORECASE):
            named = match.groupdict()
            month = MONTHS[named["month"].lower().rstrip(".")]
            day = f"-{int(named['day']):02d}" if named.get("day") else ""
            date = _date(f"{named['year']}-{month:02d}{day}")
            return GivenDate(date, reason=None if date else f"there is no day {_shown(words)}")
    return None


def _slashed(words: str) -> GivenDate | None:
    match = _SLASHED.fullmatch(words)
    date = _date(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}") if match else None
    return GivenDate(date) if date else None


def _numbers(words: str) -> GivenDate | None:
    match = _NUMBERS.fullmatch(words)
    if not match:
        return None
    first, second, year = (int(number) for number in match.groups())
    readings = {
        date: date
        for month, day in ((second, first), (first, second))
        if (date := _date(f"{year:04d}-{month:02d}-{day:02d}"))
    }
    if len(readings) == 1:
        return GivenDate(next(iter(readings.values())))
    if not readings:
        return GivenDate(None, reason=f"there is no day {_shown(words)}")
    name = datetime(2000, second, 1).strftime("%B"), datetime(2000, first, 1).strftime("%B")
    return GivenDate(None, reason=f"{_shown(words)} may be {first} {name[0]} or {second} {name[1]}")


def _date(value: str) -> Edtf | None:
    try:
        return Edtf(value)
    except RecordError:
        return None


def _rfc3339(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")


def _shown(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "...")
