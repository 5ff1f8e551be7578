"""Modes that can hold of one act at once."""

from __future__ import annotations

import pytest

from sayso.codebook.modes_together import ModesTogether
from sayso.errors import CodebookError


@pytest.mark.parametrize(
    ("modes", "differ"),
    [
        ([], False),
        (["aerial"], False),
        (["aerial", "targeted"], False),
        (["aerial", "drone", "targeted"], False),
        (["firearms", "targeted"], False),
        (["aerial", "heavy-weapons"], True),
        (["aerial", "firearms", "targeted"], True),
    ],
)
def test_modes_differ_if_two_cannot_hold_of_one_act(modes: list[str], differ: bool) -> None:
    assert ModesTogether.load().differ("ASSAULT", modes) == differ
    assert ModesTogether.load().differ("ASSAULT", modes[::-1]) == differ


@pytest.mark.parametrize(
    "row",
    [
        {"type": "STRIKE", "mode": "aerial", "with": "*"},
        {"type": "ASSAULT", "mode": "arrest", "with": "*"},
        {"type": "ASSAULT", "mode": "aerial", "with": "drone; arrest"},
    ],
)
def test_a_row_with_an_unknown_mode_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(CodebookError):
        ModesTogether.of([row])
