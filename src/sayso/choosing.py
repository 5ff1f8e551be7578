"""Choose rows by the values of their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from sayso.codebook.phrases import fold
from sayso.errors import UsageError

NAMED_BY = ("id", "actor", "name", "text", "document")
"""Fields by which a row inside a row is asked for: the id of what it stands for, or what it is called."""


def chooser(kind: type[Any], wanted: Mapping[str, object]) -> Callable[[Any], bool]:
    """Give a test of rows of a kind: each keyword is a field, its value what the field must have or hold.

    A list, tuple or set of values asks for any of them; None asks for a field without a value. A field that holds
    several passes if one of them does; a row inside the row goes by its id or its name. Text is compared whatever its
    case.

    >>> from sayso.record.actors import Actor
    >>> passes = chooser(Actor, {"country": ["IQ", "IR"], "sensitive": False})
    >>> passes(Actor("a1", "Iran", country="IR")), passes(Actor("a2", "Israel", country="IL"))
    (True, False)

    Raises:
        UsageError: rows of this kind have no such field.
    """
    known = [field.name for field in fields(kind)]
    if unknown := ", ".join(sorted(set(wanted) - set(known))):
        raise UsageError(f"no such filter: {unknown}", remedy=f"Use some of: {', '.join(known)}")
    tests = {name: {_comparable(one) for one in _several(value)} for name, value in wanted.items()}
    return lambda row: all(not accepted.isdisjoint(_held(getattr(row, name))) for name, accepted in tests.items())


def _several(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple | set | frozenset) else (value,)


def _held(value: object) -> set[object]:
    if isinstance(value, tuple):
        return {one for part in value for one in _held(part)} or {None}
    names = [getattr(value, name, None) for name in NAMED_BY]
    return {_comparable(one) for one in names if one is not None} or {_comparable(value)}


def _comparable(value: object) -> object:
    return fold(value) if isinstance(value, str) else value
