"""The first look: what could be one act passes, and a pair's answer depends on its two sketches alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.first_look import FirstLook
from tests.merge.sheets import sheet

ACT: dict[str, Any] = {
    "stems": ["bomb"], "actor_sides": ["orland"], "recipient_sides": ["vesta"], "published": "2019-07-20"
}  # fmt: skip


@pytest.mark.parametrize(
    ("other", "worth"),
    [
        ({}, True),
        ({"stems": ["kill"]}, True),
        ({"stems": ["kill"], "actor_sides": ["hale"], "recipient_sides": ["hale"], "type": "PROTEST"}, False),
    ],
)
def test_what_is_worth_comparing(other: dict[str, Any], worth: bool) -> None:
    look = FirstLook.of(sheet({**ACT, "document": 1}, {**ACT, "document": 2, **other}))
    assert look.worth(np.array([0]), np.array([1])).tolist() == [worth]
    assert look.worth(np.array([1]), np.array([0])).tolist() == [worth]


def test_no_pairs_give_none() -> None:
    assert FirstLook.of(sheet(ACT)).worth(np.empty(0, np.int64), np.empty(0, np.int64)).size == 0


@given(st.lists(st.integers(0, 5), min_size=2, max_size=40), st.data())
def test_an_answer_depends_on_two_rows_alone(names: list[int], data: st.DataObject) -> None:
    rows = sheet(*({**ACT, "stems": [f"s{name}"], "actor_sides": [f"a{name % 3}"]} for name in names)).copy()
    rows["vector"] = np.random.default_rng(len(names)).integers(-127, 128, rows["vector"].shape)
    rows["model"] = 1
    left, right = np.triu_indices(len(rows), 1)
    together = FirstLook.of(rows).worth(left, right)
    at = data.draw(st.integers(0, len(left) - 1))
    alone = FirstLook.of(rows[[left[at], right[at]]]).worth(np.array([0]), np.array([1]))
    assert together[at] == alone[0]
