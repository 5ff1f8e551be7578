"""What the program that saved a web page wrote at its top: the address, and when it was saved."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

_HEAD_BYTES = 65_536
_SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile(?:Z)?\b(?P<lines>[^>]{0,8192}?)-->", re.S)
_ADDRESS = re.compile(r"^\s*url:\s*(?P<url>https?://\S+)\s*$", re.M)
_DATE = re.compile(r"^\s*saved date:\s*(?P<date>.+?)\s*$", re.M)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(?P<url>https?://[^\s>]{1,4096}?)\s*-->", re.I)
_MOMENT = re.compile(r"(?:[A-Z][a-z]{2} )?(?P<day>[A-Z][a-z]{2} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})")


class Saved(NamedTuple):
    """Say what saved a page, its address, and when (RFC 3339, UTC); None where that is not written."""

    program: str | None = None
    url: str | None = None
    at: str | None = None


def saved(content: bytes) -> Saved:
    """Read the comment that SingleFile or a browser put at the top of a page it saved.

    >>> saved(b"<!DOCTYPE html><html><!-- saved from url=(0024)https://harbour.example/ -->").url
    'https://harbour.example/'
    """
    head = content[:_HEAD_BYTES]
    if match := _SINGLE_FILE.search(head):
        lines = match["lines"].decode("utf-8", "replace")
        url, date = _ADDRESS.search(lines), _DATE.search(lines)
        return Saved("singlefile/1", url["url"] if url else None, _instant(date["date"]) if date else None)
    if match := _SAVED_FROM.search(head):
        return Saved(None, match["url"].decode("utf-8", "replace"))
    return Saved()


def _instant(written: str) -> str | None:
    """Read a date as JavaScript writes it: ``Tue Mar 05 2019 14:32:00 GMT+0100 (…)``."""
    match = _MOMENT.match(written)
    if not match:
        return None
    try:
        moment = datetime.strptime(f"{match['day']} {match['zone']}", "%b %d %Y %H:%M:%S %z")
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None
