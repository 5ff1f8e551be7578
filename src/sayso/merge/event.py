"""The merged event: a view over the mentions of one cluster, with every field's competing values and voices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.event_rules import EventRules
from sayso.codebook.standings import with_ground
from sayso.merge.contested import contested_of
from sayso.merge.doers import doers_of, recipients_of, rivals_of, without_instruments
from sayso.merge.grading import credibility_of
from sayso.merge.kinds import kind_of
from sayso.merge.opposed import opposed_on_responsibility, opposed_on_status
from sayso.merge.sides import Sides
from sayso.merge.standing import overtaken, standing_of
from sayso.merge.tellings import Telling, tellings_of
from sayso.merge.tolls import tolls_of
from sayso.merge.voices import count_origins, voices_of
from sayso.merge.where_when import when_of, where_of
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.events import Event, EventActor, EventPlace
from sayso.record.ids import ActorId, DocumentId, EventId
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import EventStatus

NAMES_IN_TITLE = 3
"""Names that a title lists of actors, recipients and places each; how many more there are stands behind them."""


@dataclass(frozen=True, slots=True)
class EventMaker:
    """Make events of mentions, by the tables of the codebook. Built once by ``of`` and passed on."""

    sides: Sides
    rules: EventRules

    @classmethod
    def of(cls, sides: Sides) -> EventMaker:
        """Load the rules.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        return cls(sides, EventRules.load())

    def event_of(self, mentions: Sequence[EventMention], documents: Mapping[DocumentId, Document]) -> Event:
        """View the mentions of one cluster as an event; their order and that of the documents count for nothing.

        ``documents`` holds at least the documents of the mentions; of others nothing is read. The id is the lowest id
        of a mention. ``part_of``, ``credibility``, ``tags`` and ``fields`` are left to those who set them.

        Raises:
            ValueError: there is no mention.
            KeyError: the document of a mention is missing.
        """
        identity = EventId(min(mention.id for mention in mentions))
        acts = [without_instruments(mention, self.sides, self.rules) for mention in mentions]
        told = tellings_of(acts, documents, self.sides, self.rules)
        parties = self._parties(told)
        voices = voices_of(identity, told, parties)
        gone = overtaken(told)
        doers = doers_of(told, gone, voices, self.sides, self.rules)
        rivals, since = rivals_of(doers, self.sides)
        standing = standing_of(told, parties, since, self.rules)
        kind, where, when = kind_of(told), where_of(told), when_of(told)
        actors, recipients = tuple(doer.row for doer in doers), recipients_of(told, voices, self.sides)
        tolls = tolls_of(told, voices, self.sides, self.rules)
        grade = credibility_of(told, standing, parties, self.rules)
        shown, unstated = count_origins(told)
        return Event(
            id=identity,
            type=kind.type,
            mode=kind.mode,
            quad=kind.quad,
            score=kind.score,
            title=title_of(
                f"{kind.type}/{kind.mode}" if kind.mode else kind.type,
                actors, recipients, where.places, when.date, standing.status,
            ),
            date=when.date,
            date_basis=when.basis,
            places=where.places,
            actors=actors,
            recipients=recipients,
            numbers=tuple(toll.number for toll in tolls),
            status=standing.status,
            status_history=standing.status_history,
            responsibility=standing.responsibility,
            responsibility_history=standing.responsibility_history,
            contested=() if len(told) == 1 else (
                *contested_of("type", kind.types, voices),
                *contested_of("mode", kind.modes if self.rules.modes.differ(kind.type, kind.modes) else {}, voices),
                *contested_of("status", opposed_on_status(told, standing.words, gone), voices),
                *contested_of("responsibility", opposed_on_responsibility(told, gone), voices),
                *contested_of("actor", {doers[at].row.name or "": doers[at].told for at in sorted(rivals)}, voices),
                *contested_of("place", where.competing, voices),
                *contested_of("date", when.competing, voices),
                *(row for toll in tolls for row in contested_of(toll.field, toll.competing, voices)),
            ),
            voices=voices.rows,
            n_mentions=len(told),
            n_documents=len({one.document.id for one in told}),
            n_origins_shown=shown,
            n_origin_unstated=unstated,
            credibility_suggested=int(grade.value),
            credibility_suggested_reason=grade.means,
            credibility=None,
            part_of=None,
            mentions=tuple(sorted(one.mention.id for one in told)),
            documents=tuple(sorted({one.document.id for one in told})),
        )  # fmt: skip

    def _parties(self, told: Iterable[Telling]) -> frozenset[ActorId]:
        """Give the sides of everybody who acts or is acted on."""
        recipients = (self.sides.of_argument(who) for one in told for who in one.mention.recipients)
        actors = (side for one in told for side in one.actor_sides)
        return frozenset(side for side in (*actors, *recipients) if side is not None)


def titled(event: Event) -> Event:
    """Give an event under the title that its values make, as where a person changed them."""
    act = f"{event.type}/{event.mode}" if event.mode else event.type
    title = title_of(act, event.actors, event.recipients, event.places, event.date, event.status)
    return replace(event, title=title)


def title_of(
    act: str,
    actors: Sequence[EventActor],
    recipients: Sequence[EventActor],
    places: Sequence[EventPlace],
    date: Edtf | None,
    status: EventStatus,
) -> str:
    """Say an event in one line of the record's own values: who, what, to whom, where, when, and how it stands.

    Whoever is not plainly said to have acted carries the ground in brackets, and so does an act not reported as done.
    """
    doers = _listed(with_ground(who.name or "unnamed", who.basis) for who in actors)
    others = _listed(who.name or "unnamed" for who in recipients)
    where = _listed(place.called for place in places)
    parts = (
        f"{doers or 'not stated'}: {act}",
        f"→ {others}" if others else "",
        f"in {where}" if where else "",
        date or "",
        "" if status == "reported" else f"[{status.replace('_', ' ')}]",
    )
    return " ".join(part for part in parts if part)


def _listed(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    more = len(listed) - NAMES_IN_TITLE
    return ", ".join(listed[:NAMES_IN_TITLE]) + (f" and {more} more" if more > 0 else "")
