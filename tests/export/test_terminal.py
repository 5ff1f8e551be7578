"""Words of a report in a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.terminal import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[2J\x1b]0;owned\x07", "[2J]0;owned"),
        ("\x9b31mred", "31mred"),
        ("one\r\ntwo\tthree", "one  two three"),
        ("exe\u202egnp", "exegnp"),
        ("\u2066isolate\u2069", "isolate"),
        ("line\u2028next\u2029end", "line next end"),
        ("بغداد", "بغداد"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800", ""),
        ("nul\x00l", "null"),
    ],
)
def test_what_could_move_the_cursor_or_hide_words_is_dropped(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_any_text_becomes_one_safe_line(text: str) -> None:
    shown = printable(text)
    assert shown.splitlines() in ([], [shown])
    assert printable(shown) == shown
    shown.encode("utf-8")
