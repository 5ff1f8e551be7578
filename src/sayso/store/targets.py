"""Targets: what an id that a person names stands for, and how it is found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from sayso.errors import UsageError
from sayso.record.decisions import SURROUNDINGS, Anchor, DecisionTarget
from sayso.record.vocabulary import TargetKind
from sayso.store.case_file import many
from sayso.store.clusters import members_of
from sayso.store.current import NAMED
from sayso.store.overlay import overlay_of
from sayso.store.view import View

_ANCHORS = f"""
SELECT m.id, m.doc, m.start, m.end, m.words, d.text_hash,
  substr(d.text, max(0, m.start - {SURROUNDINGS}) + 1, m.start - max(0, m.start - {SURROUNDINGS})),
  substr(d.text, m.end + 1, {SURROUNDINGS})
FROM (SELECT id, doc, json_extract(record, '$.trigger.start') AS start, json_extract(record, '$.trigger.end') AS end,
  json_extract(record, '$.trigger.text') AS words FROM mentions WHERE id IN ({{marks}})) AS m
JOIN documents AS d ON d.id = m.doc
"""


def target_of(view: View, identity: str, kinds: Sequence[TargetKind]) -> DecisionTarget:
    """Point at what an id names, of the first of ``kinds`` that has it. A redirected id means what it became.

    Raises:
        UsageError: nothing of these kinds has the id.
    """
    for kind in kinds:
        found = _FINDERS[kind](view, identity)
        if found is not None:
            return found
    named = " or ".join(kinds)
    raise UsageError(f"no {named} of this case has the id {identity!r}", remedy=_REMEDIES[kinds[0]])


def anchors_of(connection: sqlite3.Connection, mentions: Iterable[str]) -> tuple[Anchor, ...]:
    """Point at mentions by their triggers and the words around them, sorted by id."""
    rows = many(connection, _ANCHORS, mentions)
    return tuple(sorted((Anchor(*row) for row in rows), key=lambda one: one.mention))


def actor_called(connection: sqlite3.Connection, name: str) -> tuple[str, str] | None:
    """Give id and name of the actor of the case that has this id, or this name by a report or by decision.

    Raises:
        UsageError: several actors have the name.
    """
    rows = connection.execute(
        f"SELECT id, min(json_extract(record, '$.name')) FROM {NAMED}"
        " WHERE kind = 'actor' AND (id = ?1 OR json_extract(record, '$.name') = ?1) GROUP BY id ORDER BY id",
        (name,),
    ).fetchall()
    found = {str(identity): str(called) for identity, called in rows}
    if name in found:
        return name, found[name]
    laid = overlay_of(connection)
    named = sorted(actor for actor, called in laid.names.items() if called == name)
    found = {laid.who(actor): name for actor in (named or found)}
    if len(found) > 1:
        listed = ", ".join(found)
        raise UsageError(f"several actors are called {name!r}: {listed}", remedy="Name one by its id")
    return next(iter(found.items()), None)


def _mention(view: View, identity: str) -> DecisionTarget | None:
    return _of_anchors("mention", identity, anchors_of(view.connection, [identity]))


def _event(view: View, identity: str) -> DecisionTarget | None:
    event = view.event_of(identity)
    if event is None:
        return None
    return _of_anchors("event", event, anchors_of(view.connection, members_of(view.connection, [event])[event]))


def _of_anchors(kind: TargetKind, identity: str, anchors: tuple[Anchor, ...]) -> DecisionTarget | None:
    if not anchors:
        return None
    first = anchors[0]
    return DecisionTarget(
        kind, identity, first.doc, first.start, first.end, first.quotation, anchors, first.text_hash
    )  # fmt: skip


def _document(view: View, identity: str) -> DecisionTarget | None:
    try:
        doc = view.document(identity).id
    except UsageError as error:
        if "several" in error.message:
            raise
        return None
    (text_hash,) = view.connection.execute("SELECT text_hash FROM documents WHERE id = ?", (doc,)).fetchone()
    return DecisionTarget("document", doc, doc, text_hash=text_hash)


def _actor(view: View, identity: str) -> DecisionTarget | None:
    found = actor_called(view.connection, identity)
    return DecisionTarget("actor", found[0], quotation=found[1]) if found else None


def _place(view: View, identity: str) -> DecisionTarget | None:
    return _named(view, "place", identity)


def _source(view: View, identity: str) -> DecisionTarget | None:
    return _named(view, "source", identity)


def _named(view: View, kind: TargetKind, identity: str) -> DecisionTarget | None:
    rows = view.connection.execute(
        f"SELECT DISTINCT id, json_extract(record, '$.name') AS name FROM {NAMED} WHERE kind = ?1"
        " AND (id = ?2 OR name = ?2) GROUP BY id ORDER BY id",
        (kind, identity),
    ).fetchall()
    if len(rows) > 1:
        listed = ", ".join(row[0] for row in rows)
        raise UsageError(f"several {kind}s are called {identity!r}: {listed}", remedy="Name one by its id")
    return DecisionTarget(kind, rows[0][0], quotation=rows[0][1]) if rows else None


def _decision(view: View, identity: str) -> DecisionTarget | None:
    row = view.connection.execute("SELECT id FROM decisions WHERE id = ?", (identity,)).fetchone()
    return DecisionTarget("decision", row[0]) if row else None


_FINDERS = {
    "mention": _mention, "event": _event, "document": _document, "actor": _actor, "place": _place, "source": _source,
    "decision": _decision,
}  # fmt: skip
_SHOWN = "sayso show CASE EVENT lists the mentions of an event; the export has all"
_REMEDIES = {
    "mention": _SHOWN, "event": _SHOWN,
    "document": "Name it by its id or path; sayso search finds both",
    "actor": "sayso show CASE EVENT and actors.jsonl of the export have the ids",
    "place": "places.jsonl of the export has the ids",
    "source": "sources.jsonl of the export has the ids",
    "decision": "sayso log CASE lists the decisions",
}  # fmt: skip
