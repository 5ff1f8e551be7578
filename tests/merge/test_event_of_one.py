"""Events of one mention: how they stand by status, stance and whose act the voice speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.standings import Standings
from sayso.merge.event import EventMaker
from sayso.merge.sides import Sides
from sayso.record.events import Event
from tests.factory import Who, attribution, document, mention, number

EVENTS = EventMaker.of(Sides.of(ActorRegistry.load(), Standings.load()))
TEXT = "Tehran and Israel and a Pentagon aide and Israeli officials said Israel bombed Syria near Iran."
ISRAEL, SYRIA, IRAN = ("Israel", "israel"), ("Syria", "syria"), ("Iran", "iran")


def event(
    voice: tuple[str, str | None] | None = None,
    stance: str = "states",
    status: str = "asserted",
    actors: tuple[Who, ...] = (ISRAEL,),
    **fields: Any,
) -> Event:
    doc = document(TEXT, outlet="Wire", published="2019-07-20")
    links = ()
    if voice:
        named = {"actor": voice[1], "stance": stance, "anonymous": fields.pop("anonymous", False)}
        links = (attribution(TEXT, voice[0], "said", **named),)
    told = mention(TEXT, "bombed", doc=doc, actors=actors, status=status, attribution=links, **fields)
    return EVENTS.event_of([told], {doc.id: doc})


@pytest.mark.parametrize(
    ("voice", "stance", "status", "stands", "basis", "responsibility", "title"),
    [
        (None, "", "asserted", "reported", "stated", "attributed", "Israel: ASSAULT"),
        (None, "", "negated", "not_happened", "stated", "unknown", "Israel: ASSAULT [not happened]"),
        (None, "", "planned", "planned", "stated", "unknown", "Israel: ASSAULT [planned]"),
        (("Tehran", "iran"), "states", "asserted", "reported", "stated", "attributed", "Israel: ASSAULT"),
        (("Tehran", "iran"), "alleges", "asserted", "reported", "accused", "attributed", "Israel (accused): ASSAULT"),
        (("Tehran", "iran"), "states", "negated", "not_happened", "stated", "unknown",
         "Israel: ASSAULT [not happened]"),
        (("Israel", "israel"), "states", "asserted", "reported", "admitted", "claimed", "Israel: ASSAULT"),
        (("Israel", "benjamin-netanyahu"), "confirms", "asserted", "reported", "admitted", "claimed",
         "Israel: ASSAULT"),
        (("Israel", "israel-defense-forces"), "states", "negated", "denied", "denied", "disputed",
         "Israel (denied): ASSAULT [denied]"),
        (("Israel", "israel"), "denies", "asserted", "denied", "denied", "disputed",
         "Israel (denied): ASSAULT [denied]"),
        (("Israel", "israel"), "states", "conditional", "hypothetical", "stated", "unknown",
         "Israel: ASSAULT [hypothetical]"),
        (("Israel", "israel"), "states", "planned", "planned", "stated", "unknown", "Israel: ASSAULT [planned]"),
        (("Israel", "benjamin-netanyahu"), "hints", "asserted", "uncertain", "hinted", "attributed",
         "Israel (hinted): ASSAULT [uncertain]"),
    ],
)  # fmt: skip
def test_how_an_event_stands(
    voice: tuple[str, str] | None,
    stance: str,
    status: str,
    stands: str,
    basis: str,
    responsibility: str,
    title: str,
) -> None:
    found = event(voice, stance, status)
    assert (found.status, found.actors[0].basis, found.responsibility) == (stands, basis, responsibility)
    assert found.title == title
    assert [point.status for point in found.responsibility_history] == [responsibility]


def test_people_who_give_no_name_bind_no_side_but_are_a_party() -> None:
    found = event(("Israeli officials", None), anonymous=True)
    assert (found.actors[0].basis, found.responsibility) == ("stated", "attributed")
    voice = found.voices[0]
    assert (voice.kind, voice.party, voice.anonymous, voice.origin_shown) == ("official", True, True, False)


@pytest.mark.parametrize(
    ("voice", "party"),
    [
        (("Israel", "israel"), True),
        (("Israel", "benjamin-netanyahu"), True),
        (("Tehran", "iran"), False),
        (("Tehran", "syrian-foreign-ministry"), True),
        (("Tehran", "hezbollah"), False),
    ],
)
def test_a_voice_on_the_side_of_actor_or_recipient_is_a_party(voice: tuple[str, str], party: bool) -> None:
    doc = document(TEXT)
    link = attribution(TEXT, voice[0], "said", actor=voice[1])
    told = mention(TEXT, "bombed", doc=doc, actors=[ISRAEL], recipients=[SYRIA], attribution=(link,))
    assert EVENTS.event_of([told], {doc.id: doc}).voices[0].party is party


def test_the_highest_standing_of_several_actors_says_who_did_it() -> None:
    found = event(("Israel", "israel"), actors=(IRAN, ISRAEL))
    assert [who.basis for who in found.actors] == ["admitted", "stated"]
    assert found.responsibility == "claimed"


def test_an_act_nobody_is_said_to_have_done_has_no_responsibility() -> None:
    found = event(actors=())
    assert (found.responsibility, found.responsibility_history) == ("unknown", ())
    assert found.title == "not stated: ASSAULT"


def test_the_author_and_hearsay_are_voices_of_the_outlet() -> None:
    own = event().voices[0]
    assert (own.source, own.outlet, own.kind, own.party, own.origin_shown) == (None, "Wire", "media", False, False)
    doc = document(TEXT, outlet="Wire")
    told = mention(TEXT, "bombed", doc=doc, attribution=(attribution(TEXT, None, "said"),))
    assert EVENTS.event_of([told], {doc.id: doc}).voices[0].kind == "hearsay"


def test_what_is_taken_from_elsewhere_is_inferred() -> None:
    doc = document(TEXT)
    told = mention(TEXT, "bombed", doc=doc, actors=[ISRAEL], recipients=[SYRIA])
    implied = replace(
        told,
        actors=(replace(told.actors[0], implicit=True),),
        recipients=(replace(told.recipients[0], implicit=True),),
    )
    found = EVENTS.event_of([implied], {doc.id: doc})
    assert [who.basis for who in (*found.actors, *found.recipients)] == ["inferred", "inferred"]


def test_counts_keep_their_bounds_and_their_voice() -> None:
    text = "Rockets wounded 4 and killed dozens."
    doc = document(text, published="2019-07-20")
    told = mention(
        text,
        "Rockets",
        doc=doc,
        numbers=[number(text, "4", "wounded", 4, 4), number(text, "dozens", "killed", 24, None)],
    )
    bounded, exact = EVENTS.event_of([told], {doc.id: doc}).numbers
    assert (exact.low, exact.best, exact.high) == (4, 4, 4)
    assert (bounded.low, bounded.best, bounded.high, bounded.as_of) == (24, None, None, "2019-07-20")
    assert bounded.reported[0].voices == (EVENTS.event_of([told], {doc.id: doc}).voices[0].id,)
