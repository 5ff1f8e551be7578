"""How much is taken from the net at most, and how long is waited for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bound one request. Times are seconds of the wall clock, sizes bytes.

    ``connect_seconds`` is waited for a connection, ``stall_seconds`` for the next byte, ``total_seconds`` for one
    answer in all, redirects apart. ``max_bytes`` holds for the body as it comes and once more for what it unpacks to:
    16 MiB, as a page read from disk may have.
    """

    connect_seconds: float = 10.0
    stall_seconds: float = 20.0
    total_seconds: float = 120.0
    max_bytes: int = 16 << 20
    max_redirects: int = 5
