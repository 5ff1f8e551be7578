"""The reports of a case: which there are, which count, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request

from sayso.record.documents import Document, Rejection
from sayso.serve.pages import Page, page
from sayso.serve.served import Served
from sayso.store.listed import Stretch
from sayso.store.of_documents import DocumentFilter

router = APIRouter()
AT_ONCE = 50
"""Documents on a page."""
REJECTIONS_AT_ONCE = 200
MOST_OUTLETS = 300
"""Outlets to choose from; every other is one click away where a document names it."""

_OUTLETS = "SELECT DISTINCT name FROM event_values WHERE kind = 'outlet' ORDER BY name LIMIT ?"


@dataclass(frozen=True, slots=True)
class Listed:
    """Show one document of a list; ``excerpt`` are the words around those looked for."""

    document: Document
    n_mentions: int
    excerpt: str | None


@dataclass(frozen=True, slots=True)
class Documents:
    """Hold the documents of one page, how many pass in all, and how many rows of rejections there are."""

    n: int
    n_rejections: int
    documents: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Rejections:
    """Hold what could not be read or was not coded: one page of it, and counts of all by reason."""

    n: int
    reasons: Mapping[str, int]
    rejections: tuple[Rejection, ...]


@page(router, "/documents", "documents.html")
def documents(
    request: Request,
    outlet: str | None = None,
    words: Annotated[str | None, Query(max_length=500)] = None,
    coded: bool | None = None,
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Page:
    """List documents, the latest published first."""
    served: Served = request.app.state.served
    with served.reading() as view:
        found = view.documents_listed(DocumentFilter(outlet, words, coded), Stretch(AT_ONCE, start))
        counts = view.n_mentions(found.ids)
        excerpts = view.excerpts(words, found.ids) if words else {}
        listed = tuple(Listed(view.document(one), counts.get(one, 0), excerpts.get(one)) for one in found.ids)
        n_rejections = view.n_rejections()
    query = {"outlet": outlet, "words": words, "coded": None if coded is None else str(coded).lower()}
    beside = {
        "query": {name: value for name, value in query.items() if value is not None}, "outlet": outlet,
        "words": words, "coded": coded, "start": start, "at_once": AT_ONCE, "outlets": _outlets(served, outlet),
    }  # fmt: skip
    return Page("Documents", Documents(found.n, n_rejections, listed), [_row(one) for one in listed], beside)


@page(router, "/rejections", "rejections.html")
def rejections(request: Request, reason: str | None = None, start: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Page:
    """List what could not be read or was not coded, with the reason."""
    served: Served = request.app.state.served
    with served.reading() as view:
        listed = list(view.rejections())
    reasons = Counter(one.reason for one in listed)
    kept = [one for one in listed if reason is None or one.reason == reason]
    shown = tuple(kept[start : start + REJECTIONS_AT_ONCE])
    beside = {
        "query": {"reason": reason} if reason else {}, "reason": reason, "start": start,
        "at_once": REJECTIONS_AT_ONCE,
    }  # fmt: skip
    return Page("Not read or not coded", Rejections(len(kept), dict(reasons.most_common()), shown), shown, beside)


def _outlets(served: Served, chosen: str | None) -> list[str]:
    """Give the outlets to choose from, by name; the one that is chosen is always among them."""
    names = {str(name) for (name,) in served.table().ask(_OUTLETS, [MOST_OUTLETS])}
    return sorted(names | ({chosen} if chosen else set()), key=str.casefold)


def _row(one: Listed) -> dict[str, object]:
    document = one.document
    return {
        "id": document.id, "outlet": document.outlet, "published": document.published, "title": document.title,
        "path": document.path, "locator": document.locator, "url": document.url, "mentions": one.n_mentions,
        "coded": document.coded, "not_coded_reason": document.not_coded_reason, "copy_of": document.copy_of,
        "version_of": document.version_of, "superseded_by": document.superseded_by, "excerpt": one.excerpt,
    }  # fmt: skip
