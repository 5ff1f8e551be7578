"""What a time phrase means, seen from a publication date that is a day, an interval or unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.times import TimeGrammar
from sayso.record.edtf import Edtf
from sayso.resolve import date
from sayso.resolve.dates import READERS

GRAMMAR = TimeGrammar.load()
SATURDAY = Edtf("2019-07-20")


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("Saturday", "2019-07-20", "relative"),
        ("Friday", "2019-07-19", "relative"),
        ("Sunday", "2019-07-14", "relative"),
        ("last Friday", "2019-07-19", "relative"),
        ("last Saturday", "2019-07-13", "relative"),
        ("early Sunday", "2019-07-14", "relative"),
        ("on Thursday night", "2019-07-18", "relative"),
        ("Thursday and Friday", "2019-07-18/2019-07-19", "relative"),
        ("yesterday", "2019-07-19", "relative"),
        ("today", "2019-07-20", "relative"),
        ("this morning", "2019-07-20", "relative"),
        ("overnight", "2019-07-20", "relative"),
        ("July 19", "2019-07-19", "stated"),
        ("19 July", "2019-07-19", "stated"),
        ("July 19, 2018", "2018-07-19", "stated"),
        ("Friday, July 19", "2019-07-19", "stated"),
        ("December 27", "2018-12-27", "stated"),
        ("July 8-10", "2019-07-08/2019-07-10", "stated"),
        ("2018", "2018", "stated"),
        ("in October", "2018-10", "stated"),
        ("last June", "2019-06", "relative"),
        ("October last year", "2018-10", "relative"),
        ("June 2014", "2014-06", "stated"),
        ("late 2011", "2011-12~", "stated"),
        ("the end of 2014", "2014-12~", "stated"),
        ("since 2011", "2011/2019", "stated"),
        ("last week", "2019-07-07/2019-07-13", "relative"),
        ("earlier this week", "2019-07-14/2019-07-20", "relative"),
        ("last month", "2019-06", "relative"),
        ("this year", "2019", "relative"),
        ("last year", "2018", "relative"),
        ("two weeks ago", "2019-07-06~", "relative"),
        ("three days ago", "2019-07-17", "relative"),
        ("a decade ago", "2009~", "relative"),
        ("over the past four days", "2019-07-16/2019-07-20", "relative"),
        ("the past year", "2018-07/2019-07", "relative"),
        ("over the weekend", "2019-07-20/2019-07-21", "relative"),
        ("last summer", "2018-22", "relative"),
        ("Christmas", "2018-12-25", "stated"),
        ("2019-07-01", "2019-07-01", "stated"),
    ],
)
def test_seen_from_a_day(text: str, value: str, basis: str) -> None:
    assert date(text, SATURDAY, GRAMMAR) == (value, basis)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Friday", "2019-07-26"),
        ("Saturday", "2019-07-20"),
        ("tomorrow", "2019-07-21"),
        ("next week", "2019-07-21/2019-07-27"),
        ("September 3", "2019-09-03"),
        ("in May", "2019-05"),
        ("next year", "2020"),
    ],
)
def test_acts_still_to_come(text: str, value: str) -> None:
    assert date(text, SATURDAY, GRAMMAR, ahead=True)[0] == value


@pytest.mark.parametrize(
    "text",
    ["", "during the siege", "two days after the strike", "which may have been", "February 30, 2019"],
)
def test_no_date_is_invented(text: str) -> None:
    assert date(text, SATURDAY, GRAMMAR) == (None, "none")


@pytest.mark.parametrize("text", ["Friday", "yesterday", "last month", "July 19", "two weeks ago"])
@pytest.mark.parametrize("published", [None, Edtf("2019"), Edtf("2019-01/2019-06"), Edtf("../2019-07-20")])
def test_an_unknown_publication_date_dates_nothing_relative(text: str, published: Edtf | None) -> None:
    assert date(text, published, GRAMMAR) == (None, "none")


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("July 19, 2019", None, "2019-07-19"),
        ("Friday", "2019-07-20/2019-07-21", "2019-07-19"),
        ("yesterday", "2019-07-20/2019-07-22", "2019-07-19/2019-07-21"),
        ("last month", "2019-07", "2019-06"),
    ],
)
def test_an_interval_widens_the_answer(text: str, published: str | None, value: str) -> None:
    assert date(text, Edtf(published) if published else None, GRAMMAR)[0] == value


def test_every_shape_has_a_reader() -> None:
    assert {shape.reads for shape in GRAMMAR.shapes.shapes} == set(READERS)


pieces = [
    "last",
    "Friday",
    "July",
    "31",
    "2019",
    "two",
    "weeks",
    "ago",
    "the",
    "end",
    "of",
    "and",
    "summer",
    "-",
    "since",
]


@given(st.lists(st.sampled_from(pieces), max_size=6), st.dates(), st.booleans())
def test_any_phrase_gives_a_date_or_none(words: list[str], day: object, ahead: bool) -> None:
    found, basis = date(" ".join(words), Edtf(str(day)), GRAMMAR, ahead=ahead)
    assert (found is None) == (basis == "none")
    assert found is None or isinstance(found, Edtf)
