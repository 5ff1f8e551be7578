"""Time one process on documents of 800 words: python -m bench.quality.pace [--data FOLDER] [--method NAME …].

From files to a closed case, start included, with one process; then the cold start of the command line. Figures of a
machine that does other work say little: compare documents for each processor second.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.corpora import SHARED, need, sayso
from bench.quality.options import options
from bench.record import Figures, record_methods
from bench.speed import of_length, start_seconds, timed

WORDS = 800
DOCUMENTS = 240
SENTENCE = "Two officials said on Monday that the army had shelled the port of Riverton.\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Time and record."""
    asked = options("pace", __doc__, SHARED / "gold", arguments, "part", "method")
    reports = need(asked.data / asked.part / "docs")
    measured = {method: [*_build(reports, method), *_starts(method)] for method in asked.method}
    remark = f"{DOCUMENTS} documents of {WORDS} words, one process, from file to closed case; medians of five starts."
    record_methods("Pace of one process", asked.command, measured, remark)


def _build(reports: Path, method: str) -> Figures:
    with tempfile.TemporaryDirectory() as scratch:
        folder, case = Path(scratch, "reports"), Path(scratch, "pace.sayso")
        of_length(reports, DOCUMENTS, WORDS, folder)
        run = timed(sayso("build", folder, "-o", case, "-j", "1", "--method", method), case)
    return [
        ("documents per second", f"{DOCUMENTS / run.seconds:.1f}"),
        ("documents per processor second", f"{DOCUMENTS / run.processor:.1f}"),
        ("peak memory, MiB", f"{run.largest:.0f}"),
    ]


def _starts(method: str) -> Figures:
    with tempfile.TemporaryDirectory() as scratch:
        one = Path(scratch, "one.txt")
        one.write_text(SENTENCE, encoding="utf-8")
        return [
            ("cold start of sayso --version, s", f"{start_seconds(sayso('--version')):.2f}"),
            ("sayso read of one sentence, s", f"{start_seconds(sayso('read', one, '--method', method)):.2f}"),
        ]


if __name__ == "__main__":
    main()
