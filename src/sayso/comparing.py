"""Compare pairs of a whole case, in this process or in several that read its sketches from one file."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.codebook.merging import PairWeights
from sayso.pool import IN_FLIGHT_PER_JOB, start_processes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.merge.blockwise import Pairs

MANY_MENTIONS = 50_000
"""Mentions from which on it pays to start processes that compare them: some twenty seconds of work."""


def all_likely(sheet: NDArray[Any], weights: PairWeights, jobs: int) -> Pairs:
    """Compare all rows of a sheet that share a block key and pass the first look, over ``jobs`` processes."""
    from sayso.merge.blocks import keys_of
    from sayso.merge.blockwise import likely_pairs, together

    if jobs < 2 or len(sheet) < MANY_MENTIONS:
        return likely_pairs(sheet, *keys_of(sheet), weights)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "sketches")
        sheet.tofile(file)
        return together(_over_processes(sheet, file, weights, jobs))


def _over_processes(sheet: NDArray[Any], file: Path, weights: PairWeights, jobs: int) -> Iterator[Pairs]:
    """Give what comes of parts in their order; what a process that dies held is compared here."""
    from sayso.merge.blocks import keys_of
    from sayso.merge.blockwise import likely, worth_comparing

    def result(part: tuple[NDArray[Any], NDArray[Any]], found: Future[Pairs]) -> Pairs:
        try:
            return found.result()
        except BrokenProcessPool:
            return likely(sheet, *part, weights)

    waiting: deque[tuple[tuple[NDArray[Any], NDArray[Any]], Future[Pairs]]] = deque()
    with start_processes(jobs) as processes:
        for part in worth_comparing(sheet, *keys_of(sheet)):
            try:
                waiting.append((part, processes.submit(compare_in_process, str(file), *part, weights)))
            except BrokenProcessPool:
                yield from (result(*one) for one in waiting)
                waiting.clear()
                yield likely(sheet, *part, weights)
            if len(waiting) > jobs * IN_FLIGHT_PER_JOB:
                yield result(*waiting.popleft())
        yield from (result(*one) for one in waiting)


def compare_in_process(file: str, left: NDArray[Any], right: NDArray[Any], weights: PairWeights) -> Pairs:
    """Compare rows of the sheet in a file."""
    from sayso.merge.blockwise import likely

    return likely(_sheet(file), left, right, weights)


@lru_cache(1)
def _sheet(file: str) -> NDArray[Any]:
    import numpy as np

    from sayso.merge.sketch import SKETCH

    return np.memmap(file, SKETCH, "r")
