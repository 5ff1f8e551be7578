"""Times: what the time phrases of a report mean, whether or not an act stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.record.edtf import Edtf
from sayso.record.spans import Span
from sayso.record.vocabulary import DateBasis

TimeKind = Literal["date", "duration", "set", "vague"]
TimeUnit = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade",
    "century",
]  # fmt: skip
Era = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class TimeMeaning:
    """Say what a time phrase means.

    ``kind``: a ``date`` (of any precision, an interval too), a ``duration``, a ``set`` of times ("every day") or
    ``vague``. ``edtf`` is the date, None if the phrase names none or it cannot be had; ``unit`` what the phrase
    counts or names ("last week" is an interval of days whose unit is the week). ``length`` is an ISO 8601 duration
    with ``X`` for what is not stated (``P3D``, ``PXY``); of a set, how often it recurs. ``pattern`` is what recurs
    in EDTF level 2 form (``XXXX-07``, ``XXXX-WXX-5``). ``era`` is the direction of a vague phrase. ``time_of_day``
    is ``HH:MM`` or a part of the day ("night"), ``zone`` as written. ``conflict`` says in plain words what is wrong
    with a date as it is written.
    """

    kind: TimeKind
    edtf: Edtf | None = None
    basis: DateBasis = "none"
    unit: TimeUnit | None = None
    length: str | None = None
    pattern: str | None = None
    era: Era | None = None
    time_of_day: str | None = None
    zone: str | None = None
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression(Span):
    """Quote a time phrase with what it means; the fields are those of ``TimeMeaning``."""

    kind: TimeKind = "date"
    edtf: Edtf | None = None
    basis: DateBasis = "none"
    unit: TimeUnit | None = None
    length: str | None = None
    pattern: str | None = None
    era: Era | None = None
    time_of_day: str | None = None
    zone: str | None = None
    conflict: str | None = None
