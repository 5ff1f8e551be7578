"""Two documents, or all reports of one event, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request

from sayso.errors import UsageError
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.serve.comparing import Act, Comparison, act_of, together
from sayso.serve.pages import Page, page
from sayso.serve.served import Served
from sayso.store.filters import MentionFilter
from sayso.store.view import View

router = APIRouter()
AT_ONCE = 8
"""Reports side by side; more columns than these nobody reads at once."""


@page(router, "/compare", "compare.html")
def compare(
    request: Request,
    doc: Annotated[list[str], Query(max_length=2)] = [],  # noqa: B006
    event: str | None = None,
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Page:
    """Compare two documents, or the reports of one event."""
    served: Served = request.app.state.served
    with served.reading() as view:
        if event is not None:
            title, content = _reports_of(view, event, start)
        elif len(doc) == 2:
            title, content = "Two reports compared", _two(view, *doc)
        else:
            raise UsageError("nothing to compare is named", remedy="Name two documents (doc=A&doc=B), or an event=ID")
    query = {"event": event} if event is not None else {}
    return Page(
        title, content, list(_flat(content)), {"query": query, "event": event, "start": start, "at_once": AT_ONCE}
    )


def _reports_of(view: View, event: str, start: int) -> tuple[str, Comparison]:
    now = view.event_of(event) or event
    found = next(iter(view.events(now)), None)
    if found is None:
        raise UsageError(f"no event in this case has the id {event!r}", remedy="The overview has all")
    mentions = list(view.mentions(MentionFilter(event=now)))
    documents = sorted(
        (view.document(one) for one in dict.fromkeys(one.doc for one in mentions)),
        key=lambda one: (one.published_at or one.published or "9999", one.id),
    )
    shown = tuple(documents[start : start + AT_ONCE])
    act = act_of(now, found.title, [one.id for one in shown], mentions)
    return found.title, Comparison(shown, (act,), len(documents))


def _two(view: View, one: str, other: str) -> Comparison:
    reports = (view.document(one), view.document(other))
    if reports[0].id == reports[1].id:
        raise UsageError("the two are one document", remedy="Name two")
    told = [_mentions(view, document) for document in reports]
    ids = [document.id for document in reports]
    acts = [
        _act(view, event, ids, [mention for each in told for mention in each if mention.event == event])
        for event in together(*told)
    ]
    return Comparison(reports, tuple(acts), len(reports))


def _mentions(view: View, document: Document) -> list[EventMention]:
    """List what a document tells; of a former version as it was read, and in no event of today."""
    if document.superseded_by is None:
        return list(view.mentions(MentionFilter(doc=document.id)))
    return list(view.mentions_read(document.id))


def _act(view: View, event: str, reports: Sequence[str], mentions: Sequence[EventMention]) -> Act:
    title = next((one.title for one in view.events(event)), None) or mentions[0].sentence.text
    return act_of(event, title, reports, mentions)


def _flat(content: Comparison) -> list[dict[str, object]]:
    return [
        {
            "event": act.event, "field": row.field, "differ": row.differ, "document": report.id,
            "outlet": report.outlet, "published": report.published,
            "says": "; ".join(said.value for said in cell) or None,
            "words": "; ".join(said.words.text for said in cell if said.words) or None,
        }
        for act in content.acts for row in act.rows for report, cell in zip(content.reports, row.cells, strict=True)
    ]  # fmt: skip
