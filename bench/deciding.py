"""Take decisions one after another, saying which are kept: python -m bench.deciding CASE REPORTS."""

from __future__ import annotations

import sys
from pathlib import Path

import sayso

KEPT = "kept "
DECISIONS = 12
BY = "a bench"


def command(reports: Path, case: Path) -> list[str]:
    """Give the command line that takes the decisions; given again it goes on where it was broken off."""
    return [sys.executable, "-m", "bench.deciding", str(case), str(reports)]


def decide_all(path: Path, reports: Path) -> None:
    """Judge pairs of mentions in turn, passing over those judged already, then let a build finish what waits."""
    with sayso.open(path) as case:
        judged = {(decision.target.id, decision.other.id) for decision in case.decisions() if decision.other}
        ids = [mention.id for mention in case.mentions()]
        pairs = list(zip(ids[::7], ids[3::7], strict=False))[:DECISIONS]
        for number, (one, other) in enumerate(pairs):
            if (one, other) not in judged:
                decision = case.decide("different" if number % 3 else "same", one, other, by=BY)
                print(f"{KEPT}{decision.id}", flush=True)
        case.add(reports, method="codebook", jobs=1)


if __name__ == "__main__":
    decide_all(*map(Path, sys.argv[1:]))
