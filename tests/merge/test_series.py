"""Series and totals: what makes a mention speak of many acts, of one, or of neither for certain."""

from __future__ import annotations

import pytest

from sayso.codebook.series import COLUMNS, series_words_of
from sayso.errors import CodebookError
from sayso.merge.series import MANY_BLOWS, is_aggregate, is_single, series_signs
from sayso.record.edtf import Edtf
from sayso.record.mentions import TimeArgument
from tests.factory import mention, number, span

DAY, MONTH = Edtf("2019-07-19"), Edtf("2019-07")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Jets carried out four air strikes on the depots since July.", "air strikes"),
        ("The militia has been hit by a string of unexplained attacks.", "attacks"),
        ("Sunday's blast is the latest in a series of raids on the camps.", "raids"),
        ("Repeated attacks on convoys have closed the road.", "attacks"),
        ("Shelling and ambushes have grown in recent months.", "ambushes"),
        ("Between May and July drone strikes destroyed three bridges.", "drone strikes"),
        ("The army has repeatedly bombed the pass.", "bombed"),
        ("Dozens of raids were reported.", "raids"),
        ("Air strikes have hit the port since at least early July.", "Air strikes"),
        ("In the days since the siege of the port began, shells killed many.", "shells"),
        ("Gunmen attacked the post 11 times in recent weeks.", "attacked"),
    ],
)
def test_words_make_a_series(text: str, trigger: str) -> None:
    told = mention(text, trigger)
    assert is_aggregate(told)
    assert not is_single(told)


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("It was the fourth strike on the force's depots since July.", "strike", None),
        ("Another attack followed, the worst in recent months.", "attack", None),
        ("Drones launched an attack on the depot.", "attack", None),
        ("Jets carried out several air strikes overnight.", "air strikes", "2019-07-19"),
        ("A series of explosions shook the depot on Friday.", "explosions", "2019-07-19"),
    ],
)
def test_a_day_or_a_place_in_the_row_makes_a_single_act(text: str, trigger: str, date: str | None) -> None:
    told = mention(text, trigger, date=Edtf(date) if date else None)
    assert is_single(told)
    assert not is_aggregate(told)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The strikes destroyed two depots.", "strikes"),
        ("Jets bombed the depot.", "bombed"),
        ("Peace talks have gone on since March.", "talks"),
        ("Officials have repeatedly said that jets bombed the depot.", "bombed"),
        ("The minister has voiced concerns over the past month.", "voiced concerns"),
        ("The army has held the town since the war began.", "held"),
    ],
)
def test_other_words_leave_it_open(text: str, trigger: str) -> None:
    told = mention(text, trigger)
    assert not is_aggregate(told)
    assert not is_single(told)


@pytest.mark.parametrize(
    ("kind", "low", "date", "aggregate"),
    [
        ("strikes", 1001, None, True),
        ("strikes", 10, MONTH, True),
        ("strikes", 9, None, False),
        ("strikes", 1001, DAY, False),
        ("weapons", MANY_BLOWS, None, True),
        ("weapons", MANY_BLOWS - 1, None, False),
        ("weapons", 1001, DAY, False),
        ("killed", 1001, None, False),
    ],
)
def test_counts_without_a_day_make_a_series(kind: str, low: int, date: Edtf | None, aggregate: bool) -> None:
    text = "Jets carried out many strikes."
    count = number(text, "many", kind, low, None)
    assert is_aggregate(mention(text, "strikes", numbers=[count], date=date)) is aggregate


def test_weapons_that_nobody_fires_are_no_series() -> None:
    text = "The port received 2,000 rockets."
    count = number(text, "2,000", "weapons", 2000, 2000)
    assert not is_aggregate(mention(text, "received", type="AID", numbers=[count]))


@pytest.mark.parametrize(
    ("text", "trigger", "extent"),
    [
        ("Jets carried out a string of air strikes.", "air strikes", "aggregate"),
        ("Jets bombed the depot.", "bombed", "single"),
    ],
)
def test_a_day_carried_over_from_other_sentences_makes_no_single_act_of_a_series(
    text: str, trigger: str, extent: str
) -> None:
    assert series_signs(mention(text, trigger, date=DAY, date_basis="narrative")).extent == extent


def test_a_toll_over_time_is_a_total_whatever_its_trigger() -> None:
    text = "At least 60 people were killed since June."
    toll = number(text, "60", "killed", 60, None)
    assert is_aggregate(mention(text, "killed", numbers=[toll]))
    assert not is_aggregate(mention(text, "killed"))


@pytest.mark.parametrize(
    "text",
    [
        "Attacks on the depots since July 19 have worn the force down.",
        "Attacks had cost many lives by July 19 over the past year.",
    ],
)
def test_a_day_that_bounds_a_stretch_is_not_that_of_one_act(text: str) -> None:
    began = span(text, "July 19")
    time = TimeArgument(began.start, began.end, began.text, DAY)
    assert is_aggregate(mention(text, "Attacks", time=time, date=DAY, date_basis="stated"))


def test_a_day_that_owns_the_blow_is_that_of_the_act() -> None:
    text = "The depot was hit by Tuesday's air strikes, the worst over the past year."
    told = span(text, "Tuesday")
    time = TimeArgument(told.start, told.end, told.text, DAY)
    assert is_single(mention(text, "air strikes", time=time, date=DAY, date_basis="stated"))


def test_signs_say_what_was_seen() -> None:
    signs = series_signs(mention("A string of attacks hit the coast in recent weeks.", "attacks"))
    assert signs.words >= {"gathered", "spread"}
    assert signs.plural
    assert signs.strikes == 0


@pytest.mark.parametrize(("column", "cell"), [("sign", "many"), ("side", "beside"), ("reach", "far")])
def test_a_wrong_cell_is_named(column: str, cell: str) -> None:
    row = dict(zip(COLUMNS, ("gathered", "before", "3", "string of"), strict=True)) | {column: cell}
    with pytest.raises(CodebookError, match=r"no sign, side or reach.*\n?.*"):
        series_words_of([row])
