"""Ties: of the many pairs of an event's mentions those that a person reads: few, however large the event is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sayso.record.edges import Edge
from sayso.store.edges import NEARLY, Explain, edges_between

Pair = tuple[str, str]

_MEMBERS = "(SELECT n, id FROM mentions WHERE id IN (SELECT value FROM json_each(?1)))"

_BEST_INSIDE = f"""
WITH own AS {_MEMBERS}, tied AS (
  SELECT l.id AS one, r.id AS other, score
  FROM own AS l CROSS JOIN pairs ON pairs.one = l.n JOIN own AS r ON r.n = pairs.other)
SELECT one, other, max(score) FROM tied GROUP BY one UNION SELECT one, other, max(score) FROM tied GROUP BY other
"""

_APART = f"""
WITH own AS {_MEMBERS}
SELECT own.id, m.id, score FROM own CROSS JOIN pairs ON pairs.one = own.n JOIN mentions AS m ON m.n = pairs.other
WHERE score >= {NEARLY} AND pairs.other NOT IN (SELECT n FROM own)
UNION ALL
SELECT own.id, m.id, score FROM own CROSS JOIN pairs ON pairs.other = own.n JOIN mentions AS m ON m.n = pairs.one
WHERE score >= {NEARLY} AND pairs.one NOT IN (SELECT n FROM own)
ORDER BY 3 DESC, 1, 2
"""

_IDS = "(SELECT value FROM json_each(?1))"
_JUDGED = f"SELECT one, other FROM judged WHERE one IN {_IDS} OR other IN {_IDS} ORDER BY one, other"


@dataclass(frozen=True, slots=True)
class Ties:
    """Say why mentions are one event, and what was nearly joined.

    Each mention is held by its likeliest tie to another: ``joined`` are the weakest of these, where the event would
    part first; ``apart`` the pairs with mentions of other events that were likeliest to be joined. Both hold what
    people decided, which comes first. ``n_joined`` and ``n_apart`` count all that there are.
    """

    joined: tuple[Edge, ...]
    n_joined: int
    apart: tuple[Edge, ...]
    n_apart: int


def ties_of(connection: sqlite3.Connection, explain: Explain | None, members: Collection[str], most: int) -> Ties:
    """Give the ties of the mentions of one event, of either kind at most ``most`` that nobody decided on."""
    own, asked = set(members), (json.dumps(sorted(members)),)
    judged = dict.fromkeys(_pair(one, other) for one, other in connection.execute(_JUDGED, asked))
    scores = {_pair(one, other): score for one, other, score in connection.execute(_BEST_INSIDE, asked)}
    inside = sorted(scores.keys() - judged.keys(), key=lambda pair: (scores[pair], pair))
    apart = dict.fromkeys(_pair(one, other) for one, other, _ in connection.execute(_APART, asked))
    beyond = [pair for pair in apart if pair not in judged]
    found = edges_between(connection, explain, [*judged, *inside[:most], *beyond[:most]])
    edges: tuple[list[Edge], list[Edge]] = ([], [])
    for edge in found:
        edges[{edge.left, edge.right} <= own].append(edge)
    n_decided = sum(set(pair) <= own for pair in judged)
    return Ties(
        tuple(sorted(edges[True], key=lambda one: (one.decided_by == "machine", one.score, one.left, one.right))),
        len(inside) + n_decided,
        tuple(sorted(edges[False], key=lambda one: (one.decided_by == "machine", -one.score, one.left, one.right))),
        len(beyond) + len(judged) - n_decided,
    )


def only(ties: Ties, mentions: Collection[str]) -> Ties:
    """Leave out the ties to mentions that are not shown."""

    def shown(edges: Sequence[Edge]) -> tuple[Edge, ...]:
        return tuple(edge for edge in edges if edge.left in mentions and edge.right in mentions)

    joined, apart = shown(ties.joined), shown(ties.apart)
    return Ties(joined, ties.n_joined, apart, len(apart))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
