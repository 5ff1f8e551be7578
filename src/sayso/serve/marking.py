"""A report as it is shown: its segments, and in them runs of text that know which readings stand on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.record.documents import Document, Segment
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import CODED_SEGMENTS
from sayso.serve.laying import Mark, Run, lay

TRIGGER, AT = "trigger", "at"
DENYING = frozenset({"denies", "doubts"})
OWN, ATTRIBUTED, DENIED = "own", "attributed", "denied"
"""On whose word an act is told: in the report's own voice, on another's, or told not to be so."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Show one mention: its number in the text, on whose word it stands, and whether it lies below the bar."""

    n: int
    mention: EventMention
    voice: str
    below: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Show one run: ``classes`` say how it looks, ``trigger`` is the reading that it tells, if it tells any.

    ``roles`` are ``READING:ROLE`` for each part of a reading that lies here, and ``label`` is the role that begins here
    in the reading that is asked for. ``numbered`` are readings whose trigger ends here. ``named``: other places may
    lead here, to ``s`` and its start.
    """

    run: Run
    classes: str
    trigger: Reading | None
    roles: str
    label: str | None
    numbered: tuple[Reading, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Show one segment with the white space up to the next; ``kind`` is None for what stands in no segment."""

    kind: str | None
    coded: bool
    posted_at: str | None
    pieces: tuple[Piece, ...]


def readings(mentions: Iterable[EventMention], bar: float) -> tuple[Reading, ...]:
    """Number mentions in the order in which they stand in the text."""
    in_order = sorted(mentions, key=lambda one: (one.trigger.start, one.trigger.end, one.id))
    return tuple(
        Reading(n, one, voice_of(one), one.probability < bar) for n, one in enumerate(in_order, 1)
    )  # fmt: skip


def voice_of(mention: EventMention) -> str:
    """Say on whose word a mention stands: ``own``, ``attributed`` or ``denied``."""
    if mention.status == "negated" or any(link.stance in DENYING for link in mention.attribution):
        return DENIED
    return ATTRIBUTED if mention.attribution else OWN


def parts_of(mention: EventMention) -> Iterator[Mark]:
    """Mark the words of a mention: what tells the act, and each of what it says of it."""
    yield Mark(mention.trigger.start, mention.trigger.end, TRIGGER, mention.id)
    told = (("who", mention.actors), ("whom", mention.recipients), ("where", mention.places))
    for role, spans in (*told, ("when", [mention.time] if mention.time else ()), ("how many", mention.numbers)):
        yield from (Mark(one.start, one.end, role, mention.id) for one in spans)
    for link in mention.attribution:
        for role, span in (("on whose word", link.source), ("says", link.cue)):
            if span is not None:
                yield Mark(span.start, span.end, role, mention.id)


def shown_parts(
    document: Document, text: str, read: Sequence[Reading], *, at: tuple[int, int] | None, asked: str | None
) -> tuple[Part, ...]:
    """Lay the readings of a document over its text, segment by segment.

    ``at`` is a stretch to highlight, ``asked`` the mention of which all parts are to be shown.
    """
    marks = [mark for one in read for mark in parts_of(one.mention)]
    if at is not None:
        marks.append(Mark(*at, AT))
    blocks = list(_blocks(document.segments, len(text)))
    by_id: dict[str, Reading] = {one.mention.id: one for one in read}
    held: list[list[Piece]] = [[] for _ in blocks]
    starts = [start for start, _ in blocks]
    for run in lay(text, marks, starts):
        held[bisect_right(starts, run.start) - 1].append(_piece(run, by_id, asked))
    return tuple(
        Part(
            segment.kind if segment else None,
            document.coded and segment is not None and segment.kind in CODED_SEGMENTS,
            segment.posted_at if segment else None,
            tuple(pieces),
        )
        for (_, segment), pieces in zip(blocks, held, strict=True)
    )


def _blocks(segments: Sequence[Segment], length: int) -> Iterator[tuple[int, Segment | None]]:
    """Give where each segment begins, which goes up to the next, and what stands before the first."""
    if length and (not segments or segments[0].start > 0):
        yield 0, None
    yield from ((segment.start, segment) for segment in segments)


def _piece(run: Run, by_id: dict[str, Reading], asked: str | None) -> Piece:
    told = [by_id[mark.of] for mark in run.marks if mark.role == TRIGGER]
    trigger = next((one for one in told if one.mention.id == asked), told[0] if told else None)
    classes = ["odd"] if run.odd else []
    if trigger is not None:
        classes += [TRIGGER, f"quad-{trigger.mention.quad}", f"voice-{trigger.voice}"]
        classes += ["below"] if trigger.below else []
    if any(mark.role == AT for mark in run.marks):
        classes.append(AT)
    if asked is not None and any(mark.of == asked for mark in run.marks):
        classes.append("lit")
    roles = " ".join(f"{mark.of}:{mark.role.replace(' ', '_')}" for mark in run.marks if mark.of)
    labels = [mark.role for mark in run.begins if asked and mark.of == asked and mark.role != TRIGGER]
    numbered = tuple(by_id[mark.of] for mark in run.ends if mark.role == TRIGGER)
    named = any(mark.role in (TRIGGER, AT) for mark in run.begins)
    return Piece(run, " ".join(classes), trigger, roles, labels[0] if labels else None, numbered, named)
