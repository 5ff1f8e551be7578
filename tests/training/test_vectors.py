"""The projection of trigger vectors: mentions of one event come to lie close together."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from sayso.annotate.marking import vectors_of
from training.vectors import SIZE, fitted_projection, write_projection

EVENTS = [str(event) for event in range(30) for _ in range(4)]


def triggers(width: int, seed: int = 5) -> np.ndarray:
    """Make mentions that agree on the event in two numbers and differ in the others at random."""
    chance = np.random.default_rng(seed)
    told = chance.normal(0, 1, (width, 4))
    told[:, :2] = np.repeat(chance.normal(0, 1, (width // 4, 2)), 4, 0) + chance.normal(0, 0.1, (width, 2))
    return told.astype(np.float32)


def test_what_differs_between_events_outweighs_what_differs_within_them() -> None:
    projection = fitted_projection([(triggers(120), EVENTS)])
    assert projection.shape == (5, SIZE) and not projection[:, 4:].any()
    pulls = np.abs(projection[:4] * triggers(120).std(0)[:, None]).sum(1)
    assert pulls[:2].min() > pulls[2:].max()


def test_bytes_reach_far_and_are_seldom_cut_off() -> None:
    told = triggers(120)
    rows = [np.frombuffer(one, np.int8) for one in vectors_of(list(told), fitted_projection([(told, EVENTS)]))]
    assert 60 <= np.abs(rows).max() <= 127
    assert (np.abs(rows) == 127).mean() < 0.001


def test_every_corpus_counts_alike() -> None:
    once, other = (triggers(120), EVENTS), (triggers(120, 6), EVENTS)
    twice = np.concatenate([once[0], once[0]]), [*EVENTS, *(f"again {event}" for event in EVENTS)]
    assert fitted_projection([twice, other]) == pytest.approx(fitted_projection([once, other]), rel=0.05, abs=0.2)


def test_the_model_says_which_projection_it_has(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps({"name": "some", "words": "1", "reader": "2", "trained": {}}))
    write_projection(tmp_path, [(triggers(120), EVENTS)])
    first = json.loads((tmp_path / "model.json").read_text())
    write_projection(tmp_path, [(triggers(120, 6), EVENTS)])
    second = json.loads((tmp_path / "model.json").read_text())
    assert list(first) == ["name", "words", "reader", "vectors", "trained"]
    assert first["vectors"] != second["vectors"] and first["words"] == second["words"]
