"""The dossier of an event: what happened, on whose word, where the reports differ, and why they are one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from sayso.errors import UsageError
from sayso.export.event_telling import LINKED_FROM, LINKS_TO
from sayso.record.decisions import Decision
from sayso.record.events import Event
from sayso.record.ids import DocumentId, EventId, MentionId
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.serve.claims_table import ClaimRow, claim_rows
from sayso.serve.decided import history_if_any
from sayso.serve.pages import Page, page
from sayso.serve.private import (
    actors_decided_on,
    actors_of,
    decision_without_names,
    mention_without_names,
    private_among,
    without_names,
)
from sayso.serve.served import Served
from sayso.serve.sides import FieldTold, fields_told
from sayso.store.filters import MentionFilter
from sayso.store.ties import Ties
from sayso.store.view import View

router = APIRouter()
MOST_TIES = 10
"""Ties of either kind that are shown."""
MOST_LINKS = 100
"""Linked events that are shown; a series may have thousands of members."""

MOST_VOICES = 24
"""Voices that are shown as columns and rows: beyond, a table is wider than anybody reads."""
MOST_MENTIONS = 30
"""Mentions that are shown unless all are asked for."""

Id = Annotated[str, Path(max_length=200)]


@dataclass(frozen=True, slots=True)
class Report:
    """Name a document in which an event stands."""

    id: DocumentId
    path: str
    outlet: str | None
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Linked:
    """Name an event at the other end of a link, and how the two stand, as seen from here."""

    words: str
    event: EventId
    title: str
    date: str | None
    status: str
    probability: float
    kind: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hold all that a case says of one event.

    ``claims`` are rows against the event's voices; ``near`` the mentions of other events that ``ties`` name.
    """

    event: Event
    words: str
    fields: tuple[FieldTold, ...]
    claims: tuple[ClaimRow, ...]
    mentions: tuple[EventMention, ...]
    documents: dict[DocumentId, Report]
    ties: Ties
    near: dict[MentionId, EventMention]
    links: tuple[Linked, ...]
    n_links: int
    decisions: tuple[Decision, ...]
    probability: float


@page(router, "/events/{id}", "dossier.html")
def event(request: Request, id: Id, private: bool = False, all: bool = False) -> Page | Response:
    """Show one event. The id of a mention, or one that an event had before, leads to the event that it is of now."""
    served: Served = request.app.state.served
    with served.reading() as view:
        now = view.event_of(id)
        if now is None:
            raise UsageError(f"no event shown here has the id {id!r}", remedy="The overview lists those there are")
        if now != id:
            moved = request.url.path.replace(id, now, 1)
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{moved}{query}", status_code=307)
        own = next(view.events(now), None)
        if own is None:
            raise UsageError(f"no event shown here has the id {id!r}", remedy="The overview lists those there are")
        content, hidden, raw = _dossier(view, own, private or served.settings.redact)
    beside = {
        "by_id": {one.id: one for one in (*content.mentions, *content.near.values())},
        "voice_of": {mention: voice for voice in content.event.voices for mention in voice.mentions},
        "own": own, "raw": raw, "hidden": hidden, "private": private, "links": _grouped(content.links),
        "most_voices": MOST_VOICES, "most_mentions": len(content.mentions) if all else MOST_MENTIONS,
    }  # fmt: skip
    return Page(content.event.title, content, content.mentions, beside)


def _dossier(view: View, own: Event, private: bool) -> tuple[Dossier, frozenset[str], dict[MentionId, EventMention]]:
    mentions = tuple(sorted(view.mentions(MentionFilter(event=own.id)), key=_as_read))
    ties = view.ties(own.id, MOST_TIES)
    ends = {end for edge in ties.apart for end in (edge.left, edge.right)} - set(own.mentions)
    near = [one for end in sorted(ends) for one in view.mentions(MentionFilter(id=end))]
    decisions = history_if_any(view, own.id)
    named = actors_of(own, (*mentions, *near)).union(*map(actors_decided_on, decisions))
    hidden = frozenset[str]() if private else private_among(view, named)
    shown = without_names(own, hidden)
    plain = tuple(mention_without_names(one, hidden) for one in mentions)
    by_id = {one.id: one for one in plain}
    told = fields_told(shown, by_id)
    links = list(view.links(own.id))
    probability = max((one.probability for one in mentions), default=0.0)
    content = Dossier(
        shown, view.words(own.id), told, claim_rows(shown, told, by_id), plain,
        reports_of(view, (*own.documents, *(one.doc for one in near))), ties,
        {one.id: mention_without_names(one, hidden) for one in near},
        tuple(_linked(view, own.id, links[:MOST_LINKS], private)), len(links),
        tuple(decision_without_names(one, hidden) for one in decisions), probability,
    )  # fmt: skip
    return content, hidden, {one.id: one for one in (*mentions, *near)}


def reports_of(view: View, docs: Iterable[DocumentId]) -> dict[DocumentId, Report]:
    """Name documents, by id."""
    found = {}
    for doc in dict.fromkeys(docs):
        one = view.document(doc)
        found[doc] = Report(one.id, one.path, one.outlet, one.title, one.published)
    return found


def _linked(view: View, own: EventId, links: Iterable[Link], private: bool) -> Iterable[Linked]:
    for link in links:
        outward = link.source == own
        other = link.target if outward else link.source
        for found in view.events(other):
            hidden = frozenset[str]() if private else private_among(view, actors_of(found))
            one = without_names(found, hidden)
            words = (LINKS_TO if outward else LINKED_FROM)[link.kind]
            yield Linked(words, other, one.title, one.date, one.status, link.probability, link.kind)


def _grouped(links: Iterable[Linked]) -> dict[str, list[Linked]]:
    groups: dict[str, list[Linked]] = {}
    for one in sorted(links, key=lambda link: (str(link.date or ""), link.event)):
        groups.setdefault(one.words, []).append(one)
    return groups


def _as_read(mention: EventMention) -> tuple[str, str, int]:
    return mention.path, mention.doc, mention.trigger.start
