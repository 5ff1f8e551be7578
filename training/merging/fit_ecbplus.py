"""Fit bench/quality/ecbplus.tsv, what merging weighs on ECB+: python -m training.merging.fit_ecbplus [--data FOLDER].

The weights that Sayso ships are fitted on reports of conflicts, whose dates, places and parties part acts that share
their words; ECB+ gives a sentence or two of reports on anything, undated, and its sub-topics tell beforehand which
reports belong together. The signs are the same. Pairs are taken within sub-topics; each fifth of the topics has trigger
vectors that were fitted on the others.
"""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from bench.quality.coreference import clusters_of, conll
from sayso.annotate import Encoder
from sayso.codebook.merging import PairWeights
from sayso.merge.cluster import cluster
from sayso.merge.compare import compare
from training.corpora import SHARED
from training.merging.ecbplus import Report, reports
from training.merging.ecbplus_pairs import pairs_within, sheet_of_reports
from training.merging.fit import Learned, fitted_weights, shifted, write_weights
from training.vectors import ecbplus_triggers, fitted_projection, gold_triggers, put_together

TABLE = Path(__file__).parents[2] / "bench" / "quality" / "ecbplus.tsv"
PARTS = 5
SHIFT = 1.3
"""Log-odds added to the bias: CoNLL F1 of topics of ECB+ train that were left out is 76.2, 78.4, 78.6, 78.7 and 78.0
with 0, .85, 1.3, 1.7 and 2.1 (2026-11)."""
SHIFTS = (0.0, 0.85, 1.3, 1.7, 2.1)
REMARK = """\
# What speaks for two mentions of ECB+ telling one event, in log-odds: inside one document and across two;
# merge/signs.py says what each sign measures. Fitted by training/merging/fit_ecbplus.py on ECB+ train.
"""


def learned(found: list[Report], parts: NDArray[np.int64], data: Path) -> Learned:
    """Give the pairs within sub-topics, with vectors that were fitted without each topic's own part."""
    encoder = Encoder.load()
    gold = put_together(gold_triggers(data / "gold" / "train", encoder))
    triggers, chains = put_together(ecbplus_triggers(data / "data" / "ecbplus", encoder))
    sheet = sheet_of_reports(found).copy()
    for part in range(PARTS):
        own = parts == part
        rest = triggers[~own], [chain for chain, mine in zip(chains, own, strict=True) if not mine]
        projection = fitted_projection([gold, rest])
        vectors = np.rint(triggers[own] @ projection[:-1] + projection[-1])
        sheet["vector"][own] = np.clip(vectors, -127, 127).astype(np.int8)
    left, right = pairs_within([report.subtopic for report in found for _ in report.mentions])
    names = np.array(chains)
    return Learned(sheet, left, right, names[left] == names[right])


def left_out(pairs: Learned, parts: NDArray[np.int64], shift: float) -> NDArray[np.int64]:
    """Cluster the mentions of each part by weights that were fitted on the others."""
    score = np.zeros(len(pairs.left), np.float32)
    for part in range(PARTS):
        own = parts[pairs.left] == part
        rest = Learned(pairs.sheet, pairs.left[~own], pairs.right[~own], pairs.same[~own])
        weights = shifted(fitted_weights([rest]), shift, shift)
        score[own] = compare(pairs.sheet, pairs.left[own], pairs.right[own], weights).score
    return cluster(len(pairs.sheet), pairs.left, pairs.right, score, np.zeros(len(score), bool))


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), default=SHARED)
def main(data: Path) -> None:
    """Fit, and tell how well topics that were left out are merged with each shift of the bias."""
    found = reports(data / "data" / "ecbplus", "train")
    topics = [report.topic for report in found for _ in report.mentions]
    order = {topic: at % PARTS for at, topic in enumerate(dict.fromkeys(sorted(topics, key=int)))}
    parts = np.array([order[topic] for topic in topics])
    pairs = learned(found, parts, data)
    chains = [f"{report.subtopic} {one.chain}" for report in found for one in report.mentions]
    gold = clusters_of(dict(enumerate(chains)))
    for shift in SHIFTS:
        clusters = clusters_of(dict(enumerate(left_out(pairs, parts, shift).tolist())))
        click.echo(f"shift {shift}: CoNLL F1 {100 * conll(gold, clusters):.2f}")
    weights: PairWeights = shifted(fitted_weights([pairs]), SHIFT, SHIFT)
    write_weights(weights, TABLE, REMARK)


if __name__ == "__main__":
    main()
