"""The page that tells a user what keeping only the likeliest mentions buys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.quality.figures import Kept

_INTRODUCTION = """# Precision by what is kept

Every mention carries a probability. Whoever wants a smaller and cleaner record keeps those above a threshold; these
tables say what that buys, measured on the {documents} annotated reports of gold/{part} by `make bench-quality`.

A row is right only if the type, actor, recipient, place, date and voice of a mention all agree with the annotation.
*Every argument*: each annotated actor, recipient and place is found and none is added. *One of each*: at least one is.
Two careful readers do not agree in every row either: in the actor of 81 mentions of 100, in the source of 80 (codebook,
end).
"""


def precision_page(curves: Mapping[str, Sequence[tuple[Kept, Kept]]], part: str, documents: int) -> str:
    """Write the page: for each method, a row for each share kept."""
    sections = [_INTRODUCTION.format(part=part, documents=documents)]
    for method, curve in curves.items():
        lines = [
            f"## Method `{method}`", "",
            "| mentions kept | probability at least | right, every argument | right, one of each |",
            "|---|---|---|---|",
            *(f"| {every.share:.0%} | {every.probability:.2f} | {every.precision:.2f} | {one.precision:.2f} |"
              for every, one in curve), "",
        ]  # fmt: skip
        sections.append("\n".join(lines))
    return "\n".join(sections)
