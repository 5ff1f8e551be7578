"""Tellings: what each mention says of its event, on whose word, and what rests on one origin."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.event_rules import EventRules
from sayso.codebook.standings import ActorStanding, Ground, SpeakerKind
from sayso.merge.independence import leading_reports, origin_of
from sayso.merge.sides import Sides
from sayso.record.documents import Document
from sayso.record.ids import ActorId, DocumentId
from sayso.record.mentions import ActorArgument, Attribution, EventMention
from sayso.record.vocabulary import EventStatus, Stance

AFFIRMING: tuple[Stance, ...] = ("confirms", "states", "alleges")
"""Stances that tell an act as it stands, the strongest first."""

_TAKES_SIDES: tuple[EventStatus, ...] = ("reported", "averted", "not_happened")
"""What an author does not say of one act in one report at once; of equally likely ones the first holds."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold what a mention makes of its event. ``stands`` is the standing that it gives the event, taken alone.

    ``origin`` names what it rests on, ``shown`` if the report names that; ``link`` is the innermost source, None for
    the author. ``own_act``: a named source speaks of an act of its own side. ``actor_sides`` and ``standings`` go with
    the mention's actors. ``when`` is the publication date, "" if unknown: dates of one form sort as their days do.
    """

    mention: EventMention
    document: Document
    origin: str
    shown: bool
    link: Attribution | None
    stands: EventStatus
    speaker: SpeakerKind
    side: ActorId | None
    own_act: bool
    actor_sides: tuple[ActorId | None, ...]
    standings: tuple[ActorStanding, ...]
    outlet: str | None
    when: str

    @property
    def stance(self) -> Stance:
        """Give the stance of the innermost source; an author states."""
        return self.link.stance if self.link else "states"

    @property
    def named(self) -> bool:
        """Tell whether the innermost source is somebody who gives a name."""
        return self.link is not None and self.link.source is not None and not self.link.anonymous

    @property
    def teller(self) -> str:
        """Name who speaks in the report: its author, or a source by its origin and kind."""
        if self.link is None:
            return ""
        unnamed = "" if self.named else f"{self.speaker.voice} {self.side or ''}"
        return f"{self.origin} {unnamed}"

    @property
    def owned(self) -> bool:
        """Tell whether a side says that it did it."""
        return self.own_act and self.stands == "reported" and self.stance != "alleges"

    @property
    def withheld(self) -> bool:
        """Tell whether a side denies that it did it, or only hints at it."""
        return self.own_act and (self.stands == "denied" or self.stance == "hints")


def tellings_of(
    mentions: Iterable[EventMention], documents: Mapping[DocumentId, Document], sides: Sides, rules: EventRules
) -> tuple[Telling, ...]:
    """Read the tellings of an event off its mentions, by publication and id: no order of theirs counts.

    Raises:
        KeyError: the document of a mention is missing.
    """
    ordered = sorted(mentions, key=lambda one: (documents[one.doc].published or "", one.id))
    leads = leading_reports(documents[mention.doc] for mention in ordered)
    told = tuple(_telling(one, documents[one.doc], leads[one.doc], sides, rules) for one in ordered)
    return _without_slips(told) if len(told) > 1 else told


def weight(tellings: Iterable[Telling]) -> float:
    """Add up how likely tellings are, each origin counted once, at its likeliest."""
    likeliest: defaultdict[str, float] = defaultdict(float)
    for one in tellings:
        likeliest[one.origin] = max(likeliest[one.origin], one.mention.probability)
    return math.fsum(likeliest.values())


def origins(tellings: Iterable[Telling]) -> frozenset[str]:
    """Give what tellings rest on."""
    return frozenset(one.origin for one in tellings)


def _telling(mention: EventMention, document: Document, lead: Document, sides: Sides, rules: EventRules) -> Telling:
    link = mention.attribution[0] if mention.attribution else None
    speaker, side = sides.voice(link)
    actor_sides = tuple(map(sides.of_argument, mention.actors))
    binds = side is not None and link is not None and not link.anonymous  # people who give no name bind no side
    own = [binds and other == side for other in actor_sides]
    owns_up = any(own) and link is not None and link.cue is not None and rules.owns_up(link.cue.text, mention.quad)
    stance = link.stance if link else None
    origin = origin_of(mention.attribution, document, lead, sides)
    return Telling(
        mention=mention,
        document=document,
        origin=origin.key,
        shown=origin.shown,
        link=link,
        stands=sides.rules.event_status(mention.status, stance, own_act=any(own)),
        speaker=speaker,
        side=side,
        own_act=any(own),
        actor_sides=actor_sides,
        standings=tuple(
            sides.rules.actor(mention.status, stance, _ground(who, its_own=its_own, owns_up=owns_up))
            for who, its_own in zip(mention.actors, own, strict=True)
        ),
        outlet=lead.outlet,
        when=document.published or "",
    )


def _ground(who: ActorArgument, *, its_own: bool, owns_up: bool) -> Ground:
    if its_own:
        return "admission" if owns_up else "own_act"
    return "implicit" if who.implicit else "other"


def _without_slips(told: Sequence[Telling]) -> tuple[Telling, ...]:
    """Let an author tell an act one way in one report: of done, averted and not done the likelier stands for all."""
    by_report: defaultdict[DocumentId, list[Telling]] = defaultdict(list)
    for one in told:
        if one.link is None and one.stands in _TAKES_SIDES:
            by_report[one.document.id].append(one)
    verdicts: dict[DocumentId, EventStatus] = {}
    for report, own in by_report.items():
        said = {one.stands for one in own}
        if len(said) > 1:
            likely = {way: math.fsum(one.mention.probability for one in own if one.stands == way) for way in said}
            verdicts[report] = max(said, key=lambda way: (likely[way], -_TAKES_SIDES.index(way)))
    if not verdicts:
        return tuple(told)
    return tuple(
        replace(one, stands=verdicts[one.document.id])
        if one.link is None and one.stands in _TAKES_SIDES and one.document.id in verdicts
        else one
        for one in told
    )
