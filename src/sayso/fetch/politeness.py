"""How often a host is asked: a pause between two requests, a longer one after each failure, or as long as it says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST_PAUSE_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 86_400.0
"""After the first failure a minute, doubled with each further one, up to a day."""

_JITTER = 0.25


def pause_after(url: str, failures: int) -> float:
    """Give the seconds to wait after so many failures in a row, from 1.

    Up to a quarter is added, which the address and the number decide: addresses that failed together are not asked
    again together, and the same address waits as long on every machine.

    >>> 60 <= pause_after("https://example.org/feed", 1) <= 75, pause_after("https://example.org/feed", 40)
    (True, 86400.0)
    """
    doubled = FIRST_PAUSE_SECONDS * 2 ** min(failures - 1, 20)
    share = hashlib.sha256(f"{url} {failures}".encode()).digest()[0] / 255
    return float(min(LONGEST_PAUSE_SECONDS, doubled * (1 + _JITTER * share)))


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read ``Retry-After``, seconds or a date, as seconds from ``now``: none below 0, none over a day.

    >>> retry_after("120", datetime(2026, 11, 20, tzinfo=UTC)), retry_after("soon", datetime(2026, 11, 20, tzinfo=UTC))
    (120.0, None)
    """
    words = (value or "").strip()
    if not words:
        return None
    try:
        seconds = float(words) if words.isascii() and words.isdigit() else _until(words, now)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(LONGEST_PAUSE_SECONDS, max(0.0, seconds))


def _until(words: str, now: datetime) -> float:
    moment = parsedate_to_datetime(words)
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()


class Turns:
    """Keep apart the requests to one host, by the longest pause that any of its feeds asks for."""

    def __init__(self, now: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._now = now
        self._sleep = sleep
        self._asked: dict[str, tuple[datetime, float]] = {}

    def ready_in(self, host: str) -> float:
        """Give the seconds until a host may be asked again."""
        if host not in self._asked:
            return 0.0
        at, pause = self._asked[host]
        since = (self._now() - at).total_seconds()
        return min(pause, max(0.0, pause - since))  # no longer than the pause, though the clock was set back

    def take(self, host: str, pause: float) -> None:
        """Wait for a host's turn, and note that it was asked."""
        wait = self.ready_in(host)
        if wait > 0:
            self._sleep(wait)
        self._asked[host] = (self._now(), pause)
