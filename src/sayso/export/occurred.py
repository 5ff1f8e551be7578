"""A claim is never laundered into a fact: what a format without slots for standing and ground writes of an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.codebook.occurrence import Occurrence
from sayso.record.events import Event, EventActor


@dataclass(frozen=True, slots=True)
class Parties:
    """Part who may stand as a plain actor from who is only noted, each in the order of the event."""

    stand: tuple[EventActor, ...]
    noted: tuple[EventActor, ...]


class Facts:
    """Say of events what may be written as fact; ``accept_attributed`` lets the accused, hinted at and inferred stand.

    Only acts that occurred are facts: confirmed, reported, or contested on another field than whether they happened.
    """

    def __init__(self, *, accept_attributed: bool = False) -> None:
        self._rules = Occurrence.load()
        self._accepts = accept_attributed

    def why_not(self, event: Event) -> str | None:
        """Say in words why an event is not to be written as a fact, None if it may."""
        return self._rules.why_not(event.status, {one.field for one in event.contested})

    def doers(self, event: Event) -> Parties:
        """Part the actors of an event."""
        return self._parted(event.actors)

    def recipients(self, event: Event) -> Parties:
        """Part those on whom an event was done."""
        return self._parted(event.recipients)

    def notes(self, event: Event) -> Iterator[str]:
        """Say who is not plainly named, whether they stand or not, and on what ground they are."""
        for who in (*event.actors, *event.recipients):
            if who.name and not self._rules.stands(who.basis):
                yield f"{who.name}: {self._rules.words(who.basis)}"

    def _parted(self, named: Iterable[EventActor]) -> Parties:
        stand, noted = list[EventActor](), list[EventActor]()
        for who in named:
            stands = self._rules.stands(who.basis, accept_attributed=self._accepts)
            (stand if stands and who.name else noted).append(who)
        return Parties(tuple(stand), tuple(noted))
