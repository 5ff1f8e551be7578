"""Tell where the time of reading goes: python -m bench.quality.profile [--data FOLDER] [--part train].

Processor time of one process for each stage, in milliseconds for each 800 words, on the first reports by name; the
start is not counted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.corpora import SHARED, need
from bench.quality.options import options
from bench.record import record
from sayso.annotate import Encoder, mark
from sayso.codebook.book import CodebookTables
from sayso.extract import drafted, occurrences, read_marked
from sayso.extract.weights import ReaderWeights
from sayso.resolve import Resolver
from training.corpora.analysed import coded_file

REPORTS = 30
WORDS = 800
STAGES = (
    "text: reading, segments, sentences", "codebook: acts and parties of every line", "encoder: graph of the words",
    "encoder: graph of the questions", "encoder: windows, questions and marks", "joining both",
    "resolving actors, places and dates",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """Add up the processor seconds of stages by name."""

    spent: Counter[str]

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Count what runs inside as time of a stage."""
        start = time.process_time()
        yield
        self.spent[stage] += time.process_time() - start  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class TimedGraph:
    """Run a graph and count its time."""

    graph: Any
    clock: Clock
    stage: str

    def run(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Give what the graph gives."""
        with self.clock.of(self.stage):
            found: dict[str, Any] = self.graph.run(inputs)
        return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the reports stage by stage and record."""
    asked = options("profile", __doc__, SHARED / "gold", arguments, "part")
    reports = sorted(need(asked.data / asked.part / "docs").glob("*.txt"))[: REPORTS + 1]
    warm, words = Clock(Counter()), 0
    _read(reports[0], warm, *_loaded(warm))
    clock = Clock(Counter())
    loaded = _loaded(clock)
    for report in reports[1:]:
        words += _read(report, clock, *loaded)
    scale = 1000 * WORDS / max(words, 1)
    figures: list[tuple[str, object]] = [(stage, f"{clock.spent[stage] * scale:.0f}") for stage in STAGES]
    total = sum(clock.spent.values())
    figures += [("all of these", f"{total * scale:.0f}"), ("documents a second", f"{words / WORDS / total:.1f}")]
    remark = f"Milliseconds of processor time for each {WORDS} words, {len(reports) - 1} reports, one process."
    record("Where the time of reading goes", asked.command, figures, remark)


def _loaded(clock: Clock) -> tuple[Encoder, CodebookTables, ReaderWeights]:
    encoder = Encoder.load()
    timed = replace(
        encoder,
        words=TimedGraph(encoder.words, clock, STAGES[2]),  # type: ignore[arg-type]
        reader=TimedGraph(encoder.reader, clock, STAGES[3]),  # type: ignore[arg-type]
    )
    return timed, CodebookTables.load(), ReaderWeights.load()


def _read(report: Path, clock: Clock, encoder: Encoder, tables: CodebookTables, weights: ReaderWeights) -> int:
    """Read one report through all stages; give its words."""
    with clock.of(STAGES[0]):
        found = coded_file(report)
    if found is None:
        return 0
    document, analysis = found
    with clock.of(STAGES[1]):
        drafts = drafted(analysis, tables)
    before = clock.spent[STAGES[2]] + clock.spent[STAGES[3]]
    with clock.of(STAGES[4]):
        marks = mark(analysis, encoder, occurrences(drafts))
    clock.spent[STAGES[4]] -= clock.spent[STAGES[2]] + clock.spent[STAGES[3]] - before
    with clock.of(STAGES[5]):
        read = read_marked(drafts, marks, document, tables, weights)
    with clock.of(STAGES[6]):
        resolver = Resolver.of(tables, document, read.mentions, read.commitments, read.names, analysis, read.relations)
        resolver.mentions(read.mentions)
        for each in read.commitments:
            resolver.commitment(each)
        for saying in read.sayings:
            resolver.saying(saying)
        resolver.places(read.mentions, read.names)
    return len(analysis.text.split())


if __name__ == "__main__":
    main()
