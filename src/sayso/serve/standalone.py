"""A dossier, or the overview, as one file that is read anywhere: nothing loaded, nothing run, no way into the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from sayso.errors import UsageError
from sayso.export.terminal import printable
from sayso.record.events import Event
from sayso.serve.address import Address, asked_address
from sayso.serve.alone import alone
from sayso.serve.charts import HIGH, WIDE, map_chart, timeline_chart
from sayso.serve.dates import instant_words
from sayso.serve.dossier import Id, event
from sayso.serve.look import Look
from sayso.serve.overview import Overview, overview
from sayso.serve.pages import Page
from sayso.serve.served import Served
from sayso.serve.settings import Settings
from sayso.version import __version__

router = APIRouter()
MOST = 500
"""Events listed in the file of an overview; a CSV file holds all."""


@router.get("/standalone/events/{id}", response_class=HTMLResponse)
def standalone_event(request: Request, id: Id, private: bool = False) -> Response:
    """Give the dossier of an event as one file."""
    return _file(event_file(request, id, private=private), f"event-{id}.html")


@router.get("/standalone/overview", response_class=HTMLResponse)
def standalone_overview(request: Request, address: Annotated[Address, Depends(asked_address)]) -> Response:
    """Give the overview, under the filter of the address, as one file."""
    return _file(overview_file(request, address), "overview.html")


def event_file(request: Request, id: str, *, private: bool = False) -> str:
    """Write the dossier of an event as one file of HTML.

    Raises:
        UsageError: no event that is shown has the id.
    """
    served: Served = request.app.state.served
    with served.reading() as view:
        now = view.event_of(id)
    shown = event(request=request, id=now or id, private=private, all=True)
    if isinstance(shown, Response):
        raise UsageError(f"no event shown here has the id {id!r}", remedy="The overview lists those there are")
    return alone(_rendered(request, "dossier.html", shown), _told(served, f"Event {now}"))


def overview_file(request: Request, address: Address) -> str:
    """Write what passes a filter as one file of HTML: counts, charts with their tables, and the first events.

    Raises:
        UsageError: the filter asks for what cannot be.
    """
    served: Served = request.app.state.served
    shown = overview(request=request, address=address, start=0)
    assert isinstance(shown, Page)
    content: Overview = shown.content
    events, words = _events(served, shown)
    beside = {
        **shown.beside, "words": words, "wide": WIDE, "high": HIGH, "most": MOST,
        "bars": timeline_chart(shown.beside["stretches"]),  # type: ignore[arg-type]
        "map": map_chart(content.places, address.wanted.box, served.settings.shapes),
    }  # fmt: skip
    page = Page("Overview", replace(content, events=events), beside=beside)
    return alone(_rendered(request, "overview_alone.html", page), _told(served, "Overview"))


def _events(served: Served, shown: Page) -> tuple[tuple[Event, ...], dict[str, str]]:
    """Read the events to list, in which nobody private is named, and the words that each is told in."""
    found = tuple(islice(shown.rows, MOST))
    with served.reading() as view:
        return found, {one.id: view.words(one.id) for one in found}


def _rendered(request: Request, template: str, shown: Page) -> str:
    look: Look = request.app.state.look
    return look.render(template, request, shown, to_be_read=True)


def _told(served: Served, what: str) -> tuple[str, ...]:
    """Say what a file shows, of which case, through which gates, made when and by what."""
    now = instant_words(datetime.now(UTC).isoformat(timespec="seconds"))
    case = printable(Path(served.path).name)
    gates = " ".join(_gates(served.settings))
    return (f"{what} of the case {case}, as it stood on {now}. Made by Sayso {__version__}. {gates}".strip(),)


def _gates(settings: Settings) -> tuple[str, ...]:
    said = (
        (settings.reviewed_only, "Events that no person has confirmed are left out."),
        (settings.redact, "Sensitive people are given labels, and some words are redacted."),
    )
    return tuple(words for holds, words in said if holds)


def _file(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HTMLResponse(text, headers=headers)
