"""Comparison: the same score wherever a pair stands, reasons that add up, and bars."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from sayso.codebook.merging import PairWeights
from sayso.merge.bars import BARS, bars
from sayso.merge.compare import MOST, compare, reasons
from sayso.merge.pairs import Pairs
from sayso.merge.signs import signs
from tests.merge.sheets import sheet

WEIGHTS = PairWeights.load()
ACT: dict[str, Any] = {
    "stems": ["bomb"], "actors": ["israel"], "actor_sides": ["israel"], "recipients": ["syria"],
    "recipient_sides": ["syria"], "day": "2019-07-19", "basis": "stated", "published": "2019-07-20",
}  # fmt: skip
EARTH = 6371.0


def test_every_sign_has_a_weight_and_every_weight_a_sign() -> None:
    rows = sheet({}, {})
    names = [name for name, _ in signs(Pairs.of(rows, np.array([0]), np.array([1])))]
    assert len(set(names)) == len(names)
    assert set(names) == set(WEIGHTS.signs)


def test_signs_are_the_same_from_either_side() -> None:
    rows = sheet(ACT, {**ACT, "document": 1, "trigger": 40, "article": 1, "recipients": ["jordan"]}, {})
    left, right = np.array([0, 0, 1]), np.array([1, 2, 2])
    there, back = dict(signs(Pairs.of(rows, left, right))), dict(signs(Pairs.of(rows, right, left)))
    for name, values in there.items():
        assert np.array_equal(values, back[name]), name


def test_a_pair_scores_the_same_alone_and_among_others() -> None:
    rng = np.random.default_rng(0)
    rows = sheet(*({**ACT, "day": f"2019-07-{1 + at % 28:02}", "trigger": at} for at in range(60)))
    rows["vector"] = rng.integers(-127, 128, (60, 64))
    rows["model"] = 1
    left, right = np.triu_indices(60, 1)
    together = compare(rows, left, right, WEIGHTS)
    for at in range(0, len(left), 97):
        alone = compare(rows, left[at : at + 1], right[at : at + 1], WEIGHTS)
        assert (alone.score[0], alone.bar[0]) == (together.score[at], together.bar[at])


def test_reasons_add_up_to_the_score() -> None:
    rows = sheet(ACT, {**ACT, "document": 1, "trigger": 40})
    one, two = np.array([0]), np.array([1])
    told = reasons(rows, one, two, WEIGHTS)[0]
    score = float(compare(rows, one, two, WEIGHTS).score[0])
    log_odds = WEIGHTS.bias[0] + sum(told.values())
    assert 1 / (1 + math.exp(-log_odds)) == pytest.approx(score, abs=0.05)
    assert list(told.values()) == sorted(told.values(), key=lambda value: -abs(value))


def test_agreement_makes_a_pair_likelier_and_conflict_less() -> None:
    rows = sheet(ACT, ACT, {**ACT, "actors": ["iran"], "actor_sides": ["iran"]}, {**ACT, "type": "PROTEST"})
    scores = compare(rows, np.zeros(3, np.int64), np.array([1, 2, 3]), WEIGHTS).score
    assert scores[0] > scores[1] and scores[0] > scores[2]


def at_degrees(longitude: float) -> tuple[float, float, float]:
    return EARTH * math.cos(math.radians(longitude)), EARTH * math.sin(math.radians(longitude)), 0.0


HOMS: dict[str, Any] = {"places": ["homs"], "precisions": (1, 0), "point": at_degrees(36.7)}


@pytest.mark.parametrize(
    ("one", "other", "bar"),
    [
        (ACT, ACT, "none"),
        (ACT, {**ACT, "day": "2019-07-20"}, "none"),
        (ACT, {**ACT, "day": "2019-07-21"}, "on other days"),
        (ACT, {**ACT, "day": "2019-07-21", "basis": "narrative"}, "none"),
        (HOMS, {**HOMS, "places": ["idlib"], "point": at_degrees(36.9)}, "none"),
        (HOMS, {**HOMS, "places": ["deir"], "point": at_degrees(40.1)}, "far apart"),
        (HOMS, {**HOMS, "places": ["deir"], "point": at_degrees(40.1), "precisions": (4, 0)}, "none"),
        (ACT, {**ACT, "type": "THREATEN"}, "speech and its act"),
        ({**ACT, "extent": "aggregate"}, {**ACT, "extent": "single"}, "a series and one act"),
        ({**ACT, "extent": "aggregate"}, {**ACT, "extent": "open"}, "none"),
        ({**ACT, "extent": "aggregate"}, {**ACT, "extent": "aggregate"}, "none"),
        ({"document": 1}, {"document": 1, "type": "AID"}, "listed in one sentence"),
        ({"document": 1}, {"document": 1}, "none"),
        ({"document": 1, "actors": ["a"], "recipients": ["b"]},
         {"document": 1, "actors": ["c"], "recipients": ["d"]}, "listed in one sentence"),
        ({"document": 1, "actors": ["a"], "recipients": ["b"]},
         {"document": 1, "actors": ["c"], "recipients": ["d"], "sentence": 80}, "none"),
    ],
)  # fmt: skip
def test_bars(one: dict[str, Any], other: dict[str, Any], bar: str) -> None:
    pairs = Pairs.of(sheet(one, other), np.array([0]), np.array([1]))
    assert BARS[int(bars(pairs)[0])] == bar


def test_a_bar_is_told_by_its_name() -> None:
    rows = sheet(ACT, {**ACT, "day": "2019-07-25"})
    told = reasons(rows, np.array([0]), np.array([1]), WEIGHTS)[0]
    assert next(iter(told.items())) == ("on other days", -float(MOST))


def test_no_pairs_give_no_scores() -> None:
    none = np.empty(0, np.int64)
    assert compare(sheet(ACT), none, none, WEIGHTS).score.size == 0
    assert reasons(sheet(ACT), none, none, WEIGHTS) == []
