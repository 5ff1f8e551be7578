"""Filters over mentions, as one value that turns into SQL."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import RecordError, UsageError
from sayso.record.edtf import Edtf
from sayso.record.vocabulary import EVENT_TYPES, STATUSES

_BY_ARGUMENT = "EXISTS (SELECT 1 FROM json_each(mentions.record, '$.{list}') WHERE {test})"
_OF_EVENT = """mentions.id IN (SELECT mention FROM clusters WHERE event = ?
UNION SELECT id FROM mentions WHERE id = ? AND id NOT IN (SELECT mention FROM clusters))"""
_IS_WHO = "json_extract(value, '$.actor') = ? OR lower(json_extract(value, '$.name')) = lower(?)"
_IS_WHERE = "json_extract(value, '$.place') = ? OR lower(json_extract(value, '$.name')) = lower(?)"


@dataclass(frozen=True, slots=True)
class MentionFilter:
    """Say which mentions are wanted; every None means: any.

    ``since`` and ``until`` are EDTF dates, both inclusive; a mention passes if its date may lie between
    them, and an undated one only with ``undated``. ``actor``, ``recipient`` and ``place`` take an id or a
    canonical name. ``attributed`` False asks for the author's own voice alone.

    Raises:
        UsageError: a type, status or date that does not exist.
    """

    id: str | None = None
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    doc: str | None = None
    event: str | None = None
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    undated: bool = False
    attributed: bool | None = None
    min_probability: float | None = None

    def __post_init__(self) -> None:
        if self.type is not None and self.type not in EVENT_TYPES:
            raise UsageError(f"no event type {self.type!r}", remedy=f"Use one of {', '.join(EVENT_TYPES)}")
        if self.status is not None and self.status not in STATUSES:
            raise UsageError(f"no status {self.status!r}", remedy=f"Use one of {', '.join(STATUSES)}")

    def _dated(self, test: str, end: str, other: str) -> str:
        undated = "OR (date_first IS NULL AND date_last IS NULL)" if self.undated else ""
        return f"({test} OR ({end} IS NULL AND {other} IS NOT NULL) {undated})"

    def where(self) -> tuple[str, list[object]]:
        """Give an SQL condition over the mentions table and its parameters."""
        tests: list[tuple[str, tuple[object, ...]]] = []
        for column in ("id", "type", "mode", "status", "doc"):
            value = getattr(self, column)
            if value is not None:
                tests.append((f"mentions.{column} = ?", (value,)))
        if self.event is not None:
            tests.append((_OF_EVENT, (self.event, self.event)))
        for value, name, test in (
            (self.actor, "actors", _IS_WHO),
            (self.recipient, "recipients", _IS_WHO),
            (self.place, "places", _IS_WHERE),
        ):
            if value is not None:
                tests.append((_BY_ARGUMENT.format(list=name, test=test), (value, value)))
        if self.since is not None:
            tests.append((self._dated("date_last >= ?", "date_last", "date_first"), (_first(self.since),)))
        if self.until is not None:
            tests.append((self._dated("date_first <= ?", "date_first", "date_last"), (_last(self.until),)))
        if self.attributed is not None:
            tests.append(("attributed = ?", (int(self.attributed),)))
        if self.min_probability is not None:
            tests.append(("probability >= ?", (self.min_probability,)))
        if not tests:
            return "1", []
        return " AND ".join(sql for sql, _ in tests), [value for _, values in tests for value in values]


def _date(text: str) -> Edtf:
    try:
        return Edtf(text)
    except RecordError as error:
        raise UsageError(f"cannot read the date {text!r}", remedy="Write it as 2019, 2019-07 or 2019-07-19") from error


def _first(text: str) -> str:
    day = _date(text).first_day
    return day.isoformat() if day else "0001-01-01"


def _last(text: str) -> str:
    day = _date(text).last_day
    return day.isoformat() if day else "9999-12-31"
