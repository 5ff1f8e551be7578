"""Records as flat rows, for data frames and tables."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from sayso.export.wording import actor_words, count_words, link_words, voice_words
from sayso.record.counts import bounds_words
from sayso.record.events import EventActor, EventNumber, Voice
from sayso.record.mentions import Attribution, NumberArgument

SEPARATOR = "; "
LABELS = ("name", "edtf", "text", "value", "field", "status", "kind", "id", "document")
"""Fields of a nested row by which it is called, the first that has a value."""


def flat_row(record: Any) -> dict[str, Any]:
    """Flatten one record: a span becomes its text, a list of things their names joined by ``; ``.

    Scalars stay as they are; nothing is left out of the columns, though offsets and reasons inside lists are. An
    actor of an event who is accused, hinted at or denied says so.
    """
    return {field.name: _cell(getattr(record, field.name)) for field in fields(record)}


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return bounds_words(*value) if _is_bounds(value) else _joined(map(_cell, value))
    if isinstance(value, dict):
        return _joined(f"{name}={words}" for name, words in sorted(value.items()) if words is not None)
    if isinstance(value, NumberArgument | EventNumber):
        return count_words(value)
    if isinstance(value, Attribution):
        return link_words(value)
    if isinstance(value, Voice):
        return voice_words(value)
    if isinstance(value, EventActor):
        return actor_words(value)
    if is_dataclass(value):
        return next((str(found) for name in LABELS if (found := getattr(value, name, None)) is not None), None)
    return str(value) if isinstance(value, str) else value  # a date is a string of its own class


def _is_bounds(value: tuple[Any, ...]) -> bool:
    return len(value) == 2 and all(end is None or isinstance(end, int) for end in value)


def _joined(cells: Any) -> str:
    return SEPARATOR.join(str(cell) for cell in cells if cell is not None)
