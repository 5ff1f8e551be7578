"""The gate for publication: which events a person has reviewed. This is the one place that decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.record.decisions import Decision
from sayso.record.events import Event
from sayso.review.fields import alike, values_of

Reviewed = Literal["reviewed", "changed", "open"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Count the events that the gate leaves out: those nobody confirmed, and those that changed since."""

    unconfirmed: int = 0
    changed: int = 0


def reviewed(decisions: Sequence[Decision], machine: Event) -> Reviewed:
    """Say whether an event may be published.

    ``decisions`` are those on it that hold, first to last; ``machine`` is the event as its mentions make it now. It is
    reviewed if a person confirmed it, and what its mentions make of it is what that person saw, but for the fields that
    people have corrected. Who confirms it again confirms it as it is.
    """
    confirmed = next((one for one in reversed(decisions) if one.action == "confirm"), None)
    if confirmed is None:
        return "open"
    settled = {one.field for one in decisions if one.action == "correct"}
    before, now = confirmed.before or {}, values_of(machine)
    differing = (field for field in before.keys() | now.keys() if not alike(before.get(field), now.get(field)))
    return "changed" if any(field not in settled for field in differing) else "reviewed"
