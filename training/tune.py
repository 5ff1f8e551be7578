"""Tune: choose the cuts of the decoder on the held-in slice of gold/train.

    python -m training.tune build/model

One cut after the other is moved to where the mean of the watched figures is highest, twice around.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
import msgspec

from training.corpora import SHARED
from training.decode import PLAIN_CUTS, Cuts
from training.evaluate import held_in_documents, line, score_found
from training.predict import decided, readings
from training.weights import CUTS, load_model

TRIED: dict[str, tuple[float, ...]] = {
    "trigger": (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7),
    "role": (0.25, 0.35, 0.45, 0.55),
    "attributed": (0.35, 0.45, 0.5, 0.55, 0.65),
    "source": (0.05, 0.15, 0.3, 0.45),
    "number": (0.3, 0.4, 0.5),
}


def tuned(folder: Path) -> tuple[Cuts, dict[str, float]]:
    """Find the best cuts of a model and their figures; ``candidate`` and ``pledge`` stay as they are."""
    model, cutter = load_model(folder)
    documents = held_in_documents()
    answered = [list(readings(model, document.passage, cutter)) for document in documents]

    def figures(cuts: Cuts) -> dict[str, float]:
        return score_found([decided(one, cuts) for one in answered], documents, SHARED / "gold" / "train")

    best, best_figures = PLAIN_CUTS, figures(PLAIN_CUTS)
    for _ in range(2):
        for name, values in TRIED.items():
            for value in values:
                cuts = replace(best, **{name: value})
                found = figures(cuts)
                if _worth(found) > _worth(best_figures):
                    best, best_figures = cuts, found
    return best, best_figures


def _worth(figures: dict[str, float]) -> float:
    """Weigh the watched mean with what it leaves out: places and numbers, a tenth each."""
    return figures["watched"] + 0.1 * figures["place"] + 0.1 * figures["number"]


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
def main(folder: Path) -> None:
    """Choose the cuts of the model in FOLDER and write them beside its weights."""
    import torch

    torch.set_num_threads(1)
    cuts, figures = tuned(folder)
    (folder / CUTS).write_bytes(msgspec.json.encode(cuts))
    click.echo(f"{cuts}\n{line(figures)}")


if __name__ == "__main__":
    main()
