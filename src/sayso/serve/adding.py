"""Add a report: a file, a text that is pasted, or an address; its events stand in the record when the page comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Protocol
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sayso.errors import UsageError
from sayso.record.documents import Document, Rejection
from sayso.record.events import Event
from sayso.serve.guard import MOST_SENT
from sayso.serve.pages import Page, html_of, page
from sayso.serve.served import Served
from sayso.store.filters import MentionFilter
from sayso.store.view import View

if TYPE_CHECKING:
    from sayso.api import Case

router = APIRouter()
MOST_NAMED = 20
"""Documents of an archive of which the events are shown; the list of documents has all."""
LONGEST = 2_000
"""Characters of one short field of a form."""
Short = Annotated[str, Form(max_length=LONGEST)]


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what somebody filled in, so that it is not lost where something is wrong with it."""

    text: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """Show one document that was added, and the events that its mentions are in now."""

    document: Document
    n_mentions: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """Hold what came of adding: documents, how many more there are, and how many rows of rejections."""

    documents: tuple[AddedDocument, ...]
    more: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Say why nothing was added, and what helps; ``rejected`` are the rows that the case keeps of it."""

    message: str
    remedy: str | None
    rejected: tuple[Rejection, ...] = ()


class Outcome(Protocol):
    """Whatever tells what came of adding."""

    @property
    def documents(self) -> tuple[str, ...]: ...
    @property
    def rejected(self) -> tuple[Rejection, ...]: ...


@router.get("/add", response_class=HTMLResponse)
def add(request: Request) -> Response:
    """Show the forms by which reports are added."""
    return _forms(request, Given())


@router.post("/add/text", response_class=Response)
def add_text(
    request: Request, text: Annotated[str, Form()] = "", outlet: Short = "", published: Short = "", url: Short = ""
) -> Response:
    """Read a text that was pasted."""
    given = Given(text, outlet, published, url)
    if not text.strip():
        return _forms(request, given, Fault("no text was pasted", "Paste the report's text"), 422)
    # A form sends the end of a line as two characters.
    plain = text.replace("\r\n", "\n")
    return _take(
        request, given,
        lambda case: case.add_text(plain, outlet=_or_none(outlet), published=_or_none(published), url=_or_none(url)),
    )  # fmt: skip


@router.post("/add/file", response_class=Response)
def add_file(
    request: Request, file: Annotated[UploadFile, File()], outlet: Short = "", published: Short = ""
) -> Response:
    """Read a file that was sent, or an archive of files."""
    given = Given(outlet=outlet, published=published)
    content, name = file.file.read(MOST_SENT + 1), file.filename or "file"
    return _take(
        request, given,
        lambda case: case.add_bytes(content, name, outlet=_or_none(outlet), published=_or_none(published)),
    )  # fmt: skip


@router.post("/add/address", response_class=Response)
def add_address(request: Request, url: Short = "", outlet: Short = "", published: Short = "") -> Response:
    """Fetch an address, and read what it gives."""
    given = Given(url=url.strip(), outlet=outlet, published=published)
    allowed = _served(request).settings.allow_hosts
    return _take(
        request, given,
        lambda case: case.add_url(
            given.url, outlet=_or_none(outlet), published=_or_none(published), allow_hosts=allowed
        ),
    )  # fmt: skip


@page(router, "/added", "added.html")
def added(
    request: Request,
    doc: Annotated[list[str], Query(max_length=MOST_NAMED)] = [],  # noqa: B006
    rejected: Annotated[int, Query(ge=0)] = 0,
    more: Annotated[int, Query(ge=0)] = 0,
) -> Page:
    """Show documents that were added, with their events, or why they were not coded."""
    with _served(request).reading() as view:
        shown = tuple(one for each in doc if (one := _document(view, each)))
    rows = [event for one in shown for event in one.events]
    return Page("Added", Added(shown, more + len(doc) - len(shown), rejected), rows)


def _take(request: Request, given: Given, adding: Callable[[Case], Outcome]) -> Response:
    """Add something, one at a time, and lead to what came of it; what is wrong with it is said beside the form."""
    served = _served(request)
    try:
        with served.writing() as case:
            done = adding(case)
    except UsageError as error:
        return _forms(request, given, Fault(error.message, error.remedy), 422)
    if not done.documents:
        rejected = tuple(done.rejected)
        fault = Fault("nothing was read", None if rejected else "No report was found in it")
        return _forms(request, given, replace(fault, rejected=rejected), 422)
    query = [("doc", one) for one in done.documents[:MOST_NAMED]]
    counts = [("rejected", len(done.rejected)), ("more", len(done.documents) - len(query))]
    return RedirectResponse(f"/added?{urlencode([*query, *(pair for pair in counts if pair[1])])}", status_code=303)


def _forms(request: Request, given: Given, fault: Fault | None = None, status: int = 200) -> Response:
    beside = {"fault": fault, "most": MOST_SENT >> 20}
    return html_of(request, "add.html", Page("Add a report", given, (), beside), status)


def _document(view: View, doc: str) -> AddedDocument | None:
    """Show a document, unless it is none that this view shows."""
    try:
        document = view.document(doc)
    except UsageError:
        return None
    mentions = tuple(view.mentions(MentionFilter(doc=document.id)))
    found = (event for each in dict.fromkeys(one.event for one in mentions) for event in view.events(each))
    return AddedDocument(document, len(mentions), tuple(found))


def _served(request: Request) -> Served:
    served: Served = request.app.state.served
    return served


def _or_none(value: str) -> str | None:
    return value.strip() or None
