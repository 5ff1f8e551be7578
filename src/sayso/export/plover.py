"""Events in the JSON of PLOVER 0.7b1: one object an event, in one array."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.codebook.cameo import QUAD_CODES, Cameo
from sayso.codebook.countries import Countries
from sayso.export.facts import LeftOutOfFacts, write_facts
from sayso.export.gathered import Gathered
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.tolls import attributed_tolls
from sayso.export.whereabouts import days_of
from sayso.export.whole import whole_file
from sayso.export.write_options import WriteOptions
from sayso.record.documents import Document
from sayso.record.events import Event, EventActor, EventPlace
from sayso.record.mentions import EventMention
from sayso.record.plain import to_json
from sayso.version import __version__

CODER = f"Sayso {__version__}"
SIZES = {"dead": "killed", "injured": "wounded", "arrested": "detained"}
"""PLOVER's counts, each with the record's kind of number."""


def write_plover(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write events as PLOVER 0.7b1 JSON into ``out``, a file, or plover.json in a folder; count objects and left out.

    An array of objects, each on a line of its own; fields nobody tells are left out, not null. ``source`` lists who
    acts, ``recipient`` who is acted on, each with code (ISO 3166-1 alpha-3), sector and actor_text (the words of a
    mention). date and enddate are the first and last day that the date can mean; an event of which no text tells a
    day, month or year is left out, as PLOVER needs a date. size has exact counts alone. text is the sentence of the
    likeliest mention, text_info its offsets in the document, cite_info that document. cameo is the CAMEO root.

    Lost: standing (only acts that occurred are written), on whose word but in comment, competing values, mentions but
    one. left_out.csv and FILE.about.json stand beside it.

    Raises:
        CaseFull: a file cannot be written.
    Source: PLOVER manual 0.7b1, JSON format.
    """
    coder = _Coder(Gathered(view), Facts(accept_attributed=asked.accept_attributed), asked)
    return write_facts(view, out, asked, format="plover", name="plover.json", row_of=coder.event, write=_write)


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    with whole_file(path) as file:
        file.write(b"[")
        for row in rows:
            file.write((b",\n" if count else b"\n") + to_json(row))
            count += 1
        file.write(b"\n]\n")
    return count


class _Coder:
    """Tell one event after another."""

    def __init__(self, gathered: Gathered, facts: Facts, asked: WriteOptions) -> None:
        self._gathered, self._facts, self._asked = gathered, facts, asked
        self._countries, self._cameo = Countries.load(), Cameo.load()

    def event(self, event: Event) -> dict[str, Any]:
        """Give the object of an event, or say why it has none."""
        if why := self._facts.why_not(event):
            raise LeftOutOfFacts(why)
        days = days_of(event.date)
        if days is None:
            raise LeftOutOfFacts("no text tells when" if event.date is None else f"the date {event.date} is open")
        mentions = self._gathered.mentions(event)
        likeliest = max(mentions, key=lambda one: (one.probability, one.id), default=None)
        documents = {one.id: one for one in self._gathered.documents(event)}
        doc = documents.get(likeliest.doc) if likeliest else None
        comment = "; ".join((*self._facts.notes(event), *attributed_tolls(event)))
        return _told({
            "id": event.id,
            "has_event": True,
            "date": days.first.isoformat(),
            "enddate": days.last.isoformat() if days.n > 1 else None,
            "time": likeliest.time_of_day if likeliest else None,
            "source": [self._actor(who, mentions) for who in self._facts.doers(event).stand],
            "recipient": [self._actor(who, mentions) for who in self._facts.recipients(event).stand],
            "event": event.type,
            "mode": event.mode,
            "event_loc": [self._place(place) for place in event.places],
            "event_text": likeliest.trigger.text if likeliest else None,
            "quad_code": QUAD_CODES[event.quad],
            "event_scale": event.score,
            "cameo": self._cameo.root(event.type, event.mode),
            "size": _told({name: _exact(event, kind) for name, kind in SIZES.items()}) or None,
            "text": likeliest.sentence.text if likeliest else None,
            "text_info": {"start": likeliest.sentence.start, "end": likeliest.sentence.end} if likeliest else None,
            "cite_info": self._citation(doc) if doc else None,
            "coder": CODER,
            "comment": comment or None,
        })  # fmt: skip

    def _actor(self, who: EventActor, mentions: Sequence[EventMention]) -> dict[str, Any]:
        known = self._gathered.actor(who.actor)
        wanted = who.actor or who.name
        told = (
            argument.text
            for mention in mentions
            for argument in (*mention.actors, *mention.recipients)
            if (argument.actor or argument.name) == wanted
        )
        return _told({
            "name": who.name,
            "code": self._countries.of(known.country).iso3 if known else None,
            "sector": list(known.sectors) if known and known.sectors else None,
            "actor_text": next(told, who.name),
        })  # fmt: skip

    def _place(self, place: EventPlace) -> dict[str, Any]:
        return _told({
            "name": place.name,
            "country": self._countries.of(place.country).iso3,
            "lat": place.latitude,
            "lon": place.longitude,
            "precision": place.geo_precision,
            "role": place.role,
        })  # fmt: skip

    def _citation(self, doc: Document) -> dict[str, Any]:
        return _told({
            "publication": doc.outlet,
            "title": doc.title,
            "url": doc.url,
            "language": doc.language,
            "citation": ", ".join(part for part in (doc.outlet, doc.title, doc.published) if part) or None,
            "coder": CODER,
            "codebook": self._asked.codebook,
            "version": "PLOVER 0.7b1",
        })  # fmt: skip


def _exact(event: Event, kind: str) -> int | None:
    """Give the count of a kind in this act that most origins give exactly; the widest where there are several."""
    rows = [one for one in event.numbers if one.kind == kind and one.scope == "this_act" and not one.subset]
    exact = (one.best for one in rows if one.best is not None)
    return max(exact, default=None)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what nobody tells; empty lists stay."""
    return {name: value for name, value in fields.items() if value not in (None, "")}
