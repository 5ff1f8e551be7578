"""Counts: kind, bounds, and the act they measure."""

from __future__ import annotations

import pytest

from tests.extract.sentences import mention_of

CASES = [
    ("The blast killed 23 people.", "killed", [("killed", 23, 23)]),
    ("The strikes killed more than 30 fighters.", "killed", [("killed", 31, None)]),
    ("At least 25 soldiers were wounded.", "wounded", [("wounded", 25, None)]),
    ("Nearly 40 people were wounded in the blast.", "wounded", [("wounded", None, 39)]),
    ("No soldiers were killed in the raid.", "killed", [("killed", 0, 0)]),
    ("Between 10 and 12 fighters died in clashes.", "died", [("killed", 10, 12)]),
    ("Hezbollah fired dozens of rockets at Israel.", "fired", [("weapons", 24, None)]),
    ("A hundred and twenty soldiers were killed.", "killed", [("killed", 120, 120)]),
    (
        "More than two hundred and fifty thousand villagers fled the fighting.",
        "fled",
        [("displaced", 250_001, None)],
    ),
    ("Police arrested 12 protesters.", "arrested", [("detained", 12, 12)]),
    ("Rebels attacked the town on July 12.", "attacked", []),
    ("Rebels attacked the town in 2014.", "attacked", []),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[case[0] for case in CASES])
def test_figures(text: str, trigger: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    numbers = mention_of(text, trigger).numbers
    assert [(number.kind, number.low, number.high) for number in numbers] == expected


def test_what_is_counted_is_quoted() -> None:
    [number] = mention_of("The blast killed 23 market traders.", "killed").numbers
    assert number.who == "market traders"
