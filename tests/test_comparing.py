"""Pairs compared over processes are those compared in one, in the same order."""

from __future__ import annotations

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import sayso.comparing as comparing
from sayso.codebook.merging import PairWeights
from sayso.merge.blockwise import Pairs
from tests.merge.sheets import sheet

ACTS: list[dict[str, Any]] = [
    {"actors": [actor], "recipients": [whom], "places": [place], "stems": [stem], "head": 7, "day": f"2020-01-{day:02}"}
    for actor, whom, place, stem, day in product(
        ("Iran", "Israel"), ("Syria", "Iraq"), ("Erbil", "Homs"), ("struck", "shelled"), (3, 4)
    )
]


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> NDArray[Any]:
    monkeypatch.setattr(comparing, "MANY_MENTIONS", 1)
    return sheet(*ACTS)


def likely_all() -> PairWeights:
    """Give weights by which what shares a key and passes the first look is likely."""
    return replace(PairWeights.load(), bias=(9.0, 9.0))


def same(one: Pairs, other: Pairs) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Pairs.__slots__)


def test_several_processes_find_what_one_finds(rows: NDArray[Any]) -> None:
    weights = likely_all()
    alone = comparing.all_likely(rows, weights, 1)
    assert len(alone.left) > 0
    assert same(comparing.all_likely(rows, weights, 2), alone)


def test_what_a_process_that_died_held_is_compared_here(rows: NDArray[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    weights, real = likely_all(), comparing.start_processes

    def dying(jobs: int) -> Any:
        processes = real(jobs)
        with pytest.raises(BrokenProcessPool):
            processes.submit(os.kill, processes.submit(os.getpid).result(), signal.SIGKILL).result()
        return processes

    alone = comparing.all_likely(rows, weights, 1)
    monkeypatch.setattr(comparing, "start_processes", dying)
    assert same(comparing.all_likely(rows, weights, 2), alone)
