"""The log: all that people decided, the latest first, with what undoes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request

from sayso.record.decisions import Decision
from sayso.record.vocabulary import Action
from sayso.serve.decided import history
from sayso.serve.pages import Page, page
from sayso.serve.private import actors_decided_on, decision_without_names, private_among
from sayso.serve.served import Served
from sayso.store.view import View

router = APIRouter()
AT_ONCE = 50
"""Decisions on a page."""


@dataclass(frozen=True, slots=True)
class Log:
    """Hold decisions that pass a filter, the latest first: ``n`` of ``n_all``, and those of one page."""

    n: int
    n_all: int
    people: tuple[str, ...]
    decisions: tuple[Decision, ...]


@page(router, "/log", "log.html")
def log(
    request: Request,
    by: Annotated[str | None, Query(max_length=200)] = None,
    action: Action | None = None,
    target: Annotated[str | None, Query(max_length=2000)] = None,
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
    private: bool = False,
) -> Page:
    """List the decisions, the latest first; by person, by action, or those on one thing by its id."""
    served: Served = request.app.state.served
    with served.reading() as view:
        decisions = _latest_first(view) if target is None else history(view, target)
        people = tuple(sorted({one.by for one in decisions}))
        wanted = [one for one in decisions if by in (None, one.by) and action in (None, one.action)]
        shown = tuple(wanted[start : start + AT_ONCE])
        named = {who for one in shown for who in actors_decided_on(one)}
        hidden = frozenset[str]() if private or served.settings.redact else private_among(view, named)
    content = Log(len(wanted), len(decisions), people, tuple(decision_without_names(one, hidden) for one in shown))
    asked = {"by": by, "action": action, "target": target}
    query = {name: value for name, value in asked.items() if value}
    beside = {"asked": asked, "query": query, "start": start, "at_once": AT_ONCE}
    return Page("Log of decisions", content, content.decisions, beside)


def _latest_first(view: View) -> tuple[Decision, ...]:
    shown = {one.id: one for one in view.decisions()}
    order = view.connection.execute("SELECT id FROM decisions ORDER BY n DESC")
    return tuple(shown[identity] for (identity,) in order if identity in shown)
