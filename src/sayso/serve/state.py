"""What a form was drawn from: the thing it is about, found by kind and id, and a hash that says in which state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.errors import UsageError
from sayso.record.ids import content_hash
from sayso.record.plain import to_json, to_plain
from sayso.store.filters import MentionFilter
from sayso.store.view import View

GROWING = frozenset({"documents", "aliases", "kind_probability"})
"""Fields of actors and sources that change as reports come in; nobody decides on them."""


def record_of(view: View, kind: str, identity: str) -> Any | None:
    """Give what a decision is to be taken on, None where nothing of the kind is shown under the id."""
    try:
        return next(_found(view, kind, identity), None)
    except UsageError:
        return None


def state_of(record: Any) -> str:
    """Hash what a record says, so that a form drawn from it knows whether it has changed since.

    Of actors and sources what merely grows with every report is left out.
    """
    plain = to_plain(record)
    kept = {name: value for name, value in plain.items() if name not in GROWING or "segments" in plain}
    return content_hash(to_json(kept).decode())


class States:
    """Say in which state the things of one page are; each is hashed once, however many forms are about it."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}

    def __call__(self, record: Any, other: Any | None = None) -> str:
        """Give the state of a record, or of two that a form shows together."""
        return self._state(record) if other is None else f"{self._state(record)} {self._state(other)}"

    def _state(self, record: Any) -> str:
        if id(record) not in self._known:
            self._known[id(record)] = (record, state_of(record))
        return self._known[id(record)][1]


def _found(view: View, kind: str, identity: str) -> Iterator[Any]:
    if kind == "event":
        yield from view.events(identity)
    elif kind == "mention":
        yield from view.mentions(MentionFilter(id=identity))
    elif kind == "actor":
        yield from (one for one in view.actors(identity) if one.id == identity)
    elif kind == "place":
        yield from view.places(identity)
    elif kind == "source":
        yield from view.sources(identity)
    elif kind == "document":
        yield view.document(identity)
    elif kind == "decision":
        yield from (one for one in view.decisions() if one.id == identity)
