"""What pages list and tables hold of a case: ids, numbers and names, none of whose rows is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from sayso.store import listed
from sayso.store.listed import CommitmentFilter, Found, Stretch


class OfLists:
    """List what stands in an open case by its ids. ``View`` has the rows."""

    connection: sqlite3.Connection

    def event_numbers(self) -> dict[str, int]:
        """Map the ids of events to the numbers of their rows; an event whose record changes gets a new one."""
        return dict(self.connection.execute("SELECT id, n FROM events"))

    def probabilities(self, events: Iterable[str] | None = None) -> Iterator[tuple[str, float]]:
        """List events, or those named, with the probability of their likeliest mention."""
        return listed.probabilities(self.connection, events)

    def outlets(self, docs: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """List documents, or those named, with their outlets, where they name one."""
        return listed.outlets(self.connection, docs)

    def private_people(self) -> frozenset[str]:
        """Give the ids of the actors who are private individuals."""
        return listed.private_people(self.connection)

    def commitments_listed(self, wanted: CommitmentFilter, part: Stretch) -> Found:
        """Find commitments: those first that later events tell on, then the latest voiced; undated ones last."""
        return listed.commitments_listed(self.connection, wanted, part)

    def sources_listed(self, kind: str | None, name: str | None, part: Stretch) -> Found:
        """Find outlets and whoever is quoted, those in most documents first; ``name`` is part of their names."""
        return listed.sources_listed(self.connection, kind, name, part)

    def private_among(self, actors: Iterable[str]) -> frozenset[str]:
        """Give which of some actors, by their ids, are private individuals."""
        return listed.private_among(self.connection, actors)
