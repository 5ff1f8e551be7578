"""The log of decisions: appended to, never changed; what is in force follows from all of it."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Sequence

from sayso.record.decisions import ACTS, JUDGING, Decision
from sayso.record.plain import from_json, to_json
from sayso.store.chain import append_decision


def add_decision(write: sqlite3.Connection, decision: Decision) -> None:
    """Append a decision to the log, and to the chain of custody."""
    record = to_json(decision).decode()
    write.execute("INSERT INTO decisions (id, record) VALUES (?, ?)", (decision.id, record))
    append_decision(write, decision.id, record)


def n_decisions(connection: sqlite3.Connection) -> int:
    """Count the decisions, undone ones too."""
    return int(connection.execute("SELECT count(*) FROM decisions").fetchone()[0])


def decisions_in_order(connection: sqlite3.Connection) -> list[Decision]:
    """List all decisions, first to last, each with the one by which it is undone or whose place another took."""
    rows = connection.execute("SELECT record FROM decisions ORDER BY n")
    return undone([from_json(Decision, record) for (record,) in rows])


def in_force(connection: sqlite3.Connection) -> list[Decision]:
    """List the decisions that hold now, first to last, without those that undo."""
    return [one for one in decisions_in_order(connection) if one.undone_by is None and one.action != "undo"]


def undone(decisions: Sequence[Decision]) -> list[Decision]:
    """Say of each decision, first to last, by which later one it is undone.

    An undo counts unless it is undone itself; where a later decision on the same thing took a place and is undone,
    the earlier one holds again.
    """
    undoing: dict[str, str] = {}
    later: dict[tuple[object, ...], str] = {}
    found = []
    for decision in reversed(decisions):
        by = undoing.get(decision.id)
        if by is None and decision.action == "undo":
            undoing.setdefault(decision.target.id, decision.id)
        elif by is None and (subject := _subject(decision)) is not None:
            by = later.get(subject)
            later[subject] = decision.id
        found.append(dataclasses.replace(decision, undone_by=by))
    return found[::-1]


def _subject(decision: Decision) -> tuple[object, ...] | None:
    """Give what only one decision can hold on, None if many can."""
    act = ACTS[decision.action]
    if not act.once:
        return None
    if decision.action in JUDGING:
        if decision.other is None:
            return ("split", decision.target.id)
        return ("judged", frozenset((decision.target.id, decision.other.id)))
    verdict = "review" if decision.action in ("confirm", "reject") else decision.action
    return (verdict, decision.target.kind, decision.target.id, decision.field)
