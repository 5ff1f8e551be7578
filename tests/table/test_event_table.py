"""Events as rows: what each filter lets pass, what is counted, and what a question may not do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.record.edtf import Edtf
from sayso.record.events import Event, EventActor, EventNumber, EventPlace
from sayso.table.columns import Surroundings
from sayso.table.event_filter import EventFilter
from sayso.table.event_table import MOST_CHOICES, EventTable
from sayso.table.facets import Asked, by_value, by_values, on_the_map, over_time, who_on_whom


def event(identity: str, **fields: Any) -> Event:
    usual: dict[str, Any] = {
        "type": "ASSAULT", "mode": None, "quad": "material_conflict", "score": -9.0, "title": identity, "date": None,
        "date_basis": "none", "places": (), "actors": (), "recipients": (), "numbers": (), "status": "reported",
        "status_history": (), "responsibility": "unknown", "responsibility_history": (), "contested": (), "voices": (),
        "n_mentions": 1, "n_documents": 1, "n_origins_shown": 0, "n_origin_unstated": 1, "credibility_suggested": 6,
        "credibility_suggested_reason": "", "credibility": None, "part_of": None, "mentions": (identity,),
        "documents": ("d1",),
    }  # fmt: skip
    return Event(id=identity, **{**usual, **fields})  # type: ignore[arg-type]


def who(name: str, identity: str | None = None, basis: str = "stated") -> EventActor:
    return EventActor(identity, name, basis, ())  # type: ignore[arg-type]


def place(name: str, country: str, latitude: float | None = None) -> EventPlace:
    return EventPlace(None, name, country, latitude, latitude, 1, "site")


def killed(low: int, scope: str = "this_act", **fields: Any) -> EventNumber:
    return EventNumber("killed", "unknown", None, scope, low, low, None, None, (), **fields)  # type: ignore[arg-type]


EVENTS = (
    event("m1", date=Edtf("2019-07-19"), actors=(who("Israel", "israel"),), recipients=(who("Syria", "syria"),),
          places=(place("Damascus", "SY", 33.5),),
          numbers=(killed(2), killed(300, "cumulative"), killed(9, subset=True)),
          n_origins_shown=2),
    event("m2", date=Edtf("2019-07"), type="ACCUSE", quad="verbal_conflict", actors=(who("Syria", "syria"),),
          recipients=(who("Israel", "israel"),), documents=("d1", "d2"), status="contested"),
    event("m3", actors=(who("a boy", "boy"), who("Turkey", "turkey", "denied")), recipients=(who("Syria", "syria"),),
          tags=("look",), review="confirmed"),
    event("m4", date=Edtf("2019-12-30/2020-01-03"), places=(place("Idlib", "SY"),)),
)  # fmt: skip
AROUND = Surroundings({"d1": "Meridian Wire", "d2": "Gulf Ledger"}, {"m1": 0.9, "m2": 0.4}, frozenset({"boy"}))


@pytest.fixture(scope="module")
def table() -> Iterator[EventTable]:
    filled = EventTable(EVENTS, AROUND)
    yield filled
    filled.close()


@pytest.mark.parametrize(
    ("wanted", "passing"),
    [
        ({}, "m1 m2 m3 m4"),
        ({"type": ("ACCUSE",)}, "m2"),
        ({"type": ("ACCUSE", "ASSAULT"), "quad": ("verbal_conflict",)}, "m2"),
        ({"actor": ("SYRIA",)}, "m2"),
        ({"actor": ("israel", "turkey")}, "m1 m3"),
        ({"recipient": ("Syria",)}, "m1 m3"),
        ({"place": ("damascus",)}, "m1"),
        ({"country": ("SY",)}, "m1 m4"),
        ({"outlet": ("gulf ledger",)}, "m2"),
        ({"tag": ("look",)}, "m3"),
        ({"status": ("contested",)}, "m2"),
        ({"reviewed": True}, "m3"),
        ({"reviewed": False}, "m1 m2 m4"),
        ({"min_independent": 2}, "m1"),
        ({"min_probability": 0.4}, "m1 m2"),
        ({"since": "2019-07-20"}, "m2 m4"),
        ({"until": "2019-07-19"}, "m1 m2"),
        ({"since": "2020"}, "m4"),
        ({"since": "2020", "undated": True}, "m3 m4"),
        ({"where": "list_contains(actors, 'Syria') OR killed_low = 2"}, "m1 m2"),
        ({"where": "type = 'ASSAULT' -- and so on"}, "m1 m3 m4"),
    ],
)
def test_a_filter_lets_pass_what_it_says(table: EventTable, wanted: dict[str, Any], passing: str) -> None:
    assert sorted(table.ids(EventFilter(**wanted))) == passing.split()
    assert table.n(EventFilter(**wanted)) == len(passing.split())


def test_words_ask_for_the_documents_that_hold_them(table: EventTable) -> None:
    assert table.ids(EventFilter(), docs=["d2"]) == ["m2"]
    assert table.ids(EventFilter(), docs=[]) == []


@pytest.mark.parametrize(
    "where",
    ["nothing = 1", "1; DROP TABLE events", "true) ; DELETE FROM events WHERE (true", "'open",
     "id IN (SELECT content FROM read_text('/etc/hostname'))"],
)  # fmt: skip
def test_a_condition_that_cannot_be_asked_is_refused(table: EventTable, where: str) -> None:
    with pytest.raises(UsageError):
        table.ids(EventFilter(where=where))
    assert table.n() == 4


@pytest.mark.parametrize("wanted", [{"type": ("WAR",)}, {"status": ("so",)}, {"quad": ("x",)}, {"since": "May"}])
def test_a_filter_that_nothing_can_pass_is_refused(wanted: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        EventFilter(**wanted)


def test_orders(table: EventTable) -> None:
    assert table.ids(order="date") == ["m2", "m1", "m4", "m3"]
    assert table.ids(order="-date", limit=2, offset=1) == ["m1", "m2"]
    assert table.ids(order="killed", limit=1) == ["m1"]
    with pytest.raises(UsageError, match="no order"):
        table.ids(order="title; DROP TABLE events")


def test_private_people_are_counted_by_nobody(table: EventTable) -> None:
    assert [(one.id, one.n) for one in by_value(Asked(table), "actor")] == [("israel", 1), ("syria", 1), ("turkey", 1)]
    assert {(pair.actor, pair.recipient) for pair in who_on_whom(Asked(table))} == {
        ("israel", "syria"), ("syria", "israel"),
    }  # fmt: skip


def test_counts_by_column(table: EventTable) -> None:
    assert [(one.id, one.n) for one in by_value(Asked(table), "type")] == [("ASSAULT", 3), ("ACCUSE", 1)]
    with pytest.raises(UsageError, match="not counted by"):
        by_value(Asked(table), "n FROM events; --")


def test_what_a_timeline_cannot_show_is_counted(table: EventTable) -> None:
    days, months = over_time(Asked(table), "day"), over_time(Asked(table), "month")
    assert [(str(bar.start), bar.n) for bar in days.bars] == [("2019-07-19", 1)]
    assert (days.undated, days.coarser) == (1, 2)
    assert [(str(bar.start), bar.quad) for bar in months.bars] == [
        ("2019-07-01", "material_conflict"), ("2019-07-01", "verbal_conflict"),
    ]  # fmt: skip
    assert (months.undated, months.coarser) == (1, 1)


def test_what_a_map_cannot_show_is_counted(table: EventTable) -> None:
    points, nowhere = on_the_map(Asked(table))
    assert [(one.place, one.latitude, one.n) for one in points] == [("Damascus", 33.5, 1)]
    assert nowhere == 3


def test_tolls_are_those_of_the_act_alone(table: EventTable) -> None:
    assert table.ask("SELECT killed_low, killed_best, killed_high FROM events WHERE id = 'm1'") == [(2, 2, None)]


def test_events_change_without_the_table_being_filled_again() -> None:
    table = EventTable(EVENTS, AROUND)
    table.replace(["m4"], [event("m1", title="anew"), event("m5", tags=("late",))], AROUND)
    assert sorted(table.ids()) == ["m1", "m2", "m3", "m5"]
    assert table.ask("SELECT title, actors FROM events WHERE id = 'm1'") == [("anew", [])]
    assert table.ids(EventFilter(tag=("late",))) == ["m5"] and table.ids(EventFilter(place=("damascus",))) == []


def test_a_table_of_no_events_answers() -> None:
    table = EventTable((), Surroundings({}, {}, frozenset()))
    assert table.n() == 0 and by_value(Asked(table), "actor") == () and on_the_map(Asked(table)) == ((), 0)


def at(identity: str, latitude: float, longitude: float) -> Event:
    return event(identity, places=(EventPlace(None, identity, None, latitude, longitude, 1, "site"),))


@pytest.mark.parametrize(
    ("box", "passing"),
    [
        ("30,40,40,50", "baghdad"),
        ("33.3,44.4,33.3,44.4", "baghdad"),
        ("-90,-180,90,180", "apia baghdad nadi quito"),
        ("-20,170,0,-160", "apia nadi"),
        ("-20,170,0,200", "apia nadi"),
        ("-20,-190,0,-160", "apia nadi"),
        ("-90,-400,90,-30", "apia baghdad nadi quito"),
        ("0,-179,90,-100", ""),
    ],
)
def test_a_box_holds_its_edges_and_may_cross_the_antimeridian(box: str, passing: str) -> None:
    places = (at("baghdad", 33.3, 44.4), at("nadi", -17.8, 177.4), at("apia", -13.8, -171.8), at("quito", -0.2, -78.5))
    table = EventTable((*places, event("nowhere")), AROUND)
    assert sorted(table.ids(EventFilter(box=box))) == passing.split()


@pytest.mark.parametrize(
    "box", ["", "1,2,3", "a,b,c,d", "40,1,30,2", "-91,0,0,1", "0,0,1,nan", "0,0,1,inf", "0,-999,1,0"]
)
def test_a_box_that_is_none_is_refused(box: str) -> None:
    with pytest.raises(UsageError, match="cannot read the box"):
        EventFilter(box=box)


def test_a_party_is_whoever_acts_or_is_acted_on(table: EventTable) -> None:
    assert sorted(table.ids(EventFilter(party=("SYRIA",)))) == ["m1", "m2", "m3"]
    assert sorted(table.ids(EventFilter(party=("turkey", "israel")))) == ["m1", "m2", "m3"]


def test_several_counts_are_those_of_each(table: EventTable) -> None:
    several = ("type", "actor", "status", "place", "contested", "review")
    assert by_values(Asked(table), several) == {one: by_value(Asked(table), one) for one in several}
    assert [(one.id, one.n) for one in by_value(Asked(table), "review")] == [("confirmed", 1)]
    assert len(by_value(Asked(table), "place", 1)) == 1 and len(by_value(Asked(table), "type", 1)) == 1


def test_counts_follow_events_that_change() -> None:
    table = EventTable(EVENTS, AROUND)
    table.replace(["m4"], [event("m2", actors=(who("Syria", "syria"), who("Vesta", "vesta")))], AROUND)
    assert [(one.id, one.n) for one in by_value(Asked(table), "actor")] == [
        ("israel", 1), ("syria", 1), ("turkey", 1), ("vesta", 1),
    ]  # fmt: skip


def test_one_id_by_several_names_is_one_value_that_each_name_finds() -> None:
    table = EventTable(
        (event("m1", actors=(who("US", "usa"),), recipients=(who("Syria", "syria"),)),
         event("m2", actors=(who("America", "usa"),), recipients=(who("Syria", "syria"),))), AROUND
    )  # fmt: skip
    assert [(one.id, one.name, one.n) for one in by_value(Asked(table), "actor")] == [("usa", "America", 2)]
    assert [(pair.actor, pair.n) for pair in who_on_whom(Asked(table))] == [("usa", 2)]
    assert table.ids(EventFilter(actor=("us",))) == ["m1"] and len(table.ids(EventFilter(actor=("usa",)))) == 2


def test_private_people_are_found_by_who_asks_for_them(table: EventTable) -> None:
    assert table.ids(EventFilter(actor=("a boy",))) == ["m3"]


def test_what_was_looked_up_for_one_question_is_not_taken_for_another_state() -> None:
    table = EventTable(EVENTS, AROUND)
    wanted = EventFilter(outlet=("gulf ledger",))
    assert table.ids(wanted) == table.ids(wanted) == ["m2"]
    assert table.ids(wanted, docs=["d2"]) == ["m2"] and table.ids(wanted, docs=["d1"]) == ["m2"]
    table.replace(["m2"], [event("m1", documents=("d2",))], AROUND)
    assert table.ids(wanted) == ["m1"] and table.ids(wanted, docs=["d1"]) == []
    table.close()


def test_more_questions_than_are_remembered_are_answered() -> None:
    table = EventTable(EVENTS, AROUND)
    for n in range(MOST_CHOICES + 9):
        assert table.ids(EventFilter(tag=(f"no {n}",))) == []
    assert table.ids(EventFilter(tag=("look",))) == ["m3"]
    table.close()
