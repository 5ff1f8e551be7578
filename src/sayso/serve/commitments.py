"""Who said they would do what, if what, by when; and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request

from sayso.errors import UsageError
from sayso.record.commitments import Commitment
from sayso.record.events import Event
from sayso.record.vocabulary import COMMITMENT_KINDS, CommitmentKind, Standing
from sayso.serve.pages import Page, page
from sayso.serve.served import Served
from sayso.store.listed import CommitmentFilter, Stretch
from sayso.store.view import View

router = APIRouter()
AT_ONCE = 50
"""Commitments on a page."""
STANDINGS: tuple[str, ...] = get_args(Standing)


@dataclass(frozen=True, slots=True)
class Commitments:
    """Hold the commitments of one page, and how many pass in all."""

    n: int
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """Hold one commitment, and the events that tell how it stands."""

    commitment: Commitment
    events: tuple[Event, ...]


@page(router, "/commitments", "commitments.html")
def commitments(
    request: Request,
    holder: str | None = None,
    toward: str | None = None,
    kind: CommitmentKind | None = None,
    standing: Standing | None = None,
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Page:
    """List threats, vows, promises, demands: those first on which later events tell, then the latest."""
    served: Served = request.app.state.served
    wanted = CommitmentFilter(holder, toward, kind, standing)
    with served.reading() as view:
        found = view.commitments_listed(wanted, Stretch(AT_ONCE, start))
        rows = tuple(one for each in found.ids for one in view.commitments(each))
    query = {"holder": holder, "toward": toward, "kind": kind, "standing": standing}
    beside = {
        "query": {name: value for name, value in query.items() if value}, "asked": wanted, "start": start,
        "at_once": AT_ONCE, "kinds": COMMITMENT_KINDS, "standings": STANDINGS,
    }  # fmt: skip
    return Page("Commitments", Commitments(found.n, rows), rows, beside)


@page(router, "/commitments/{id}", "commitment.html")
def commitment(request: Request, id: str) -> Page:
    """Show one commitment: its words, its condition, on whose word, how it stands and by what."""
    served: Served = request.app.state.served
    with served.reading() as view:
        found = next((one for one in view.commitments(id) if one.id == id), None)
        if found is None:
            raise UsageError(f"no commitment in this case has the id {id!r}", remedy="The list of commitments has all")
        events = tuple(_events(view, found))
    holder = found.holder.name or found.holder.text
    return Page(f"{holder}: {found.kind.replace('_', ' ')}", CommitmentPage(found, events), [found])


def _events(view: View, found: Commitment) -> list[Event]:
    """Give the events of the mentions by which a commitment stands as it does, each once."""
    ids = dict.fromkeys(view.event_of(mention) for mention in found.standing_evidence)
    return [event for one in ids if one for event in view.events(one)]
