"""Score merging on annotated reports: python -m bench.quality.merging [--data FOLDER] [--part dev].

B-cubed F1 of merged events over the mentions found, and F1 of pairs of mentions of two reports, by the gold's own
scorer: on the mentions that the product finds, and with the annotated mentions given. Beside it no merging at all, and
the usual baseline: what two reports tell of one type is one event where the words of their headlines overlap by .55.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.corpora import SHARED, need
from bench.quality.options import options
from bench.quality.reading import read_file
from bench.record import Figures, record_methods
from sayso.codebook.actors import ActorRegistry
from sayso.codebook.merging import PairWeights
from sayso.codebook.phrases import fold
from sayso.codebook.standings import Standings
from sayso.merge import blockwise
from sayso.merge.blocks import keys_of
from sayso.merge.sides import Sides
from sayso.merge.sketch import sheet_of
from sayso.merge.telling import sketches_of
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.record.plain import to_plain
from sayso.record.vectors import TriggerVector
from training.merging.gold import annotated
from training.scoring import GoldReport, Row, gold_reports, load_scorer, paired

HEADLINES = 0.55
"""Share of the words of two headlines that both have, from which the baseline takes their reports for one story."""


@dataclass(frozen=True, slots=True)
class Read:
    """Hold a report with its mentions, their vectors, and the annotated mention that each is paired with, or None."""

    name: str
    document: Document
    mentions: Sequence[EventMention]
    vectors: Sequence[TriggerVector]
    gold: Sequence[Row | None]


Labels = Mapping[str, Hashable]
"""The event of each mention, by the mention's id."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the part twice, merge by every method, and record."""
    asked = options("merging", __doc__, SHARED / "gold", arguments, "part")
    folder = need(asked.data / asked.part)
    scorer = load_scorer(need(asked.data / "score.py"))
    own = [read for report in gold_reports(folder) for read in _read(report)]
    given = [Read(one.name, one.document, one.mentions, one.vectors, one.rows) for one in annotated(folder)]
    measured = {
        name: [
            *figures_of("own mentions", own, method(own), scorer),
            *figures_of("given", given, method(given), scorer),
        ]
        for name, method in METHODS.items()
    }
    remark = (
        f"{len(own)} documents; {sum(len(one.mentions) for one in own)} mentions found, "
        f"{sum(len(one.mentions) for one in given)} given. Weights are fitted on gold/train."
    )
    record_methods(f"merging {asked.part}", asked.command, measured, remark)


def apart(reads: Sequence[Read]) -> Labels:
    """Leave every mention alone."""
    return {mention.id: mention.id for read in reads for mention in read.mentions}


def by_headline(reads: Sequence[Read]) -> Labels:
    """Put the mentions of one type together that stand in reports of one story, by their headlines."""
    story = {read.name: read.name for read in reads}
    words = {read.name: frozenset(fold(read.document.title or "").split()) for read in reads}
    for one, other in combinations(sorted(words), 2):
        both = words[one] | words[other]
        if both and len(words[one] & words[other]) / len(both) >= HEADLINES:
            story = {name: story[one] if of == story[other] else of for name, of in story.items()}
    return {mention.id: (story[read.name], mention.type) for read in reads for mention in read.mentions}


def merged(reads: Sequence[Read]) -> Labels:
    """Merge as the product does."""
    sides, weights = Sides.of(ActorRegistry.load(), Standings.load()), PairWeights.load()
    rows: dict[str, bytes] = {}
    for read in reads:
        sketches = sketches_of(read.document, read.mentions, read.vectors, sides, weights)
        rows.update((mention.id, sketch) for mention, sketch in zip(read.mentions, sketches, strict=True))
    ids = sorted(rows)
    found = clusters_of(sheet_of([rows[identity] for identity in ids]), weights)
    return {identity: ids[lowest] for identity, lowest in zip(ids, found.tolist(), strict=True)}


def clusters_of(sheet: NDArray[Any], weights: PairWeights) -> NDArray[np.int64]:
    """Give for each row of a sheet the lowest row of its cluster."""
    return blockwise.clusters_of(sheet, blockwise.likely_pairs(sheet, *keys_of(sheet), weights))


METHODS: Mapping[str, Callable[[Sequence[Read]], Labels]] = {
    "apart": apart,
    "headlines": by_headline,
    "merged": merged,
}


def _read(report: GoldReport) -> list[Read]:
    reading = read_file(report.path)
    if reading is None:
        return []
    gold: list[Row | None] = [None] * len(reading.mentions)
    for i, j in paired(report, [to_plain(one) for one in reading.mentions]):
        gold[j] = report.events[i]
    return [Read(report.name, reading.document, reading.mentions, reading.vectors, gold)]


def figures_of(name: str, reads: Sequence[Read], events: Labels, scorer: ModuleType) -> Figures:
    """Score labels as the gold's scorer does an export."""
    gold: dict[tuple[str, str], Hashable] = {}
    found: dict[tuple[str, str], Hashable] = {}
    keys: dict[tuple[str, str], str | None] = {}
    for read in reads:
        for mention, row in zip(read.mentions, read.gold, strict=True):
            if row is not None:
                at = read.name, row["id"]
                gold[at] = row.get("event_key") or (read.name, row["event"])
                found[at], keys[at] = events[mention.id], row.get("event_key")
    pairs = [pair for pair in combinations(gold, 2) if pair[0][0] != pair[1][0]]
    same = {(one, other) for one, other in pairs if keys[one] and keys[one] == keys[other]}
    joined = {(one, other) for one, other in pairs if found[one] == found[other]}
    link = scorer.f1(len(same & joined), len(joined), len(same))
    return [
        (f"{name}: cluster_b3", f"{scorer.bcubed(gold, found):.4f}"),
        (f"{name}: link F1", f"{link['f1']:.4f}"),
        (f"{name}: link precision", f"{link['p']:.4f}"),
        (f"{name}: link recall", f"{link['r']:.4f}"),
    ]


if __name__ == "__main__":
    main()
