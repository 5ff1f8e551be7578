"""Decisions in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.record.counts import bounds_words
from sayso.record.decisions import Decision

SHORT_HASH = 12
"""Characters of a file's hash that are shown: enough to know it among those at hand."""


def decision_lines(decision: Decision) -> Iterator[str]:
    """Tell a decision: what, on what, by whom, when, why, and whether it holds."""
    field = f" {decision.field}" if decision.field else ""
    other = f" and {decision.other.id}" if decision.other and decision.other.id != decision.target.id else ""
    yield f"{decision.action}{field}, by {decision.by}. Decision {decision.id}{_when(decision)}"
    named = f" “{decision.target.quotation}”" if decision.target.quotation else ""
    yield f"  on {decision.target.kind} {decision.target.id}{named}{other}"
    if decision.is_empty:
        yield f"  {_told(decision, 'before')} → erased, with the document that it quoted: it holds no more"
    elif decision.action in ("correct", "field") or (decision.after is not None and decision.after is not True):
        yield f"  {_told(decision, 'before')} → {value_words(decision.after)}"
    if decision.support:
        yield f"  words: “{decision.support.text}” ({decision.support.start}:{decision.support.end})"
    if decision.note or "note" in decision.erased:
        yield f"  note: {decision.note or 'erased'}"
    if decision.came:
        yield f"  came from another case, in the file {decision.came.file[:SHORT_HASH]}"
    if decision.waits:
        yield f"  waits, as {decision.undone_by} holds here"
    elif decision.undone_by:
        yield f"  holds no more, since {decision.undone_by}"


def _told(decision: Decision, field: str) -> str:
    return "erased" if field in decision.erased else value_words(getattr(decision, field))


def value_words(value: Any) -> str:
    """Write a value of a decision in one line.

    >>> value_words({"low": 11, "high": 34}), value_words([{"actor": "il", "name": "Israel"}]), value_words(None)
    ('11–34', 'Israel', 'nothing')
    >>> value_words(True)
    'yes'
    """
    if value is None or value == [] or value == "":
        return "nothing"
    if isinstance(value, list | tuple):
        return ", ".join(map(value_words, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, Mapping):
        return str(value)
    if "low" in value:
        return bounds_words(value["low"], value["high"])
    if "type" in value:
        return "/".join(filter(None, (value["type"], value["mode"])))
    if value.get("name"):
        return str(value["name"])
    told = (f"{name} {value_words(one)}" for name, one in value.items() if one not in (None, [], ""))
    return ", ".join(told)


def _when(decision: Decision) -> str:
    return f", {decision.at}" if decision.at else ""
