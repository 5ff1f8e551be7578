"""Whom a case shows as private individuals, and what people decided not to show: actors and words that are redacted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.errors import RecordError
from sayso.record.actors import Actor
from sayso.record.decisions import Decision
from sayso.record.plain import from_json
from sayso.store.altered import altered
from sayso.store.current import NAMED
from sayso.store.log import decisions_in_order, in_force
from sayso.store.overlay import Overlay

_ROWS = f"SELECT id, record FROM {NAMED} WHERE kind = 'actor' ORDER BY id, doc"


@dataclass(frozen=True, slots=True)
class Guarded:
    """Somebody who is not to be shown: by all ids that were joined, the one they go by first, and all their names."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def guarded(connection: sqlite3.Connection) -> Iterator[Guarded]:
    """List whom a case shows as sensitive, or people decided to redact, by id.

    Documents that are removed, left out or superseded count as well, and so does what decisions call somebody, whether
    they hold or not: their titles, paths and quotations are shown where their mentions are not.
    """
    holding, logged = in_force(connection), decisions_in_order(connection)
    laid = Overlay.of(holding)
    redacted = {one.target.id for one in holding if one.action == "redact" and one.target.kind == "actor"}
    rows = _rows(connection)
    called = _called(logged)
    groups: dict[str, set[str]] = {}
    for identity in rows.keys() | called.keys():
        groups.setdefault(laid.who(identity), set()).add(identity)
    for main, joined in sorted(groups.items()):
        ids = (main, *sorted(joined - {main}))
        told = [row for one in ids for row in rows.get(one, ())]
        if redacted.isdisjoint(ids) and not _is_sensitive(ids, told, laid):
            continue
        names = [name for row in told for name in (row.name, *(alias.text for alias in row.aliases))]
        names += [name for one in ids for name in called.get(one, ())]
        yield Guarded(ids, tuple(dict.fromkeys(names)))


def redacted_words(connection: sqlite3.Connection) -> frozenset[str]:
    """Give the words that decisions in force redact."""
    redacting = (one for one in in_force(connection) if one.action == "redact" and one.target.kind != "actor")
    return frozenset(one.target.quotation for one in redacting if one.target.quotation)


def _is_sensitive(ids: tuple[str, ...], told: list[Actor], laid: Overlay) -> bool:
    decided = [laid.sensitive[one] for one in ids if one in laid.sensitive]
    return any(decided) if decided else any(row.sensitive for row in told)


def _rows(connection: sqlite3.Connection) -> dict[str, list[Actor]]:
    found: dict[str, list[Actor]] = {}
    for identity, record in connection.execute(_ROWS):
        try:
            found.setdefault(str(identity), []).append(from_json(Actor, record))
        except RecordError as error:
            raise altered("named", identity, error) from error
    return found


def _called(logged: list[Decision]) -> dict[str, list[str]]:
    """Give what decisions call actors, by id: those they are about, and those that are a value."""
    found: dict[str, list[str]] = {}
    for one in logged:
        told = [(end.id, end.quotation) for end in (one.target, one.other) if end is not None and end.kind == "actor"]
        told += [(one.target.id, name) for name in (one.before, one.after) if one.action == "name"]
        for identity, name in (*told, *_named_in(one.before), *_named_in(one.after)):
            if isinstance(name, str) and name:
                found.setdefault(identity, []).append(name)
    return found


def _named_in(value: Any) -> Iterator[tuple[str, Any]]:
    """Give the actors that a decision's value names, such as those that a correction puts."""
    if isinstance(value, dict):
        if isinstance(value.get("actor"), str):
            yield value["actor"], value.get("name")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _named_in(one)
