"""Rows found by their id, with the mentions and documents that belong to them, in a real case file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.places import PlaceTable
from sayso.codebook.versions import load_version_bars
from sayso.errors import UsageError
from sayso.export.dossier import MOST_MENTIONS, Dossier, find_record
from sayso.merge.names import actors_of, places_of, sources_of
from sayso.merging import merge
from sayso.record.commitments import Commitment
from sayso.record.ids import commitment_id, source_id
from sayso.record.mentions import EventMention, PlaceArgument, SourceArgument
from sayso.record.readings import Fingerprint, Reading
from sayso.store.case_file import connect
from sayso.store.rows import rows_of
from sayso.store.view import View
from sayso.store.writer import Sighting, Writer
from tests.export.rows import EVENTS
from tests.factory import attribution, document, mention, span
from tests.merged import RULES

TEXT = "Officials said Israel struck Baghdad, and Iran then struck back at Israel, Reuters said."
ISRAEL, IRAN = ("Israel", "israel"), ("Iran", "iran")


def kept_reading(path: str, outlet: str, tail: str = "") -> Reading:
    text = TEXT + tail
    doc = document(text, path, outlet=outlet)
    where, holder = span(text, "Baghdad"), span(text, "Iran")
    baghdad = PlaceTable.load().lookup("Baghdad")
    assert baghdad is not None
    place = PlaceArgument(where.start, where.end, where.text, baghdad.id, baghdad.name, "IQ")
    unnamed = attribution(text, "Officials", "said", anonymous=True)
    mentions = (
        mention(text, "struck back", doc=doc, actors=[IRAN], recipients=[ISRAEL],
                attribution=(attribution(text, "Reuters", "said", actor="reuters"),)),
        mention(text, "struck", doc=doc, actors=[ISRAEL], places=(place,), attribution=(unnamed,)),
        mention(text, "said", doc=doc, type="ACCUSE", quad="verbal_conflict"),
    )  # fmt: skip
    speaker = SourceArgument(holder.start, holder.end, holder.text, None, "Iran")
    vow = Commitment(commitment_id(doc.id, 0, 9), doc.id, path, "vow", speaker, span(text, "Officials"))
    registry = ActorRegistry.load()
    return Reading(
        document=doc,
        text=text,
        mentions=mentions,
        commitments=(vow,),
        events=tuple(EVENTS.event_of((one,), {doc.id: doc}) for one in mentions),
        actors=actors_of(doc, mentions, (vow,), registry, ()),
        named_places=places_of(mentions, PlaceTable.load()),
        sources=sources_of(doc, mentions, EVENTS.sides),
        fingerprint=Fingerprint(doc.id, b"", (), ()),
    )


def view_of(folder: Path, *readings: Reading, merged: bool = True) -> View:
    connection = connect(folder / "x.sayso")
    for one in readings:
        sighting = Sighting(one.document.path, one.document.path, "", f"raw {one.text}", "way", "reading way")
        Writer(connection, load_version_bars()).add([(rows_of(one, one.text.encode()), sighting)])
    if merged:
        merge(connection, RULES)
    return View(connection)


WIRE, AGENCY = kept_reading("b-wire.txt", "Wire"), kept_reading("a-agency.txt", "Reuters", " Again.")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return view_of(tmp_path_factory.mktemp("dossier"), WIRE, AGENCY)


def triggers(dossier: Dossier) -> list[tuple[str, str]]:
    return [(one.path[0], one.trigger.text) for one in dossier.mentions]


def test_an_event_comes_with_its_mentions(view: View) -> None:
    event = next(event for event in view.events() if WIRE.mentions[0].id in event.mentions)
    found = find_record(view, event.id)
    assert (found.kind, found.record) == ("event", event)
    assert {mention.id for mention in found.mentions} == set(event.mentions)
    assert found.documents.keys() == set(event.documents)


@pytest.mark.parametrize("name", [WIRE.document.id, "b-wire.txt"])
def test_a_document_lists_its_mentions_in_the_order_of_the_text(view: View, name: str) -> None:
    found = find_record(view, name)
    assert found.kind == "document"
    assert triggers(found) == [("b", "said"), ("b", "struck"), ("b", "struck back")]


def test_an_actor_lists_the_mentions_in_which_it_acts_or_is_acted_on(view: View) -> None:
    found = find_record(view, "israel")
    assert found.kind == "actor"
    assert triggers(found) == [("a", "struck"), ("a", "struck back"), ("b", "struck"), ("b", "struck back")]
    assert sorted(found.documents.values()) == ["a-agency.txt", "b-wire.txt"]
    assert not found.more


def test_an_actor_that_is_only_quoted_lists_what_it_is_quoted_for(view: View) -> None:
    assert triggers(find_record(view, "reuters")) == [("a", "struck back"), ("b", "struck back")]


def test_a_place_lists_what_happened_there(view: View) -> None:
    found = find_record(view, WIRE.named_places[0].id)
    assert (found.kind, triggers(found)) == ("place", [("a", "struck"), ("b", "struck")])


@pytest.mark.parametrize(
    ("source", "listed"),
    [
        (source_id("unnamed", "officials"), [("a", "struck"), ("b", "struck")]),
        (source_id("outlet", "wire"), [("b", "said")]),
        (source_id("outlet", "reuters"), [("a", "said"), ("a", "struck back"), ("b", "struck back")]),
    ],
)
def test_a_source_lists_what_stands_on_its_word(view: View, source: str, listed: list[tuple[str, str]]) -> None:
    found = find_record(view, source)
    assert (found.kind, triggers(found)) == ("source", listed)


def test_a_commitment_names_its_document(view: View) -> None:
    (vow,) = WIRE.commitments
    found = find_record(view, vow.id)
    assert (found.kind, found.record, found.documents) == ("commitment", vow, {vow.doc: "b-wire.txt"})


def test_a_mention_that_is_no_events_id_is_found(tmp_path: Path) -> None:
    told: EventMention = WIRE.mentions[1]
    alone = replace(WIRE, events=(), mentions=(told,))
    found = find_record(view_of(tmp_path, alone, merged=False), told.id)
    assert (found.kind, found.record) == ("mention", told)


def test_more_mentions_than_fit_are_cut_and_said_to_be_more(tmp_path: Path) -> None:
    readings = [kept_reading(f"{i:02}.txt", "Wire", f" {i}.") for i in range(MOST_MENTIONS // 2 + 1)]
    found = find_record(view_of(tmp_path, *readings), "israel")
    assert (len(found.mentions), found.more, len(found.documents)) == (MOST_MENTIONS, True, len(readings))


def test_an_id_of_nothing_is_refused(view: View) -> None:
    with pytest.raises(UsageError, match="the id or path 'm0'"):
        find_record(view, "m0")
