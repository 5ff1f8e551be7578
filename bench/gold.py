"""Score an extractor on annotated reports: python -m bench.gold [--gold FOLDER] [--scorer FILE] [--method NAME]."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.corpora import SHARED, need, run
from bench.record import record

FIGURES = (
    ("trigger F1", ("trigger", "f1")), ("typed F1", ("typed", "f1")), ("mode, share right", ("mode",)),
    ("actor F1", ("actor", "f1")), ("recipient F1", ("recipient", "f1")), ("place F1", ("place", "f1")),
    ("number F1", ("number", "f1")), ("status macro-F1", ("status", "macro_f1")),
    ("status accuracy", ("status", "accuracy")), ("attributed F1", ("attributed", "f1")),
    ("source F1", ("source", "f1")), ("stance, share right", ("stance",)),
    ("anonymous, share right", ("anonymous",)), ("word F1", ("word", "f1")),
    ("date agrees", ("date", "agrees")), ("date strict", ("date", "strict")), ("cluster B3", ("cluster_b3",)),
    ("link F1", ("link", "f1")), ("commitment F1", ("commitment", "f1")),
    ("commitment kind, share right", ("commitment", "kind")),
    ("commitment holder, share right", ("commitment", "holder")),
    ("spans checked", ("spans",)), ("spans_wrong", ("spans_wrong",)), ("numbers out", ("numbers_out",)),
    ("unsupported", ("unsupported",)),
)  # fmt: skip


def score(gold: Path, scorer: Path, method: str) -> dict[str, Any]:
    """Build a case of the gold's documents, export it and score the export."""
    with tempfile.TemporaryDirectory() as scratch:
        case, out = Path(scratch, "gold.sayso"), Path(scratch, "record")
        run("build", gold / "docs", "-o", case, "--method", method)
        run("export", case, "--out", out)
        shown = subprocess.run(
            [sys.executable, scorer, out, "--gold", gold, "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
    result: dict[str, Any] = json.loads(shown.stdout)
    return result


def main() -> None:
    """Score and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev", help="folder with docs/ and ann/")
    parser.add_argument("--scorer", type=Path, default=SHARED / "gold" / "score.py")
    parser.add_argument("--method", default="codebook")
    asked = parser.parse_args()
    result = score(need(asked.gold), need(asked.scorer), asked.method)
    figures = []
    for name, path in FIGURES:
        value: Any = result
        for key in path:
            value = value[key]
        figures.append((name, value))
    part = asked.gold.name
    command = f"python -m bench.gold --gold …/gold/{part} --method {asked.method}"
    remark = f"{result['documents']} documents; the word tables were tuned on gold/train alone."
    record(f"Extractor {asked.method} on gold/{part}", command, figures, remark)


if __name__ == "__main__":
    main()
