"""Reports side by side, claim by claim: where they agree, where they differ, and who says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.export.wording import act_words
from sayso.record.counts import bounds_words
from sayso.record.documents import Document
from sayso.record.ids import EventId
from sayso.record.mentions import ActorArgument, Attribution, EventMention
from sayso.record.spans import Span
from sayso.serve.marking import voice_of

FIELDS = ("did it happen", "what", "who", "whom", "where", "when", "numbers", "on whose word")
"""The rows of a comparison, in their order; each kind of number is a row of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one value that a report gives: ``same`` is what it is compared by, ``value`` how it is shown.

    ``words`` are those that it rests on, None where no single words carry it. ``reports`` counts the reports that
    give it, of those that are compared.
    """

    same: str
    value: str
    words: Span | None
    mention: str
    probability: float
    reports: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Set side by side what the reports say on one field, in their order; an empty cell is silent on it.

    ``speaking`` counts those that say anything; ``differ`` where these do not all say the same.
    """

    field: str
    speaking: int
    differ: bool
    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Set side by side how reports tell one event; ``told_by`` are the ids of those that tell it."""

    event: str
    title: str
    told_by: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold reports and the acts that they tell, those first that most of them tell; ``n`` counts all reports."""

    reports: tuple[Document, ...]
    acts: tuple[Act, ...]
    n: int


def act_of(event: str, title: str, reports: Sequence[str], mentions: Iterable[EventMention]) -> Act:
    """Align the mentions of one event by field, a column for each of ``reports``, which are ids of documents."""
    by_report: dict[str, list[EventMention]] = {doc: [] for doc in reports}
    for mention in sorted(mentions, key=lambda one: (one.trigger.start, one.id)):
        if mention.doc in by_report:
            by_report[mention.doc].append(mention)
    told = [_told(listed) for listed in by_report.values()]
    numbers = sorted({field for one in told for field in one} - set(FIELDS))
    at = FIELDS.index("numbers")
    fields = (*FIELDS[:at], *numbers, *FIELDS[at + 1 :])
    rows = tuple(_row(field, [one.get(field, ()) for one in told]) for field in fields)
    return Act(event, title, tuple(doc for doc, listed in by_report.items() if listed), rows)


def together(first: Iterable[EventMention], other: Iterable[EventMention]) -> tuple[EventId, ...]:
    """Give the events that two reports tell: those of both first, then each in the order of the texts."""
    ours, theirs = (_events(one) for one in (first, other))
    both = [event for event in ours if event in theirs]
    return tuple(dict.fromkeys([*both, *ours, *theirs]))


def _events(mentions: Iterable[EventMention]) -> dict[EventId, None]:
    return dict.fromkeys(one.event for one in sorted(mentions, key=lambda one: one.trigger.start))


def _told(mentions: Iterable[EventMention]) -> dict[str, tuple[Said, ...]]:
    """Give what one report says on each field, each value once: by the likeliest of its mentions."""
    best: dict[str, dict[str, Said]] = {}
    for mention in mentions:
        for field, said in _said(mention):
            known = best.setdefault(field, {}).get(said.same)
            if known is None or known.probability < said.probability:
                best[field][said.same] = said
    return {field: tuple(values.values()) for field, values in best.items()}


def _said(mention: EventMention) -> Iterator[tuple[str, Said]]:
    def said(same: str, value: str, words: Span | None) -> Said:
        span = Span(words.start, words.end, words.text) if words else None
        return Said(same, value, span, mention.id, mention.probability)

    denied = voice_of(mention) == "denied" and mention.status != "negated"
    stands = f"{mention.status}, denied" if denied else mention.status
    act = act_words(mention.type, mention.mode)
    yield "did it happen", said(stands, stands, mention.trigger)
    yield "what", said(act, act, mention.trigger)
    yield from (("who", said(*_who(one), one)) for one in mention.actors)
    yield from (("whom", said(*_who(one), one)) for one in mention.recipients)
    for place in mention.places:
        name = place.name or place.text
        yield "where", said(place.place or name.casefold(), name, place)
    if mention.date:
        yield "when", said(mention.date, mention.date, mention.time)
    for number in mention.numbers:
        bounds = bounds_words(number.low, number.high)
        kind = f"{number.kind}{f', {number.who_class}' if number.who_class != 'unknown' else ''}"
        scope = "" if number.scope == "this_act" else f" ({number.scope.replace('_', ' ')})"
        yield f"number {kind}{scope}", said(bounds, bounds, number)
    voice = "; told by ".join(map(_link, mention.attribution)) or "the report's own voice"
    cue = next((link.source or link.cue for link in mention.attribution if link.source or link.cue), None)
    yield "on whose word", said(voice.casefold(), voice, cue)


def _who(one: ActorArgument) -> tuple[str, str]:
    name = one.name or one.text
    return one.actor or name.casefold(), name


def _link(link: Attribution) -> str:
    speaker = (link.source.name or link.source.text) if link.source else "hearsay"
    return f"{speaker}: {link.stance}"


def _row(field: str, told: Sequence[tuple[Said, ...]]) -> Row:
    values = [{said.same for said in one} for one in told]
    speaking = [one for one in values if one]
    reports = Counter(same for one in values for same in one)
    cells = tuple(tuple(replace(said, reports=reports[said.same]) for said in one) for one in told)
    return Row(field, len(speaking), any(one != speaking[0] for one in speaking), cells)
