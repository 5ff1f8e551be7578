"""Events made by hand: ``view(mention, status="reported")`` takes who, where and when from its mentions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.links import LinkRules
from sayso.codebook.standings import Standings
from sayso.codebook.ties import TieTable
from sayso.merge.links import Linker
from sayso.merge.sides import Sides
from sayso.record.edtf import Edtf
from sayso.record.events import Event, EventActor, EventPlace, StatusPoint
from sayso.record.ids import EventId, MentionId
from sayso.record.mentions import ActorArgument, EventMention

SIDES = Sides.of(ActorRegistry.load(), Standings.load())
RULES, KNOWN = LinkRules.load(), TieTable.load()
LINKER = Linker.of(SIDES, RULES, KNOWN)


def view(*mentions: EventMention, reported: str = "2020-02-01", country: str | None = None, **fields: Any) -> Event:
    """Make the event of some mentions; ``reported`` is when their reports were published."""
    first = min(mentions, key=lambda one: one.id)
    ids = tuple(sorted(one.id for one in mentions))
    status = fields.pop("status", "reported")
    values: dict[str, Any] = {
        "id": EventId(first.id), "type": first.type, "mode": first.mode, "quad": first.quad, "score": first.score,
        "title": "", "date": next((one.date for one in mentions if one.date), None), "date_basis": "stated",
        "places": (EventPlace(None, None, country, None, None, 6, "site"),) if country else (),
        "actors": tuple(who for one in mentions for who in _actors(one.actors)),
        "recipients": tuple(who for one in mentions for who in _actors(one.recipients)),
        "numbers": (), "status": status, "status_history": (StatusPoint(Edtf(reported), status, ids),),
        "responsibility": "attributed", "responsibility_history": (), "contested": (), "voices": (),
        "n_mentions": len(ids), "n_documents": 1, "n_origins_shown": 0, "n_origin_unstated": 1,
        "credibility_suggested": 6, "credibility_suggested_reason": "", "credibility": None, "part_of": None,
        "mentions": ids, "documents": tuple(sorted({one.doc for one in mentions})),
    }  # fmt: skip
    return Event(**{**values, **fields})


def told(*mentions: EventMention) -> dict[MentionId, EventMention]:
    """Index mentions by id."""
    return {one.id: one for one in mentions}


def _actors(actors: Iterable[ActorArgument]) -> tuple[EventActor, ...]:
    return tuple(EventActor(who.actor, who.name, "stated", ()) for who in actors)
