"""The page that tells a user what keeping only the likeliest mentions buys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bench.quality.figures import Kept
from sayso.codebook.opening import Opening

_INTRODUCTION = """# Precision by what is kept

Every mention carries a probability. Whoever wants a smaller and cleaner record keeps those above a threshold; these
tables say what that buys, measured on the {documents} annotated reports of gold/{part} by `make bench-quality`.

A row is right only if the type, actor, recipient, place, date and voice of a mention all agree with the annotation.
*Every argument*: each annotated actor, recipient and place is found and none is added. *One of each*: at least one is.
Two careful readers do not agree in every row either: in the actor of 81 mentions of 100, in the source of 80 (codebook,
end).
"""


_MATERIAL = """### Material acts alone

What pages and `sayso report` open on: acts that were done, not said. The bar is {bar:g}: of these round
probabilities it leaves the most rows among those that are about as often right as any. For acts of all classes the
probability says more than for these.
"""


class Curves(NamedTuple):
    """Hold what keeping likely mentions of one method gives: of all by the share kept, of material acts by the bar."""

    shares: Sequence[tuple[Kept, Kept]]
    material: Sequence[tuple[Kept, Kept]]
    n_material: int


def precision_page(curves: Mapping[str, Curves], part: str, documents: int) -> str:
    """Write the page: for each method, a row for each share kept, and one for each bar of material acts."""
    bar = Opening.load().min_probability
    sections = [_INTRODUCTION.format(part=part, documents=documents)]
    for method, (shares, material, n) in curves.items():
        lines = [
            f"## Method `{method}`", "",
            "| mentions kept | probability at least | right, every argument | right, one of each |",
            "|---|---|---|---|",
            *(f"| {every.share:.0%} | {every.probability:.2f} | {every.precision:.2f} | {one.precision:.2f} |"
              for every, one in shares), "",
            _MATERIAL.format(bar=bar),
            "| probability at least | mentions | right, every argument | right, one of each |",
            "|---|---|---|---|",
            *(f"| {every.asked:g} | {round(every.share * n)} | {every.precision:.3f} | {one.precision:.3f} |"
              for every, one in material), "",
        ]  # fmt: skip
        sections.append("\n".join(lines))
    return "\n".join(sections)
