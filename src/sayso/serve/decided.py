"""What was decided, as pages tell of it: the decision just taken, and the history of a thing."""

from __future__ import annotations

from fastapi import Request

from sayso.errors import SaysoError, UsageError
from sayso.record.decisions import ACTS, Decision, DecisionTarget
from sayso.store.concerning import decisions_concerning
from sayso.store.view import View

PLACES = {"actor": "/actors/", "place": "/places/", "source": "/sources/", "document": "/documents/"}
"""Where things have pages of their own, by kind; mentions are shown with their events."""


def just_decided(request: Request) -> Decision | None:
    """Give the decision that the address of a page names, which was taken just before the page was made."""
    wanted = request.query_params.get("decided")
    if not wanted:
        return None
    try:
        with request.app.state.served.reading() as view:
            return next((one for one in view.decisions() if one.id == wanted), None)
    except SaysoError:
        return None


def history(view: View, identity: str) -> tuple[Decision, ...]:
    """List the decisions on a thing, the latest first, as the view shows them.

    Raises:
        UsageError: nothing of this case has the id.
    """
    shown = {one.id: one for one in view.decisions()}
    found = decisions_concerning(view, identity) if shown else ()
    return tuple(shown[one.id] for one in reversed(found) if one.id in shown)


def history_if_any(view: View, identity: str) -> tuple[Decision, ...]:
    """List the decisions on a thing, the latest first; none where the case knows nothing of it any more."""
    try:
        return history(view, identity)
    except UsageError:
        return ()


def can_be_undone(decision: Decision) -> bool:
    """Tell whether a decision holds, or waits, and may be undone."""
    return ACTS[decision.action].undoable and (decision.undone_by is None or decision.waits)


def address_of(target: DecisionTarget) -> str:
    """Give the address of the page on which a target is shown; that of an event that is no more leads on."""
    if target.kind == "decision":
        return f"/log?target={target.id}"
    return f"{PLACES.get(target.kind, '/events/')}{target.id}"
