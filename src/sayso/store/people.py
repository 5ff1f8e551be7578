"""What people decided not to show: actors and words that are redacted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sayso.store.log import decisions_in_order


@dataclass(frozen=True, slots=True)
class Guarded:
    """Hold the ``actors`` (ids) and ``words`` that decisions redact."""

    actors: frozenset[str]
    words: frozenset[str]


def guarded(connection: sqlite3.Connection) -> Guarded:
    """Read the decisions that stand."""
    actors, words = set[str](), set[str]()
    for decision in decisions_in_order(connection):
        target = decision.target
        if decision.undone_by is not None:
            continue
        if decision.action == "redact" and target.kind == "actor":
            actors.add(target.id)
        elif decision.action == "redact" and target.quotation:
            words.add(target.quotation)
    return Guarded(frozenset(actors), frozenset(words))
