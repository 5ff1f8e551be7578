"""Merged events: the situations that reports of one act make, and that no order of theirs counts."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.record.claims import claims_of
from sayso.record.ids import DocumentId
from sayso.record.plain import from_json, to_json
from sayso.record.vocabulary import STANCES, STATUSES, DateBasis
from tests.merge.situations import (
    EVENTS,
    FRANCE,
    HOUTHIS,
    IRAN,
    ISRAEL,
    OFFICIALS,
    PENTAGON,
    REUTERS,
    RUSSIA,
    SYRIA,
    TIMES,
    Case,
    count,
    fields_of,
    link,
    place,
)


@pytest.fixture
def case() -> Case:
    return Case()


def test_one_strike_attributed_by_one_side_and_the_accused_declining_to_say(case: Case) -> None:
    case.says("Wire", "2019-07-20", actors=(), recipients=["Syria"])
    case.says("Post", "2019-07-21", by=IRAN, stance="alleges")
    case.says("Post", "2019-07-22", by=ISRAEL, stance="declines")
    event = case.event()
    assert (event.status, event.responsibility) == ("reported", "attributed")
    (actor,) = event.actors
    accuser = next(voice for voice in event.voices if voice.stance == "alleges")
    assert (actor.name, actor.basis, actor.voices) == ("Israel", "accused", (accuser.id,))
    assert event.title.startswith("Israel (accused): ASSAULT")
    assert case.who_history() == [("2019-07-20", "unknown"), ("2019-07-21", "attributed")]
    assert event.contested == ()


def test_a_source_that_tells_it_as_not_done_is_no_voice_for_who_did_it(case: Case) -> None:
    case.says("Wire", "2019-07-20", by=IRAN)
    case.says("Wire", "2019-07-20", by=RUSSIA, status="negated")
    event = case.event()
    (actor,) = event.actors
    assert [voice.source.name for voice in event.voices if voice.source and voice.id in actor.voices] == ["Iran"]


def test_what_an_act_is_done_with_did_not_do_it(case: Case) -> None:
    told = case.says("Wire", "2019-07-20", actors=("Doctors",), recipients=["Syria"])
    case.mentions[:] = [replace(told, actors=(replace(told.actors[0], name="two drones"),))]
    event = case.event()
    assert (event.actors, event.responsibility) == ((), "unknown")
    assert event.title.startswith("not stated: ASSAULT")
    case.says("Post", "2019-07-21")
    assert [actor.name for actor in case.event().actors] == ["Israel"]


def test_one_strike_with_three_counts_of_one_day(case: Case) -> None:
    for outlet, killed in (("Wire", count(25, 25)), ("Post", count(19, 19)), ("Ledger", count(30, None))):
        case.says(outlet, "2019-12-30", numbers=[killed])
    event = case.event()
    (number,) = event.numbers
    assert (number.low, number.best, number.high) == (19, 19, None)
    assert [(one.low, one.high, len(one.voices)) for one in number.reported] == [
        (19, 19, 1),
        (25, 25, 1),
        (30, None, 1),
    ]
    assert case.contested("number:killed") == {"19": 1, "25": 1, "30+": 1}
    assert event.contested[0].values[0].documents


def test_a_report_and_its_denial(case: Case) -> None:
    case.says("Wire", "2019-07-20")
    case.says("Post", "2019-07-21", by=ISRAEL, stance="denies")
    event = case.event()
    assert (event.status, event.responsibility, event.actors[0].basis) == ("contested", "disputed", "accused")
    assert case.history() == [("2019-07-20", "reported"), ("2019-07-21", "contested")]
    assert case.contested("status") == {"denied": 1, "reported": 1}
    assert case.contested("responsibility") == {"attributed": 1, "disputed": 1}
    assert event.title == "Israel (accused): ASSAULT [contested]"


def test_a_copy_is_not_counted(case: Case) -> None:
    first = case.says("Wire", "2019-07-20")
    for outlet in ("Post", "Ledger", "Courier", "Echo"):
        case.says(outlet, "2019-07-20", doc={"copy_of": first.doc})
    event = case.event()
    assert (event.n_documents, event.n_origins_shown, event.n_origin_unstated) == (5, 0, 1)
    (voice,) = event.voices
    assert (voice.outlet, len(voice.documents), voice.origin_shown) == ("Wire", 5, False)


def test_a_hint_that_becomes_an_acknowledgement(case: Case) -> None:
    case.says("Wire", "2019-08-20", by=IRAN, stance="alleges")
    case.says("Post", "2019-08-23", by=ISRAEL, stance="hints")
    case.says("Ledger", "2019-12-25", by=ISRAEL, stance="confirms", cue="acknowledged")
    event = case.event()
    assert (event.status, event.responsibility, event.actors[0].basis) == ("confirmed", "admitted", "admitted")
    assert case.history() == [("2019-08-20", "reported"), ("2019-12-25", "confirmed")]
    assert case.who_history() == [("2019-08-20", "attributed"), ("2019-12-25", "admitted")]
    assert event.credibility_suggested == 2
    assert not fields_of(event.contested) & {"status", "responsibility"}


def test_a_planned_act_later_reported(case: Case) -> None:
    case.says("Wire", "2019-07-20", status="planned")
    case.says("Post", "2019-07-22")
    assert case.history() == [("2019-07-20", "planned"), ("2019-07-22", "reported")]
    assert case.event().status == "reported"
    assert case.contested("status") == {}


def test_a_planned_act_that_is_averted(case: Case) -> None:
    case.says("Wire", "2019-06-20", status="planned")
    case.says("Post", "2019-06-21", status="averted")
    assert case.history() == [("2019-06-20", "planned"), ("2019-06-21", "averted")]


def test_no_casualties_then_eleven_then_thirty_four(case: Case) -> None:
    for day, killed in (("08", 0), ("17", 11), ("24", 34)):
        case.says(f"Paper of {day}", f"2020-01-{day}", numbers=[count(killed, killed)])
    (number,) = case.event().numbers
    assert (number.low, number.best, number.high, number.as_of) == (34, 34, 34, "2020-01-24")
    assert [(one.low, one.as_of) for one in number.reported] == [
        (0, "2020-01-08"), (11, "2020-01-17"), (34, "2020-01-24"),
    ]  # fmt: skip
    assert case.event().contested == ()


def full() -> Case:
    """Make a case that has something of everything."""
    case = Case()
    wire = case.says("Wire", "2019-07-20", numbers=[count(25, 25)], places=(place("Damascus", 1, "SY", (33.5, 36.3)),))
    case.says("Post", "2019-07-20", doc={"copy_of": wire.doc}, numbers=[count(25, 25)])
    case.says("Ledger", "2019-07-21", by=ISRAEL, stance="denies", date="2019-07-19", date_basis="stated")
    case.says("Echo", None, by=IRAN, stance="alleges", places=(place("Aleppo", 1, "SY", (36.2, 37.2)),))
    case.says("Echo", "2019-07-23", chain=(link(OFFICIALS), link(TIMES)), mode="aerial", numbers=[count(19, None)])
    case.says("Courier", "2019-07-22", type="COERCE", score=-7.2, date="2019-07-18", date_basis="relative")
    case.says("Ledger", "2019-12-25", by=ISRAEL, stance="confirms", mode="drone")
    return case


@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_no_order_counts(shuffled: random.Random) -> None:
    case = full()
    event = case.event()
    mentions, documents = list(case.mentions), list(case.documents.items())
    shuffled.shuffle(mentions)
    shuffled.shuffle(documents)
    assert EVENTS.event_of(mentions, dict(documents)) == event


def test_documents_that_tell_nothing_of_it_do_not_count() -> None:
    case = full()
    event = case.event()
    case.report("Bystander", "2019-01-01", copy_of=case.mentions[0].doc)
    assert case.event() == event


def test_the_id_is_the_lowest_of_the_mentions_and_all_are_listed() -> None:
    event = full().event()
    assert event.id == min(event.mentions)
    assert sorted(mention for voice in event.voices for mention in voice.mentions) == list(event.mentions)
    assert (event.n_mentions, event.n_documents) == (7, 7)


def test_it_survives_being_written_and_read() -> None:
    event = full().event()
    assert from_json(type(event), to_json(event)) == event


def test_no_mention_makes_no_event() -> None:
    with pytest.raises(ValueError):
        EVENTS.event_of((), {})


@st.composite
def cases(draw: Any) -> Case:
    """Draw reports of one act at random: any status, stance, source, date, copies and counts."""
    case = Case()
    sources = (None, ISRAEL, IRAN, SYRIA, PENTAGON, RUSSIA, OFFICIALS, REUTERS, TIMES)
    for _ in range(draw(st.integers(1, 6))):
        earlier: list[DocumentId | None] = [None, *case.documents]
        low = draw(st.integers(0, 9))
        case.says(
            draw(st.sampled_from(["Wire", "Post", "Reuters", None])),
            draw(st.sampled_from([None, "2019-07", "2019-07-19", "2019-07-20", "2019-08-01"])),
            by=draw(st.sampled_from(sources)),
            stance=draw(st.sampled_from(STANCES)),
            actors=draw(st.sampled_from([(), (ISRAEL,), (IRAN,), (HOUTHIS, IRAN)])),
            doc={"copy_of": draw(st.sampled_from(earlier))},
            status=draw(st.sampled_from(STATUSES)),
            date=draw(st.sampled_from([None, "2019-07", "2019-07-18", "2019-07-19~"])),
            date_basis=draw(st.sampled_from(get_args(DateBasis))),
            numbers=[count(low, draw(st.sampled_from([low, low + 3, None])))],
            probability=draw(st.sampled_from([0.2, 0.5, 0.9])),
        )
    return case


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_whatever_is_told_makes_an_event_that_holds_together(case: Case, shuffled: random.Random) -> None:
    event = case.event()
    mentions = list(case.mentions)
    shuffled.shuffle(mentions)
    assert EVENTS.event_of(mentions, case.documents) == event
    assert event.status_history[-1].status == event.status
    assert not event.responsibility_history or event.responsibility_history[-1].status == event.responsibility
    assert 0 < event.n_origins_shown + event.n_origin_unstated <= len(event.voices)
    known = {voice.id for voice in event.voices}
    assert all(known.issuperset(who.voices) and who.voices for who in (*event.actors, *event.recipients))
    for row in event.contested:
        assert len(row.values) > 1 and all(value.mentions and known.issuperset(value.voices) for value in row.values)
    for number in event.numbers:
        assert number.low is None or number.high is None or number.low <= number.high
        assert number.best is None or any(one.low == one.high == number.best for one in number.reported)


@given(cases())
@settings(max_examples=30, deadline=None)
def test_confirmed_only_by_an_admission_or_two_outside_origins(case: Case) -> None:
    event = case.event()
    outside = [voice for voice in event.voices if voice.origin_shown and not voice.party and voice.says == "reported"]
    if event.status == "confirmed":
        assert event.responsibility == "admitted" or len(outside) > 1


def test_every_value_of_an_event_stands_in_a_claim() -> None:
    case = full()
    event = case.event()
    claims = {(claim.field, claim.value) for mention in case.mentions for claim in claims_of(mention)}
    assert ("type", event.type) in claims and ("mode", event.mode) in claims and ("date", event.date) in claims
    assert {("actor", who.actor) for who in event.actors} <= claims
    assert {("place", one.place) for one in event.places} <= claims
    assert {(f"number:{n.kind}", (one.low, one.high)) for n in event.numbers for one in n.reported} <= claims


def test_france_and_russia_who_are_no_party_confirm(case: Case) -> None:
    case.says("Wire", "2019-07-20", by=FRANCE)
    case.says("Post", "2019-07-21", by=RUSSIA)
    event = case.event()
    assert (event.status, event.n_origins_shown, event.credibility_suggested) == ("confirmed", 2, 1)
    assert case.history() == [("2019-07-20", "reported"), ("2019-07-21", "confirmed")]
