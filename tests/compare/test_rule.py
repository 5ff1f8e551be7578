"""When a row and an event are the same act, and why not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sayso.compare.acts import Act, Where
from sayso.compare.matching import alone, match
from sayso.compare.rule import alike

KARWAN = Where("Karwan", "IQ", 36.3, 41.8)
DAY = date(2020, 1, 10)


def act(identity: str = "e1", line: int = 0, **fields: Any) -> Act:
    usual: dict[str, Any] = {
        "title": identity, "first": DAY, "last": DAY, "types": frozenset({"ASSAULT"}), "places": (KARWAN,),
        "actors": frozenset({"id:front"}),
    }  # fmt: skip
    return Act(identity, line, **{**usual, **fields})


def on(first: int, last: int | None = None) -> dict[str, Any]:
    return {"first": date(2020, 1, first), "last": date(2020, 1, last or first)}


@pytest.mark.parametrize(
    ("fields", "fits", "fails"),
    [
        ({}, True, ""),
        (on(11), True, ""),
        (on(12), False, "date"),
        (on(1, 31), True, ""),
        ({"first": None, "last": None}, False, "date"),
        ({"types": frozenset({"PROTEST", "ASSAULT"})}, True, ""),
        ({"types": frozenset({"PROTEST"})}, False, "type"),
        ({"places": (Where("Balad", "IQ", 34.0, 44.1),)}, False, "place"),
        ({"places": (Where("a camp", "IQ", 36.5, 41.9),), "actors": frozenset()}, True, ""),
        ({"places": (Where("KARWAN", "IQ"),), "actors": frozenset()}, True, ""),
        ({"places": (Where("Iraq", "IQ", wide=True),)}, True, ""),
        ({"places": (Where("Syria", "SY", wide=True),)}, False, "place"),
        ({"places": ()}, True, ""),
        ({"places": (), "actors": frozenset({"id:turkey"})}, False, "actors and place"),
        ({"places": (Where("Iraq", "IQ", wide=True),), "actors": frozenset()}, False, "actors and place"),
        ({"identity": "e1", **on(30), "types": frozenset({"AID"})}, True, ""),
    ],
)
def test_the_rule(fields: dict[str, Any], fits: bool, fails: str) -> None:
    found = alike(act(**{"identity": "r1", "line": 2, **fields}), act())
    assert (found.is_match, "" if found.is_match else found.fails()) == (fits, fails)


def test_each_is_matched_once_and_the_best_first() -> None:
    rows = [act("r1", 2, **on(11)), act("r2", 3), act("r3", 4, actors=frozenset(), places=(Where("Karwan"),))]
    matched = match(rows, [act("e1"), act("e2", actors=frozenset())])
    assert [(one.row, one.event) for one in matched] == [("r2", "e1"), ("r3", "e2")]
    assert matched[0].reasons == ("same day", "same type", "same place", "same actors: front")
    (left,) = alone([rows[0]], [act("e1"), act("e2")], frozenset({"e1", "e2"}), "event")
    assert left.reason == "the event it fits, e1, fits another better"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (on(20), "no event of its date"),
        ({"first": None, "last": None}, "undated"),
        ({"first": date(2019, 1, 1), "last": date(2019, 12, 31)}, "its date may mean more than 62 days"),
        ({"types": frozenset({"AID"})}, "events of its date are of another type"),
        ({"places": (Where("Oslo", "NO", 59.9, 10.7),)}, "events of its date are of another place"),
        ({"places": (), "actors": frozenset()}, "events of its date are of neither its actors nor its place"),
    ],
)
def test_what_has_no_match_has_a_reason(fields: dict[str, Any], reason: str) -> None:
    row = act("r1", 2, **fields)
    assert match([row], [act()]) == ()
    assert [one.reason for one in alone([row], [act()], frozenset(), "event")] == [reason]


def test_matches_say_on_what_they_differ() -> None:
    there = act("r1", 2, **on(11), actors=frozenset({"id:turkey", "state:TR"}), killed=(30, 30))
    (found,) = match([there], [act(killed=(12, 24), status="denied")])
    assert found.differs == ("killed: 30 there, 12–24 here", "date: a day apart", "actors: turkey there, front here")
    assert found.status == "denied"
