"""What belongs to the evidence of events and documents: everything that a bundle of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.errors import UsageError
from sayso.record.decisions import Decision
from sayso.record.documents import Document
from sayso.record.edges import Edge
from sayso.record.events import Event
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.store.chain import DECISION, DOCUMENT, ERASURE, FETCH, Entry, entries
from sayso.store.filters import MentionFilter
from sayso.store.view import View

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold events and documents with all they rest on, each sorted by id; ``asked`` are the ids it was gathered for.

    ``edges`` and ``links`` are those of the events, ``decisions`` those on anything in it, ``chained`` the entries of
    its documents, answers of servers and decisions in the chain of custody.
    """

    asked: tuple[str, ...]
    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    mentions: tuple[EventMention, ...]
    edges: tuple[Edge, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...]
    chained: tuple[Entry, ...]


def gather(view: View, ids: Sequence[str]) -> Evidence:
    """Gather the evidence of events (by the id of one, or of a mention in it) and of documents (by id or path).

    Raises:
        UsageError: nothing in the case has one of the ids, or none is given.
    """
    if not ids:
        raise UsageError("nothing to bundle", remedy="Name events or documents by their ids")
    wanted, docs = set[str](), set[str]()
    for identity in ids:
        event = view.event_of(identity)
        if event is None:
            docs.add(view.document(identity).id)
        else:
            wanted.add(event)
    events = tuple(one for event in sorted(wanted) for one in view.events(event))
    alone = sorted(docs - {doc for event in events for doc in event.documents})
    docs.update(doc for event in events for doc in event.documents)
    mentions = {one.id: one for event in events for one in view.mentions(MentionFilter(event=event.id))}
    for doc in alone:
        mentions.update((one.id, one) for one in view.mentions(MentionFilter(doc=doc)))
    decisions = tuple(_about(view.decisions(), {*wanted, *docs, *mentions}))
    documents = tuple(view.document(doc) for doc in sorted(docs))
    within = {(DOCUMENT, doc) for doc in docs} | {(FETCH, document.sha256) for document in documents}
    within |= {(kind, decision.id) for decision in decisions for kind in (DECISION, ERASURE)}
    return Evidence(
        asked=(*sorted(wanted), *alone),
        events=events,
        documents=documents,
        mentions=tuple(mentions[one] for one in sorted(mentions)),
        edges=_once((edge.left + edge.right, edge) for event in events for edge in view.edges(event.id)),
        links=_once((repr(link), link) for event in events for link in view.links(event.id)),
        decisions=decisions,
        chained=tuple(entry for entry in entries(view.connection) if (entry.kind, entry.id) in within),
    )


def _once(rows: Iterable[tuple[str, Row]]) -> tuple[Row, ...]:
    """Give each row once, sorted by its key."""
    return tuple(row for _, row in sorted(dict(rows).items(), key=lambda item: item[0]))


def _about(decisions: Iterable[Decision], ids: set[str]) -> Iterator[Decision]:
    """Choose the decisions on any of ``ids``, and those that undo one of these."""
    known = list(decisions)
    found = {one.id for one in known if _points_into(one, ids)}
    while more := {one.id for one in known if one.target.id in found} - found:
        found |= more
    yield from (one for one in known if one.id in found)


def _points_into(decision: Decision, ids: set[str]) -> bool:
    ends = [end for end in (decision.target, decision.other) if end is not None]
    return any(end.id in ids or any(anchor.mention in ids for anchor in end.mentions) for end in ends)
