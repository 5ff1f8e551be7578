"""Kinds, counts, places and dates of an event: what is chosen, and what is contested."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.merge.situations import IRAN, ISRAEL, SYRIA, Case, count, place

DAMASCUS, ALEPPO = place("Damascus", 1, "SY", (33.51, 36.29)), place("Aleppo", 1, "SY", (36.2, 37.16))
MEZZEH = place("Mezzeh", 1, "SY", (33.48, 36.22))
COUNTRY, BAGHDAD = place("Syria", 6, "SY"), place("Baghdad", 1, "IQ", (33.31, 44.36))


@pytest.fixture
def case() -> Case:
    return Case()


def test_type_and_mode_are_what_most_independent_voices_give(case: Case) -> None:
    first = case.says("Wire", "2019-07-20", mode="heavy-weapons", probability=0.9)
    for outlet in ("Post", "Ledger"):
        case.says(outlet, "2019-07-20", mode="heavy-weapons", doc={"copy_of": first.doc}, probability=0.9)
    case.says("Courier", "2019-07-20", mode="aerial", probability=0.6)
    case.says("Echo", "2019-07-20", mode="aerial", probability=0.6)
    case.says("Herald", "2019-07-20", type="COERCE", score=-7.2, quad="material_conflict")
    event = case.event()
    assert (event.type, event.mode, event.score) == ("ASSAULT", "aerial", -10.0)
    assert case.contested("mode") == {"aerial": 2, "heavy-weapons": 3}
    assert case.contested("type") == {"ASSAULT": 5, "COERCE": 1}


def test_modes_that_hold_of_one_act_at_once_are_no_contest(case: Case) -> None:
    case.says("Wire", "2019-07-20", mode="aerial")
    case.says("Post", "2019-07-20", mode="targeted")
    assert case.contested("mode") == {}
    case.says("Ledger", "2019-07-20", mode="firearms")
    assert case.contested("mode") == {"aerial": 1, "targeted": 1, "firearms": 1}


def test_a_mention_without_a_mode_speaks_against_none(case: Case) -> None:
    case.says("Wire", "2019-07-20")
    case.says("Post", "2019-07-20", mode="aerial", probability=0.2)
    assert (case.event().mode, case.contested("mode")) == ("aerial", {})


def test_what_one_origin_tells_in_two_ways_is_not_contested(case: Case) -> None:
    report = case.report("Wire", "2019-07-20")
    case.says(report, mode="aerial", numbers=[count(3, 3)])
    case.says(report, mode="drone", numbers=[count(9, 9)])
    assert case.event().contested == ()


def test_a_cumulative_toll_never_becomes_the_acts(case: Case) -> None:
    case.says("Wire", "2019-07-20", numbers=[count(4, 4), count(900, None, scope="cumulative")])
    act, all_told = case.event().numbers
    assert (act.scope, act.low, act.best, act.high) == ("this_act", 4, 4, 4)
    assert (all_told.scope, all_told.low) == ("cumulative", 900)


def test_part_of_a_count_is_kept_apart(case: Case) -> None:
    case.says("Wire", "2019-07-20", numbers=[count(30, 30), count(12, 12, subset_of=0)])
    whole, part = case.event().numbers
    assert (whole.subset, whole.low, whole.high, part.subset, part.best) == (False, 30, 30, True, 12)


def test_a_people_counts_on_the_side_of_its_state(case: Case) -> None:
    case.says("Wire", "2019-07-20", numbers=[count(3, 3, who="Americans"), count(5, 5, who="US soldiers")])
    (number,) = case.event().numbers
    assert (number.side, len(number.reported)) == ("united-states", 2)


def test_counts_are_kept_apart_by_class_and_side(case: Case) -> None:
    case.says("Wire", "2019-07-20", numbers=[count(3, 3, who="Iranian soldiers", who_class="combatant")])
    case.says("Post", "2019-07-20", numbers=[count(5, 5, who="Syrian soldiers", who_class="combatant")])
    case.says("Ledger", "2019-07-20", numbers=[count(7, 7, who="people"), count(8, 8, "wounded", who="people")])
    found = [(one.kind, one.who_class, one.side, one.best) for one in case.event().numbers]
    assert found == [
        ("killed", "combatant", "iran", 3),
        ("killed", "combatant", "syria", 5),
        ("killed", "unknown", None, 7),
        ("wounded", "unknown", None, 8),
    ]
    assert case.event().contested == ()


@pytest.mark.parametrize(
    ("counts", "low", "best", "high", "contested"),
    [
        (((25, None), (30, None)), 30, None, None, False),
        (((25, None), (28, 28)), 28, 28, 28, False),
        (((None, 39), (31, None)), 31, None, 39, False),
        (((10, 12), (11, 15)), 11, None, 12, False),
        (((19, 19), (25, 25), (25, 25)), 19, 25, 25, True),
        (((None, 20), (31, None)), None, None, None, True),
        (((0, 0), (11, 11)), 0, 0, 11, True),
    ],
)
def test_bounds_of_one_day(
    case: Case,
    counts: tuple[tuple[int | None, int | None], ...],
    low: int | None,
    best: int | None,
    high: int | None,
    contested: bool,
) -> None:
    for at, bounds in enumerate(counts):
        case.says(f"Paper {at}", "2019-07-20", numbers=[count(*bounds)])
    (number,) = case.event().numbers
    assert (number.low, number.best, number.high) == (low, best, high)
    assert bool(case.contested("number:killed")) is contested


def test_a_later_and_smaller_count_of_another_origin_is_contested(case: Case) -> None:
    case.says("Wire", "2019-07-20", numbers=[count(25, 25)])
    case.says("Post", "2019-07-21", numbers=[count(19, 19)])
    assert case.contested("number:killed") == {"19": 1, "25": 1}


def test_an_origin_corrects_itself(case: Case) -> None:
    case.says("Wire", "2019-07-20", by=IRAN, numbers=[count(80, 80)])
    case.says("Post", "2019-07-21", by=IRAN, numbers=[count(50, 50)])
    (number,) = case.event().numbers
    assert (number.low, number.high, [one.low for one in number.reported]) == (50, 50, [80, 50])
    assert case.event().contested == ()


def test_money_does_not_grow(case: Case) -> None:
    case.says("Wire", "2019-07-20", numbers=[count(100, 100, "money")])
    case.says("Post", "2019-07-21", numbers=[count(200, 200, "money")])
    assert case.contested("number:money") == {"100": 1, "200": 1}


def test_of_undated_reports_none_is_outgrown(case: Case) -> None:
    case.says("Wire", None, numbers=[count(11, 11)])
    case.says("Post", "2020-01-24", numbers=[count(34, 34)])
    assert case.contested("number:killed") == {"11": 1, "34": 1}


def test_a_contested_count_says_what_it_counts(case: Case) -> None:
    for outlet, low in (("Wire", 3), ("Post", 5)):
        case.says(outlet, "2019-07-20", numbers=[count(low, low, who_class="civilian", scope="cumulative")])
    assert case.contested("number:killed/civilian/cumulative") == {"3": 1, "5": 1}


def test_a_finer_place_stands_for_the_country_around_it(case: Case) -> None:
    case.says("Wire", "2019-07-20", places=(COUNTRY,))
    case.says("Post", "2019-07-20", places=(DAMASCUS,))
    assert [one.name for one in case.event().places] == ["Damascus"]
    assert case.event().contested == ()


def test_places_far_apart_are_contested_and_the_better_supported_one_is_kept(case: Case) -> None:
    case.says("Wire", "2019-07-20", places=(ALEPPO,))
    case.says("Post", "2019-07-20", places=(DAMASCUS,))
    case.says("Ledger", "2019-07-20", places=(DAMASCUS,))
    assert [one.name for one in case.event().places] == ["Damascus"]
    assert case.contested("place") == {"Damascus": 2, "Aleppo": 1}


def test_places_close_by_or_named_together_go_together(case: Case) -> None:
    case.says("Wire", "2019-07-20", places=(DAMASCUS,))
    case.says("Post", "2019-07-20", places=(MEZZEH,))
    assert [one.name for one in case.event().places] == ["Damascus", "Mezzeh"]
    case.says("Ledger", "2019-07-20", places=(DAMASCUS, ALEPPO))
    assert [one.name for one in case.event().places] == ["Damascus", "Aleppo", "Mezzeh"]
    assert case.event().contested == ()


def test_countries_that_differ_are_contested_without_any_point(case: Case) -> None:
    case.says("Wire", "2019-07-20", places=(COUNTRY,))
    case.says("Post", "2019-07-20", places=(BAGHDAD,))
    assert case.contested("place") == {"Baghdad": 1, "Syria": 1}


def test_where_rockets_come_from_does_not_compete_with_where_they_land(case: Case) -> None:
    case.says("Wire", "2019-07-20", places=(replace(BAGHDAD, role="origin"), DAMASCUS))
    case.says("Post", "2019-07-20", places=(DAMASCUS,))
    assert [(one.name, one.role) for one in case.event().places] == [("Damascus", "site"), ("Baghdad", "origin")]
    assert case.event().contested == ()


def test_what_is_no_name_gives_way_to_places_that_have_one(case: Case) -> None:
    nameless = replace(place("the border", 1, "SY"), name="the border", geo_precision=None)
    case.says("Wire", "2019-07-20", places=(nameless,))
    assert [one.name for one in case.event().places] == ["the border"]
    case.says("Post", "2019-07-20", places=(DAMASCUS,))
    assert [one.name for one in case.event().places] == ["Damascus"]


@pytest.mark.parametrize(
    ("dates", "chosen", "contested"),
    [
        ((("2019-07", "stated"), ("2019-07-19", "stated")), "2019-07-19", set()),
        ((("2019-07-19", "stated"), ("2019-07-20", "stated"), ("2019-07-20", "relative")), "2019-07-20",
         {"2019-07-19", "2019-07-20"}),
        ((("2019-07-19", "stated"), ("2019-07-14/2019-07-21", "document")), "2019-07-19", set()),
        ((("2019-07-19", "stated"), ("2019-08-14/2019-08-21", "document")), "2019-07-19", set()),
        ((("2019-07-19", "stated"), ("2019-07-22~", "relative")), "2019-07-19", set()),
        ((("2019-07-19", "narrative"), ("2019-07-19", "narrative"), ("2019-07-20", "relative")), "2019-07-20", set()),
        ((("2019-07-19", "stated"), ("2019-08", "stated"), ("2019-07", "stated")), "2019-07-19",
         {"2019-07-19", "2019-08"}),
    ],
)  # fmt: skip
def test_dates(case: Case, dates: tuple[tuple[str, str], ...], chosen: str, contested: set[str]) -> None:
    for at, (date, basis) in enumerate(dates):
        case.says(f"Paper {at}", "2019-07-21", date=date, date_basis=basis)
    assert case.event().date == chosen
    assert set(case.contested("date")) == contested


def test_without_a_date_there_is_no_basis(case: Case) -> None:
    case.says("Wire", "2019-07-20")
    assert (case.event().date, case.event().date_basis) == (None, "none")


def test_a_title_names_three_and_counts_the_rest(case: Case) -> None:
    case.says("Wire", "2019-07-20", actors=(ISRAEL,), recipients=[SYRIA, IRAN, "Doctors", "People"])
    assert case.event().title == "Israel: ASSAULT → Syria, Iran, Doctors and 1 more"
