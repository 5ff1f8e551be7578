"""One report: its text with what was read in it, what was not, where it came from, and its other versions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from sayso.codebook.plover import Plover
from sayso.errors import UsageError
from sayso.export.dossier import mentions_of_document
from sayso.export.versions import translations_of, versions_of
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.record.versions import VersionChange
from sayso.record.vocabulary import EVENT_TYPES, NUMBER_KINDS, STANCES, STATUSES
from sayso.serve.marking import readings, shown_parts
from sayso.serve.pages import Page, page
from sayso.serve.served import Served
from sayso.store.chain import Receipt
from sayso.store.fetched import Fetch
from sayso.store.view import LEFT_OUT, View

router = APIRouter()

BAR = 0.5
"""Mentions less probable than this are shown apart from the others, unless an address asks for another bar."""

CORRECTED = (
    "type", "status", "date", "actors", "recipients", "places", "source", "stance",
    *(f"number:{kind}" for kind in NUMBER_KINDS),
)  # fmt: skip
"""Fields of a mention that people correct."""

_ENDING = re.compile(r"\.[a-z0-9]{1,5}$")
_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Named:
    """Name another document: by its outlet, date and title, or by its path."""

    id: str
    path: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Kin:
    """Name the documents that this one stands near, each with what ties it."""

    copy_of: Named | None
    copies: tuple[Named, ...]
    shares: tuple[tuple[Named, int], ...]
    versions: tuple[Named, ...]
    changes: tuple[VersionChange, ...]
    translation_of: Named | None
    translations: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Custody:
    """Say where a document came from; ``withheld``: its bytes are not handed out."""

    receipts: tuple[Receipt, ...]
    fetches: tuple[Fetch, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Hold one document with its text, to which all offsets point, and all that stands in it.

    ``counts`` is whether its mentions count in the record; those ``rejected`` by people never do.
    """

    document: Document
    counts: bool
    text: str
    mentions: tuple[EventMention, ...]
    rejected: tuple[EventMention, ...]
    commitments: tuple[Commitment, ...]
    kin: Kin
    custody: Custody


@router.get("/documents/{id}/original", response_class=Response)
def original(request: Request, id: str) -> Response:
    """Hand out the bytes a document was read from, to be kept and not to be shown by a browser."""
    served: Served = request.app.state.served
    with served.reading() as view:
        document = view.document(id)
        if view.withholds(document.id):
            raise UsageError(f"the original of {document.id} is withheld", remedy="It names somebody who is redacted")
        content = view.original(document.sha256)
    ending = _ENDING.search(document.path.lower())
    name = f"{document.id}{ending[0] if ending else ''}"
    return Response(
        content, media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip


@page(router, "/documents/{id:path}", "document.html")
def document(
    request: Request,
    id: str,
    at: Annotated[str | None, Query(pattern=r"^[0-9]{1,9}-[0-9]{1,9}$")] = None,
    mention: str | None = None,
    min_probability: Annotated[float, Query(ge=0, le=1)] = BAR,
) -> Page:
    """Show one document, by id or path."""
    served: Served = request.app.state.served
    with served.reading() as view:
        content = _content(view, view.document(id))
    read = readings(content.mentions, min_probability)
    asked = next((one.mention for one in read if one.mention.id == mention), None)
    stretch = _stretch(at, len(content.text))
    beside = {
        "parts": shown_parts(content.document, content.text, read, at=stretch, asked=asked.id if asked else None),
        "readings": read, "asked": asked, "at": stretch, "bar": min_probability, "acts": _acts(),
        "corrected": CORRECTED, "name": _name(content.document),
        "statuses": (*STATUSES, *STANCES),
    }  # fmt: skip
    return Page(content.document.title or content.document.path, content, content.mentions, beside)


def _content(view: View, document: Document) -> DocumentPage:
    counts = document.superseded_by is None and document.not_coded_reason != LEFT_OUT
    mentions = mentions_of_document(view, document) if counts else view.mentions_read(document.id)
    return DocumentPage(
        document, counts, view.text(document.id), tuple(mentions), tuple(view.mentions_rejected(document.id)),
        tuple(found for one in view.commitments_in(document.id) for found in view.commitments(one)),
        _kin(view, document),
        _custody(view, document),
    )  # fmt: skip


def _custody(view: View, document: Document) -> Custody:
    receipts = tuple(receipt for _, receipt in view.receipts(document.id))
    return Custody(receipts, tuple(view.fetches(document.sha256)), view.withholds(document.id))


def _kin(view: View, document: Document) -> Kin:
    versions = versions_of(view, document.id)
    return Kin(
        _one_named(view, document.copy_of), _all_named(view, view.copies_of(document.id)),
        tuple(
            (named, one.paragraphs) for one in document.shares_paragraphs if (named := _one_named(view, one.document))
        ),
        tuple(map(_named, versions.documents)) if versions.changes else (), versions.changes,
        _one_named(view, document.translation_of), _all_named(view, translations_of(view, document)),
    )  # fmt: skip


def _all_named(view: View, ids: Iterable[str]) -> tuple[Named, ...]:
    return tuple(named for one in ids if (named := _one_named(view, one)))


def _one_named(view: View, identity: str | None) -> Named | None:
    """Name a document, unless it is none that this view shows."""
    if identity is None:
        return None
    try:
        return _named(view.document(identity))
    except UsageError:
        return None


def _named(document: Document) -> Named:
    return Named(document.id, document.path, document.title, document.outlet, document.published)


def _name(document: Document) -> str:
    return f"{document.path}:{document.locator}" if document.locator else document.path


def _stretch(at: str | None, length: int) -> tuple[int, int] | None:
    """Read ``START-END``.

    Raises:
        UsageError: the text has no such stretch.
    """
    found = _AT.fullmatch(at or "")
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    if not start < end <= length:
        raise UsageError(f"there is no text at {at}", remedy=f"The text has {length} characters, counted from 0")
    return start, end


@cache
def _acts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List the types of acts, each with its modes as decisions take them."""
    plover = Plover.load()
    return tuple((kind, tuple(f"{kind}/{mode}" for mode in plover.modes(kind))) for kind in EVENT_TYPES)
