"""Series and totals: what makes a mention speak of many acts, of one, or of neither for certain."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.codebook.series import COLUMNS, series_words_of
from sayso.errors import CodebookError
from sayso.merge.series import is_aggregate, is_single, series_signs
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
    ("low", "high", "scope", "date", "aggregate"),
    [
        (1001, None, "this_act", None, True),
        (10, 10, "this_act", MONTH, True),
        (9, 9, "this_act", None, False),
        (1001, None, "this_act", DAY, False),
        (4, 4, "period", None, True),
        (4, 4, "cumulative", None, False),
    ],
)
def test_counts_of_strikes(low: int, high: int | None, scope: str, date: Edtf | None, aggregate: bool) -> None:
    text = "Jets carried out many strikes."
    count: Any = number(text, "many", "strikes", low, high, scope=scope)
    assert is_aggregate(mention(text, "strikes", numbers=[count], date=date)) is aggregate


def test_a_toll_over_time_is_a_total_whatever_its_trigger() -> None:
    text = "At least 60 people were killed since June."
    toll = number(text, "60", "killed", 60, None)
    assert is_aggregate(mention(text, "killed", numbers=[toll]))
    assert not is_aggregate(mention(text, "killed"))


def test_a_day_behind_since_is_where_a_stretch_begins() -> None:
    text = "Attacks on the depots since July 19 have worn the force down."
    began = span(text, "July 19")
    time = TimeArgument(began.start, began.end, began.text, DAY)
    assert is_aggregate(mention(text, "Attacks", time=time, date=DAY))


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
