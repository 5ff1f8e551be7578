"""A small case made by hand, with something of everything that an export must carry or leave out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import sayso
from sayso.codebook.versions import load_version_bars
from sayso.merge.telling import sketches_of
from sayso.merging import merge
from sayso.record.actors import Actor, Alias, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, EventId, PlaceId, SourceId, commitment_id, mention_id
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    NumberArgument,
    PlaceArgument,
    SourceArgument,
)
from sayso.record.readings import Fingerprint, Reading
from sayso.record.spans import Span
from sayso.store.case_file import connect
from sayso.store.rows import rows_of
from sayso.store.writer import Sighting, Writer
from tests.factory import document
from tests.merged import RULES

HARBOUR = PlaceId("p-port-vesta")
WINDHOEK = PlaceId("p-windhoek")
PLACES = {
    "Port Vesta": PlaceArgument(0, 0, "", HARBOUR, "Port Vesta", "BV", 10.25, 20.5, 2),
    "Windhoek": PlaceArgument(0, 0, "", WINDHOEK, "Windhoek", "NA", -22.56, 17.08, 3),
    "Mūsá Qal‘ah": PlaceArgument(0, 0, "", PlaceId("p-musa"), "Mūsá Qal‘ah", None, None, None, None),
}
ACTORS = {
    "Orland": Actor(ActorId("orland"), "Orland", "state", "AQ", wikidata="Q1"),
    "Vesta": Actor(ActorId("vesta"), "Vesta", "state", "BV"),
    "Namibia": Actor(ActorId("namibia"), "Namibia", "state", "NA"),
    "Grey Falcons": Actor(ActorId("falcons"), "Grey Falcons", "armed_group"),
    "Tomas Reyl": Actor(ActorId("a-reyl"), "Tomas Reyl", "person", sensitive=True),
}


class Report:
    """Collect what one report tells, sentence by sentence."""

    def __init__(self, path: str, title: str, *sentences: str, **fields: Any) -> None:
        self.text = " ".join(sentences)
        self.doc: Document = replace(document(self.text, path, title=title, language="en", **fields), coded=True)
        self.mentions: list[EventMention] = []
        self.commitments: list[Commitment] = []
        self._sentences = sentences

    def tells(
        self, sentence: int, trigger: str, type_: str, mode: str | None, quad: str, score: float, *,
        actors: Iterable[str] = (), recipients: Iterable[str] = (), places: Iterable[str] = (), killed: str = "",
        bounds: tuple[int | None, int | None] = (None, None), date: str | None = None,
        says: Iterable[tuple[str, str, str]] = (), **fields: Any,
    ) -> Report:  # fmt: skip
        """Add a mention in the sentence of this number; ``says`` are source, cue and stance, innermost first."""
        at = self._at(sentence)
        start = at(trigger)[0]
        words = self._sentences[sentence]
        begin = at(words)[0]
        identity = mention_id(self.doc.id, start, start + len(trigger))
        count = (NumberArgument(*at(killed), "killed", "people", *bounds, "civilian"),) if killed else ()
        chain = tuple(
            Attribution(SourceArgument(*at(source), ACTORS[source].id if source in ACTORS else None, source), False,
                        Span(*at(cue)), stance)  # type: ignore[arg-type]
            for source, cue, stance in says
        )  # fmt: skip
        self.mentions.append(EventMention(
            identity, self.doc.id, self.doc.path, EventId(identity), type_, mode, quad, score,  # type: ignore[arg-type]
            Span(*at(trigger)), Span(begin, begin + len(words), words),
            actors=tuple(self._who(at, name) for name in actors),
            recipients=tuple(self._who(at, name) for name in recipients),
            places=tuple(_put(PLACES[name], *at(name)) for name in places), numbers=count,
            date=Edtf(date) if date else None, date_basis="stated" if date else "none", attribution=chain,
            probability=0.9, method="by hand", **fields,
        ))  # fmt: skip
        return self

    def vows(self, sentence: int, kind: str, holder: str, **fields: Any) -> Report:
        """Add a commitment whose words are the whole sentence."""
        at = self._at(sentence)
        begin, end, words = at(self._sentences[sentence])
        source = SourceArgument(*at(holder), ACTORS[holder].id, holder)
        self.commitments.append(Commitment(
            commitment_id(self.doc.id, begin, end), self.doc.id, self.doc.path, kind, source, Span(begin, end, words),  # type: ignore[arg-type]
            **fields,
        ))  # fmt: skip
        return self

    def reading(self) -> Reading:
        """Give the reading of the report, with the actors, places and outlet that it names."""
        named = {who.name for one in self.mentions for who in (*one.actors, *one.recipients)}
        actors = (
            replace(one, aliases=(Alias(name, 1),), documents=(self.doc.id,))
            for name, one in ACTORS.items()
            if name in named
        )
        put = {one.place: one for mention in self.mentions for one in mention.places if one.place}
        places = (
            Place(place, one.name or "", country=one.country, latitude=one.latitude, longitude=one.longitude,
                  coordinate_basis="gazetteer" if one.latitude is not None else None, source="by hand")
            for place, one in put.items()
        )  # fmt: skip
        outlet = self.doc.outlet or ""
        sources = (
            Source(SourceId(f"s-{outlet.lower().replace(' ', '-')}"), outlet, "outlet", documents=(self.doc.id,)),
        )
        text_hash = hashlib.sha256(self.text.encode()).hexdigest()
        mark = Fingerprint(text_hash, text_hash[:4].encode(), (), ())
        return Reading(self.doc, self.text, tuple(self.mentions), tuple(self.commitments), (), tuple(actors),
                       tuple(places), sources if outlet else (), mark)  # fmt: skip

    def _at(self, sentence: int) -> Any:
        start = sum(len(one) + 1 for one in self._sentences[:sentence])

        def at(words: str) -> tuple[int, int, str]:
            begin = self.text.index(words, start)
            return begin, begin + len(words), words

        return at

    def _who(self, at: Any, name: str) -> ActorArgument:
        return ActorArgument(*at(name), ACTORS[name].id if name in ACTORS else None, name)


def _put(place: PlaceArgument, start: int, end: int, text: str) -> PlaceArgument:
    return replace(place, start=start, end=end, text=text)


FORCE = ("ASSAULT", "aerial", "material_conflict", -10.0)
RAID = ("ASSAULT", "crossborder", "material_conflict", -10.0)
SHELLS = ("ASSAULT", "heavy-weapons", "material_conflict", -10.0)
CALM = ("AID", "humanitarian", "material_cooperation", 7.0)
ARREST = ("COERCE", "arrest", "material_conflict", -6.0)


def reports() -> list[Report]:
    """Write the reports."""
    wire = Report(
        "wire.txt", "Depot hit in Port Vesta",
        "Orland bombed a depot of Vesta in Port Vesta on 3 January 2020, killing 11 people.",
        "Vesta warned that it would answer if Orland bombed again.",
        "Namibia sent aid to Vesta from Windhoek in February 2020.",
        "Grey Falcons shelled Vesta in Port Vesta on 2 January 2020 and killed 5 people.",
        outlet="Harbour Wire", published="2020-01-04", url="https://wire.test/depot?a=1&b=<2>", authors=("A. Moss",),
        published_basis="metadata", fetched_at="2020-02-01T10:00:00Z",
    )  # fmt: skip
    wire.tells(0, "bombed", *FORCE, actors=["Orland"], recipients=["Vesta"], places=["Port Vesta"],
               killed="11 people", bounds=(11, 11), date="2020-01-03")  # fmt: skip
    wire.vows(1, "threat", "Vesta", toward=ActorId("orland"), date=Edtf("2020-01-04"))
    wire.tells(2, "sent aid", *CALM, actors=["Namibia"], recipients=["Vesta"], places=["Windhoek"], date="2020-02")
    wire.tells(3, "shelled", *SHELLS, actors=["Grey Falcons"], recipients=["Vesta"], places=["Port Vesta"],
               killed="5 people", bounds=(5, 5), date="2020-01-02")  # fmt: skip
    gazette = Report(
        "gazette.txt", "Nine die in shelling",
        "Grey Falcons shelled Vesta in Port Vesta on 2 January 2020 and killed 9 people.",
        "Orland doubted that Grey Falcons shelled Vesta in Port Vesta on 2 January 2020.",
        outlet="Vesta Gazette", published="2020-01-04", published_basis="metadata", url="javascript:alert(1)",
    )  # fmt: skip
    gazette.tells(0, "shelled", *SHELLS, actors=["Grey Falcons"], recipients=["Vesta"], places=["Port Vesta"],
                  killed="9 people", bounds=(9, 9), date="2020-01-02")  # fmt: skip
    gazette.tells(1, "shelled", *SHELLS, actors=["Grey Falcons"], recipients=["Vesta"], places=["Port Vesta"],
                  date="2020-01-02", says=[("Orland", "doubted", "doubts")])  # fmt: skip
    post = Report(
        "post.txt", "=HYPERLINK(\"http://x.test\") & <b>34 dead</b>",
        "Vesta said that Orland bombed its depot in Port Vesta on 3 January 2020 and killed at least 34 people.",
        "Orland denied that it bombed a depot in Port Vesta on 3 January 2020.",
        "Vesta accused the Grey Falcons, who raided Mūsá Qal‘ah on 9 January 2020.",
        "Orland plans that it will raid Vesta again.",
        "Police of Vesta arrested Tomas Reyl in Port Vesta on 5 January 2020.",
        outlet="@Meridian Post", published="2020-01-10", published_basis="metadata",
    )  # fmt: skip
    post.tells(0, "bombed", *FORCE, actors=["Orland"], recipients=["Vesta"], places=["Port Vesta"], killed="34 people",
               bounds=(34, None), date="2020-01-03", says=[("Vesta", "said", "states")])  # fmt: skip
    post.tells(1, "bombed", *FORCE, actors=["Orland"], places=["Port Vesta"], date="2020-01-03",
               says=[("Orland", "denied", "denies")])  # fmt: skip
    post.tells(2, "raided", *RAID, actors=["Grey Falcons"], places=["Mūsá Qal‘ah"], date="2020-01-09",
               says=[("Vesta", "accused", "alleges")])  # fmt: skip
    post.tells(3, "raid", *RAID, actors=["Orland"], recipients=["Vesta"], status="planned")
    post.tells(4, "arrested", *ARREST, actors=["Police of Vesta"], recipients=["Tomas Reyl"], places=["Port Vesta"],
               date="2020-01-05")  # fmt: skip
    late = Report("late.txt", "", "Orland again bombed Vesta in Port Vesta.", published=None)
    late.tells(0, "bombed", *FORCE, actors=["Orland"], recipients=["Vesta"], places=["Port Vesta"])
    return [wire, gazette, post, late]


def make_case(path: Path) -> sayso.Case:
    """Make the case, merged, with a tag and a credibility that somebody decided on."""
    case = sayso.open(path)
    with connect(path) as connection:
        for told in reports():
            one = told.reading()
            sighting = Sighting(f"at {told.doc.path}", told.doc.path, "", f"raw {told.text}", "w", "reading w")
            sketches = sketches_of(one.document, one.mentions, one.vectors, RULES.sides)
            assert (
                Writer(connection, load_version_bars()).add([(rows_of(one, one.text.encode(), sketches), sighting)])
                == []
            )
        merge(connection, RULES)
    connection.close()
    return case
