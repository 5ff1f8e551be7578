"""Score methods on annotated reports: python -m bench.quality.gold [--data FOLDER] [--part dev] [--method NAME …].

Besides the scorer's own figures: whole rows, calibration, and intervals for what is rare. The table of precision by
the share kept goes to docs/precision.md if the part is dev and every method was asked for.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from bench.corpora import ROOT, SHARED, need, run
from bench.quality.figures import Kept, calibration_error, f1, f1_interval, kept_at, kept_from, total
from bench.quality.options import options
from bench.quality.precision_page import Curves, precision_page
from bench.quality.rows import (
    Matched,
    common_statuses_f1,
    field_shares,
    matched_documents,
    status_counts,
    weighed_rows,
    weighed_types,
)
from bench.record import Figures, record_methods
from sayso.config import METHODS
from sayso.record.vocabulary import MATERIAL
from training.scoring import Row, load_scorer, scored_export

SCORED = (
    ("trigger F1", ("trigger", "f1")), ("typed F1", ("typed", "f1")), ("mode, share right", ("mode",)),
    ("actor F1", ("actor", "f1")), ("recipient F1", ("recipient", "f1")), ("place F1", ("place", "f1")),
    ("number F1", ("number", "f1")), ("status macro-F1", ("status", "macro_f1")),
    ("status accuracy", ("status", "accuracy")), ("attributed F1", ("attributed", "f1")),
    ("source F1", ("source", "f1")), ("stance, share right", ("stance",)),
    ("anonymous, share right", ("anonymous",)), ("word F1", ("word", "f1")),
    ("date agrees", ("date", "agrees")), ("date strict", ("date", "strict")),
    ("commitment F1", ("commitment", "f1")),
    ("commitment kind, share right", ("commitment", "kind")),
    ("commitment holder, share right", ("commitment", "holder")),
    ("spans checked", ("spans",)), ("spans_wrong", ("spans_wrong",)), ("numbers out", ("numbers_out",)),
    ("unsupported", ("unsupported",)),
)  # fmt: skip
COMMON = 20
"""Gold mentions of a status in the part from which its F1 says something."""
KEPT = (0.1, 0.2, 1 / 3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
THIRD = KEPT[2]
BARS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
"""Round probabilities from which material acts may be kept."""
PAGE_PART = "dev"
"""The part that docs/precision.md shows, if every method was measured on it."""
Curve = tuple[tuple[Kept, Kept], ...]
"""For every share kept: with every argument right, with one argument of each kind right."""


class Measured(NamedTuple):
    """Hold what one method gives on a part: its figures, its curve, that of material acts, and the counts of both."""

    figures: Figures
    curve: Curve
    material: Curve
    n_material: int
    documents: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Score, record, and write the curve."""
    asked = options("gold", __doc__, SHARED / "gold", arguments, "part", "method")
    need(asked.data / asked.part)
    scorer = need(asked.data / "score.py")
    measured = {method: _measured(asked, method, scorer) for method in asked.method}
    documents = next(iter(measured.values())).documents
    remark = (
        f"{documents} documents; trained and tuned on gold/train alone. A whole row is right if type, actor, "
        "recipient, place, date and voice (whose word, or the author's own) agree with its gold mention; a date that "
        "the gold does not give is not compared. Intervals: 1,000 resamples of the documents."
    )
    record_methods(f"gold/{asked.part}", asked.command, {name: one.figures for name, one in measured.items()}, remark)
    curves = {name: Curves(one.curve, one.material, one.n_material) for name, one in measured.items() if one.curve}
    if asked.part == PAGE_PART and curves.keys() >= set(METHODS):
        page = precision_page(curves, asked.part, documents)
        (ROOT / "docs" / "precision.md").write_text(page, encoding="utf-8")


def _measured(asked: argparse.Namespace, method: str, scorer: Path) -> Measured:
    gold = asked.data / asked.part
    with tempfile.TemporaryDirectory() as scratch:
        case, export = Path(scratch, "gold.sayso"), Path(scratch, "record")
        run("build", gold / "docs", "-o", case, "--method", method)
        run("export", case, "--out", export)
        result = scored_export(export, gold, scorer)
        functions = load_scorer(scorer)
        matched = matched_documents(export, gold, functions)
    curve = curve_of(matched, functions)
    figures = [*_scored(result), *_rows(matched, curve, functions), *_intervals(matched)]
    return Measured(figures, curve, *material_curve(matched, functions), result["documents"])


def curve_of(matched: Sequence[Matched], scorer: ModuleType) -> Curve:
    """Give the precision of whole rows for each share kept; empty if the record has no mention."""
    every, one = (weighed_rows(matched, scorer, every=every) for every in (True, False))
    return tuple((kept_at(every, share), kept_at(one, share)) for share in KEPT) if every else ()


def material_curve(matched: Sequence[Matched], scorer: ModuleType) -> tuple[Curve, int]:
    """Give the precision of whole rows of material acts from each round probability on, and how many there are."""
    every, one = (weighed_rows(matched, scorer, every=every, quads=MATERIAL) for every in (True, False))
    return tuple((kept_from(every, bar), kept_from(one, bar)) for bar in BARS), len(every)


def _scored(result: Row) -> list[tuple[str, object]]:
    figures: list[tuple[str, object]] = []
    for name, path in SCORED:
        value = result
        for key in path:
            value = value[key]
        figures.append((name, value))
    return figures


def _rows(matched: Sequence[Matched], curve: Curve, scorer: ModuleType) -> list[tuple[str, object]]:
    common, statuses = common_statuses_f1(matched, scorer, COMMON)
    third = next((pair for pair in curve if pair[0].asked == THIRD), None)
    shares = field_shares(matched, scorer)
    return [
        (f"status macro-F1, statuses of {COMMON} gold mentions and more", f"{common:.4f}"),
        (f"statuses of {COMMON} gold mentions and more", ", ".join(statuses)),
        ("whole rows, every argument: precision of the likeliest third", f"{third[0].precision:.4f}" if third else "–"),
        ("whole rows, one argument of each: precision of the likeliest third",
         f"{third[1].precision:.4f}" if third else "–"),
        *((f"status {status}, of paired mentions: F1", f"{f1(counts):.4f} ({counts.gold} gold)")
          for status, counts in status_counts(matched, scorer).items()),
        *((f"found mentions whose {field} wholly agrees, share", f"{share:.4f}") for field, share in shares.items()),
        ("calibration error of mention probability", f"{calibration_error(weighed_types(matched)):.4f}"),
    ]  # fmt: skip


def _intervals(matched: Sequence[Matched]) -> list[tuple[str, object]]:
    kinds = {
        "commitment": [document.commitments for document in matched],
        "number": [document.numbers for document in matched],
    }
    figures: list[tuple[str, object]] = []
    for kind, counts in kinds.items():
        low, high = f1_interval(counts)
        figures.append((f"{kind} F1, 90 % interval", f"{f1(total(counts)):.4f} ({low:.3f} to {high:.3f})"))
    return figures


if __name__ == "__main__":
    main()
