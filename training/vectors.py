"""Vectors: the projection that presses a trigger's encoded words into the signed bytes that a mention keeps.

    python -m training.vectors src/sayso/annotate/weights

Fitted on mentions of which corpora say that they tell one event (../shared/gold and ECB+, train), so that their vectors
lie close together: the product's own graphs read them, no torch is needed. Of pairs within a sub-topic of ECB+ that
was left out the likeness orders .90 rightly (area under the curve; .84 of those with different lemmas), of pairs of one
document of gold/train .94, of two documents .84. The main components of the reader's state, which were taken before,
had .72, .63, .93 and .81 (three parts in turn left out, 2026-11).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from sayso.annotate import Encoder
from sayso.annotate.model import MODEL, VECTOR
from sayso.annotate.reading import encoded
from sayso.annotate.windows import Range
from sayso.record.analysis import Analysis
from training.corpora import SHARED
from training.corpora.analysed import coded_file, covering
from training.merging.ecbplus import analysis_of, reports
from training.scoring import gold_reports

SIZE = 64
"""Numbers that are kept of a trigger."""
DEVIATIONS, RANGE = 4.0, 127.0
"""Standard deviations of the widest component that a signed byte reaches to."""
SHRUNK = 1.0
"""How much the mean spread within events is added in all directions: .1, .3, 1 and 3 gave .896, .901, .905 and .901 on
ECB+ and .822, .832, .837 and .829 between documents of gold/train, parts in turn left out (2026-11)."""

Told = tuple[NDArray[np.float32], Sequence[str]]
"""Encoded triggers of a corpus, [mentions, width], and the event that each tells."""


def fitted_projection(corpora: Sequence[Told]) -> NDArray[np.float32]:
    """Fit the projection: [width + 1, 64], the last row to be added.

    Fisher's discriminants: the directions in which events lie far apart as against the mentions of one. Each corpus
    counts alike; all are scaled by one factor. Fewer events than components leave the last ones 0.
    """
    spreads = [_spreads(*told) for told in corpora]
    mean, within, between = (sum(parts) / len(corpora) for parts in zip(*spreads, strict=True))
    width = len(mean)
    root = np.linalg.inv(np.linalg.cholesky(within + SHRUNK * max(np.trace(within), 1e-9) / width * np.eye(width)))
    strengths, axes = np.linalg.eigh(root @ between @ root.T)
    strongest = _same_signs(axes[:, ::-1][:, :SIZE].T @ root)
    scale = RANGE / DEVIATIONS / max(strengths[-1], 1e-9) ** 0.5
    components = np.zeros((SIZE, width))
    components[: len(strongest)] = strongest * scale
    return np.vstack([components.T, -mean @ components.T]).astype(np.float32)


def write_projection(folder: Path, corpora: Sequence[Told]) -> None:
    """Write the projection beside the graphs in ``folder``, and into the file that names the model what it is."""
    np.save(folder / VECTOR, fitted_projection(corpora))
    named = json.loads((folder / MODEL).read_text("utf-8"))
    digest = hashlib.sha256((folder / VECTOR).read_bytes()).hexdigest()
    ordered = {**{name: named[name] for name in ("name", "words", "reader")}, "vectors": digest}
    (folder / MODEL).write_text(json.dumps(ordered | {"trained": named["trained"]}, indent=1) + "\n", "utf-8")


def _spreads(triggers: NDArray[np.float32], events: Sequence[str]) -> tuple[NDArray[np.float64], ...]:
    """Give the mean of mentions, how they spread around their event, and how events do; each event counts once."""
    values = triggers.astype(np.float64)
    _, event, size = np.unique(events, return_inverse=True, return_counts=True)
    centres = np.zeros((len(size), values.shape[1]))
    np.add.at(centres, event, values)
    centres /= size[:, None]
    several = size[event] > 1
    strays = (values - centres[event])[several] / np.sqrt(size[event][several])[:, None]
    within = strays.T @ strays / max((size > 1).sum(), 1)
    return values.mean(0), within, np.cov(centres.T)


def _same_signs(axes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn every axis so that its greatest entry is positive: which way it points is chance."""
    greatest = np.take_along_axis(axes, np.abs(axes).argmax(1)[:, None], 1)
    turned: NDArray[np.float64] = axes * np.sign(greatest)
    return turned


def gold_triggers(folder: Path, encoder: Encoder) -> Iterator[tuple[NDArray[np.float32], list[str]]]:
    """Read the acts of annotated reports; those of several reports share a key, the others are a report's own."""
    for report in gold_reports(folder):
        found = coded_file(report.path)
        if found is None:
            continue
        analysis = found[1]
        placed = [(covering(analysis, row["trigger"]["start"], row["trigger"]["end"]), row) for row in report.events]
        held = [(words, row) for words, row in placed if words and _coded(words, analysis)]
        if held:
            yield (
                encoded(analysis, [words for words, _ in held], encoder),
                [r["event_key"] or r["event"] for _, r in held],
            )


def _coded(words: Range, analysis: Analysis) -> bool:
    return any(sentence.first <= words[0] < sentence.last for sentence in analysis.sentences)


def ecbplus_triggers(folder: Path, encoder: Encoder) -> Iterator[tuple[NDArray[np.float32], list[str]]]:
    """Read the mentions of ECB+ train, report by report; a chain is a sub-topic's own."""
    for report in reports(folder, "train"):
        chains = [f"{report.subtopic} {one.chain}" for one in report.mentions]
        yield encoded(analysis_of(report.sentences), report.ranges, encoder), chains


def put_together(parts: Iterator[tuple[NDArray[np.float32], list[str]]]) -> Told:
    """Put the triggers of many reports together."""
    triggers, events = zip(*parts, strict=True)
    return np.concatenate(triggers), [event for own in events for event in own]


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
def main(folder: Path) -> None:
    """Fit the projection of the model in FOLDER and write it there."""
    encoder = Encoder.load(folder)
    gold = put_together(gold_triggers(SHARED / "gold" / "train", encoder))
    corpora = [gold, put_together(ecbplus_triggers(SHARED / "data" / "ecbplus", encoder))]
    write_projection(folder, corpora)
    click.echo(f"{', '.join(str(len(events)) for _, events in corpora)} mentions")


if __name__ == "__main__":
    main()
