"""Cells of a table that a spreadsheet opens: nothing in them is run, and every text comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.cells import plain_cell, safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n@A", " =1", "\u00a0=1", "\u200b=1",
        "\u202e=1", "＝1", "＠x", "|x", "%x", "\x00=1", "'=1", "''=1", "=HYPERLINK(\"file:///x\")",
    ],
)  # fmt: skip
def test_what_could_be_run_is_marked_as_text(text: str) -> None:
    cell = safe_cell(text)
    assert cell == f"'{text}" and plain_cell(str(cell)) == text


@pytest.mark.parametrize("value", ["Taiz", "", "-10", "+3.5", "-1e9", "2019-07-19", "a=b", "'90s", 7, -0.5, None, True])
def test_what_is_harmless_stays(value: object) -> None:
    assert safe_cell(value) is value
    assert plain_cell(str(value)) == str(value)


@given(st.text(alphabet=st.sampled_from("=+-@'|% \t\r\n\x001aé\u202e\u200b＝"), max_size=8) | st.text(max_size=20))
def test_every_text_comes_back(text: str) -> None:
    cell = str(safe_cell(text))
    assert plain_cell(cell) == text
    assert not cell.startswith(("=", "@", "\t", "\r"))
