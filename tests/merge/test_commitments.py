"""How commitments stand by later events of the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.merge.commitments import Pledges
from sayso.merge.told import Told
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.events import Event
from sayso.record.ids import ActorId, commitment_id
from sayso.record.mentions import EventMention, SourceArgument
from tests.factory import Who, document, mention, span
from tests.merge.views import KNOWN, LINKER, RULES, SIDES, told, view

JUDGE = Pledges.of(SIDES, RULES, KNOWN)
IRAN, US, KATAIB = ("Iran", "iran"), ("America", "united-states"), ("Kataib", "kataib-hezbollah")
TEXT = "Iran vowed to bomb America if America shells Kataib."
CONDITION = "if America shells Kataib"


def commitment(doc: Document, text: str, quote: str, kind: str = "threat", **fields: Any) -> Commitment:
    holder, words = span(text, fields.pop("holder", "Iran")), span(text, quote)
    parts = {name: span(text, fields.pop(name)) for name in ("condition", "consequence") if name in fields}
    source = SourceArgument(holder.start, holder.end, holder.text, ActorId(holder.text.lower()), holder.text)
    identity = commitment_id(doc.id, words.start, words.end)
    return Commitment(identity, doc.id, doc.path, kind, source, words, **parts, **fields)  # type: ignore[arg-type]


def later(
    text: str, trigger: str, when: str, *actors: Who, on: tuple[Who, ...] = (), status: str = "reported", **more: Any
) -> tuple[EventMention, Event]:
    one = mention(text, trigger, doc=document(text, "later.txt"), date=Edtf(when), actors=actors, recipients=on, **more)
    return one, view(one, status=status)


BOMBED = "Iran, Kataib and America bombed and shelled and dropped their threat."


def stands(kind: str, *events: tuple[EventMention, Event], until: str = "2020-03-01", **fields: Any) -> tuple[str, int]:
    """Judge one commitment of TEXT, voiced on the first of January, and count its evidence."""
    doc = document(TEXT, published="2020-01-01")
    own = [
        mention(TEXT, "bomb", doc=doc, actors=fields.pop("doers", (IRAN,)), recipients=(US,), status="conditional"),
        mention(TEXT, "shells", doc=doc, actors=(US,), recipients=(KATAIB,), status="hypothetical"),
    ]
    own[0] = replace(own[0], **fields.pop("act", {}))
    made = commitment(doc, TEXT, "bomb America if America shells Kataib", kind, condition=CONDITION, **fields)
    pledge = JUDGE.pledge(made, own, doc)
    shown = [Told.of(event, told(one), SIDES) for one, event in events]
    judged = JUDGE.standing_of(pledge, shown, until=date.fromisoformat(until))
    assert judged == JUDGE.standing_of(pledge, reversed(shown), until=date.fromisoformat(until))
    return judged.standing, len(judged.standing_evidence)


BOMBING = later(BOMBED, "bombed", "2020-01-08", IRAN, on=(US,))
SHELLING = later(BOMBED, "shelled", "2020-01-05", US, on=(KATAIB,))
DROPPED = later(BOMBED, "dropped", "2020-01-06", IRAN, on=(US,), type="RETREAT")


@pytest.mark.parametrize(
    ("kind", "events", "standing", "evidence"),
    [
        ("threat", (), "open", 0),
        ("threat", (BOMBING,), "carried_out", 1),
        ("vow", (BOMBING, SHELLING), "carried_out", 1),
        ("threat", (SHELLING,), "condition_met", 1),
        ("threat", (DROPPED,), "withdrawn", 1),
        ("threat", (DROPPED, BOMBING), "carried_out", 1),
        ("red_line", (SHELLING,), "condition_met", 1),
        ("precondition", (BOMBING,), "condition_met", 1),
        ("expectation", (BOMBING,), "condition_met", 1),
        ("refusal", (BOMBING,), "withdrawn", 1),
        ("threat", (later(BOMBED, "bombed", "2020-01-08", IRAN, on=(US,), status="contested"),), "open", 0),
        ("threat", (later(BOMBED, "bombed", "2019-12-08", IRAN, on=(US,)),), "open", 0),
        ("threat", (later(BOMBED, "bombed", "2020-02-20", IRAN, on=(US,)),), "open", 0),
        ("threat", (later(BOMBED, "bombed", "2020-01-08", US, on=(IRAN,)),), "open", 0),
        ("threat", (later(BOMBED, "bombed", "2020-01-08", IRAN, on=(KATAIB,)),), "open", 0),
        ("threat", (later("Iran and America met.", "met", "2020-01-08", IRAN, on=(US,), type="RETREAT"),), "open", 0),
    ],
)  # fmt: skip
def test_standing_by_later_events(kind: str, events: Any, standing: str, evidence: int) -> None:
    assert stands(kind, *events) == (standing, evidence)


def test_what_somebody_says_another_will_do_is_never_carried_out() -> None:
    by_other = later(BOMBED, "bombed", "2020-01-08", KATAIB, on=(US,))
    assert stands("promise", by_other, doers=(KATAIB,)) == ("condition_met", 1)
    assert stands("promise", by_other) == ("open", 0)


def test_of_several_acts_the_earliest_is_the_evidence() -> None:
    again = later(BOMBED + " Again.", "bombed", "2020-01-12", IRAN, on=(US,))
    assert stands("threat", again, BOMBING) == ("carried_out", 1)


@pytest.mark.parametrize(("until", "standing"), [("2020-01-10", "open"), ("2020-01-11", "lapsed")])
def test_a_commitment_lapses_when_the_record_runs_past_its_deadline(until: str, standing: str) -> None:
    deadline = {"date": Edtf("2020-01-10"), "date_basis": "stated"}
    assert stands("threat", act=deadline, until=until)[0] == standing
    assert stands("refusal", act=deadline, until=until)[0] == "open"
    assert stands("threat", BOMBING, act=deadline, until=until)[0] == "carried_out"


@pytest.mark.parametrize(
    ("status", "reported", "standing"),
    [
        ("reported", "2020-01-09", "carried_out"),
        ("reported", "2019-12-09", "open"),
        ("averted", "2020-01-09", "withdrawn"),
        ("contested", "2020-01-09", "unknown"),
        ("planned", "2020-01-09", "open"),
    ],
)
def test_the_announced_act_itself_merged_with_later_reports(status: str, reported: str, standing: str) -> None:
    doc = document(TEXT, published="2020-01-01")
    announced = mention(TEXT, "bomb", doc=doc, actors=[IRAN], status="planned")
    made = commitment(doc, TEXT, "to bomb America", "vow")
    event = Told.of(view(announced, BOMBING[0], status=status, reported=reported), told(announced, BOMBING[0]), SIDES)
    assert JUDGE.standing_of(JUDGE.pledge(made, [announced], doc), [event]).standing == standing


def test_a_report_that_an_act_carried_out_the_vow_settles_it() -> None:
    text = "Iran fired missiles, carrying out its vow of revenge."
    doc = document(text, published="2020-01-08")
    fired = mention(text, "fired", doc=doc, actors=[IRAN], date=Edtf("2020-01-08"))
    vow = mention(text, "vow", doc=doc, actors=[IRAN], type="THREATEN", mode="violence", date=Edtf("2020-01-03"))
    made = commitment(doc, text, "vow of revenge", "vow")
    events, both = (view(fired), view(vow)), told(fired, vow)
    links = LINKER.among(events, both)
    assert [(link.kind, link.source) for link in links] == [("threatens", vow.event)]
    shown = [Told.of(event, both, SIDES) for event in events]
    judged = JUDGE.standing_of(JUDGE.pledge(made, [fired, vow], doc), shown, links)
    assert (judged.standing, judged.standing_evidence) == ("carried_out", (fired.event,))


def test_many_commitments_are_judged_as_each_alone() -> None:
    doc = document(TEXT, published="2020-01-01")
    bomb = mention(TEXT, "bomb", doc=doc, actors=[IRAN], recipients=[US], status="conditional")
    shells = mention(TEXT, "shells", doc=doc, actors=[US], recipients=[KATAIB], status="hypothetical")
    made = [
        commitment(doc, TEXT, "bomb America"),
        commitment(doc, TEXT, "bomb America if America shells Kataib", "red_line", condition=CONDITION),
    ]
    pledges = [JUDGE.pledge(one, [bomb, shells], doc) for one in made]
    shown = [Told.of(event, told(one), SIDES) for one, event in (BOMBING, SHELLING, DROPPED)]
    judged = JUDGE.among(pledges, shown, (), None)
    assert judged == tuple(sorted((JUDGE.standing_of(one, shown) for one in pledges), key=lambda one: one.id))
    assert {one.standing for one in judged} == {"carried_out"}
    assert JUDGE.among(reversed(pledges), reversed(shown), (), None) == judged


def test_events_that_tell_on_a_commitment_share_a_key_with_it() -> None:
    doc = document(TEXT, published="2020-01-01")
    bomb = mention(TEXT, "bomb", doc=doc, actors=[IRAN], recipients=[US], status="conditional")
    pledge = JUDGE.pledge(commitment(doc, TEXT, "bomb America"), [bomb], doc)
    for one, event in (BOMBING, DROPPED):
        assert JUDGE.keys(pledge) & LINKER.keys(event, told(one)).targets
    stranger, other = later(BOMBED, "bombed", "2020-01-08", US, on=(IRAN,))
    assert not JUDGE.keys(pledge) & LINKER.keys(other, told(stranger)).targets
