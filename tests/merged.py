"""Cases made of told acts: each is (actor, recipient, verb, day), a report is a list of them, one sentence each."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence

from sayso.codebook.versions import load_version_bars
from sayso.merge.telling import sketches_of
from sayso.merge_rules import load_rules
from sayso.merging import explained
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, EventId, mention_id
from sayso.record.mentions import ActorArgument, EventMention
from sayso.record.plain import to_json
from sayso.record.readings import Fingerprint, Reading
from sayso.record.spans import Span
from sayso.store.rows import rows_of
from sayso.store.view import View
from sayso.store.writer import Sighting, Writer
from tests.factory import document

Act = tuple[str, str, str, int]
_ASSAULT = ("ASSAULT", None, "material_conflict", -10.0)
_KINDS = {"threatened": ("THREATEN", "violence", "verbal_conflict", -7.0)}
RULES = load_rules()


def report(acts: Sequence[Act], path: str, *, outlet: str = "Wire", near: Iterable[str] = ()) -> Reading:
    """Make the reading of a report that tells acts, published on 20 January 2020; ``near`` marks shared paragraphs."""
    sentences = [f"{actor} {verb} {recipient} on day {day}." for actor, recipient, verb, day in acts]
    text = f"{path}: " + " ".join(sentences)
    doc = document(text, path, outlet=outlet, published="2020-01-20")
    mentions, start = [], len(path) + 2
    for act, sentence in zip(acts, sentences, strict=True):
        mentions.append(_mention(text, start, sentence, act, doc.id, path))
        start += len(sentence) + 1
    text_hash = hashlib.sha256(text.encode()).hexdigest()
    words = tuple(word.encode() for word in near)
    mark = Fingerprint(text_hash, text_hash[:4].encode(), words, words)
    return Reading(doc, text, tuple(mentions), (), (), (), (), (), mark)


def _mention(text: str, start: int, sentence: str, act: Act, doc: str, path: str) -> EventMention:
    actor, recipient, verb, day = act

    def at(words: str) -> tuple[int, int, str]:
        begin = start + sentence.index(words)
        return begin, begin + len(words), words

    trigger = Span(*at(verb))
    identity = mention_id(doc, trigger.start, trigger.end)  # type: ignore[arg-type]
    return EventMention(
        identity, doc, path, EventId(identity), *_KINDS.get(verb, _ASSAULT),  # type: ignore[arg-type]
        trigger, Span(start, start + len(sentence), sentence),
        actors=(ActorArgument(*at(actor), ActorId(actor.lower()), actor),),
        recipients=(ActorArgument(*at(recipient), ActorId(recipient.lower()), recipient),),
        date=Edtf(f"2020-01-{day:02}"), date_basis="stated", probability=0.9, method="test 1",
    )  # fmt: skip


def keep(connection: sqlite3.Connection, *readings: Reading, way: str = "w", sketched: bool = True) -> None:
    """Write readings into a case, each at the place its path names, without merging them."""
    for one in readings:
        place = (f"at {one.document.path}", one.document.path, "")
        sighting = Sighting(*place, f"raw {one.document.outlet} {one.text}", way, f"reading {way}")
        sketches = sketches_of(one.document, one.mentions, one.vectors, RULES.sides) if sketched else ()
        assert (
            Writer(connection, load_version_bars()).add([(rows_of(one, one.text.encode(), sketches), sighting)]) == []
        )


def shown(connection: sqlite3.Connection) -> dict[str, list[bytes]]:
    """Give all that merging shows, as the export writes it."""
    view = View(connection, explained)
    listed = {
        "mentions": view.mentions(), "events": view.events(), "edges": view.edges(), "links": view.links(),
        "commitments": view.commitments(),
    }  # fmt: skip
    return {name: [to_json(row) for row in rows] for name, rows in listed.items()}


def together(connection: sqlite3.Connection) -> list[list[tuple[str, str]]]:
    """Give the clusters of two and more: path and trigger of each mention."""
    view = View(connection)
    told = {mention.id: (mention.path, mention.trigger.text) for mention in view.mentions()}
    found = [sorted(told[mention] for mention in event.mentions) for event in view.events()]
    return sorted(cluster for cluster in found if len(cluster) > 1)
