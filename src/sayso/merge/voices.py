"""Voices: everybody who tells an event, with what each makes of it; what rests on one origin is one voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.merge.tellings import AFFIRMING, Telling
from sayso.record.events import Voice, VoiceSource
from sayso.record.ids import ActorId, EventId, MentionId, content_hash


@dataclass(frozen=True, slots=True)
class Voices:
    """Hold the voices of an event, the earliest first, and which of them tells each mention."""

    rows: tuple[Voice, ...]
    of_mention: Mapping[MentionId, str]

    def ids(self, tellings: Iterable[Telling]) -> tuple[str, ...]:
        """Give the ids of the voices of tellings, sorted."""
        if len(self.rows) == 1:
            return (self.rows[0].id,)
        return tuple(sorted({self.of_mention[one.mention.id] for one in tellings}))


def voices_of(event: EventId, told: Sequence[Telling], parties: frozenset[ActorId]) -> Voices:
    """Gather tellings into voices; ``parties`` are the sides of those who act and are acted on.

    One origin has a voice for each way in which it tells the act: as denied in May, as done in June. People who give no
    name are voices of their own beside the outlet they speak to, one for each kind and side.
    """
    groups: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in told:
        groups["v" + content_hash(event, *_key(one))].append(one)
    rows = tuple(_voice(identity, group, parties) for identity, group in groups.items())
    return Voices(rows, {mention: voice.id for voice in rows for mention in voice.mentions})


def count_origins(told: Sequence[Telling]) -> tuple[int, int]:
    """Count the origins that the reports show, and the reports' own ones, of which none is shown.

    What an outlet tells in its own words, or from people it does not name, is an unstated origin unless the same report
    names somebody who tells the act alike.
    """
    shown = {one.origin for one in told if one.shown}
    sourced = {(one.document.id, one.stands) for one in told if one.shown}
    unstated = {one.origin for one in told if not one.shown and (one.document.id, one.stands) not in sourced}
    return len(shown), len(unstated - shown)


def _key(one: Telling) -> tuple[str, ...]:
    attitude = "affirms" if one.stance in AFFIRMING else one.stance
    return one.origin, _unnamed(one), one.stands, attitude


def _unnamed(one: Telling) -> str:
    if one.link is None or one.named:
        return ""
    return f"{one.speaker.voice} {one.side or ''}" if one.link.source else "hearsay"


def _voice(identity: str, group: Sequence[Telling], parties: frozenset[ActorId]) -> Voice:
    first = next((one for one in group if one.link is not None), group[0])
    source = first.link.source if first.link else None
    return Voice(
        id=identity,
        source=VoiceSource(source.actor, source.name or source.text) if source else None,
        outlet=first.outlet,
        documents=tuple(sorted({one.document.id for one in group})),
        kind=first.speaker.voice,
        party=first.side is not None and first.side in parties,
        anonymous=bool(first.link and first.link.anonymous),
        origin_shown=any(one.shown for one in group),
        stance=min((one.stance for one in group), key=_strength),
        mentions=tuple(sorted(one.mention.id for one in group)),
        says=first.stands,
    )


def _strength(stance: str) -> int:
    return AFFIRMING.index(stance) if stance in AFFIRMING else len(AFFIRMING)
