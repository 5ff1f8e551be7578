"""Krippendorff's alpha: how far coders agree beyond what chance would give.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Level = Literal["nominal", "ordinal", "interval"]

RESAMPLES = 1000
"""Samples of units, drawn with replacement, behind an interval."""
SEED = 20111
"""Of the generator that draws them: the same codings give the same interval."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Hold alpha with its 95 % interval; null where the values do not vary, or no unit has two.

    ``units`` are those that two coders and more coded, ``pairs`` the pairs of values in them, ``agreeing`` the share of
    pairs that are equal.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    pairs: int
    agreeing: float | None


def alpha(units: Sequence[Sequence[Any]], level: Level, resamples: int = RESAMPLES) -> Alpha:
    """Compute alpha over units, each the values that its coders gave; who gave none is left out.

    Values are numbers for ``interval`` and ``ordinal``, where they say the order alone. The 95 % interval is a
    bootstrap over units, which takes them as drawn from more of their kind; without ``resamples`` there is none.

    >>> alpha([("a", "a"), ("b", "b"), ("b",), ("a", "a")], "nominal").value
    1.0
    """
    coded = [list(unit) for unit in units if len(unit) > 1]
    pairs = sum(len(unit) * (len(unit) - 1) // 2 for unit in coded)
    if not coded:
        return Alpha(None, None, None, 0, 0, None)
    import numpy as np

    sample = _Sample(coded, level)
    found = sample.alpha(np.ones(len(coded)))
    draw = np.random.default_rng(SEED)
    share = np.full(len(coded), 1 / len(coded))
    again = [sample.alpha(draw.multinomial(len(coded), share).astype(float)) for _ in range(resamples)]
    known = [value for value in again if value is not None]
    ends = np.percentile(known, (2.5, 97.5)) if known and len(coded) > 1 else (None, None)
    low, high = (None if end is None else round(float(end), 4) for end in ends)
    equal = sum(one == other for unit in coded for at, one in enumerate(unit) for other in unit[:at])
    return Alpha(None if found is None else round(found, 4), low, high, len(coded), pairs, round(equal / pairs, 4))


class _Sample:
    """Hold the values of units in arrays: one entry a value, with its unit."""

    def __init__(self, units: Sequence[Sequence[Any]], level: Level) -> None:
        import numpy as np

        self._level = level
        kinds = sorted({value for unit in units for value in unit})
        place = {value: at for at, value in enumerate(kinds)}
        self._unit = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
        self._value = np.array([place[value] for unit in units for value in unit])
        self._sizes = np.array([len(unit) for unit in units], float)
        self._scale = np.zeros(len(kinds)) if level == "nominal" else np.array(kinds, float)
        self._kinds = len(kinds)
        counts = np.unique(np.stack([self._unit, self._value]), axis=1, return_counts=True)
        same = np.bincount(counts[0][0], counts[1].astype(float) ** 2, len(units))
        self._unlike = (self._sizes**2 - same) / (self._sizes - 1)

    def alpha(self, weights: NDArray[np.float64]) -> float | None:
        """Compute alpha with each unit counted as often as its weight says; None where the values do not vary."""
        import numpy as np

        held = np.bincount(self._value, weights[self._unit], self._kinds)
        n = float(held.sum())
        if self._level == "nominal":
            observed, expected = float(weights @ self._unlike), n * n - float(held @ held)
        else:
            # Ordinal differences are those between the middles of the ranks that equal values share.
            scale = np.cumsum(held) - held / 2 if self._level == "ordinal" else self._scale
            scale = scale - float(held @ scale) / n
            told = scale[self._value]
            sums = np.bincount(self._unit, told, len(weights))
            squares = np.bincount(self._unit, told**2, len(weights))
            observed = float(weights @ (2 * (self._sizes * squares - sums**2) / (self._sizes - 1)))
            expected = 2 * (n * float(held @ scale**2) - float(held @ scale) ** 2)
        return None if expected <= 0 else 1 - (n - 1) * observed / expected
