"""What people decided about whom and what to show: actors called sensitive or not, words and actors redacted."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.store.log import decisions_in_order


@dataclass(frozen=True, slots=True)
class Guarded:
    """Hold what decisions say of people: ``sensitive`` by actor, and ``words`` and ``actors`` to be redacted."""

    sensitive: Mapping[str, bool]
    actors: frozenset[str]
    words: frozenset[str]


def guarded(connection: sqlite3.Connection) -> Guarded:
    """Read the decisions that stand; the later of two on an actor holds."""
    sensitive: dict[str, bool] = {}
    actors, words = set[str](), set[str]()
    for decision in decisions_in_order(connection):
        target = decision.target
        if decision.undone_by is not None:
            continue
        if decision.action == "sensitive":
            sensitive[target.id] = bool(decision.after)
        elif decision.action == "redact" and target.kind == "actor":
            actors.add(target.id)
        elif decision.action == "redact" and target.quotation:
            words.add(target.quotation)
    return Guarded(sensitive, frozenset(actors), frozenset(words))
