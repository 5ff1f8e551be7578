"""The log of decisions: appended to, never changed; what is in force follows from all of it."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.errors import CaseError, RecordError
from sayso.record.decisions import ACTS, JUDGING, Decision
from sayso.record.plain import from_json, to_json
from sayso.store.chain import append_decision

MOST_DECODED = 10_000
"""Decisions kept decoded: rows of the log never change, and every page and merge reads all of them several times."""


def add_decision(write: sqlite3.Connection, decision: Decision) -> None:
    """Append a decision to the log, and to the chain of custody."""
    record = to_json(decision).decode()
    write.execute("INSERT INTO decisions (id, record) VALUES (?, ?)", (decision.id, record))
    append_decision(write, decision.id, record)


def n_decisions(connection: sqlite3.Connection) -> int:
    """Count the decisions, undone ones too."""
    return int(connection.execute("SELECT count(*) FROM decisions").fetchone()[0])


def read_decision(identity: str, record: str) -> Decision:
    """Read a row of the log.

    Raises:
        CaseError: it was altered and cannot be read.
    """
    try:
        return _decoded(record)
    except RecordError as error:
        problem = f"the row {identity} of decisions was altered and cannot be read ({error})"
        raise CaseError(problem, remedy="sayso verify lists all such rows; sayso salvage saves the rest") from error


@lru_cache(maxsize=MOST_DECODED)
def _decoded(record: str) -> Decision:
    return from_json(Decision, record)


def decisions_in_order(connection: sqlite3.Connection) -> list[Decision]:
    """List all decisions as they were logged, each with the one by which it is undone or whose place another took.

    Raises:
        CaseError: a decision was altered and cannot be read.
    """
    rows = connection.execute("SELECT id, record FROM decisions ORDER BY n")
    logged = [read_decision(identity, record) for identity, record in rows]
    found = {one.id: one for one in undone(in_places(logged))}
    return [found[one.id] for one in logged]


def in_force(connection: sqlite3.Connection) -> list[Decision]:
    """List the decisions that hold now, the later over the earlier, without those that undo or are empty."""
    placed = in_places(decisions_in_order(connection))
    return [one for one in placed if one.undone_by is None and one.action != "undo" and not one.is_empty]


PLACE = "coalesce(json_extract(decisions.record, '$.came.place'), decisions.n)"
"""Where a decision stands among the others, in SQL: as logged, but those of another case stand before those of here."""


def in_places(logged: Sequence[Decision]) -> list[Decision]:
    """Put decisions, as logged, in the order in which they hold over each other, the last over all."""
    return sorted(logged, key=lambda one: 1 if one.came is None or one.came.place is None else one.came.place)


def undone(decisions: Sequence[Decision]) -> list[Decision]:
    """Say of each decision, the last holding over all, by which later one it is undone.

    An undo counts unless it is undone itself; where a later decision on the same thing took a place and is undone,
    the earlier one holds again. One that contradicts another that holds, and came from another case, waits.
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
            later.setdefault(subject, decision.id)
        found.append(dataclasses.replace(decision, undone_by=by))
    known = {one.id: one for one in found}
    return [_waiting(one, known) for one in reversed(found)]


def _waiting(decision: Decision, known: Mapping[str, Decision]) -> Decision:
    """Name the decision that one from another case waits for, if it contradicts any that holds."""
    if decision.undone_by is not None or decision.came is None:
        return decision
    holding = (_standing(one, known) for one in decision.came.contests)
    return dataclasses.replace(decision, undone_by=next((one for one in holding if one), None))


def _standing(identity: str, known: Mapping[str, Decision]) -> str | None:
    """Follow a decision to the one that holds in its place, None where it was undone."""
    seen: set[str] = set()
    while (found := known.get(identity)) is not None and identity not in seen:
        if found.undone_by is None:
            return identity
        if (later := known.get(found.undone_by)) is None or later.action == "undo":
            return None
        seen.add(identity)
        identity = later.id
    return None


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
