"""Events, who is involved in them and the reports they rest on, as FollowTheMoney entities for Aleph and its like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from sayso.codebook.phrases import fold
from sayso.export.addresses import web_address
from sayso.export.beside import leaving_out, write_about
from sayso.export.event_telling import event_lines
from sayso.export.gathered import Gathered
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.terminal import printable
from sayso.export.whole import file_in, whole_file
from sayso.export.wording import act_words
from sayso.export.write_options import WriteOptions
from sayso.record.actors import Actor
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.events import Event, EventActor, EventPlace
from sayso.record.ids import content_hash
from sayso.record.plain import to_json
from sayso.record.vocabulary import ActorKind

PREFIX = "sayso"
SCHEMATA: Mapping[ActorKind, str] = {
    "state": "PublicBody", "government_body": "PublicBody", "armed_group": "Organization",
    "organisation": "Organization", "media": "Organization", "person": "Person", "population": "LegalEntity",
    "unknown": "LegalEntity",
}  # fmt: skip
"""Which schema an actor of each kind has: of those that may be involved in an event, the narrowest that is certain."""
LANGUAGES = {"en": "eng"}

Values = Mapping[str, Iterable[str | float | None]]


def write_ftm(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every event that occurred, with its reports, actors and places, as entities, one in a line of JSON.

    An event is an Event, by id; before it stand, once each, its reports (Article), who plainly acted or was acted on
    (Person, Organization, PublicBody, LegalEntity) and its places (Address); after it an UnknownLink from each doer to
    each recipient. How it stands, on whose word, and every side stand in the notes, with the words. No private
    individual becomes an entity. Return how many of each, and how many events left_out.csv names. Lost: bounds of
    numbers but in words, precision of places, offsets of arguments, texts, commitments.

    Raises:
        CaseFull: the file cannot be written.
    Source: FollowTheMoney 4 (OpenAleph, OpenSanctions), schemata Event, Article, Address, LegalEntity, UnknownLink.
    """
    path = file_in(out, "entities.ftm.json")
    told = _Telling(Gathered(view), Facts(accept_attributed=asked.accept_attributed), times=asked.times)
    with leaving_out(path, asked) as leave, whole_file(path) as file:
        for event in view.events():
            if reason := told.facts.why_not(event):
                leave(event, reason)
                told.counts["left_out"] += 1
                continue
            file.writelines(to_json(entity) + b"\n" for entity in told.entities(event, view.words(event.id)))
    write_about(path, "ftm", asked, told.counts)
    return told.counts


@dataclass(slots=True)
class _Telling:
    """Make the entities of events; what several share is made once, of which the ids are kept."""

    gathered: Gathered
    facts: Facts
    times: bool
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("events", "actors", "documents", "places", "links", "left_out"), 0)
    )
    _made: set[str] = field(default_factory=set)

    def entities(self, event: Event, words: str) -> Iterator[dict[str, object]]:
        documents = tuple(self.gathered.documents(event))
        proof = [_id("document", one.id) for one in documents]
        doers, recipients = (
            [who for who in parties.stand if not self.gathered.is_private(who.actor)]
            for parties in (self.facts.doers(event), self.facts.recipients(event))
        )
        for document in documents:
            yield from self._once("documents", _article(document, times=self.times))
        for who in (*doers, *recipients):
            yield from self._once("actors", _party(who, self.gathered.actor(who.actor)))
        for place in event.places:
            yield from self._once("places", _address(place))
        mentions = {one.id: one for one in self.gathered.mentions(event)}
        lines = list(event_lines(event, mentions))[1:]
        self.counts["events"] += 1
        yield _entity(_id("event", event.id), "Event", {
            "name": [event.title], "summary": [words], **_dates(event.date), "notes": ["\n".join(lines)],
            "keywords": [event.type, act_words(event.type, event.mode), *event.tags],
            "country": [one.country.lower() for one in event.places if one.country],
            "location": [one.name for one in event.places],
            "addressEntity": [_place_id(one) for one in event.places if one.name],
            "involved": [_who_id(who) for who in (*doers, *recipients)],
            "proof": proof, "recordId": [event.id], "sourceUrl": [web_address(one.url) for one in documents],
            "publisher": [one.outlet for one in documents],
        })  # fmt: skip
        for doer, recipient in product(doers, recipients):
            if _who_id(doer) != _who_id(recipient):
                self.counts["links"] += 1
                identity = content_hash(event.id, _who_id(doer), _who_id(recipient))
                yield _entity(_id("link", identity), "UnknownLink", {
                    "subject": [_who_id(doer)], "object": [_who_id(recipient)], **_dates(event.date),
                    "role": [act_words(event.type, event.mode)], "status": [event.status], "summary": [event.title],
                    "proof": proof, "recordId": [event.id],
                })  # fmt: skip

    def _once(self, kind: str, entity: dict[str, object] | None) -> Iterator[dict[str, object]]:
        if entity is not None and entity["id"] not in self._made:
            self._made.add(str(entity["id"]))
            self.counts[kind] += 1
            yield entity


def _article(document: Document, *, times: bool) -> dict[str, object]:
    return _entity(_id("document", document.id), "Article", {
        "title": [document.title], "sourceUrl": [web_address(document.url)], "publisher": [document.outlet],
        "author": document.authors, "publishedAt": _dates(document.published).get("date", ()),
        "language": [LANGUAGES.get(document.language or "")], "fileName": [document.path.rsplit("/", 1)[-1]],
        "retrievedAt": [document.fetched_at[:19] if times and document.fetched_at else None],
    })  # fmt: skip


def _party(who: EventActor, known: Actor | None) -> dict[str, object]:
    names = [alias.text for alias in known.aliases if alias.text != who.name] if known else []
    return _entity(_who_id(who), SCHEMATA[known.kind if known else "unknown"], {
        "name": [who.name], "weakAlias": names,
        "country": [known.country.lower() if known and known.country else None],
        "wikidataId": [known.wikidata if known else None],
    })  # fmt: skip


def _address(place: EventPlace) -> dict[str, object] | None:
    if not place.name:
        return None
    return _entity(_place_id(place), "Address", {
        "full": [place.name], "country": [place.country.lower() if place.country else None],
        "latitude": [place.latitude], "longitude": [place.longitude],
    })  # fmt: skip


def _dates(date: Edtf | None) -> dict[str, Iterable[str]]:
    """Write a date as far as the format has slots: a day, month or year; an interval or season by its ends."""
    if date is None:
        return {}
    if date.precision in ("day", "month", "year"):
        return {"date": [date.rstrip("~?%")]}
    ends = {"startDate": date.first_day, "endDate": date.last_day}
    return {name: [end.isoformat()] for name, end in ends.items() if end is not None}


def _who_id(who: EventActor) -> str:
    return _id("actor", who.actor or content_hash(fold(who.name or "")))


def _place_id(place: EventPlace) -> str:
    return _id("place", place.place or content_hash(place.name, place.country))


def _id(kind: str, identity: str) -> str:
    return f"{PREFIX}-{kind}-{identity}"


def _entity(identity: str, schema: str, values: Values) -> dict[str, object]:
    """Make an entity: each property holds its values once, and one without any is left out."""
    held = {name: [_plain(one) for one in told if one not in (None, "")] for name, told in values.items()}
    properties = {name: list(dict.fromkeys(told)) for name, told in held.items() if told}
    return {"id": identity, "schema": schema, "properties": properties}


def _plain(value: object) -> str:
    """Write a value with nothing in it that reorders or hides letters; notes have lines."""
    return "\n".join(map(printable, str(value).split("\n")))
