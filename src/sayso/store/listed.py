"""Which rows a page lists: ids alone, found by questions that do not read the rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.record.commitments import Commitment
from sayso.store.case_file import many
from sayso.store.current import CURRENT, KEPT, NAMED
from sayso.store.overlay import Overlay, overlay_of

_STANDING = "coalesce((SELECT json_extract(record, '$.standing') FROM standings WHERE commitment = c.id), 'open')"


_PROBABILITIES = f"""
SELECT coalesce(clusters.event, told.id), max(told.probability)
FROM told LEFT JOIN clusters ON clusters.mention = told.id WHERE {CURRENT} GROUP BY 1
"""
_OF_CLUSTER = f"""
SELECT clusters.event, told.probability FROM clusters JOIN told ON told.id = clusters.mention
WHERE clusters.event IN ({{marks}}) AND {CURRENT}
"""
_OF_ITSELF = f"SELECT id, probability FROM told WHERE id IN ({{marks}}) AND {CURRENT}"
_OUTLETS = f"""
SELECT id, json_extract(record, '$.outlet') FROM documents
WHERE {{which}} AND {KEPT} AND json_extract(record, '$.outlet') IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Say which part of a list is wanted: how many rows, from which on, counted from 0."""

    limit: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the ids of the rows that are wanted, in order, and how many there are in all."""

    ids: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class CommitmentFilter:
    """Say which commitments are wanted; None means any. ``holder`` and ``toward`` are ids of actors."""

    holder: str | None = None
    toward: str | None = None
    kind: str | None = None
    standing: str | None = None


def commitments_listed(connection: sqlite3.Connection, wanted: CommitmentFilter, part: Stretch) -> Found:
    """Find commitments: those first that later events tell on, then the latest voiced; undated ones last."""
    tests: list[tuple[str, Sequence[object]]] = [(CURRENT, ())]
    if wanted.holder is not None:
        tests.append(_is_one("json_extract(record, '$.holder.actor')", _with_joined(connection, wanted.holder)))
    if wanted.toward is not None:
        tests.append(_is_one("json_extract(record, '$.toward')", _with_joined(connection, wanted.toward)))
    if wanted.kind is not None:
        tests.append(("json_extract(record, '$.kind') = ?", (wanted.kind,)))
    if wanted.standing is not None:
        tests.append((f"{_STANDING} = ?", (wanted.standing,)))
    order = f"{_STANDING} IN ('open', 'unknown'), json_extract(record, '$.date') DESC NULLS LAST, id"
    return _found(connection, "commitments AS c", tests, order, part)


def passes(one: Commitment, wanted: CommitmentFilter) -> bool:
    """Tell whether a commitment is wanted, by its own row."""
    asked = ((wanted.holder, one.holder.actor), (wanted.toward, one.toward), (wanted.kind, one.kind),
             (wanted.standing, one.standing))  # fmt: skip
    return all(value is None or value == own for value, own in asked)


def sources_listed(connection: sqlite3.Connection, kind: str | None, name: str | None, part: Stretch) -> Found:
    """Find outlets and whoever is quoted, those in most documents first; ``name`` is part of what they are called."""
    tests: list[tuple[str, Sequence[object]]] = [(f"kind = 'source' AND {CURRENT}", ())]
    if kind is not None:
        tests.append(("json_extract(record, '$.kind') = ?", (kind,)))
    if name is not None:
        tests.append(("instr(lower(json_extract(record, '$.name')), lower(?))", (name,)))
    return _found(connection, NAMED, tests, "count(DISTINCT doc) DESC, id", part, grouped=True)


def relations_listed(connection: sqlite3.Connection, actor: str) -> tuple[str, ...]:
    """Find the relations that reports state of an actor, as they name it."""
    rows = connection.execute(
        f"SELECT DISTINCT id FROM {NAMED} WHERE kind = 'relation' AND {CURRENT}"
        " AND (json_extract(record, '$.subject') = ?1 OR json_extract(record, '$.object') = ?1) ORDER BY id",
        (actor,),
    )
    return tuple(str(identity) for (identity,) in rows)


def probabilities(connection: sqlite3.Connection, events: Iterable[str] | None) -> Iterator[tuple[str, float]]:
    """List events, or those named, with the probability of their likeliest mention."""
    if events is None:
        yield from connection.execute(_PROBABILITIES)
        return
    wanted = list(events)
    best: dict[str, float] = {}
    for sql in (_OF_CLUSTER, _OF_ITSELF):
        for event, probability in many(connection, sql, wanted):
            best[event] = max(probability, best.get(event, 0.0))
    yield from best.items()


def outlets(connection: sqlite3.Connection, docs: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    """List documents, or those named, with their outlets, where they name one."""
    if docs is None:
        yield from connection.execute(_OUTLETS.format(which="1"))
    else:
        yield from many(connection, _OUTLETS.format(which="id IN ({marks})"), docs)


_PRIVATE = f"SELECT DISTINCT id FROM {NAMED} WHERE kind = 'actor' AND json_extract(record, '$.sensitive') AND {CURRENT}"


def private_people(connection: sqlite3.Connection) -> frozenset[str]:
    """Find the actors who are private individuals, by what the reports show or by decision."""
    return _private(connection.execute(_PRIVATE), overlay_of(connection))


def private_among(connection: sqlite3.Connection, actors: Iterable[str]) -> frozenset[str]:
    """Find which of some actors are private individuals, without a look at all others."""
    laid, wanted = overlay_of(connection), set(actors)
    ids = wanted.union(*map(laid.joined_to, wanted))
    return _private(many(connection, f"{_PRIVATE} AND id IN ({{marks}})", sorted(ids)), laid) & wanted


def _private(rows: Iterable[tuple[str]], laid: Overlay) -> frozenset[str]:
    decided: dict[str, bool] = {}
    for actor, sensitive in laid.sensitive.items():
        decided[laid.who(actor)] = decided.get(laid.who(actor), False) or sensitive
    read = {laid.who(actor) for (actor,) in rows} - decided.keys()
    return frozenset(read | {actor for actor, sensitive in decided.items() if sensitive})


def _with_joined(connection: sqlite3.Connection, actor: str) -> tuple[str, ...]:
    laid = overlay_of(connection)
    return (actor, *laid.joined_to(actor))


def _is_one(value: str, ids: Sequence[str]) -> tuple[str, Sequence[object]]:
    return f"{value} IN ({', '.join('?' * len(ids))})", ids


def _found(
    connection: sqlite3.Connection,
    table: str,
    tests: Sequence[tuple[str, Sequence[object]]],
    order: str,
    part: Stretch,
    *,
    grouped: bool = False,
) -> Found:
    where = " AND ".join(f"({sql})" for sql, _ in tests)
    values = [value for _, some in tests for value in some]
    what, group = ("DISTINCT id", " GROUP BY id") if grouped else ("*", "")
    n = connection.execute(f"SELECT count({what}) FROM {table} WHERE {where}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT id FROM {table} WHERE {where}{group} ORDER BY {order} LIMIT ? OFFSET ?",
        [*values, part.limit, part.start],
    )
    return Found(tuple(str(identity) for (identity,) in rows), int(n))
