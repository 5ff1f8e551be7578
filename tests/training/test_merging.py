"""Fitting of merging: weights that tell labels, and pairs that are worth learning from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("click")

from sayso.codebook.merging import PairWeights
from tests.merge.sheets import sheet
from training.merging.fit import Learned, calibrated, fitted_weights, pairs_near, write_weights
from training.merging.logistic import fitted


def test_a_column_that_tells_weighs_and_one_that_never_changes_does_not() -> None:
    rng = np.random.default_rng(0)
    labels = rng.random(2000) < 0.3
    telling = labels + rng.normal(0, 0.5, 2000)
    values = np.stack([telling, rng.normal(0, 1, 2000), np.full(2000, 3)], 1).astype(np.float32)
    weights = fitted(values, labels, 1.0)
    assert weights[0] > 1 and abs(weights[1]) < 0.3 and weights[2] == 0
    likely = 1 / (1 + np.exp(-(values @ weights[:-1] + weights[-1])))
    assert likely.mean() == pytest.approx(labels.mean(), abs=0.01)


def test_a_stronger_ridge_gives_smaller_weights() -> None:
    values = np.array([[0], [0], [1], [1]], np.float32)
    labels = np.array([False, False, True, True])
    assert 0 < fitted(values, labels, 100)[0] < fitted(values, labels, 0.1)[0]


def test_pairs_of_other_families_times_and_with_nothing_in_common_are_not_learned_from() -> None:
    act = {"stems": ["bomb"], "published": "2019-07-20"}
    rows = sheet(
        act, act, {**act, "published": "2021-07-20"}, {**act, "stems": ["kill"]}, {**act, "type": "CONSULT"},
        {"document": 1, "stems": ["kill"], "published": "2021-07-20"},
    )  # fmt: skip
    left, right = pairs_near(rows, np.zeros(len(rows), np.int64))
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == {(0, 1), (0, 5)}
    parted = pairs_near(rows, np.array([0, 1, 0, 0, 0, 0]))
    assert set(zip(*map(list, parted), strict=True)) == {(0, 5)}


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    rows = sheet(*({"stems": ["bomb" if at % 2 else "kill"], "document": 1, "trigger": at} for at in range(20)))
    left, right = np.triu_indices(20, 1)
    found = fitted_weights([Learned(rows, left, right, rows["stems"][left, 0] == rows["stems"][right, 0])])
    assert found.signs["trigger: stem"][0] > 0.1
    write_weights(calibrated(found), tmp_path / "weights.tsv")
    told = (tmp_path / "weights.tsv").read_text("utf-8").splitlines()
    assert told[2] == "sign\tinside\tacross" and len(told) == 4 + len(found.signs)
    assert isinstance(found, PairWeights)
