"""Blocks: keys of one mention alone, and each pair that shares one exactly once."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge import blocks
from sayso.merge.blocks import keys_of, pairs_of, windows_of
from sayso.merge.parties import PERSON
from tests.merge.sheets import sheet

ACT: dict[str, Any] = {"stems": ["bomb"], "actor_sides": ["israel"], "day": "2019-07-18", "published": "2019-07-20"}
BOTH: dict[str, Any] = {**ACT, "recipients": ["syria"]}
TOLD: dict[str, Any] = {"told_actors": ["israel"], "told_places": ["homs"], "published": "2019-07-20"}
JON: dict[str, Any] = {"recipients": ["Jon Doe"], "kind": PERSON, "published": "2019-07-20"}


def met(*rows: dict[str, Any]) -> set[tuple[int, int]]:
    found = pairs_of(*keys_of(sheet(*rows)))
    return {pair for left, right in found for pair in zip(left.tolist(), right.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (ACT, ACT, True),
        (ACT, {**ACT, "stems": ["kill"]}, False),
        (ACT, {**ACT, "actor_sides": ["iran"]}, False),
        (ACT, {**ACT, "day": "2019-09-18"}, False),
        (ACT, {**ACT, "published": "2019-09-10"}, True),
        (ACT, {**ACT, "type": "CONSULT"}, False),
        (ACT, {**ACT, "type": "PROTEST"}, True),
        (BOTH, {**BOTH, "stems": ["kill"]}, True),
        (BOTH, {**BOTH, "stems": ["kill"], "type": "PROTEST"}, False),
        (TOLD, TOLD, True),
        (TOLD, {**TOLD, "published": "2019-07-23"}, True),
        (TOLD, {**TOLD, "published": "2019-08-20"}, False),
        (TOLD, {**TOLD, "told_places": ["idlib"]}, False),
        (JON, {**JON, "published": "2024-07-20"}, True),
        (JON, {**JON, "type": "CONSULT"}, False),
        ({**JON, "type": "ACCUSE"}, {**JON, "type": "ACCUSE"}, False),
        ({"document": 9}, {"document": 9}, True),
        ({"document": 9}, {"document": 9, "type": "CONSULT"}, False),
    ],
)  # fmt: skip
def test_who_meets(one: dict[str, Any], other: dict[str, Any], meet: bool) -> None:
    assert met(one, other) == ({(0, 1)} if meet else set())


def test_keys_depend_on_one_row_alone() -> None:
    rows = sheet(ACT, {**ACT, "stems": ["kill"]}, JON, TOLD)
    keys, owners = keys_of(rows)
    for at in range(len(rows)):
        alone, _ = keys_of(rows[at : at + 1])
        assert set(alone.tolist()) == set(keys[owners == at].tolist())


def test_who_shares_a_key_across_documents_shares_a_window() -> None:
    rows = sheet(ACT, {**ACT, "published": "2019-09-10"}, JON, JON, TOLD, {**TOLD, "published": "2019-07-23"})
    keys, owners = keys_of(rows)
    windows, standing = windows_of(rows)
    for key in set(keys.tolist()):
        sharing = owners[keys == key]
        for one, other in pairwise(sharing):
            if rows["document"][one] != rows["document"][other]:
                assert set(windows[standing == one].tolist()) & set(windows[standing == other].tolist())


def test_no_rows_have_no_keys() -> None:
    assert keys_of(sheet())[0].size == 0
    assert list(pairs_of(*keys_of(sheet()))) == []


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), max_size=80, unique=True),
    st.integers(1, 50),
    st.randoms(use_true_random=False),
)
def test_each_pair_comes_once_whatever_the_order_and_the_size_of_chunks(
    entries: list[tuple[int, int]], at_once: int, random: Any
) -> None:
    expected = {(a, b) for key, a in entries for other, b in entries if key == other and a < b}
    random.shuffle(entries)
    keys, rows = (np.array(column, np.int64) for column in (zip(*entries, strict=True) if entries else ((), ())))
    before = blocks.PAIRS_AT_ONCE
    blocks.PAIRS_AT_ONCE = at_once
    try:
        found = [
            pair for left, right in pairs_of(keys, rows) for pair in zip(left.tolist(), right.tolist(), strict=True)
        ]
    finally:
        blocks.PAIRS_AT_ONCE = before
    assert found == sorted(expected)
