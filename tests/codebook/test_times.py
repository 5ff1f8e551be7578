"""The grammar of time phrases: where one stands, and what is none."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.time_shapes import PIECE, SHAPES
from sayso.codebook.time_words import CLASSES
from sayso.codebook.times import TimeGrammar, find_times
from sayso.errors import CodebookError

GRAMMAR = TimeGrammar.load()


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Rockets fell on Friday night .", ["Friday night"]),
        ("It began Jan. 3 , 2020 , officials said", ["Jan. 3 , 2020"]),
        ("On Friday , Dec. 27 , a man died", ["Friday , Dec. 27"]),
        ("in late July 2019 and again this year", ["late July 2019", "this year"]),
        ("two weeks ago , then yesterday morning", ["two weeks ago", "yesterday morning"]),
        ("over the past three days", ["the past three days"]),
        ("earlier this week the army moved", ["earlier this week"]),
        ("since 2011 , about 2014 troops", ["2011"]),
        ("They had 2000 rockets in 2006", ["2006"]),
        ("on 3 January 2020", ["3 January 2020"]),
        ("the 19th of July", ["the 19th of July"]),
        ("Sunday and Monday", ["Sunday and Monday"]),
        ("last summer", ["last summer"]),
        ("on Nov . 13", ["Nov . 13"]),
        ("by the end of 2014", ["the end of 2014"]),
        ("in recent days", ["recent days"]),
        ("in the same week", ["the same week"]),
        ("by the late '90s", ["the late '90s"]),
    ],
)
def test_phrases_are_found(text: str, phrases: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[first:last]) for first, last in find_times(words, GRAMMAR)] == phrases


@pytest.mark.parametrize(
    "text",
    ["They may march on the city", "which may have been", "a second strike", "the sun rose", "1500 men", "", "a fall"],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text.split(), GRAMMAR) == []


def test_every_class_has_words() -> None:
    assert all(GRAMMAR.values[name] for name in CLASSES)


def test_every_shape_is_a_pattern_and_can_open() -> None:
    openers = [*GRAMMAR.shapes._opening.values(), GRAMMAR.shapes._numeral]
    assert all(shape.pattern for shape in GRAMMAR.shapes.shapes)
    assert {at for found in openers for at in found} == set(range(len(GRAMMAR.shapes.shapes)))
    assert PIECE not in {shape.reads for shape in GRAMMAR.shapes.shapes}


@pytest.mark.parametrize(
    ("pattern", "text", "phrase"),
    [
        ("zero (?:hour|day)", "They met at zero hour on the bridge today", "zero hour"),
        ("(?:fully )?harvest(?:time)? <month>", "They met at harvesttime July again", "harvesttime July"),
        ("(?:(?:once|<edge>) )?upon a <unit>", "They met late upon a week", "late upon a week"),
        (r"(?P<count>\d+)d <unit>", "They met in 3d week", "3d week"),
    ],
)
def test_a_shape_that_people_add_is_found_whatever_it_opens_with(
    pattern: str, text: str, phrase: str, own_tables: Path
) -> None:
    with (own_tables / SHAPES).open("a", encoding="utf-8") as table:
        table.write(f"own\tdate\tdate\t{pattern}\n")
    words = text.split()
    found = [" ".join(words[one.first : one.last]) for one in TimeGrammar.load().phrases(words) if one.shape == "own"]
    assert found == [phrase]


def test_a_shape_that_is_no_pattern_is_named_when_it_is_met(own_tables: Path) -> None:
    with (own_tables / SHAPES).open("a", encoding="utf-8") as table:
        table.write("own\tdate\tdate\treed [z-a] week\n")
    with pytest.raises(CodebookError, match=r"time_shapes\.tsv: own: no pattern"):
        list(TimeGrammar.load().phrases(["the", "reed", "week"]))


words = st.lists(
    st.one_of(
        st.sampled_from(
            ["Friday", "last", "July", "2019", "the", "of", ",", ".", "two", "weeks", "ago", "3", "five-day"]
        ),
        st.text(max_size=6),
    ),
    max_size=12,
)


@given(words)
def test_ranges_are_sorted_and_apart(tokens: list[str]) -> None:
    ranges = find_times(tokens, GRAMMAR)
    assert all(0 <= first < last <= len(tokens) for first, last in ranges)
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))
