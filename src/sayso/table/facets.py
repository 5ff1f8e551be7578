"""Count the events that pass a filter: by value, by time, by place, by who acts on whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sayso.errors import UsageError
from sayso.record.vocabulary import QuadClass
from sayso.table.columns import COLUMNS
from sayso.table.event_filter import EventFilter
from sayso.table.event_table import COUNTED, EventTable

Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what is counted: the table, the filter, and the documents that hold the filter's words (None: any)."""

    table: EventTable
    wanted: EventFilter = field(default_factory=EventFilter)
    docs: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Count the events of one value; ``name`` is what it is called."""

    id: str
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Count the events of one class that began in the unit of time whose first day is ``start``."""

    start: date
    quad: QuadClass
    n: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hold bars in order, and how many events no bar shows: undated ones, and those dated less finely than the unit."""

    unit: Unit
    bars: tuple[Bar, ...]
    undated: int
    coarser: int


@dataclass(frozen=True, slots=True)
class Point:
    """Count the events at one point; degrees, WGS 84. ``precision`` is UCDP's, of the least sure of them."""

    place: str
    latitude: float
    longitude: float
    precision: int | None
    n: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Count the events in which somebody is told to have acted on somebody; ids and names."""

    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    n: int
    material: int
    conflict: int


def by_value(asked: Asked, what: str, most: int = 20) -> tuple[Count, ...]:
    """Count events by a column of theirs, or by a kind of values they may have several of; the most frequent first.

    Private individuals are not listed.

    Raises:
        UsageError: there is no such column or kind.
    """
    return by_values(asked, (what,), most)[what]


def by_values(asked: Asked, several: Sequence[str], most: int = 20) -> dict[str, tuple[Count, ...]]:
    """Count as ``by_value`` does, by several columns and kinds at once: in two questions, however many they are.

    Raises:
        UsageError: there is no such column or kind.
    """
    known = {column.name for column in COLUMNS}
    unknown = next((one for one in several if one not in known | COUNTED), None)
    if unknown is not None:
        kinds = ", ".join(sorted(COUNTED))
        raise UsageError(f"events are not counted by {unknown!r}", remedy=f"Use one of {kinds}, or a column")
    found: dict[str, list[Count]] = {one: [] for one in several}
    for what, count in _of_kinds(asked, [one for one in several if one in COUNTED], most):
        found[what].append(count)
    for what, count in _of_columns(asked, [one for one in several if one in known], most):
        found[what].append(count)
    return {one: tuple(counts) for one, counts in found.items()}


def _of_kinds(asked: Asked, kinds: Sequence[str], most: int) -> Iterator[tuple[str, Count]]:
    if not kinds:
        return
    test, values = asked.table.condition(asked.wanted, asked.docs)
    among = "" if test == "true" else f"WHERE event IN (SELECT n FROM events WHERE {test})"
    rows = asked.table.ask(
        f"""WITH counted AS (SELECT value, count(*) AS n FROM counted_values {among} GROUP BY value)
        SELECT kind, id, min(name) AS name, sum(n)::BIGINT AS n FROM counted JOIN named_values USING (value)
        WHERE kind IN (SELECT unnest(?)) AND NOT private GROUP BY kind, id
        QUALIFY row_number() OVER (PARTITION BY kind ORDER BY sum(n) DESC, min(name), id) <= {int(most)}
        ORDER BY kind, 4 DESC, 3, 2""",
        [*values, list(kinds)],
    )
    yield from ((row[0], Count(*row[1:])) for row in rows)


def _of_columns(asked: Asked, columns: Sequence[str], most: int) -> Iterator[tuple[str, Count]]:
    if not columns:
        return
    test, values = asked.table.condition(asked.wanted, asked.docs)
    names = ", ".join(columns)
    words = ", ".join(f"CAST({one} AS VARCHAR) AS {one}" for one in columns)
    rows = asked.table.ask(
        f"""SELECT {names}, count(*) AS n FROM (SELECT {words} FROM events WHERE {test})
        GROUP BY GROUPING SETS ({", ".join(f"({one})" for one in columns)})
        QUALIFY row_number() OVER (PARTITION BY grouping_id({names}) ORDER BY n DESC, {names}) <= {int(most) + 1}
        ORDER BY n DESC, {names}""",
        values,
    )
    met = Counter[str]()
    for *cells, n in rows:
        for one, cell in zip(columns, cells, strict=True):
            if cell is not None and met[one] < most:
                met[one] += 1
                yield one, Count(cell, cell, n)


def over_time(asked: Asked, unit: Unit) -> Timeline:
    """Count events by when they began, in days, weeks (from Monday), months or years."""
    test, values = asked.table.condition(asked.wanted, asked.docs)
    start = f"CAST(date_trunc('{unit}', date_first) AS DATE)"
    fine = f"date_trunc('{unit}', date_first) = date_trunc('{unit}', date_last)"
    rows = asked.table.ask(
        f"""SELECT CASE WHEN {fine} THEN {start} END AS start,
          quad, date_first IS NULL AND date_last IS NULL AS undated, count(*) FROM events WHERE {test}
        GROUP BY ALL ORDER BY start, quad""",
        values,
    )
    bars = tuple(Bar(begins, quad, n) for begins, quad, _, n in rows if begins is not None)
    undated = sum(n for begins, _, is_undated, n in rows if begins is None and is_undated)
    coarser = sum(n for begins, _, is_undated, n in rows if begins is None and not is_undated)
    return Timeline(unit, bars, undated, coarser)


def best_unit(asked: Asked) -> Unit:
    """Choose the finest unit of time that gives no more than some hundred bars."""
    test, values = asked.table.condition(asked.wanted, asked.docs)
    ends = "quantile_disc(date_first, [.02, .98])"
    found = asked.table.ask(f"SELECT {ends} FROM events WHERE {test} AND date_first = date_last", values)[0][0]
    days = (found[1] - found[0]).days if found and found[0] else 0
    return "day" if days <= 120 else "week" if days <= 700 else "month" if days <= 3600 else "year"


def on_the_map(asked: Asked, most: int = 500) -> tuple[tuple[Point, ...], int]:
    """Count events by the point of their first place that has one; and those that have none."""
    test, values = asked.table.condition(asked.wanted, asked.docs)
    points = asked.table.ask(
        f"SELECT coalesce(mode(point), ''), latitude, longitude, max(geo_precision), count(*) AS n FROM events"
        f" WHERE {test} AND latitude IS NOT NULL GROUP BY latitude, longitude ORDER BY n DESC, 2, 3 LIMIT {int(most)}",
        values,
    )
    nowhere = asked.table.ask(f"SELECT count(*) FROM events WHERE {test} AND latitude IS NULL", values)[0][0]
    return tuple(Point(*row) for row in points), nowhere


def who_on_whom(asked: Asked, most: int = 60) -> tuple[Pair, ...]:
    """Count events by who acts on whom, the most frequent first; who is only named to be denied does not act.

    Private individuals are left out.
    """
    test, values = asked.table.condition(asked.wanted, asked.docs)
    rows = asked.table.ask(
        f"""WITH chosen AS (SELECT n, starts_with(quad, 'material') AS done, ends_with(quad, 'conflict') AS conflict
            FROM events WHERE {test}),
          pairs AS (SELECT one, other, count(*) AS n, count(*) FILTER (done) AS material,
              count(*) FILTER (conflict) AS conflict
            FROM chosen JOIN counted_pairs ON event = chosen.n GROUP BY one, other)
        SELECT a.id, min(a.name), r.id, min(r.name), sum(pairs.n)::BIGINT, sum(material)::BIGINT, sum(conflict)::BIGINT
        FROM pairs JOIN named_values AS a ON a.value = one JOIN named_values AS r ON r.value = other
        GROUP BY a.id, r.id ORDER BY 5 DESC, a.id, r.id LIMIT {int(most)}""",
        values,
    )
    return tuple(Pair(*row) for row in rows)


def names_of(table: EventTable, ids: Sequence[str]) -> dict[str, str]:
    """Map ids of what events have several of to what they are called; private individuals have no name here."""
    if not ids:
        return {}
    return dict(
        table.ask(
            "SELECT id, min(name) FROM named_values WHERE id IN (SELECT unnest(?)) AND NOT private GROUP BY id", [ids]
        )
    )
