"""Links between events: threats and what came of them, answers, series with their members, in any order."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.links import series_of
from sayso.record.edtf import Edtf
from sayso.record.events import Event
from sayso.record.ids import EventId
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from tests.factory import Who, document, mention
from tests.merge.views import LINKER, told, view

US, IRAN, KATAIB = ("America", "united-states"), ("Iran", "iran"), ("Kataib", "kataib-hezbollah")
ISRAEL, IRAQ = ("Israel", "israel"), ("Iraq", "iraq")


def report(
    n: int, text: str, trigger: str, date: str, *actors: Who, on: tuple[Who, ...] = (), **more: Any
) -> EventMention:
    doc = document(text, f"report-{n}.txt")
    return mention(text, trigger, doc=doc, date=Edtf(date), actors=actors, recipients=on, **more)


THREAT = report(1, "America warned Iran.", "warned", "2019-12-13", US, on=(IRAN,), type="THREATEN", mode="violence")


def act(date: str, *actors: Who, on: tuple[Who, ...], type: str = "ASSAULT") -> EventMention:
    return report(2, "America, Israel, Iran, Kataib and Iraq fought.", "fought", date, *actors, on=on, type=type)


def kinds(one: Event, other: Event, *mentions: EventMention) -> set[tuple[str, EventId]]:
    return {(link.kind, link.source) for link in LINKER.between(one, other, told(*mentions))}


@pytest.mark.parametrize(
    ("mention_", "status", "linked"),
    [
        (act("2019-12-29", US, on=(IRAN,)), "reported", True),
        (act("2019-12-29", US, on=(KATAIB,)), "confirmed", True),
        (act("2019-12-29", US, on=(IRAN,)), "planned", False),
        (act("2019-12-29", US, on=(IRAN,)), "denied", False),
        (act("2019-12-29", IRAN, on=(US,)), "reported", False),
        (act("2019-12-29", US, on=(ISRAEL,)), "reported", False),
        (act("2019-12-29", ISRAEL, on=(IRAN,)), "reported", False),
        (act("2019-12-12", US, on=(IRAN,)), "reported", False),
        (act("2020-02-13", US, on=(IRAN,)), "reported", False),
        (act("2019", US, on=(IRAN,)), "reported", False),
        (act("2019-12-29", US, on=(IRAN,), type="SANCTION"), "reported", False),
    ],
)
def test_a_threat_and_the_act_that_may_carry_it_out(mention_: EventMention, status: str, linked: bool) -> None:
    threat, done = view(THREAT), view(mention_, status=status)
    assert kinds(threat, done, THREAT, mention_) == ({("threatens", threat.id)} if linked else set())


@pytest.mark.parametrize(
    ("text", "earlier", "linked"),
    [
        ("In retaliation Israel struck Iran.", "2020-01-02", True),
        ("In retaliation Israel struck Iran.", "2019-11-02", False),
        ("In retaliation Israel struck Iran.", "2020-01-09", False),
        ("Once more Israel struck Iran.", "2020-01-02", False),
    ],
)
def test_an_act_answers_another_only_where_words_say_that_it_answers(text: str, earlier: str, linked: bool) -> None:
    answer, before = report(1, text, "struck", "2020-01-05", ISRAEL, on=(IRAN,)), act(earlier, IRAN, on=(ISRAEL,))
    one, other = view(answer), view(before)
    assert kinds(one, other, answer, before) == ({("answers", one.id)} if linked else set())


SERIES_TEXT = "Israel carried out a string of strikes on Iraq since July."
SERIES = report(9, SERIES_TEXT, "strikes", "2019-07/2019-09", ISRAEL, on=(IRAQ,))


@pytest.mark.parametrize(
    ("date", "actors", "on", "country", "status", "linked"),
    [
        ("2019-07-19", (ISRAEL,), (IRAQ,), None, "reported", True),
        ("2019-07-19", (ISRAEL,), (), "IQ", "reported", True),
        ("2019-08", (), (IRAQ,), "IQ", "contested", True),
        ("2019-07-19", (ISRAEL,), (), None, "reported", False),
        ("2019-07-19", (US,), (IRAQ,), "IQ", "reported", False),
        ("2019-07-19", (ISRAEL,), (IRAQ,), "SY", "reported", False),
        ("2019-06-30", (ISRAEL,), (IRAQ,), "IQ", "reported", False),
        ("2019-10-01", (ISRAEL,), (IRAQ,), "IQ", "reported", False),
        ("2019", (ISRAEL,), (IRAQ,), "IQ", "reported", False),
        ("2019-07-19", (ISRAEL,), (IRAQ,), "IQ", "planned", False),
    ],
)
def test_members_of_a_series(
    date: str, actors: tuple[Who, ...], on: tuple[Who, ...], country: str | None, status: str, linked: bool
) -> None:
    member = act(date, *actors, on=on)
    one, series = view(member, country=country, status=status), view(SERIES, country="IQ")
    assert kinds(one, series, member, SERIES) == ({("part_of", one.id)} if linked else set())


def test_a_series_that_did_not_happen_has_no_members() -> None:
    member = act("2019-07-19", ISRAEL, on=(IRAQ,))
    assert not kinds(view(member), view(SERIES, status="not_happened"), member, SERIES)


def test_a_sentence_counts_before_who_and_when() -> None:
    text = "America warned that it would strike Iran."
    doc = document(text)
    threat = mention(text, "warned", doc=doc, type="THREATEN", mode="violence", actors=[US], recipients=[IRAN])
    strike = mention(text, "strike", doc=doc, actors=[US], recipients=[IRAN], status="planned")
    (link,) = LINKER.between(view(threat), view(strike, status="planned"), told(threat, strike))
    assert (link.kind, link.source, link.evidence) == ("threatens", threat.event, tuple(sorted((threat.id, strike.id))))
    assert link.probability > 0.5


def test_the_likeliest_series_is_the_one_an_event_is_part_of() -> None:
    ids = [EventId(name) for name in "abcd"]
    links = [Link(ids[0], one, "part_of", (), p) for one, p in zip(ids[1:], (0.6, 0.85, 0.85), strict=True)]
    assert series_of(ids[0], [*links, Link(ids[1], ids[0], "part_of", (), 1.0)]) == ids[2]
    assert series_of(ids[3], links) is None


DAYS = st.sampled_from(["2019-07-19", "2019-07-25", "2019-08-02", "2019-08", "2019-07/2019-09"])
SIDES = st.sampled_from([US, IRAN, KATAIB, ISRAEL, IRAQ])
TEXTS = st.sampled_from([
    "In retaliation America, Israel, Iran, Kataib and Iraq fought.",
    "A string of attacks by America, Israel, Iran, Kataib and Iraq was fought over months, attacks all.",
    "America, Israel, Iran, Kataib and Iraq fought.",
])  # fmt: skip


@st.composite
def mentions(draw: st.DrawFn) -> list[EventMention]:
    made = []
    for n in range(draw(st.integers(2, 6))):
        text, type_ = draw(TEXTS), draw(st.sampled_from(["ASSAULT", "THREATEN", "COERCE"]))
        trigger = draw(st.sampled_from(["fought", "attacks"])) if "attacks" in text else "fought"
        made.append(report(n, text, trigger, draw(DAYS), draw(SIDES), on=(draw(SIDES),), type=type_))
    return made


@given(mentions(), st.randoms())
def test_all_links_are_those_of_every_two_events_in_any_order(found: list[EventMention], random: Any) -> None:
    events = [view(one, country="IQ") for one in found]
    pairs = [link for one, other in combinations(events, 2) for link in LINKER.between(other, one, told(*found))]
    shuffled = random.sample(events, len(events))
    assert LINKER.among(shuffled, told(*found)) == tuple(sorted(pairs, key=lambda x: (x.source, x.target, x.kind)))
