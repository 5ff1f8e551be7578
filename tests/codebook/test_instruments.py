"""Nouns for what an act is done with."""

from __future__ import annotations

import pytest

from sayso.codebook.instruments import Instruments


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Drones", True),
        ("unidentified aircraft", True),
        ("a car bomb", True),
        ("two mortar rounds", True),
        ("two fighter jets", True),
        ("a police helicopter", False),
        ("militant mortars", False),
        ("drone operators", False),
        ("the air force", False),
        ("Houston Rockets", False),
        ("", False),
    ],
)
def test_a_name_that_ends_in_an_instrument_is_one(words: str, is_one: bool) -> None:
    assert Instruments.load().name(words) == is_one
