"""Fit bearer_weights.tsv: python -m training.bearers.

Reads the annotated reports with the shipped reader; whoever may bear an act without a recipient is right if the gold
mention it is paired with has them as a recipient. The reader has seen most of these reports in training and finds
more in them than it would elsewhere: the slice that it has not seen counts more. Prints the table, and how it does on
reports that it was not fitted to, a quarter at a time.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sayso.annotate import Encoder, mark
from sayso.codebook.bearer_weights import BearerWeights
from sayso.codebook.book import CodebookTables
from sayso.extract import Extraction, drafted, occurrences, read_marked
from sayso.extract.weights import ReaderWeights
from sayso.record.analysis import Analysis
from sayso.record.documents import Document
from sayso.record.plain import to_plain
from sayso.resolve.bearers import LEAST_PROBABILITY, Bearers
from sayso.resolve.resolver import Resolver
from training.codebook.reports import names_of
from training.corpora import SHARED, held_in
from training.corpora.analysed import coded_file
from training.scoring import GoldReport, gold_reports, load_scorer, paired

UNSEEN_COUNTS = 6.0
"""How many candidates of a seen report one of the unseen slice counts for."""
PENALTY = 5.0
LEAST_OFTEN = 40
"""Candidates that must have a feature for it to get a weight."""
LEAST_WEIGHT = 0.05
PARTS = 4


class Candidate(NamedTuple):
    """Hold somebody who may bear an act: the report, the act's number in it, what speaks for them, if they do."""

    report: str
    act: int
    features: Mapping[str, float]
    right: bool


def main() -> None:
    """Read, try, fit and print."""
    gold = SHARED / "gold" / "train"
    unseen = held_in(names_of(gold, "all"))
    tables = CodebookTables.load()
    encoder, weights = Encoder.load(), ReaderWeights.load()
    found: list[Candidate] = []
    for report in gold_reports(gold):
        read = coded_file(report.path)
        if read:
            drafts = drafted(read[1], tables)
            marks = mark(read[1], encoder, occurrences(drafts))
            found.extend(candidates_of(report, *read, read_marked(drafts, marks, read[0], tables, weights), tables))
    print(tried(found, unseen), file=sys.stderr)
    print("feature\tweight")
    for name, weight in sorted(fitted(found, unseen).items()):
        print(f"{name}\t{weight:.2f}")


def candidates_of(
    report: GoldReport, document: Document, analysis: Analysis, found: Extraction, tables: CodebookTables
) -> Iterator[Candidate]:
    """Give whoever may bear an act of a report for which the reader finds no recipient."""
    resolver = Resolver.of(tables, document, found.mentions, found.commitments, found.names, analysis, found.relations)
    mentions = tuple(map(resolver.mention, found.mentions))
    bearers = Bearers.of(mentions, resolver.cast, analysis, BearerWeights({}))
    gold_of = {j: report.events[i] for i, j in paired(report, [to_plain(one) for one in mentions])}
    same = load_scorer().same_arg
    ordered = sorted(mentions, key=lambda mention: mention.trigger.start)
    before = dict(zip((one.id for one in ordered[1:]), ordered, strict=False))
    for number, mention in enumerate(mentions):
        if mention.recipients:
            continue
        wanted = (gold_of.get(number) or {}).get("recipients") or []
        for actor, features in bearers.candidates(mention, before.get(mention.id)):
            given = to_plain(bearers.argument(mention, actor))
            yield Candidate(report.name, number, features, any(same(one, given) for one in wanted))


def fitted(found: Sequence[Candidate], unseen: frozenset[str]) -> dict[str, float]:
    """Fit the weights by Newton's method, with a ridge; what hardly weighs is left out."""
    often = Counter(name for one in found for name, value in one.features.items() if value)
    names = sorted(name for name, count in often.items() if count >= LEAST_OFTEN)
    seen = np.array([[one.features.get(name, 0.0) for name in names] for one in found], np.float32)
    wanted = np.array([one.right for one in found], float)
    counts = np.array([UNSEEN_COUNTS if one.report in unseen else 1.0 for one in found])
    weights = np.zeros(len(names))
    for _ in range(15):
        likely = 1 / (1 + np.exp(-np.clip(seen @ weights, -30, 30)))
        slope = seen.T @ (counts * (wanted - likely)) - PENALTY * weights
        curve = (seen.T * (counts * likely * (1 - likely))) @ seen + PENALTY * np.eye(len(names))
        weights = weights + np.linalg.solve(curve, slope)
    return {
        name: round(float(weight), 2)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= LEAST_WEIGHT
    }


def tried(found: Sequence[Candidate], unseen: frozenset[str]) -> str:
    """Say how many recipients are given, and how many of them rightly, by weights fitted to other reports."""
    given: Counter[tuple[bool, bool]] = Counter()
    for part in range(PARTS):
        own = [one for one in found if zlib.crc32(one.report.encode()) % PARTS == part]
        others = [one for one in found if zlib.crc32(one.report.encode()) % PARTS != part]
        weights = BearerWeights(fitted(others, unseen))
        best: dict[tuple[str, int], tuple[float, bool]] = {}
        for one in own:
            likely = weights.probability(one.features)
            best[one.report, one.act] = max(best.get((one.report, one.act), (0.0, False)), (likely, one.right))
        for (report, _), (likely, right) in best.items():
            if likely >= LEAST_PROBABILITY:
                given[report in unseen, right] += 1
    return "\n".join(
        f"{words}: {given[kind, True] + given[kind, False]} given, {given[kind, True]} right"
        for words, kind in (("seen by the reader", False), ("not seen", True))
    )


if __name__ == "__main__":
    main()
