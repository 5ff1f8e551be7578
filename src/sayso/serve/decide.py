"""Decide on anything of the case from a page; who is late to see that it has changed is shown both versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, cast
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sayso.codebook.project_fields import ProjectFields
from sayso.errors import CaseError, SaysoError, UsageError
from sayso.record.decisions import ACTS, Decision
from sayso.record.vocabulary import ACTIONS, Action, TargetKind
from sayso.review.fields import event_value, mention_value, values_of
from sayso.serve.decided import history_if_any
from sayso.serve.given import Given, Typed, given_form, local, remember, told_at
from sayso.serve.inputs import COMMANDS, MEANS, Asking, actions_on, asking
from sayso.serve.pages import Page, html_of
from sayso.serve.served import Served
from sayso.serve.state import record_of, state_of

router = APIRouter()
MOST_TOLD = 5
"""Decisions that are shown to whoever comes too late: the latest."""
KINDS: tuple[TargetKind, ...] = ("event", "mention", "actor", "place", "source", "document")
ON_EVENTS = ("event", "mention")


@dataclass(frozen=True, slots=True)
class Changed:
    """Say how a thing stands now that was otherwise when a form was drawn, and what was decided on it last."""

    gone: bool
    became: str | None
    now: Mapping[str, Any]
    decisions: tuple[Decision, ...]


@router.get("/decide", response_class=HTMLResponse)
def decide_page(
    request: Request,
    kind: TargetKind,
    target: Annotated[str, Query(max_length=2000)],
    action: Action | None = None,
    field: Annotated[str | None, Query(max_length=200)] = None,
    value: Annotated[str, Query(max_length=2000)] = "",
    span: Annotated[str, Query(max_length=40)] = "",
    back: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """Show what can be decided on one thing, or the form of one decision."""
    served = _served(request)
    if served.settings.read_only:
        return _read_only(request)
    with served.reading() as view:
        record = record_of(view, kind, target)
        if record is None:
            raise UsageError(f"no {kind} shown here has the id {target!r}", remedy="Go back, and load the page again")
        actions = (action,) if action else actions_on(kind)
        forms = tuple(_ask(served, one, kind, field) for one in actions if kind in ACTS[one].on and one not in COMMANDS)
        decisions = history_if_any(view, target)
    beside = {
        "record": record, "kind": kind, "forms": forms, "back": local(back) if back else f"/log?target={target}",
        "given": Given("", target, kind, (value,) if value else (), field or "", span), "decisions": decisions,
        "values": _values(record), "problem": None, "changed": None, "state": None,
    }  # fmt: skip
    return html_of(request, "decide.html", Page(_title(kind, record), None, beside=beside))


@router.post("/decide", response_class=HTMLResponse)
def decide(request: Request, given: Annotated[Given, Depends(given_form)]) -> Response:
    """Take a decision, and go back to the page it was taken on; what cannot be decided is said beside the form.

    Status 303: decided; 403: nobody may decide here; 409: the thing has changed since the form was drawn; 422: the form
    lacks something, or holds what cannot be.
    """
    served = _served(request)
    if served.settings.read_only:
        return _read_only(request)
    if given.action not in ACTIONS:
        return _refused(request, given, UsageError(f"no action {given.action!r}", remedy="Choose one of the forms"))
    with served.deciding():
        changed = _changed(served, given) if given.action != "undo" else None
        if changed is not None:
            return _form_again(request, given, "It has changed since you opened the page", None, 409, changed)
        try:
            decision = _decided(served, given)
        except SaysoError as error:
            return _refused(request, given, error)
    response = RedirectResponse(told_at(_still_there(served, given.back), decision.id), status_code=303)
    remember(response, given.by)
    return response


@router.get("/name", response_class=HTMLResponse)
def name_page(request: Request, back: Annotated[str, Query(max_length=2000)] = "") -> Response:
    """Ask who decides in this browser."""
    return html_of(request, "name.html", Page("Who decides?", None, beside={"back": local(back)}))


@router.post("/name", response_class=HTMLResponse)
def name(request: Request, by: Typed = "", back: Typed = "") -> Response:
    """Remember who decides in this browser; an empty name forgets it. Status 303."""
    response = RedirectResponse(local(back), status_code=303)
    remember(response, by)
    return response


def _ask(served: Served, action: Action, kind: TargetKind, field: str | None) -> Asking:
    return asking(action, kind, field, ProjectFields.of_case(Path(served.path)))


def _decided(served: Served, given: Given) -> Decision:
    kind = given.kind if given.kind in (*KINDS, "decision") else None
    target, value = given.target, given.decided
    if given.action == "split" and kind == "event":  # the mentions of an event that were ticked
        if not value:
            raise UsageError("no mention is chosen", remedy="Tick those that are to be parted from the event")
        kind, target, value = "mention", value[0], value[1:]
    with served.case() as case:
        return case.decide(
            cast(Action, given.action), target, value, by=given.by, note=given.note.strip() or None,
            field=given.field or None, span=given.words, kind=kind,
        )  # fmt: skip


def _changed(served: Served, given: Given) -> Changed | None:
    """Tell how what the form showed has changed since; None where it has not."""
    with served.reading() as view:
        record = record_of(view, given.kind, given.target)
        other = record_of(view, given.kind, given.seen) if given.seen else None
        states = [state_of(one) for one in (record, other) if one is not None]
        if record is not None and " ".join(states) == given.state:
            return None
        became = view.event_of(given.target) if record is None and given.kind in ON_EVENTS else None
        now = {} if record is None else _values(record)
        if given.field and record is not None:
            now = {given.field: _value(record, given.field)}
        return Changed(record is None, became, now, history_if_any(view, given.target)[:MOST_TOLD])


def _values(record: Any) -> dict[str, Any]:
    """Give what a thing holds in the fields that people decide on."""
    if hasattr(record, "responsibility") or hasattr(record, "trigger"):
        return values_of(record)
    names = ("name", "title", "sensitive", "country", "latitude", "longitude", "grade", "graded_by", "coded", "copy_of")
    return {name: getattr(record, name) for name in names if hasattr(record, name)}


def _value(record: Any, field: str) -> Any:
    try:
        if hasattr(record, "responsibility"):
            return record.fields[field] if field in record.fields else event_value(record, field)
        return mention_value(record, field)
    except (KeyError, AttributeError):
        return getattr(record, field, None)


def _refused(request: Request, given: Given, error: SaysoError) -> Response:
    status = 422 if isinstance(error, UsageError) else 503 if isinstance(error, CaseError) else 500
    return _form_again(request, given, error.message, error.remedy, status)


def _form_again(
    request: Request, given: Given, message: str, remedy: str | None, status: int, changed: Changed | None = None
) -> Response:
    """Show a form again with all that was typed, beside why it was not taken."""
    served = _served(request)
    kind = given.kind if given.kind in (*KINDS, "decision") else "event"
    known = given.action in ACTS and kind in ACTS[cast(Action, given.action)].on
    forms = (_ask(served, cast(Action, given.action), kind, given.field or None),) if known else ()
    with served.reading() as view:
        record, seen = record_of(view, kind, given.target), record_of(view, kind, given.seen) if given.seen else None
        now = " ".join(state_of(one) for one in (record, seen) if one is not None)
    beside: dict[str, object] = {
        "record": record, "kind": kind, "forms": forms, "back": given.back, "given": given, "decisions": (),
        "values": {}, "problem": (message, remedy), "changed": changed,
        "state": now if changed else given.state,
    }  # fmt: skip
    title = _title(kind, record) if record is not None else MEANS.get(given.action, "Not decided")
    return html_of(request, "decide.html", Page(title, None, beside=beside), status)


def _title(kind: str, record: Any) -> str:
    if kind == "mention":
        return f"“{record.trigger.text}” in {record.path}"
    return str(getattr(record, "title", None) or getattr(record, "name", None) or getattr(record, "path", record.id))


def _still_there(served: Served, back: str) -> str:
    """Give where to go back to: an event that is no more leads to the log."""
    path = urlsplit(back).path
    if not path.startswith("/events/"):
        return back
    with served.reading() as view:
        return back if view.event_of(path.removeprefix("/events/")) else "/log"


def _read_only(request: Request) -> Response:
    said = ("This workbench is read-only: it takes no decisions", "Serve the case without --read-only to decide")
    return html_of(request, "fault.html", Page("Not done", said), 403)


def _served(request: Request) -> Served:
    served: Served = request.app.state.served
    return served
