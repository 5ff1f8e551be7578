"""The queue of what is left to decide: doubtful pairs, what is read otherwise now, suggested credibilities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request

from sayso.record.edges import Edge
from sayso.record.events import Event
from sayso.record.ids import DocumentId
from sayso.record.mentions import EventMention
from sayso.review.agenda import Conflict, Disagreement, Unanchored
from sayso.serve.dossier import Report, reports_of
from sayso.serve.pages import Page, page
from sayso.serve.private import actors_in, actors_of, mention_without_names, private_among, without_names
from sayso.serve.queue import Queue
from sayso.serve.served import Served
from sayso.store.filters import MentionFilter
from sayso.store.view import View

router = APIRouter()
AT_ONCE = 10
"""Pairs, and suggestions, on a page."""

_SUGGESTED = """
SELECT id FROM events WHERE credibility IS NULL AND credibility_suggested <> 6
ORDER BY credibility_suggested, id LIMIT ? OFFSET ?
"""
_N_SUGGESTED = "SELECT count(*) FROM events WHERE credibility IS NULL AND credibility_suggested <> 6"


@dataclass(frozen=True, slots=True)
class PairShown:
    """Show two mentions side by side, how the machine judged them, and why."""

    left: EventMention
    right: EventMention
    edge: Edge


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Hold one page of what is left to decide; ``n_`` count all that is left.

    Disagreements, decisions without words and conflicts are not shown through a gate.
    """

    pairs: tuple[PairShown, ...]
    n_pairs: int
    disagreements: tuple[Disagreement, ...]
    unanchored: tuple[Unanchored, ...]
    conflicts: tuple[Conflict, ...]
    suggestions: tuple[Event, ...]
    n_suggestions: int


@page(router, "/review", "review.html")
def review(
    request: Request,
    start: Annotated[int, Query(ge=0, le=10**6)] = 0,
    suggested: Annotated[int, Query(ge=0, le=10**9)] = 0,
    private: bool = False,
) -> Page:
    """List what is left to decide: ``start`` counts doubtful pairs, ``suggested`` the suggestions."""
    served: Served = request.app.state.served
    queue: Queue = request.app.state.queue
    waiting, table = queue.waiting(), served.table()
    gated = served.settings.redact or served.settings.reviewed_only
    ids = [row[0] for row in table.ask(_SUGGESTED, [AT_ONCE, suggested])]
    with served.reading() as view:
        open_pairs, n_settled = _still_open(view, waiting.doubtful.pairs, start)
        pairs = tuple(open_pairs)
        mentions = [one for pair in pairs for one in (pair.left, pair.right)]
        events = tuple(event for one in ids for event in view.events(one))
        named = {who for one in mentions for who in actors_in(one)} | {who for one in events for who in actors_of(one)}
        hidden = frozenset[str]() if private or served.settings.redact else private_among(view, named)
        documents = reports_of(view, (one.doc for one in mentions))
    decided = None if gated else waiting.decided
    content = ReviewPage(
        tuple(_without_names(pair, hidden) for pair in pairs), waiting.doubtful.n - n_settled,
        decided.disagreements if decided else (), decided.unanchored if decided else (),
        decided.conflicts if decided else (), tuple(without_names(one, hidden) for one in events),
        int(table.ask(_N_SUGGESTED)[0][0]),
    )  # fmt: skip
    beside = {
        "raw": {one.id: one for one in mentions}, "raw_events": {one.id: one for one in events}, "at_once": AT_ONCE,
        "documents": documents, "hidden": hidden, "private": private, "start": start, "suggested": suggested,
        "gated": gated,
    }  # fmt: skip
    return Page("Review", content, _rows(content.pairs, documents), beside)


def _still_open(view: View, pairs: Sequence[tuple[str, str]], start: int) -> tuple[Iterator[PairShown], int]:
    """Give the pairs of one page that are shown and that nobody decided on since; and how many were since."""
    judged = {(one, other) for one, other in view.connection.execute("SELECT one, other FROM judged")}
    left = [pair for pair in pairs if pair not in judged]
    shown = (found for pair in left[start:] if (found := _pair(view, pair)) is not None)
    return islice(shown, AT_ONCE), len(pairs) - len(left)


def _pair(view: View, pair: tuple[str, str]) -> PairShown | None:
    """Show a pair, None where one of the two is not shown any more."""
    ends = [next(view.mentions(MentionFilter(id=one)), None) for one in pair]
    edge = next(iter(view.edges_between([pair])), None)
    if ends[0] is None or ends[1] is None or edge is None:
        return None
    return PairShown(ends[0], ends[1], edge)


def _without_names(pair: PairShown, hidden: frozenset[str]) -> PairShown:
    left, right = (mention_without_names(one, hidden) for one in (pair.left, pair.right))
    return PairShown(left, right, pair.edge)


def _rows(pairs: Sequence[PairShown], documents: Mapping[DocumentId, Report]) -> list[dict[str, object]]:
    return [
        {
            "left": pair.left.id, "right": pair.right.id, "judgement": pair.edge.judgement, "score": pair.edge.score,
            "left_words": pair.left.sentence.text, "right_words": pair.right.sentence.text,
            "left_report": documents[pair.left.doc].path, "right_report": documents[pair.right.doc].path,
        }
        for pair in pairs
    ]  # fmt: skip
