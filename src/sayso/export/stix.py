"""Events as a STIX 2.1 bundle, for threat intelligence platforms: reports, notes, opinions, who and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid5

from sayso.codebook.phrases import fold
from sayso.export.addresses import web_address
from sayso.export.beside import leaving_out, write_about
from sayso.export.event_telling import event_lines
from sayso.export.gathered import Gathered
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.terminal import printable
from sayso.export.whole import file_in, whole_file
from sayso.export.write_options import WriteOptions
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.events import Event, EventActor, EventPlace
from sayso.record.mentions import EventMention
from sayso.record.plain import to_json
from sayso.record.vocabulary import ActorKind, Stance

NAMESPACE = UUID("5a7a3c1e-6d0f-5b52-9c55-3f0c1a8e4d21")
"""Under which ids are made of the record's own: the same record gives the same ids."""
NO_TIME = "1970-01-01T00:00:00.000Z"
"""When something was made of which no date is known: the format demands one."""
CLASSES: Mapping[ActorKind, str] = {
    "state": "organization", "government_body": "organization", "armed_group": "group", "organisation": "organization",
    "media": "organization", "person": "individual", "population": "class", "unknown": "unknown",
}  # fmt: skip
OPINIONS: Mapping[Stance, str] = {"denies": "strongly-disagree", "doubts": "disagree"}
CONFIDENCE: Mapping[int, int] = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""Admiralty credibility as confidence; 6, cannot be judged, has none. Source: STIX 2.1, appendix A."""

Object = dict[str, object]


def write_stix(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every event that occurred as a report, with who plainly acted or was acted on (identity) and where.

    A note to each tells how it stands, on whose word and every side, with the words; an opinion stands for each voice
    that denies or doubts. ``confidence`` is there only where a person set the credibility. Ids are made of the
    record's (UUID version 5). ``created`` and ``modified`` are when the reports were first and last fetched; without
    times, or where that is not known, published; else 1970. No private individual becomes an identity. Return how many
    of each, and how many events left_out.csv names. Lost: what has no object: numbers but in words, offsets,
    places without point or country, commitments, the date of the event but in name and note.

    Raises:
        CaseFull: the file cannot be written.
    Source: OASIS STIX 2.1.
    """
    path = file_in(out, "events.stix.json")
    told = _Bundle(Gathered(view), Facts(accept_attributed=asked.accept_attributed), times=asked.times)
    with leaving_out(path, asked) as leave, whole_file(path) as file:
        file.write(b'{"type":"bundle","objects":[\n' + to_json(_maker()))
        seed = _uuid("bundle", "")
        for event in view.events():
            if reason := told.facts.why_not(event):
                leave(event, reason)
                told.counts["left_out"] += 1
                continue
            for one in told.objects(event, view.words(event.id)):
                file.write(b",\n" + to_json(one))
            seed = uuid5(seed, event.id)
        file.write(f'\n],"id":"bundle--{seed}"}}\n'.encode())
    write_about(path, "stix", asked, told.counts)
    return told.counts


@dataclass(slots=True)
class _Bundle:
    """Make the objects of events; who and where are made once, of which the ids are kept."""

    gathered: Gathered
    facts: Facts
    times: bool
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("reports", "opinions", "identities", "locations", "left_out"), 0)
    )
    _made: set[str] = field(default_factory=set)

    def objects(self, event: Event, words: str) -> Iterator[Object]:
        documents = tuple(self.gathered.documents(event))
        first, last = _times(documents, times=self.times)
        about: list[str] = []
        for who in (*self.facts.doers(event).stand, *self.facts.recipients(event).stand):
            if not self.gathered.is_private(who.actor):
                yield from self._once("identities", self._identity(who), about)
        for place in event.places:
            if (location := _location(place)) is not None:
                yield from self._once("locations", location, about)
        mentions = {one.id: one for one in self.gathered.mentions(event)}
        note, report = _id("note", event.id), _id("report", event.id)
        self.counts["reports"] += 1
        yield _object("report", event.id, first, last, {
            "name": printable(event.title), "description": printable(words), "published": last,
            "labels": _labels(event), "confidence": CONFIDENCE.get(event.credibility or 0),
            "object_refs": [*about, note], "external_references": list(map(_reference, documents)),
        })  # fmt: skip
        yield _object("note", event.id, first, last, {
            "abstract": "How it stands, on whose word, and where the reports differ",
            "content": "\n".join(map(printable, event_lines(event, mentions))),
            "authors": _names(one.outlet for one in documents), "object_refs": [report],
        })  # fmt: skip
        for voice in event.voices:
            if (opinion := OPINIONS.get(voice.stance)) is not None:
                self.counts["opinions"] += 1
                told = [mentions[one] for one in voice.mentions if one in mentions]
                yield _object("opinion", f"{event.id} {voice.id}", first, last, {
                    "opinion": opinion, "explanation": "\n".join(map(_quoted, told)), "object_refs": [report],
                    "authors": _names([voice.source.name if voice.source else voice.outlet]),
                })  # fmt: skip

    def _identity(self, who: EventActor) -> Object:
        known = self.gathered.actor(who.actor)
        return _object("identity", who.actor or fold(who.name or ""), NO_TIME, NO_TIME, {
            "name": printable(who.name or ""), "identity_class": CLASSES[known.kind if known else "unknown"],
            "external_references": _wikidata(known.wikidata if known else None),
        })  # fmt: skip

    def _once(self, kind: str, made: Object, about: list[str]) -> Iterator[Object]:
        identity = str(made["id"])
        if identity not in about:
            about.append(identity)
        if identity not in self._made:
            self._made.add(identity)
            self.counts[kind] += 1
            yield made


def _maker() -> Object:
    return _object("identity", "sayso", NO_TIME, NO_TIME, {"name": "Sayso", "identity_class": "system"})


def _location(place: EventPlace) -> Object | None:
    """Make a location of a place with a point or a country; the format has none without."""
    if place.latitude is None and place.country is None:
        return None
    identity = place.place or f"{place.name} {place.country}"
    return _object("location", identity, NO_TIME, NO_TIME, {
        "name": printable(place.name) if place.name else None, "country": place.country, "latitude": place.latitude,
        "longitude": place.longitude,
    })  # fmt: skip


def _labels(event: Event) -> list[str]:
    told = {"type": event.type, "mode": event.mode, "status": event.status, "responsibility": event.responsibility}
    return [f"{name}:{value}" for name, value in told.items() if value]


def _reference(document: Document) -> Object:
    told = {
        "source_name": printable(document.outlet or document.path), "external_id": document.id,
        "description": printable(document.title) if document.title else None, "url": web_address(document.url),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _wikidata(item: str | None) -> list[Object]:
    return [{"source_name": "wikidata", "external_id": item}] if item else []


def _quoted(mention: EventMention) -> str:
    sentence = mention.sentence
    return printable(f"“{sentence.text}” ({mention.path}, characters {sentence.start} to {sentence.end})")


def _names(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(printable(name) for name in names if name))


def _times(documents: tuple[Document, ...], *, times: bool) -> tuple[str, str]:
    """Give when the reports of an event were first and last fetched, or published."""
    fetched = [_instant(one.fetched_at) for one in documents if times and one.fetched_at]
    published = [told for one in documents if (told := _published(one)) is not None]
    known = fetched or published or [NO_TIME]
    return min(known), max(known)


def _published(document: Document) -> str | None:
    if document.published_at:
        return _instant(document.published_at)
    day: date | None = Edtf(document.published).first_day if document.published else None
    return f"{day.isoformat()}T00:00:00.000Z" if day else None


def _instant(at: str) -> str:
    told = datetime.fromisoformat(at)
    moved = (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    return moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _object(kind: str, identity: str, created: str, modified: str, told: Mapping[str, object]) -> Object:
    """Make an object with what every one has; a property without a value is left out."""
    maker = {} if identity == "sayso" else {"created_by_ref": _id("identity", "sayso")}
    held = {name: value for name, value in told.items() if value is not None and value != [] and value != ""}
    return {"type": kind, "spec_version": "2.1", "id": _id(kind, identity), **maker, "created": created,
            "modified": modified, **held}  # fmt: skip


def _id(kind: str, identity: str) -> str:
    return f"{kind}--{_uuid(kind, identity)}"


def _uuid(kind: str, identity: str) -> UUID:
    return uuid5(NAMESPACE, f"{kind} {identity}")
