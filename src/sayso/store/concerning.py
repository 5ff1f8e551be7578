"""Which decisions concern a thing of the case."""

from __future__ import annotations

from sayso.errors import UsageError
from sayso.record.decisions import Decision, DecisionTarget
from sayso.store.clusters import members_of
from sayso.store.log import decisions_in_order
from sayso.store.view import View


def decisions_concerning(view: View, identity: str | None = None) -> tuple[Decision, ...]:
    """List decisions, first to last; with ``identity`` those on it, on what it holds, and those that undo them.

    Raises:
        UsageError: nothing of this case, and no decision, has the id.
    """
    decisions = decisions_in_order(view.connection)
    if identity is None:
        return tuple(decisions)
    ids = {identity, *_held_by(view, identity)}
    found: set[str] = set()
    for decision in decisions:
        targets = (decision.target, *([decision.other] if decision.other else []))
        if decision.id in ids or any(_names(target, ids | found) for target in targets):
            found.add(decision.id)
    if not found:
        _check_known(view, identity)
    return tuple(decision for decision in decisions if decision.id in found)


def _names(target: DecisionTarget, ids: set[str]) -> bool:
    return bool(ids & {target.id, target.doc, *(anchor.mention for anchor in target.mentions)})


def _held_by(view: View, identity: str) -> set[str]:
    event = view.event_of(identity)
    held = set(members_of(view.connection, [event])[event]) if event == identity else set()
    try:
        return held | {view.document(identity).id}
    except UsageError:
        return held


def _check_known(view: View, identity: str) -> None:
    tables = ("documents", "mentions", "named", "named_since", "former_events", "events")
    known = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE id = ?1)" for table in tables)
    path = "EXISTS (SELECT 1 FROM documents WHERE path = ?1)"
    if not view.connection.execute(f"SELECT {known} OR {path}", (identity,)).fetchone()[0]:
        raise UsageError(f"nothing in this case has the id {identity!r}", remedy="sayso log CASE lists all decisions")
