"""EDTF dates in words, for people."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
DOUBTS = {"~": "about {}", "?": "{}, uncertain", "%": "about {}, uncertain"}


def date_words(date: str | None) -> str:
    """Say a date in words; one that is not told says so.

    >>> date_words("2019-07-19"), date_words("2019-07~"), date_words("2019-21"), date_words(None)
    ('19 July 2019', 'about July 2019', 'spring 2019', 'date not stated')
    >>> date_words("2019-07-19/2019-08-31"), date_words("2019-07-19/2019-07-21")
    ('between 19 July and 31 August 2019', 'between 19 and 21 July 2019')
    >>> date_words("../2019-07"), date_words("2019/")
    ('up to July 2019', 'from 2019 on, end unknown')
    """
    if not date:
        return "date not stated"
    if "/" not in date:
        return _point(date)
    start, end = date.split("/")
    if start in ("", ".."):
        return f"up to {_point(end)}" if start else f"up to {_point(end)}, start unknown"
    if end in ("", ".."):
        return f"from {_point(start)} on" if end else f"from {_point(start)} on, end unknown"
    return f"between {_before(start, end)} and {_point(end)}"


def instant_words(instant: str) -> str:
    """Say an RFC 3339 instant in words, with its zone.

    >>> instant_words("2019-07-19T05:04:00+02:00"), instant_words("2019-07-19T05:04:00Z")
    ('19 July 2019, 05:04 UTC+02:00', '19 July 2019, 05:04 UTC')
    """
    day, _, time = instant.partition("T")
    zone = time[8:].lstrip(".0123456789") if len(time) > 8 else ""
    named = "UTC" if zone in ("Z", "+00:00") else f"UTC{zone}" if zone else "zone not stated"
    return f"{_point(day)}, {time[:5]} {named}" if time else _point(day)


def _point(date: str) -> str:
    doubt = DOUBTS.get(date[-1:])
    bare = date[:-1] if doubt else date
    words = _bare(bare.split("-"))
    return doubt.format(words) if doubt else words


def _bare(parts: list[str]) -> str:
    year, *rest = parts
    if not rest:
        return year.lstrip("0")
    if rest[0] in SEASONS:
        return f"{SEASONS[rest[0]]} {year.lstrip('0')}"
    month = f"{MONTHS[int(rest[0]) - 1]} {year.lstrip('0')}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month


def _before(start: str, end: str) -> str:
    """Say a start without the month and year that it shares with the end."""
    one, other = start.split("-"), end.split("-")
    if len(one) != 3 or len(other) != 3 or not (start + end).replace("-", "").isdigit() or one[0] != other[0]:
        return _point(start)
    return f"{int(one[2])}" if one[1] == other[1] else f"{int(one[2])} {MONTHS[int(one[1]) - 1]}"
