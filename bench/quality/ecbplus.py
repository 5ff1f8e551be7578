"""Score merging on ECB+: python -m bench.quality.ecbplus [--data FOLDER] [--part dev] [--mentions FILE].

Gold mentions are given; the reader says who, whom, where and when around each. CoNLL F1 over all clusters, those of one
mention too. How much is known beforehand makes the task: of each document its sub-topic (the setting of the published
head-lemma baseline), its topic, or nothing. ``fitted`` weighs the product's signs by ecbplus.tsv, which was fitted on
ECB+ train within sub-topics, and takes no bars: types of the codebook mean little where acts are not political.
``shipped`` compares as the product does, by weights fitted on reports of conflicts.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.corpora import SHARED, need
from bench.quality.coreference import Clusters, b_cubed, ceaf_e, clusters_of, conll, muc
from bench.quality.options import options
from bench.record import record_methods
from sayso.codebook.merging import BIAS, PairWeights
from sayso.merge.cluster import cluster
from sayso.merge.compare import compare
from training.merging.ecbplus import Given, Report, reports, stored
from training.merging.ecbplus_pairs import pairs_within, sheet_of_reports

TABLE = Path(__file__).with_name("ecbplus.tsv")
Known = Callable[[Report], str]
KNOWN: Mapping[str, Known] = {
    "sub-topic given": lambda report: report.subtopic,
    "topic given": lambda report: report.topic,
    "nothing given": lambda report: "",
}
"""What is known of a document, by the name of the setting: mentions of documents that differ in it are kept apart."""

Labels = Sequence[Hashable]
"""The cluster of each mention, in the order of the reports and of the mentions in them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the part, merge its mentions by every method in every setting, and record."""
    default = SHARED / "data" / "ecbplus"
    asked = options("ecbplus", __doc__, default, arguments, "part", "mentions")
    need(stored(asked.data / f"{asked.part}.corpus.txt"))
    found = reports(asked.data, asked.part, asked.mentions)
    gold = _clusters([f"{report.subtopic} {one.chain}" for report, one in _all(found)])
    measured = {
        name: [
            figure for setting in KNOWN for figure in _figures(setting, gold, _clusters(method(found, KNOWN[setting])))
        ]
        for name, method in METHODS.items()
    }
    n = sum(map(len, gold))
    remark = f"{len(found)} documents, {n} gold mentions in {len(gold)} clusters, those of one mention counted."
    record_methods(f"ECB+ {asked.part}", asked.command, measured, remark)


def apart(found: Sequence[Report], known: Known) -> Labels:
    """Leave every mention alone."""
    return range(sum(len(report.mentions) for report in found))


def by_lemma(found: Sequence[Report], known: Known) -> Labels:
    """Put mentions together whose heads have one lemma, the corpus's own; one without a lemma stays alone."""
    return [(one.lemma.lower() if one.lemma else at, known(report)) for at, (report, one) in enumerate(_all(found))]


def fitted(found: Sequence[Report], known: Known) -> Labels:
    """Compare by weights fitted on ECB+ train, without bars."""
    return _merged(found, known, load_weights(TABLE), barring=False)


def shipped(found: Sequence[Report], known: Known) -> Labels:
    """Compare as the product does."""
    return _merged(found, known, PairWeights.load(), barring=True)


def load_weights(table: Path) -> PairWeights:
    """Read weights from a table like the codebook's."""
    lines = (line for line in table.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    rows = {row["sign"]: (float(row["inside"]), float(row["across"])) for row in csv.DictReader(lines, delimiter="\t")}
    return PairWeights(rows.pop(BIAS), rows)


def _merged(found: Sequence[Report], known: Known, weights: PairWeights, *, barring: bool) -> Labels:
    left, right = pairs_within([known(report) for report, _ in _all(found)])
    sheet = _sheet(tuple(found))
    judged = compare(sheet, left, right, weights)
    barred = judged.barred if barring else np.zeros(len(left), bool)
    labels: list[int] = cluster(len(sheet), left, right, judged.score, barred).tolist()
    return labels


@cache
def _sheet(found: tuple[Report, ...]) -> NDArray[Any]:
    return sheet_of_reports(found)


METHODS: Mapping[str, Callable[[Sequence[Report], Known], Labels]] = {
    "apart": apart,
    "head lemma": by_lemma,
    "shipped": shipped,
    "fitted": fitted,
}


def _all(found: Sequence[Report]) -> Iterator[tuple[Report, Given]]:
    return ((report, one) for report in found for one in report.mentions)


def _clusters(labels: Labels) -> Clusters:
    return clusters_of(dict(enumerate(labels)))


def _figures(setting: str, gold: Clusters, found: Clusters) -> Iterator[tuple[str, object]]:
    yield f"{setting}: CoNLL F1", f"{100 * conll(gold, found):.2f}"
    for name, measure in (("MUC", muc), ("B-cubed", b_cubed), ("CEAF-e", ceaf_e)):
        yield f"{setting}: {name} F1", f"{100 * measure(gold, found).f1:.2f}"


if __name__ == "__main__":
    main()
