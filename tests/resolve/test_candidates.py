"""Whom a phrase may mean, ranked."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.resolve.candidates import actor_candidates

REGISTRY = ActorRegistry.load()


@pytest.mark.parametrize(
    ("text", "day", "names"),
    [
        ("the Pentagon chief", date(2019, 12, 31), ["Mark Esper"]),
        ("the Iranian president", date(2021, 10, 1), ["Ebrahim Raisi"]),
        ("Israel's chief of staff", date(2014, 6, 15), ["Benny Gantz"]),
        ("the Pentagon", None, ["United States", "Pentagon"]),
        ("Kata'ib Hezbollah", None, ["Kataib Hezbollah"]),
        ("the Quilt Brigade", None, ["Quilt Brigade"]),
    ],
)
def test_candidates_are_ranked(text: str, day: date | None, names: list[str]) -> None:
    found = actor_candidates(text, REGISTRY, day)
    assert [one.name for one in found] == names
    assert all(one.reason for one in found)


def test_an_office_without_a_day_lists_its_holders_the_last_first() -> None:
    found = actor_candidates("the Quds Force commander", REGISTRY)
    assert [one.name for one in found] == ["Esmail Ghaani", "Qassem Soleimani"]
    assert sum(one.score for one in found) <= 1
