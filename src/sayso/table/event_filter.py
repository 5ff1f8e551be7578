"""Filters over events, as one value that turns into SQL; pages, reports and exports take the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args

from sayso.errors import RecordError, UsageError
from sayso.record.edtf import Edtf
from sayso.record.vocabulary import EVENT_TYPES, EventStatus, QuadClass

Condition = tuple[str, list[object]]
"""A condition in SQL over the table ``events``, and its parameters."""

EVENT_STATUSES: tuple[str, ...] = get_args(EventStatus)
QUADS: tuple[str, ...] = get_args(QuadClass)
FARTHEST = 540.0
"""Degrees of longitude that a box may name: as far as a map can be moved round the world and still mean a place."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Say which events are wanted. Values of one field are alternatives, fields hold together; empty means: any.

    ``actor``, ``recipient``, ``place``, ``country``, ``outlet``, ``source`` take ids or names, whatever their case;
    ``party`` takes those of whoever acts or is acted on. ``box`` is ``south,west,north,east`` in degrees, edges inside:
    an event passes if its first place with a point lies in it; a west greater than the east crosses the antimeridian.
    ``since`` and ``until`` are EDTF dates, inclusive: an event passes if its date may lie between them, and one without
    a date only with ``undated``. ``min_independent`` counts origins that a text names. ``words`` are those of
    documents, as ``search`` takes them. ``where`` is a condition in SQL on the columns of ``events``.

    Raises:
        UsageError: a type, status, class, date or box that does not exist.
    """

    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    quad: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    responsibility: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    box: str | None = None
    since: str | None = None
    until: str | None = None
    undated: bool = False
    contested: bool | None = None
    reviewed: bool | None = None
    min_independent: int | None = None
    min_probability: float | None = None
    words: str | None = None
    where: str | None = None

    def __post_init__(self) -> None:
        _check("event type", self.type, EVENT_TYPES)
        _check("status", self.status, EVENT_STATUSES)
        _check("class", self.quad, QUADS)
        if self.box is not None:
            box_of(self.box)
        for end in (self.since, self.until):
            if end is not None:
                _date(end)

    @property
    def is_empty(self) -> bool:
        """Tell whether every event passes."""
        return not any(True for _ in self.conditions()) and self.words is None and self.where is None

    @property
    def names_acts(self) -> bool:
        """Tell whether it says which acts are wanted, or how likely: then nothing is left out unasked."""
        return bool(self.type or self.mode or self.quad) or self.min_probability is not None

    def conditions(self) -> Iterator[Condition]:
        """Give the conditions that must hold together, but for ``words`` and ``where``, which the table adds."""
        for column in ("type", "mode", "quad", "status", "responsibility"):
            if wanted := getattr(self, column):
                yield f"{column} IN ({_marks(wanted)})", list(wanted)
        for kind in ("actor", "recipient", "place", "country", "outlet", "source", "tag"):
            if wanted := getattr(self, kind):
                yield _has((kind,), wanted)
        if self.party:
            yield _has(("actor", "recipient"), self.party)
        yield from self._dated()
        if self.box is not None:
            yield _within(self.box)
        if self.contested is not None:
            yield "contested = ?", [self.contested]
        if self.reviewed is not None:
            yield f"review IS {'NOT ' if self.reviewed else ''}NULL", []
        if self.min_independent is not None:
            yield "independent >= ?", [self.min_independent]
        if self.min_probability is not None:
            yield "probability >= ?", [self.min_probability]

    def _dated(self) -> Iterator[Condition]:
        undated = " OR (date_first IS NULL AND date_last IS NULL)" if self.undated else ""
        if self.since is not None and (day := _date(self.since).first_day):
            yield f"(date_last >= ? OR (date_last IS NULL AND date_first IS NOT NULL){undated})", [day]
        if self.until is not None and (day := _date(self.until).last_day):
            yield f"(date_first <= ? OR (date_first IS NULL AND date_last IS NOT NULL){undated})", [day]


def event_filter(given: Mapping[str, Any]) -> EventFilter:
    """Make a filter of keywords; a field that takes several values takes one as well.

    >>> event_filter({"type": "AGREE", "country": ["IQ", "IR"], "contested": True}).country
    ('IQ', 'IR')

    Raises:
        UsageError: a filter, type, status, class or date that does not exist.
    """
    if unknown := ", ".join(sorted(set(given) - set(FILTERS))):
        raise UsageError(f"no such filter: {unknown}", remedy=f"Use some of: {', '.join(FILTERS)}")
    values: dict[str, Any] = {name: _several(value) if name in SEVERAL else value for name, value in given.items()}
    return EventFilter(**values)


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


SEVERAL: frozenset[str] = frozenset(field.name for field in fields(EventFilter) if field.default == ())
"""The names of the filters that take several values, any of which will do."""

FILTERS: tuple[str, ...] = tuple(field.name for field in fields(EventFilter))
"""The names of all filters, in the order in which they are told."""


def _has(kinds: tuple[str, ...], wanted: tuple[str, ...]) -> Condition:
    """Ask for an event that has one of ``wanted`` among its values of some kinds, by id or by name in any case."""
    ids, names = _marks(wanted), ", ".join("lower(?)" for _ in wanted)
    sql = (
        "n IN (SELECT event FROM counted_values WHERE value IN (SELECT value FROM named_values"
        f" WHERE kind IN ({_marks(kinds)}) AND (id IN ({ids}) OR lower(name) IN ({names}))))"
    )
    return sql, [*kinds, *wanted, *wanted]


def _within(box: str) -> Condition:
    """Ask for an event whose point lies in a box; west of the antimeridian and east of it where the box crosses it."""
    south, west, north, east = box_of(box)
    sides = "longitude BETWEEN ? AND ?" if west <= east else "(longitude >= ? OR longitude <= ?)"
    return f"(latitude BETWEEN ? AND ? AND {sides})", [south, north, west, east]


def box_of(text: str) -> tuple[float, float, float, float]:
    """Read a box; longitudes beyond 180 degrees, as of a map that was moved round the world, are brought back.

    >>> box_of("30,170,40,190"), box_of("-90,-200,90,200")
    ((30.0, 170.0, 40.0, -170.0), (-90.0, -180.0, 90.0, 180.0))
    """
    try:
        south, west, north, east = map(float, text.split(","))
        if not (-90 <= south <= north <= 90 and abs(west) <= FARTHEST and abs(east) <= FARTHEST):
            raise ValueError
    except ValueError as error:
        remedy = "Write it as south,west,north,east in degrees, as 30,35,38,49"
        raise UsageError(f"cannot read the box {text!r}", remedy=remedy) from error
    return (south, -180.0, north, 180.0) if east - west >= 360 else (south, _round(west), north, _round(east))


def _round(longitude: float) -> float:
    return longitude if -180 <= longitude <= 180 else (longitude + 180) % 360 - 180


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" for _ in values)


def _check(what: str, given: tuple[str, ...], known: tuple[str, ...]) -> None:
    unknown = next((one for one in given if one not in known), None)
    if unknown is not None:
        raise UsageError(f"no {what} {unknown!r}", remedy=f"Use one of {', '.join(known)}")


def _date(text: str) -> Edtf:
    try:
        return Edtf(text)
    except RecordError as error:
        raise UsageError(f"cannot read the date {text!r}", remedy="Write it as 2019, 2019-07 or 2019-07-19") from error
