"""Actors and places everywhere in a case, as people name, join and place them, and those that decisions alone name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from sayso.record.actors import Actor, Place
from sayso.record.ids import ActorId, DocumentId, PlaceId
from sayso.record.mentions import EventMention
from sayso.review.amend import Amendment
from sayso.store.overlay import BY_DECISION, Overlay

Named = Mapping[tuple[str, str, str], Actor | Place]
"""Actors and places by kind, id and document."""


def everywhere(laid: Overlay) -> Iterator[Amendment]:
    """Give what decisions do to all mentions of actors that were named or joined, and of places that were placed."""
    joined = (one for name in laid.names for one in laid.joined_to(name))
    for actor in sorted({*laid.names, *laid.joined, *joined}):
        yield Amendment("name", actor, {"actor": laid.who(actor), "name": laid.called(actor)}, None, None, "")
    for place, told in sorted(laid.places.items()):
        yield Amendment("place", place, told, None, None, "")


def mentions_naming(connection: sqlite3.Connection, identity: str) -> list[str]:
    """List the mentions that the machine reads and that hold the id of an actor or a place."""
    rows = connection.execute(
        "SELECT id FROM mentions WHERE added IS NULL AND doc IN (SELECT doc FROM named WHERE id = ?1)"
        " AND instr(record, ?2)",
        (identity, f'"{identity}"'),
    )
    return [str(mention) for (mention,) in rows]


def named_since(connection: sqlite3.Connection, laid: Overlay, mentions: Iterable[EventMention]) -> Named:
    """Give the actors and places that documents name by decision alone: by ``mentions`` as decided, or by a join.

    Whom an actor was joined to is named in every document that names the actor, if only in a commitment or relation.
    """
    found: dict[tuple[str, str, str], Actor | Place] = {}
    for actor in laid.joined:
        main = laid.who(actor)
        for (doc,) in connection.execute("SELECT doc FROM named WHERE kind = 'actor' AND id = ?", (actor,)):
            found["actor", main, doc] = _actor(main, laid.called(actor), doc)
    for mention in mentions:
        found.update(_named_in(mention))
    sql = "SELECT 1 FROM named WHERE kind = ? AND id = ? AND doc = ?"
    return {key: row for key, row in found.items() if connection.execute(sql, key).fetchone() is None}


def _named_in(mention: EventMention) -> Iterator[tuple[tuple[str, str, str], Actor | Place]]:
    who = [(one.actor, one.name) for one in (*mention.actors, *mention.recipients)]
    who += [(link.source.actor, link.source.name) for link in mention.attribution if link.source]
    for actor, name in who:
        if actor is not None:
            yield ("actor", actor, mention.doc), _actor(actor, name, mention.doc)
    for place in mention.places:
        if place.place is not None:
            found = Place(
                PlaceId(place.place), place.name or place.text, country=place.country, latitude=place.latitude,
                longitude=place.longitude, coordinate_basis=BY_DECISION if place.latitude is not None else None,
            )  # fmt: skip
            yield ("place", place.place, mention.doc), found


def _actor(identity: str, name: str | None, doc: str) -> Actor:
    return Actor(ActorId(identity), name or identity, documents=(DocumentId(doc),), decided_by="person")
