"""Edges: why mentions were joined or kept apart, from the pairs kept and what people decided of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice

from sayso.record.decisions import Decision
from sayso.record.edges import Edge
from sayso.record.ids import MentionId
from sayso.record.vocabulary import DecidedBy, Judgement
from sayso.store.log import decisions_in_order

Explain = Callable[[Sequence[tuple[bytes, bytes]]], Sequence[tuple[float, Mapping[str, float]]]]
"""Gives of pairs of sketches the score, and what each sign added to it."""

EDGES_AT_ONCE = 4096
"""Pairs compared again at once: enough for whole arrays to pay, few enough to stay small."""

NEARLY = 0.5
"""Score from which a pair that was kept apart is told: such pairs were likelier one event than two."""

_LINES = """
SELECT left, right, judgement, decision,
  coalesce((SELECT event FROM clusters WHERE mention = left), left)
  = coalesce((SELECT event FROM clusters WHERE mention = right), right),
  coalesce(score, 0), (SELECT row FROM sketches JOIN mentions ON n = mention WHERE id = left),
  (SELECT row FROM sketches JOIN mentions ON n = mention WHERE id = right)
FROM told LEFT JOIN judged ON one = left AND other = right ORDER BY left, right
"""
_EDGES = f"""
WITH told AS (
  SELECT min(l.id, r.id) AS left, max(l.id, r.id) AS right, pairs.score AS score
  FROM pairs JOIN mentions AS l ON l.n = pairs.one JOIN mentions AS r ON r.n = pairs.other
  {{of_pairs}}
  UNION ALL SELECT one, other, NULL FROM judged
  WHERE {{of_judged}} NOT EXISTS (SELECT 1 FROM pairs JOIN mentions AS l ON l.id = judged.one
    JOIN mentions AS r ON r.id = judged.other
    WHERE pairs.one = min(l.n, r.n) AND pairs.other = max(l.n, r.n)))
{_LINES}"""
_GIVEN = f"""
WITH told AS (
  SELECT l.id AS left, r.id AS right,
    (SELECT score FROM pairs WHERE one = min(l.n, r.n) AND other = max(l.n, r.n)) AS score
  FROM json_each(?1) AS pair JOIN mentions AS l ON l.id = json_extract(pair.value, '$[0]')
  JOIN mentions AS r ON r.id = json_extract(pair.value, '$[1]'))
{_LINES}"""
_NUMBERS = "(SELECT n FROM mentions WHERE id IN (SELECT value FROM json_each(?1)))"
_IDS = "(SELECT value FROM json_each(?1))"
_ALL = _EDGES.format(of_pairs="", of_judged="")
_SOME = _EDGES.format(
    of_pairs=f"WHERE pairs.one IN {_NUMBERS} OR pairs.other IN {_NUMBERS}",
    of_judged=f"(one IN {_IDS} OR other IN {_IDS}) AND",
)

_Row = tuple[str, str, str | None, str | None, int, float, bytes | None, bytes | None]


def edges(
    connection: sqlite3.Connection, explain: Explain | None, members: Collection[str] | None = None
) -> Iterator[Edge]:
    """List the edges of a case, or those that any of ``members`` stands in, by the ids of the two.

    A pair is told if it was joined, if people decided on it, or if its score is ``NEARLY`` and it was kept apart.
    Without ``explain`` the reasons are empty.
    """
    yield from _told(connection, explain, _rows(connection, members))


def edges_between(
    connection: sqlite3.Connection, explain: Explain | None, pairs: Sequence[tuple[str, str]]
) -> list[Edge]:
    """List the edges of given pairs of mentions, the lower id first in each, as ``edges`` lists them."""
    told: list[Edge] = []
    if pairs:
        told += _told(connection, explain, connection.execute(_GIVEN, (json.dumps(pairs),)))
    return told


def _told(connection: sqlite3.Connection, explain: Explain | None, rows: Iterator[_Row]) -> Iterator[Edge]:
    decisions = {decision.id: decision for decision in decisions_in_order(connection)}
    while chunk := list(islice(rows, EDGES_AT_ONCE)):
        told = [row for row in chunk if row[2] is not None or row[4] or row[5] >= NEARLY]
        sketches = [(row[6], row[7]) for row in told if row[6] is not None and row[7] is not None]
        reasons = iter(explain(sketches) if explain and sketches else [(row[5], {}) for row in told])
        for row in told:
            score, why = next(reasons) if row[6] is not None and row[7] is not None else (row[5], {})
            yield _edge(row, score, why, decisions)


def likely_pairs(connection: sqlite3.Connection, members: Collection[str]) -> Iterator[tuple[str, str]]:
    """List the pairs among ``members`` that the machine by itself would rather join than keep apart."""
    sql = f"""SELECT l.id, r.id FROM pairs JOIN mentions AS l ON l.n = pairs.one JOIN mentions AS r ON r.n = pairs.other
              WHERE l.id IN {_IDS} AND r.id IN {_IDS} AND score >= ?2 AND NOT bar"""
    yield from connection.execute(sql, (json.dumps(sorted(members)), NEARLY))


def _rows(connection: sqlite3.Connection, members: Collection[str] | None) -> Iterator[_Row]:
    if members is None:
        return connection.execute(_ALL)
    return connection.execute(_SOME, (json.dumps(sorted(members)),))


def _edge(row: _Row, score: float, why: Mapping[str, float], decisions: Mapping[str, Decision]) -> Edge:
    left, right, judged, by, together, *_ = row
    machine: Judgement = "same" if together else "different"
    decision = decisions.get(by) if by else None
    decided: DecidedBy = "person" if decision else "machine"
    judgement: Judgement = _JUDGEMENTS.get(judged or "", machine)
    return Edge(
        MentionId(left), MentionId(right), judgement, round(score, 4),
        {name: round(value, 4) for name, value in why.items()},
        decided, decision.at if decision else None, decision.note if decision else None,
    )  # fmt: skip


_JUDGEMENTS: Mapping[str, Judgement] = {"same": "same", "different": "different", "unsure": "unsure"}
