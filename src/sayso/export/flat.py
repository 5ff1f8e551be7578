"""Records as flat rows, for data frames and tables."""

from __future__ import annotations

from typing import Any

from sayso.record.plain import to_plain

SEPARATOR = "; "


def flat_row(record: object) -> dict[str, Any]:
    """Flatten one record: a span becomes its text, a list of things their names joined by ``; ``.

    Scalars stay as they are; nothing is left out of the columns, though offsets and reasons inside lists are.
    """
    return {name: _cell(value) for name, value in to_plain(record).items()}


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return _label(value)
    if isinstance(value, list | tuple):
        return SEPARATOR.join(str(_cell(item)) for item in value)
    return value


def _label(value: dict[str, Any]) -> Any:
    if "low" in value and "kind" in value:
        high = "+" if value["high"] is None else f"–{value['high']}" if value["high"] != value["low"] else ""
        return f"{value['kind']} {value['low']}{high}"
    if "stance" in value:
        source = value.get("source")
        return f"{_label(source) if source else 'hearsay'} {value['stance']}"
    for name in ("name", "edtf", "text", "value", "status", "kind", "id", "document"):
        if value.get(name) is not None:
            return value[name]
    return None
