"""What people say of actors, places, sources and documents, laid over the rows that reports give."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.ids import ActorId
from sayso.record.mentions import Attribution, SourceArgument
from sayso.record.relations import Relation, relation_id
from sayso.store.log import in_force

BY_DECISION = "decision"
"""The coordinate_basis of a place whose point a person gave."""


@dataclass(slots=True)
class Overlay:
    """Hold by id how actors are called, whom they were joined to, where places lie and how sources are graded."""

    names: dict[str, str] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    sensitive: dict[str, bool] = field(default_factory=dict)
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    grades: dict[str, tuple[str, str]] = field(default_factory=dict)
    _own: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Overlay:
        """Take decisions in force, first to last."""
        laid = cls()
        for one in decisions:
            identity = one.target.id
            if one.action == "name":
                laid.names[identity] = one.after
            elif one.action == "join" and one.other is not None:
                laid._join(identity, one.other.id)
                laid._own[one.other.id] = one.other.quotation or one.other.id
            elif one.action == "sensitive":
                laid.sensitive[identity] = bool(one.after)
            elif one.action == "place":
                told = {name: value for name, value in one.after.items() if value is not None}
                laid.places[identity] = laid.places.get(identity, {}) | told
            elif one.action == "grade":
                laid.grades[identity] = (one.after, one.by)
        return laid

    def _join(self, actor: str, other: str) -> None:
        """Join an actor to another; where that one was joined to it before, as in another case, the later holds."""
        if actor == other:
            return
        if self.who(other) == actor:
            between = other
            while between != actor:
                between, then = self.joined.pop(between), between
                if then != other:
                    self.joined[then] = other
        self.joined[actor] = other

    def who(self, actor: str) -> str:
        """Follow an actor to the one that it was joined to."""
        while actor in self.joined:
            actor = self.joined[actor]
        return actor

    def called(self, actor: str) -> str | None:
        """Give how an actor is called by decision: named, or joined to; None where nothing was decided."""
        main = self.who(actor)
        return self.names.get(main) or (self._own.get(main) if main != actor else None)

    def joined_to(self, actor: str) -> list[str]:
        """List the actors that were joined to one, sorted."""
        return sorted(one for one in self.joined if one != actor and self.who(one) == actor)

    def actor(self, row: Actor) -> Actor:
        """Give an actor as decided; whoever was joined to it is in the row already."""
        decided = [self.sensitive[one] for one in (row.id, *self.joined_to(row.id)) if one in self.sensitive]
        sensitive = any(decided) if decided else row.sensitive
        name = self.names.get(row.id)
        if name is None and not decided and not self.joined_to(row.id):
            return row
        return dataclasses.replace(row, name=name or row.name, sensitive=sensitive, decided_by="person")

    def commitment(self, row: Commitment) -> Commitment:
        """Give a commitment with its holder, whom it is toward and whoever is quoted as they are decided."""
        toward = row.toward and ActorId(self.who(row.toward))
        attribution = self._attribution(row.attribution)
        return dataclasses.replace(row, holder=self._source(row.holder), toward=toward, attribution=attribution)

    def relation(self, row: Relation) -> Relation:
        """Give a relation between actors as they are decided, under the id of what it then states."""
        ends = {"subject": self.who(row.subject), "object": self.who(row.object)}
        changed: dict[str, Any] = {
            "subject_name": self.called(row.subject) or row.subject_name,
            "object_name": self.called(row.object) or row.object_name,
            "evidence": tuple(
                dataclasses.replace(one, attribution=self._attribution(one.attribution)) for one in row.evidence
            ),
        }
        if ends != {"subject": row.subject, "object": row.object}:
            identity = relation_id(ends["subject"], row.predicate, ends["object"], row.valid, row.status)
            changed |= ends | {"id": identity}
        return dataclasses.replace(row, **changed)

    def _attribution(self, chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        return tuple(
            link if link.source is None else dataclasses.replace(link, source=self._source(link.source))
            for link in chain
        )

    def _source(self, source: SourceArgument) -> SourceArgument:
        if source.actor is None:
            return source
        return dataclasses.replace(
            source, actor=ActorId(self.who(source.actor)), name=self.called(source.actor) or source.name
        )

    def place(self, row: Place) -> Place:
        """Give a place where people say it lies."""
        told = self.places.get(row.id, {})
        changed = {name: told[name] for name in ("country", "geonames", "latitude", "longitude") if name in told}
        return dataclasses.replace(row, **changed, coordinate_basis=BY_DECISION) if changed else row

    def source(self, row: Source) -> Source:
        """Give a source with its grade."""
        grade = self.grades.get(row.id)
        return dataclasses.replace(row, grade=grade[0], graded_by=grade[1]) if grade else row


def overlay_of(connection: sqlite3.Connection) -> Overlay:
    """Lay the decisions of a case over its rows."""
    return Overlay.of(in_force(connection))
