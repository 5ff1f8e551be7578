"""Laying marks over a text: whatever the marks and the text, its characters and their offsets stay."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sayso.serve.laying import NOT_SHOWN, Mark, lay

HOSTILE = "\x00\x07\x1b\r\n\t\x0b\x0c\x7f\x85\u061c\u200f\u202e\u2066\u2028\ud800<>&\"'\ufeff\U0001f680ع"
TEXTS = st.text(st.one_of(st.sampled_from(HOSTILE), st.characters(codec="utf-8")), max_size=40)
OFFSETS = st.integers(-3, 45)
MARKS = st.lists(st.builds(Mark, OFFSETS, OFFSETS, st.sampled_from("abc"), st.sampled_from("12")), max_size=12)


@given(TEXTS, MARKS, st.lists(OFFSETS, max_size=4))
def test_runs_are_the_text_without_a_gap(text: str, marks: list[Mark], cuts: list[int]) -> None:
    runs = list(lay(text, marks, cuts))
    assert "".join(run.text for run in runs) == text
    assert [run.start for run in runs] == [0, *(run.end for run in runs)][: len(runs)]
    assert all(run.text == text[run.start : run.end] for run in runs)
    starts = {run.start for run in runs}
    assert {at for at in cuts if 0 <= at < len(text)} <= starts


@given(TEXTS, MARKS)
def test_each_run_has_exactly_the_marks_that_lie_on_it(text: str, marks: list[Mark]) -> None:
    for run in lay(text, marks):
        on_it = [mark for mark in marks if mark.start <= run.start and run.end <= mark.end and mark.start < mark.end]
        assert sorted(map(repr, run.marks)) == sorted(map(repr, on_it))
        assert all(mark.start == run.start for mark in run.begins)
        assert all(mark.end == run.end for mark in run.ends)


@given(TEXTS, MARKS)
def test_what_is_shown_stands_for_the_text_one_for_one(text: str, marks: list[Mark]) -> None:
    for run in lay(text, marks):
        if run.shown != run.text:
            assert len(run.text) == 1
            assert len(run.shown) == 1 or (run.text == "\r" and text[run.end : run.end + 1] == "\n")
        assert all(
            letter in "\n\t" or letter == NOT_SHOWN or letter.isprintable() or letter > "\x9f" for letter in run.shown
        )


@given(TEXTS, MARKS)
def test_a_parser_of_html_gives_back_what_is_shown_at_the_same_offsets(text: str, marks: list[Mark]) -> None:
    runs = list(lay(text, marks))
    spans = "".join(f'<span data-at="{run.start}">{run.html}</span>' for run in runs)
    page = html.fromstring(f"<!doctype html><html><body><p>{spans}</p></body></html>")
    found = {int(span.get("data-at")): span.text_content() for span in page.iter("span")}
    assert found == {run.start: run.shown for run in runs}


def test_marks_that_overlap_and_nest_stand_side_by_side() -> None:
    text = "Police said gunmen killed nine men."
    marks = [Mark(0, 35, "sentence"), Mark(12, 25, "x"), Mark(19, 30, "y"), Mark(19, 25, "z")]
    roles = [(run.text, "".join(mark.role[0] for mark in run.marks)) for run in lay(text, marks)]
    assert roles == [
        ("Police said ", "s"), ("gunmen ", "sx"), ("killed", "sxyz"), (" nine", "sy"), (" men.", "s"),
    ]  # fmt: skip


def test_characters_that_would_not_be_seen_are_named() -> None:
    runs = list(lay("a\u202eb\x1bc\r\nd\re", []))
    assert [(run.shown, run.odd) for run in runs if run.shown != run.text] == [
        (NOT_SHOWN, "U+202E"), ("␛", "U+001B"), ("", None), ("\n", "U+000D"),
    ]  # fmt: skip
    assert all(one.end == two.start for one, two in pairwise(runs))
