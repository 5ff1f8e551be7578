"""Rows of the record in lines that people read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.export.event_telling import event_lines
from sayso.export.telling import mention_lines, row_lines
from sayso.record.actors import Actor, Alias
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, DocumentId
from sayso.record.mentions import PlaceArgument, TimeArgument
from tests.export.rows import EVENTS
from tests.factory import attribution, document, mention, number, span

TEXT = "Tehran said Israel\nbombed Aqraba on Friday, killing nearly 40."
DOC = document(TEXT, "reports/wire.txt", outlet="Wire")


def test_a_mention_is_told_with_all_it_rests_on() -> None:
    place, time = span(TEXT, "Aqraba"), span(TEXT, "Friday")
    told = mention(
        TEXT,
        "bombed",
        doc=DOC,
        mode="aerial",
        actors=["Israel"],
        recipients=["Aqraba"],
        places=(PlaceArgument(place.start, place.end, place.text, None, "Aqraba", "SY", relation="near"),),
        time=TimeArgument(time.start, time.end, time.text, Edtf("2019-07-19")),
        date=Edtf("2019-07-19"),
        date_basis="relative",
        numbers=[number(TEXT, "nearly 40", "killed", None, 39)],  # type: ignore[arg-type]
        attribution=(attribution(TEXT, "Tehran", "said", stance="alleges"),),
        probability=0.8,
    )
    implied = replace(told.actors[0], text="it", name="Israel", implicit=True, reason="it: named before")
    assert list(mention_lines(replace(told, actors=(implied,)))) == [
        "reports/wire.txt  “Tehran said Israel bombed Aqraba on Friday, killing nearly 40.”",
        f"  bombed = ASSAULT/aerial, asserted (probability 0.80), id {told.id}",
        "  it = Israel (it: named before) → Aqraba",
        "  where: near Aqraba, SY",
        "  when: 2019-07-19 (relative) “Friday”",
        "  how many: killed ≤39 “nearly 40” (unknown, this act)",
        "  on whose word: Tehran ← “said”, alleges",
    ]


def test_what_is_not_told_is_said_to_be_so_or_left_out() -> None:
    assert list(mention_lines(mention(TEXT, "bombed", doc=DOC)))[2:] == [
        "  not stated → not stated",
        "  on whose word: in the report's own voice",
    ]


def test_an_event_names_its_voices_not_their_ids() -> None:
    told = mention(
        TEXT,
        "bombed",
        doc=DOC,
        actors=[("Israel", "israel")],
        recipients=["Aqraba"],
        attribution=(attribution(TEXT, "Tehran", "said", actor="israel-defense-forces", stance="denies"),),
        numbers=[number(TEXT, "nearly 40", "killed", None, 39)],  # type: ignore[arg-type]
    )
    event = EVENTS.event_of([told], {DOC.id: DOC})
    lines = list(event_lines(event, {told.id: told}))
    assert lines == [
        "Israel (denied): ASSAULT → Aqraba [denied]",
        "did it happen: denied",
        "who did it: disputed",
        "actor: Israel (denied) — Tehran: denies",
        "recipient: Aqraba — Tehran: denies",
        "number: killed ≤39 (unknown, this act)",
        "on whose word: 1 voice in 1 report; independent origins shown: 1",
        "  Tehran: denies (official, a party to it)",
        "    reports/wire.txt at 19: “Tehran said Israel bombed Aqraba on Friday, killing nearly 40.”",
        "credibility: 6 of 6 suggested. It is not told as done: whether it is true cannot be judged.",
    ]
    assert not any(event.voices[0].id in line or "{" in line for line in lines)


def test_other_rows_are_told_field_by_field_without_what_is_empty() -> None:
    actor = Actor(
        ActorId("iran"), "Iran", "state", "IR", ("GOV",), (Alias("Tehran", 2),), documents=(DocumentId("d1"),)
    )
    assert [line.split(maxsplit=1) for line in row_lines(actor, without=["documents"])] == [
        ["name", "Iran"], ["kind", "state"], ["country", "IR"], ["sectors", "GOV"], ["aliases", "Tehran"],
        ["decided_by", "machine"],
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "shown"), [("Aqraba", "near Aqraba, SY"), ("Near Aqraba", "Near Aqraba, SY")])
def test_a_relation_that_the_words_tell_is_not_told_twice(words: str, shown: str) -> None:
    where = PlaceArgument(0, len(words), words, country="SY", relation="near")
    told = replace(mention(TEXT, "bombed", doc=DOC), places=(where,))
    assert f"  where: {shown}" in list(mention_lines(told))
