"""Claims against sources: what each voice of an event supports, contradicts or leaves unsaid (as in an analysis of
competing hypotheses).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.record.events import Event, Voice
from sayso.record.ids import MentionId
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import EventStatus
from sayso.serve.sides import FieldTold, Side

Verdict = Literal["supports", "contradicts", "silent"]

SAYS: Mapping[EventStatus, Verdict] = {
    "confirmed": "supports", "reported": "supports", "denied": "contradicts", "not_happened": "contradicts",
    "averted": "contradicts",
}  # fmt: skip
"""What a voice makes of the claim that the act happened; any other says nothing of it."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """Hold one claim, and what each voice makes of it, in the order of the event's voices.

    ``supported`` and ``contradicted`` count voices that are no party to the act, then those that are.
    """

    field: str
    claim: str
    verdicts: tuple[Verdict, ...]
    supported: tuple[int, int]
    contradicted: tuple[int, int]


def claim_rows(
    event: Event, told: Sequence[FieldTold], mentions: Mapping[MentionId, EventMention]
) -> tuple[ClaimRow, ...]:
    """Set the claims on an event against its voices; those that voices contradict come first within a field."""
    return tuple(_rows(event, told, mentions))


def _rows(event: Event, told: Sequence[FieldTold], mentions: Mapping[MentionId, EventMention]) -> Iterator[ClaimRow]:
    happened = tuple(SAYS.get(voice.says, "silent") for voice in event.voices)
    yield _row(event, "status", "It happened", happened)
    for field in told:
        for side in field.sides:
            if field.field in ("type", "mode") and not field.contested:
                continue
            if field.field == "actor":
                verdicts = _doing(event, side.value, set(side.voices), field, mentions)
                yield _row(event, field.field, f"{side.words} did it", verdicts)
            else:
                yield _row(
                    event,
                    field.field,
                    f"{field.label}: {_claimed(field, side)}",
                    _giving(event, set(side.voices), field),
                )


def _claimed(field: FieldTold, side: Side) -> str:
    return side.value if field.field.startswith("number:") else side.words


def _giving(event: Event, own: set[str], field: FieldTold) -> tuple[Verdict, ...]:
    others = {voice for side in field.sides for voice in side.voices} if field.contested else set()
    return tuple(
        "supports" if voice.id in own else "contradicts" if voice.id in others else "silent" for voice in event.voices
    )


def _doing(
    event: Event, who: str, own: set[str], field: FieldTold, mentions: Mapping[MentionId, EventMention]
) -> tuple[Verdict, ...]:
    """Say who holds that somebody did it: whoever names them and denies the act speaks against it."""
    verdicts: list[Verdict] = []
    for voice, given in zip(event.voices, _giving(event, own, field), strict=True):
        denies = SAYS.get(voice.says) == "contradicts" and _names(voice, who, mentions)
        hedges = given == "supports" and SAYS.get(voice.says, "silent") == "silent"
        verdicts.append("contradicts" if denies else "silent" if hedges else given)
    return tuple(verdicts)


def _names(voice: Voice, who: str, mentions: Mapping[MentionId, EventMention]) -> bool:
    told = (mentions[one] for one in voice.mentions if one in mentions)
    return any(who in (each.actor, each.name, each.text) for one in told for each in one.actors)


def _row(event: Event, field: str, claim: str, verdicts: tuple[Verdict, ...]) -> ClaimRow:
    def counted(wanted: Verdict) -> tuple[int, int]:
        parties = [voice.party for voice, verdict in zip(event.voices, verdicts, strict=True) if verdict == wanted]
        return parties.count(False), parties.count(True)

    return ClaimRow(field, claim, verdicts, counted("supports"), counted("contradicts"))
