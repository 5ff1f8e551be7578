"""RSS and Atom as feedparser reads them, whatever breaks in it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from sayso.errors import RecordError


def parse_feed(content: bytes, headers: Mapping[str, str] | None = None) -> Any:
    """Parse a feed, sound or not; ``headers`` are those of the answer it came in. HTML in it stays as it is.

    What feedparser would do to HTML takes time that grows with the square of what is broken there; nothing shows it.

    >>> parse_feed(b"<rss><channel><item><title>Raid</title></item></channel></rss>").entries[0].title
    'Raid'

    Raises:
        RecordError: feedparser breaks on it, as it does on some markup that no feed has.
    """
    import feedparser

    # A stream, never bytes: feedparser takes a short text for a file's name or an address, and opens it.
    try:
        return feedparser.parse(
            io.BytesIO(content), response_headers=dict(headers or {}), sanitize_html=False,
            resolve_relative_uris=False,
        )  # fmt: skip
    except Exception as error:  # of a parser that promises none: KeyError, AttributeError, AssertionError were met
        raise RecordError(f"this feed cannot be parsed ({type(error).__name__} in feedparser)") from error
