"""Signs of pairs: whom meetings name beside whom they share, what did not happen, and many acts beside one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from sayso.merge.pairs import Pairs
from sayso.merge.parties import BODY, NOBODY
from sayso.merge.signs import signs
from sayso.record.vocabulary import STANCES
from tests.merge.sheets import sheet


def measured(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    found = sheet(one, other)
    there, back = (
        {name for name, values in signs(Pairs.of(found, np.array([left]), np.array([right]))) if values[0]}
        for left, right in ((0, 1), (1, 0))
    )
    assert there == back
    return there


def meeting(*who: str, sides: Iterable[str] = (), type_: str = "CONSULT") -> dict[str, Any]:
    return {"type": type_, "actors": who, "actor_sides": tuple(sides) or who}


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        (meeting("envoy", "king"), meeting("envoy", "sultan"), True),
        (meeting("envoy", "king"), meeting("envoy", "king"), False),
        (meeting("envoy", "king"), meeting("envoy"), False),
        (meeting("envoy", "king"), meeting("pope", "sultan"), False),
        (meeting("envoy", "king", sides=("a", "b")), meeting("envoy", "queen", sides=("a", "b")), False),
        (meeting("envoy", "king", type_="ASSAULT"), meeting("envoy", "sultan", type_="ASSAULT"), False),
    ],
)
def test_a_traveller_meets_several(one: dict[str, Any], other: dict[str, Any], holds: bool) -> None:
    known = [{**row, "actors_are": BODY} for row in (one, other)]
    assert ("meeting: with others" in measured(*known)) is holds


def test_whom_nobody_knows_makes_no_other_meeting() -> None:
    one, other = meeting("envoy", "two officials"), meeting("envoy", "some elders")
    assert "meeting: with others" not in measured({**one, "actors_are": NOBODY}, {**other, "actors_are": NOBODY})


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("aggregate", "aggregate", "extent: both many"),
        ("aggregate", "open", "extent: one many"),
        ("open", "single", None),
    ],
)
def test_many_acts_beside_one(one: str, other: str, sign: str | None) -> None:
    found = {name for name in measured({"extent": one}, {"extent": other}) if name.startswith("extent")}
    assert found == ({sign} if sign else set())


@pytest.mark.parametrize(
    ("one", "other", "denies", "holds"),
    [
        ("asserted", "negated", False, True),
        ("asserted", "averted", False, True),
        ("asserted", "asserted", False, False),
        ("negated", "averted", False, False),
        ("planned", "negated", False, False),
        ("asserted", "negated", True, False),
    ],
)
def test_what_did_not_happen_beside_what_did(one: str, other: str, denies: bool, holds: bool) -> None:
    stance = STANCES.index("denies") + 1 if denies else 0
    told = measured({"status": one}, {"status": other, "stance": stance})
    assert ("status: done and not done, undenied" in told) is holds
