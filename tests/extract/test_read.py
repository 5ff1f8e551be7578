"""The whole reader: valid spans, stable ids, no text that breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.record.counts import supports
from sayso.record.spans import Span
from tests.extract.sentences import read

REPORT = """Israeli warplanes struck two bases near Damascus on Friday, killing nine soldiers, Syria said.

Israel declined to comment. "We will respond if they attack again," General Ali Haddad told reporters.
Two U.S. officials said the strikes didn't hit Iranian troops. It was not clear whether Iran-backed militias
fired the rockets.

The United Nations condemned the violence and urged both sides to hold talks."""

PIECES = """
Israel Iran said that attacked Syria denied it , . " “ ” not if will the strike on by in Mosul killed 30
more than Trump's who officials according to — ( ) 's n't vowed reportedly U.S. and of its A 2019 $3 million
"""
WORDS = st.sampled_from(PIECES.split())


def spans_in(value: Any) -> Iterator[Span]:
    """Give every span inside a record."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, tuple):
        for one in value:
            yield from spans_in(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans_in(getattr(value, name))


def check(text: str) -> None:
    found = read(text)
    for record in (*found.mentions, *found.commitments):
        assert all(text[span.start : span.end] == span.text for span in spans_in(record))
    ids = [mention.id for mention in found.mentions]
    assert len(set(ids)) == len(ids)
    for mention in found.mentions:
        assert mention.sentence.holds(mention.trigger)
        assert 0 < mention.probability < 1
        assert all(supports(number.text, number.low, number.high) for number in mention.numbers)
        actors = {(who.start, who.end) for who in mention.actors}
        assert actors.isdisjoint((who.start, who.end) for who in mention.recipients)


def test_a_report_gives_valid_records() -> None:
    check(REPORT)
    assert len(read(REPORT).mentions) >= 8


def test_reading_twice_gives_the_same() -> None:
    assert read(REPORT) == read(REPORT)


def test_nothing_gives_nothing() -> None:
    assert read("") == read(" \n\n ")
    assert read("").mentions == () and read("").commitments == ()


def test_a_sentence_without_end_is_read_in_parts() -> None:
    mentions = read("Israel attacked Syria and " * 250).mentions
    assert len(mentions) == 250
    assert max(len(mention.sentence.text.split()) for mention in mentions) <= 400


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_no_order_of_words_breaks_it(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_no_characters_break_it(text: str) -> None:
    check(text)
