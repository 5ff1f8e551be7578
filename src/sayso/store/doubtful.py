"""Doubtful pairs: mentions that were joined though they hardly look alike, or kept apart though they do."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_DOUBTFUL = """
SELECT min(l.id, r.id), max(l.id, r.id), score
FROM pairs JOIN mentions AS l ON l.n = pairs.one JOIN mentions AS r ON r.n = pairs.other
WHERE (score < ?1) = (coalesce((SELECT event FROM clusters WHERE mention = l.id), l.id)
  = coalesce((SELECT event FROM clusters WHERE mention = r.id), r.id))
"""
_JUDGED = "SELECT one, other FROM judged"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Hold pairs of mentions, the ids of each in order, those nearest to the threshold first; ``n`` counts them all."""

    pairs: tuple[tuple[str, str], ...]
    n: int


def doubtful(connection: sqlite3.Connection, threshold: float, connects: float, limit: int | None) -> Doubtful:
    """Find the pairs that were joined with a score below ``connects``, or kept apart with that and more.

    Pairs that people judged are left out. Of those nearest to ``threshold`` the first ``limit`` are given, None being
    all.
    """
    judged = set(connection.execute(_JUDGED))
    found = [
        (abs(score - threshold), one, other)
        for one, other, score in connection.execute(_DOUBTFUL, (connects,))
        if (one, other) not in judged
    ]
    found.sort()
    return Doubtful(tuple((one, other) for _, one, other in found[:limit]), len(found))
