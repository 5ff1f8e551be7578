"""Rows of the plain tables of a SQLite file, their cells in the order of the columns in datasette_schema.sql."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.export.gathered import Gathered
from sayso.export.jsonl import without_times
from sayso.export.readable import Readable
from sayso.export.wording import chain_words, field_words, voice_words
from sayso.record.actors import Actor, Place
from sayso.record.claims import Claim, claims_of
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.plain import to_json
from sayso.record.relations import Relation

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a row of a table; ``if_absent`` is of something that only another row names, and gives way to its own."""

    table: str
    cells: tuple[Cell, ...]
    if_absent: bool = False


def single_rows(view: Readable, *, times: bool) -> Iterator[Row]:
    """Give the rows of everything but events and mentions; what a clock wrote is left out without ``times``."""

    def told(row: Any) -> Any:
        return row if times else without_times(row)

    yield from (_document(told(one)) for one in view.documents())
    yield from map(_actor, view.actors())
    yield from map(_place, view.places())
    for source in view.sources():
        party_to, graded_by = _listed(source.party_to), source.graded_by
        yield Row("sources", (source.id, source.name, source.kind, source.country, party_to, source.grade, graded_by))
    for commitment in view.commitments():
        yield from _commitment(commitment)
    for link in view.links():
        yield Row("links", (link.source, link.target, link.kind, link.probability))
    for relation in view.relations():
        yield from _relation(relation)
    yield from (_decision(told(one)) for one in view.decisions())
    for rejection in map(told, view.rejections()):
        place = (rejection.path, rejection.locator)
        yield Row("rejections", (*place, rejection.stage, rejection.reason, rejection.detail, rejection.at))


def rows_of_event(event: Event, words: str, gathered: Gathered) -> Iterator[Row]:
    """Give the rows of an event: its own, its actors, places, numbers, documents, sides and voices."""
    yield Row("events", (
        event.id, event.title, event.type, event.mode, event.quad, event.score, event.status, event.responsibility,
        event.date, *_days(event.date), event.date_basis, words or None, event.n_origins_shown,
        event.n_origin_unstated, event.n_documents, event.n_mentions, event.credibility_suggested, event.credibility,
        event.review, event.decided_by, event.part_of, _listed(event.tags),
    ))  # fmt: skip
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for n, who in enumerate(parties):
            yield from _named(who.actor, who.name, gathered)
            yield Row("event_actors", (event.id, role, n, who.actor, who.name, who.basis))
    for n, place in enumerate(event.places):
        if place.place and gathered.place(place.place) is None:
            yield _place(Place(place.place, place.name or "", country=place.country), if_absent=True)
        yield Row("event_places", (
            event.id, n, place.place, place.name, place.country, place.latitude, place.longitude, place.geo_precision,
            place.role,
        ))  # fmt: skip
    yield from (Row("event_documents", (event.id, doc)) for doc in event.documents)
    yield from (Row("event_fields", (event.id, name, field_words(value))) for name, value in event.fields.items())
    yield from _sides(event)
    for voice in event.voices:
        actor, name = (voice.source.actor, voice.source.name) if voice.source else (None, None)
        yield from _named(actor, name, gathered)
        yield Row("voices", (
            event.id, voice.id, voice_words(voice), actor, name, voice.outlet, voice.kind, voice.party, voice.anonymous,
            voice.origin_shown, voice.stance, voice.says,
        ))  # fmt: skip


def rows_of_mention(mention: EventMention) -> Iterator[Row]:
    """Give the rows of a mention: its own and its claims."""
    trigger, sentence = mention.trigger, mention.sentence
    yield Row("mentions", (
        mention.id, mention.event, mention.doc, mention.type, mention.mode, mention.status, trigger.text, trigger.start,
        trigger.end, sentence.text, sentence.start, sentence.end, mention.date, mention.date_basis,
        chain_words(mention.attribution) or None, mention.probability, mention.method,
    ))  # fmt: skip
    yield from map(_claim, claims_of(mention))


def _sides(event: Event) -> Iterator[Row]:
    names = {voice.id: voice_words(voice) for voice in event.voices}
    for n, number in enumerate(event.numbers):
        yield Row("event_numbers", (
            event.id, n, number.kind, number.who_class, number.side, number.scope, number.low, number.best, number.high,
            number.as_of, number.subset,
        ))  # fmt: skip
        for at, one in enumerate(number.reported):
            told = _listed(names[voice] for voice in one.voices if voice in names)
            yield Row("reported_numbers", (event.id, n, at, one.low, one.high, one.as_of, told))
    for row in event.contested:
        for at, side in enumerate(row.values):
            told = _listed(names[voice] for voice in side.voices if voice in names)
            yield Row("contested_values", (event.id, row.field, at, side.value, told, len(side.documents)))


def _document(one: Document) -> Row:
    return Row("documents", (
        one.id, one.title, one.outlet, one.published, *_days(one.published), one.url, one.archive_url, one.path,
        _listed(one.authors), one.language, one.genre, one.coded, one.not_coded_reason, one.copy_of, one.version_of,
        one.superseded_by, one.n_characters, one.sha256, one.fetched_at,
    ))  # fmt: skip


def _actor(one: Actor, *, if_absent: bool = False) -> Row:
    cells = (
        one.id, one.name, one.kind, one.country, _listed(one.sectors), _listed(alias.text for alias in one.aliases),
        one.wikidata, one.sensitive, one.decided_by,
    )  # fmt: skip
    return Row("actors", cells, if_absent)


def _place(one: Place, *, if_absent: bool = False) -> Row:
    cells = (
        one.id, one.name, one.kind, one.country, one.country_disputed, one.admin1, one.admin2, one.geonames,
        one.latitude, one.longitude, one.coordinate_basis,
    )  # fmt: skip
    return Row("places", cells, if_absent)


def _commitment(one: Commitment) -> Iterator[Row]:
    # a filter may let a commitment through and not its report
    yield Row("documents", (one.doc, *(None,) * 7, one.path, *(None,) * 11), if_absent=True)
    yield from _named(one.holder.actor, one.holder.name or one.holder.text)
    yield from _named(one.toward, None)
    yield Row("commitments", (
        one.id, one.doc, one.kind, one.holder.name or one.holder.text, one.holder.actor, one.toward, one.quote.text,
        one.quote.start, one.quote.end, one.condition.text if one.condition else None,
        one.consequence.text if one.consequence else None, one.date, one.standing,
        chain_words(one.attribution) or None,
    ))  # fmt: skip


def _relation(one: Relation) -> Iterator[Row]:
    yield from _named(one.subject, one.subject_name)
    yield from _named(one.object, one.object_name)
    names = (one.subject_name, one.object_name)
    yield Row("relations", (one.id, one.subject, one.predicate, one.object, one.valid, one.status, *names))


def _decision(one: Decision) -> Row:
    return Row("decisions", (
        one.id, one.at, one.by, one.action, one.target.kind, one.target.id, one.other.id if one.other else None,
        one.field, _json(one.before), _json(one.after), one.note, one.undone_by,
    ))  # fmt: skip


def _claim(one: Claim) -> Row:
    low, high = (None, None) if isinstance(one.value, str) else one.value
    start, end = (one.span.start, one.span.end) if one.span else (None, None)
    value = one.value if isinstance(one.value, str) else None
    return Row("claims", (
        one.id, one.mention, one.event, one.doc, one.field, value, low, high, one.original, start, end, one.status,
        one.probability,
    ))  # fmt: skip


def _named(actor: str | None, name: str | None, gathered: Gathered | None = None) -> Iterator[Row]:
    """Give a row for an actor whom only this row names, so that the id leads somewhere."""
    if actor and (gathered is None or gathered.actor(actor) is None):
        yield Row("actors", (actor, name, *(None,) * 7), if_absent=True)


def _days(date: Edtf | None) -> tuple[str | None, str | None]:
    first, last = (date.first_day, date.last_day) if date else (None, None)
    return first.isoformat() if first else None, last.isoformat() if last else None


def _listed(words: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(words)) or None


def _json(value: object) -> str | None:
    return None if value is None else to_json(value).decode()
