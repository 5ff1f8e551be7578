"""Addresses of reports that may be followed."""

from __future__ import annotations

_FOLLOWED = ("http://", "https://")


def web_address(url: str | None) -> str | None:
    """Give an address on the web, None for any other: a report's own words may name what a click would run.

    >>> web_address("https://wire.test/a"), web_address("javascript:alert(1)")
    ('https://wire.test/a', None)
    """
    return url if url and url.lower().startswith(_FOLLOWED) else None
