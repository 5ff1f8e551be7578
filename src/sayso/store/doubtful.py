"""Doubtful pairs: mentions that were joined though they hardly look alike, or kept apart though they do."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from heapq import nsmallest

_EVENTS = "SELECT n, id, clusters.event FROM mentions LEFT JOIN clusters ON clusters.mention = mentions.id"
_PAIRS = "SELECT one, other, score FROM pairs"
_JUDGED = "SELECT one, other FROM judged"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Hold pairs of mentions, the ids of each in order, those nearest to the threshold first; ``n`` counts them all."""

    pairs: tuple[tuple[str, str], ...]
    n: int


def doubtful(connection: sqlite3.Connection, threshold: float, connects: float, limit: int | None) -> Doubtful:
    """Find the pairs that were joined with a score below ``connects``, or kept apart with that and more.

    Pairs that people judged are left out. Of those nearest to ``threshold`` the first ``limit`` are given, None being
    all. Pairs are gone through one by one: SQLite takes twenty times as long to look up the events of each.
    """
    judged = set(connection.execute(_JUDGED))
    ids: dict[int, str] = {}
    events: dict[int, str] = {}
    for n, mention, event in connection.execute(_EVENTS):
        ids[n], events[n] = mention, event or mention
    found = []
    for one, other, score in connection.execute(_PAIRS):
        if (score < connects) == (events[one] == events[other]):
            pair = (ids[one], ids[other]) if ids[one] < ids[other] else (ids[other], ids[one])
            if pair not in judged:
                found.append((abs(score - threshold), *pair))
    first = nsmallest(len(found) if limit is None else limit, found)
    return Doubtful(tuple((one, other) for _, one, other in first), len(found))
