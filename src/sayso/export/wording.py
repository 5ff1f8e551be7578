"""Values of the record in words, as lists, tables and screens show them."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.codebook.standings import with_ground
from sayso.record.counts import bounds_words
from sayso.record.events import EventActor, EventNumber, FieldValue, Voice
from sayso.record.mentions import Attribution, NumberArgument


def count_words(number: NumberArgument | EventNumber) -> str:
    """Say what is counted, and how many: ``killed 25+``."""
    return f"{number.kind} {bounds_words(number.low, number.high)}"


def field_words(value: FieldValue) -> str:
    """Write a value of a project's own field: ``yes``, ``day; night``, ``12``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else str(value)


def actor_words(who: EventActor) -> str:
    """Name an actor of an event, with its ground where the act is not plainly told."""
    return with_ground(who.name or "not stated", who.basis)


def link_words(link: Attribution) -> str:
    """Name one link of a chain of sources with its stance: ``Pentagon: denies``, ``hearsay: states``."""
    return f"{_speaker(link)}: {link.stance}"


def chain_words(chain: Iterable[Attribution]) -> str:
    """Tell a chain of sources with their cues, whoever is closest to what is told first.

    ``Tehran ← “denied”, denies; told by officials ← “said”, states, unnamed``. Empty for the author's own voice.
    """
    return "; told by ".join(map(_link, chain))


def voice_words(voice: Voice) -> str:
    """Name a voice of an event: whoever is quoted with the stance, or the outlet in its own voice."""
    if voice.source:
        return f"{voice.source.name or 'unnamed'}: {voice.stance}"
    return f"hearsay: {voice.stance}" if voice.kind == "hearsay" else f"{voice.outlet or 'outlet not known'}, own voice"


def _link(link: Attribution) -> str:
    cue = f" ← “{link.cue.text}”" if link.cue else ""
    return f"{_speaker(link)}{cue}, {link.stance}{', unnamed' if link.anonymous else ''}"


def _speaker(link: Attribution) -> str:
    return (link.source.name or link.source.text) if link.source else "hearsay"


def act_words(type_: str, mode: str | None) -> str:
    """Name an act by type and mode: ``ASSAULT/aerial``."""
    return f"{type_}/{mode}" if mode else type_
