"""Fields of an event with their sides: each value that reports give, with who says it, in which words and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.phrases import fold
from sayso.export.wording import act_words, voice_words
from sayso.record.counts import bounds_words
from sayso.record.events import Contested, Event, EventActor, EventNumber, EventPlace
from sayso.record.ids import DocumentId, MentionId
from sayso.record.mentions import EventMention
from sayso.record.spans import Span
from sayso.serve.dates import date_words

MOST_QUOTED = 6
"""Quotations of one side that are shown: the reports repeat each other beyond."""

Mentions = Mapping[MentionId, EventMention]
Quote = Callable[[EventMention], Span]


@dataclass(frozen=True, slots=True)
class Said:
    """Quote the words by which a mention gives a value, and name the voice; ``span`` is a stretch of ``doc``."""

    mention: MentionId
    doc: DocumentId
    span: Span
    voice: str
    by: str


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one value of a field: its ``words``, the voices (ids) that give it, and the reports' own words.

    ``more`` counts the quotations that are not shown.
    """

    value: str
    words: str
    voices: tuple[str, ...]
    documents: int
    said: tuple[Said, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class FieldTold:
    """Hold a field of an event: what the record says of it, and the sides where reports differ, else the one side.

    ``corrects`` is the field that a correction names, None where it cannot be corrected as such.
    """

    field: str
    label: str
    value: str
    contested: bool
    sides: tuple[Side, ...]
    corrects: str | None


def fields_told(event: Event, mentions: Mentions) -> tuple[FieldTold, ...]:
    """Tell the fields of an event; ``mentions`` are its own, by id."""
    return tuple(_Telling(event, mentions).fields())


class _Telling:
    """Gather the sides of one event's fields."""

    def __init__(self, event: Event, mentions: Mentions) -> None:
        self._event = event
        self._mentions = mentions
        self._voice = {mention: voice for voice in event.voices for mention in voice.mentions}
        self._contested = {row.field: row for row in event.contested}

    def fields(self) -> Iterator[FieldTold]:
        event = self._event
        yield self._field("type", "Type", act_words(event.type, None), self._all(event.type, _trigger), "type")
        if event.mode or "mode" in self._contested:
            told = [one for one in self._mentions.values() if one.mode == event.mode]
            sides = (self._side(event.mode or "none", told, _trigger),)
            yield self._field("mode", "Mode", event.mode or "not stated", sides, "type")
        yield self._field("actor", "Who acts", _names(event.actors), self._parties(event.actors, "actors"), "actors")
        told_of = self._parties(event.recipients, "recipients")
        yield self._field("recipient", "Who is acted on", _names(event.recipients), told_of, "recipients")
        where = "; ".join(_place_words(one) for one in event.places) or "not stated"
        yield self._field("place", "Where", where, tuple(map(self._place, event.places)), "places")
        when = date_words(event.date) + (f" ({event.date_basis})" if event.date else "")
        yield self._field("date", "When", when, tuple(self._dates()), "date")
        for number in event.numbers:
            yield self._number(number)

    def _field(self, name: str, label: str, value: str, sides: Sequence[Side], corrects: str | None) -> FieldTold:
        row = self._contested.get(name)
        shown = tuple(self._sides(row)) if row else tuple(side for side in sides if side.said)
        return FieldTold(name, label, value, row is not None, shown, corrects)

    def _sides(self, row: Contested) -> Iterator[Side]:
        for one in row.values:
            told = [self._mentions[mention] for mention in one.mentions if mention in self._mentions]
            words = date_words(one.value) if row.field == "date" else one.value
            yield self._side(one.value, told, _quoting(row.field, one.value), words)

    def _side(self, value: str, told: Iterable[EventMention], quote: Quote, words: str | None = None) -> Side:
        listed = sorted(told, key=lambda one: (-one.probability, one.id))
        said = [
            Said(one.id, one.doc, quote(one), voice.id, voice_words(voice))
            for one in listed
            if (voice := self._voice.get(one.id)) is not None
        ]
        voices = tuple(dict.fromkeys(one.voice for one in said))
        shown = _one_each(said)
        documents = len({one.doc for one in said})
        return Side(value, words or value, voices, documents, shown, len(said) - len(shown))

    def _all(self, value: str, quote: Quote) -> tuple[Side, ...]:
        return (self._side(value, (one for one in self._mentions.values() if one.type == value), quote),)

    def _parties(self, parties: Sequence[EventActor], role: str) -> tuple[Side, ...]:
        field = role.removesuffix("s")
        return tuple(
            self._side(
                one.actor or one.name or "", [each for each in self._mentions.values() if _is_named(each, role, one)],
                _quoting(field, one.actor or one.name or ""), one.name or "unnamed",
            )
            for one in parties
        )  # fmt: skip

    def _place(self, place: EventPlace) -> Side:
        value = place.place or place.name or ""
        told = [one for one in self._mentions.values() if any(_is_place(each, value) for each in one.places)]
        return self._side(value, told, _quoting("place", value), _place_words(place))

    def _dates(self) -> Iterator[Side]:
        dates = dict.fromkeys(one.date for one in self._mentions.values() if one.date)
        for date in sorted(dates, key=lambda one: (one != self._event.date, str(one))):
            told = [one for one in self._mentions.values() if one.date == date]
            yield self._side(str(date), told, _quoting("date", str(date)), date_words(date))

    def _number(self, number: EventNumber) -> FieldTold:
        field = f"number:{number.kind}"
        row = next((one for one in self._event.contested if one.field.split("/")[0] == field), None)
        sides = []
        for one in number.reported:
            told = [self._mentions[mention] for mention in one.mentions if mention in self._mentions]
            words = bounds_words(one.low, one.high) + (
                f", first published {date_words(one.as_of)}" if one.as_of else ""
            )
            sides.append(self._side(bounds_words(one.low, one.high), told, _count(number, one.low, one.high), words))
        best = f", best {number.best}" if number.best is not None and number.low != number.high else ""
        of_whom = [
            number.who_class if number.who_class != "unknown" else "",
            f"of {number.side}" if number.side else "",
        ]
        traits = [*of_whom, number.scope.replace("_", " "), "part of another count" if number.subset else ""]
        value = f"{bounds_words(number.low, number.high)}{best} ({', '.join(filter(None, traits))})"
        contested = row is not None and len(number.reported) > 1
        own = number.scope == "this_act"
        return FieldTold(field, number.kind.capitalize(), value, contested, tuple(sides), field if own else None)


def _one_each(said: Sequence[Said]) -> tuple[Said, ...]:
    """Give each voice a quotation before any gives a second."""
    heard: set[str] = set()
    first: list[Said] = []
    rest: list[Said] = []
    for one in said:
        (rest if one.voice in heard else first).append(one)
        heard.add(one.voice)
    return tuple([*first, *rest][:MOST_QUOTED])


def _quoting(field: str, value: str) -> Quote:
    """Give what finds the words of a mention that give a value of a field; its trigger where no words do."""

    def quote(mention: EventMention) -> Span:
        if field == "date" and mention.time is not None:
            return mention.time
        if field in ("actor", "recipient"):
            parties = mention.actors if field == "actor" else mention.recipients
            return next((one for one in parties if value in (one.actor, one.name, one.text)), mention.trigger)
        if field == "place":
            return next((one for one in mention.places if _is_place(one, value)), mention.trigger)
        kind = field.partition("/")[0].removeprefix("number:")
        if field.startswith("number:"):
            counts = [one for one in mention.numbers if one.kind == kind]
            fitting = (one for one in counts if bounds_words(one.low, one.high) == value)
            return next(fitting, counts[0] if counts else mention.trigger)
        if field in ("status", "responsibility") and mention.attribution and mention.attribution[0].cue:
            return mention.attribution[0].cue
        return mention.trigger

    return quote


def _count(number: EventNumber, low: int | None, high: int | None) -> Quote:
    return _quoting(f"number:{number.kind}", bounds_words(low, high))


def _trigger(mention: EventMention) -> Span:
    return mention.trigger


def _is_named(mention: EventMention, role: str, who: EventActor) -> bool:
    parties = mention.actors if role == "actors" else mention.recipients
    return any(
        one.actor == who.actor if who.actor else fold(one.name or one.text) == fold(who.name or "") for one in parties
    )


def _is_place(place: object, value: str) -> bool:
    return value in (getattr(place, "place", None), getattr(place, "name", None), getattr(place, "text", None))


def _names(parties: Sequence[EventActor]) -> str:
    return "; ".join(
        (one.name or "unnamed") + ("" if one.basis == "stated" else f" ({one.basis})") for one in parties
    ) or "not stated"  # fmt: skip


def _place_words(place: EventPlace) -> str:
    return f"{place.name or 'unnamed'}{f', {place.country}' if place.country else ''}" + (
        "" if place.role == "site" else f" ({place.role})"
    )
