"""Fit first_look.tsv: python -m training.merging.first_look [--data FOLDER].

A line through the log-odds of whole comparisons, over what the first look sees, of pairs that share a block key in
gold/train. The bias is set so that of the pairs that are kept ``LOST`` are let go.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import PairWeights
from sayso.merge.blocks import keys_of, pairs_of
from sayso.merge.blockwise import KEPT_SCORE
from sayso.merge.compare import compare
from sayso.merge.first_look import FirstLook
from training.corpora import SHARED
from training.merging.fit import filled_in
from training.merging.told import told_by_sayso

LOST = 0.01
LEAST = 0.002
"""Scores below which, and below 1 less which, pairs count as this: how much less hardly matters."""
UNLIKELY, OF_UNLIKELY = -4.5, 0.09
"""Log-odds below which a pair counts for less, and how much: most are far below what is kept."""


def fitted_line(values: NDArray[Any], scores: NDArray[Any]) -> NDArray[np.float64]:
    """Give the weights of columns of ``values``, and the bias last."""
    clipped = np.clip(scores.astype(np.float64), LEAST, 1 - LEAST)
    odds = np.log(clipped / (1 - clipped))
    columns = np.column_stack([values, np.ones(len(values))])
    scale = np.sqrt(np.where(odds > UNLIKELY, 1, OF_UNLIKELY))
    line: NDArray[np.float64] = np.linalg.lstsq(columns * scale[:, None], odds * scale, rcond=None)[0]
    line[-1] -= np.quantile((columns @ line)[scores >= KEPT_SCORE], LOST)
    return line


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), default=SHARED)
def main(data: Path) -> None:
    """Print the table."""
    weights = PairWeights.load()
    sheet = filled_in(told_by_sayso(data / "gold" / "train").sheet, weights)
    left, right = (np.concatenate(part) for part in zip(*pairs_of(*keys_of(sheet)), strict=True))
    signs = FirstLook.of(sheet).signs(left, right)
    scores, across = compare(sheet, left, right, weights).score, sheet["document"][left] != sheet["document"][right]
    values = np.column_stack([*signs.values()]).astype(np.float64)
    inside, between = (fitted_line(values[chosen], scores[chosen]) for chosen in (~across, across))
    for name, one, other in zip([*signs, "bias"], inside, between, strict=True):
        click.echo(f"{name}\t{one:.2f}\t{other:.2f}")


if __name__ == "__main__":
    main()
