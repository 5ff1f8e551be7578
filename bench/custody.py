"""Measure what custody costs: verify, bundle, remove and erase: python -m bench.custody [--documents 300]."""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sayso
from bench.corpora import SHARED, need, run
from bench.record import record
from bench.speed import repeat

ROUNDS = 3


def main() -> None:
    """Build a case by the codebook's method, then measure processor time, the least of some rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=SHARED / "gold" / "dev" / "docs")
    parser.add_argument("--documents", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        reports, path = Path(scratch, "reports"), Path(scratch, "x.sayso")
        repeat(need(asked.reports), asked.documents, reports)
        run("build", reports, "-o", path, "-j", "1", "--method", "codebook")
        with sayso.open(path) as case:
            verdict = case.verify()
            assert verdict.clean, verdict.faults
            verifying = least(case.verify)
            event = max(case.events(), key=lambda one: one.n_documents)
            bundling = least(lambda: case.bundle(event.id, out=Path(scratch, "b.zip")))
            redacting = least(lambda: case.bundle(event.id, out=Path(scratch, "b.zip"), redact=True))
            doc = case.documents()[0].id
        figures = [
            ("documents verified a processor second", round(verdict.documents / verifying)),
            ("spans verified a processor second", round(verdict.spans / verifying)),
            ("verify, processor seconds", round(verifying, 2)),
            (f"bundle of an event in {event.n_documents} documents, processor seconds", round(bundling, 3)),
            ("the same redacted, processor seconds", round(redacting, 3)),
            ("remove a document, processor seconds", round(removing(path, doc, erase=False), 2)),
            ("erase a document, file written anew, processor seconds", round(removing(path, doc, erase=True), 2)),
        ]
    remark = (
        f"{verdict.documents} reports, {verdict.mentions} mentions, {verdict.events} events, method codebook;"
        f" one process, least of {ROUNDS} rounds."
    )
    record("Custody", f"python -m bench.custody --documents {asked.documents}", figures, remark)


def least(work: Callable[[], object]) -> float:
    """Give the least processor time of some rounds of work, in seconds."""
    return min(timed(work) for _ in range(ROUNDS))


def timed(work: Callable[[], object]) -> float:
    """Give the processor time of work, in seconds."""
    started = time.process_time()
    work()
    return time.process_time() - started


def removing(path: Path, doc: str, *, erase: bool) -> float:
    """Remove a document from copies of a case."""

    def once() -> float:
        copy = path.with_name("copy.sayso")
        shutil.copyfile(path, copy)
        with sayso.open(copy) as case:
            return timed(lambda: case.remove(doc, why="measured", by="bench", erase=erase))

    return min(once() for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
