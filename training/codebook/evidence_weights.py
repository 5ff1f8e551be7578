"""Print evidence.tsv: ``python -m training.codebook.evidence_weights --gold ../shared/gold/train``.

A logistic regression over what stands around a trigger. The trigger weights beside it are counted on the even
reports and the evidence is fitted on the odd ones, so that it learns how far to trust a weight on new text.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import click

from sayso.codebook.book import CodebookTables
from sayso.codebook.triggers import TriggerTable
from sayso.extract.acts import Act, find_acts
from sayso.extract.evidence import HIGHEST, LOWEST, features
from sayso.extract.lines import Line
from sayso.extract.parties import Party, find_parties
from training.codebook.entries import rows_of
from training.codebook.lemmas import treebank_verbs
from training.codebook.reports import Reports, names_of
from training.codebook.trigger_weights import trigger_entries
from training.corpora.analysed import analysed_file

LEAST_COUNT = 40
"""Occurrences that a feature needs to be weighed."""
LEAST_WEIGHT = 0.05
"""A feature that shifts the log-odds less is left out."""
PENALTY = 3.0
"""Ridge penalty on the features' weights: the log-odds they may gain from few occurrences."""
_STEPS = 30


class Example(NamedTuple):
    """Hold one occurrence of a trigger: its word's log-odds, what stands around it, and whether it is an act."""

    word: float
    features: tuple[str, ...]
    act: bool


def examples(gold: Path, names: list[str], tables: CodebookTables) -> Iterator[Example]:
    """Look at every occurrence of a trigger in the coded text of the reports ``names``."""
    every = replace(tables, triggers=replace(tables.triggers, evidence={"bias": 99.0}))
    for name in names:
        rows = (gold / "ann" / f"{name}.events.jsonl").read_text(encoding="utf-8").splitlines()
        marked = [(row["trigger"]["start"], row["trigger"]["end"]) for row in map(json.loads, rows)]
        analysis = analysed_file(gold / "docs" / f"{name}.txt")
        if analysis is None:
            continue
        small = frozenset(word for word in analysis.words if word.islower())
        for sentence in analysis.sentences:
            line = Line.of(analysis, sentence, tables)
            parties = find_parties(line, tables, small)
            for act in find_acts(line, parties, every):
                span = line.span(act.first, act.last)
                hit = any(start < span.end and span.start < end for start, end in marked)
                yield _example(line, act, parties, tables, hit)


def _example(line: Line, act: Act, parties: tuple[Party, ...], tables: CodebookTables, hit: bool) -> Example:
    trigger = line.phrases.triggers[act.first][1][0]
    shape = "noun" if act.nominal else "passive" if act.passive else "verb"
    before = next((party for party in parties if party.last == act.first), None)
    behind = next((party for party in parties if party.first == act.last), None)
    seen = features(line, act.first, act.last, trigger, shape, (before, behind), tables)
    weight = min(HIGHEST, max(LOWEST, trigger.weight))
    return Example(math.log(weight / (1 - weight)), tuple(seen), hit)


def fit(found: list[Example]) -> dict[str, float]:
    """Fit the log-odds by Newton's method: "bias", "word", then the features by name."""
    import numpy as np

    counts = Counter(name for example in found for name in example.features)
    names = ["bias", "word", *sorted(name for name, count in counts.items() if count >= LEAST_COUNT)]
    column = {name: number for number, name in enumerate(names)}
    seen = np.zeros((len(found), len(names)))
    for row, example in enumerate(found):
        seen[row, :2] = 1.0, example.word
        seen[row, [column[name] for name in example.features if name in column]] = 1.0
    acts = np.array([example.act for example in found], float)
    penalty = np.array([0.01, 0.01, *[PENALTY] * (len(names) - 2)])
    weights = np.zeros(len(names))
    weights[1] = 1.0
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (acts - likely) - penalty * weights
        curve = (seen.T * (likely * (1 - likely))) @ seen + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    return dict(zip(names, map(float, weights), strict=True))


@click.command()
@click.option("--gold", type=click.Path(path_type=Path, exists=True), required=True, help="Folder with docs and ann.")
@click.option("--treebank", type=click.Path(path_type=Path), help="CoNLL-U files; default: the folder beside gold.")
def main(gold: Path, treebank: Path | None) -> None:
    """Print the table, under the remarks of the one that is shipped."""
    verbs = treebank_verbs(treebank or gold.parents[1] / "data" / "ud-ewt")
    counted = rows_of(trigger_entries(Reports.read(gold, names_of(gold, "even")), verbs))
    tables = replace(CodebookTables.load(), triggers=TriggerTable.of(counted))
    weights = fit(list(examples(gold, names_of(gold, "odd"), tables)))
    shipped = resources.files("sayso.codebook").joinpath("data/evidence.tsv").read_text(encoding="utf-8")
    click.echo("\n".join(line for line in shipped.splitlines() if line.startswith("#")))
    click.echo("feature\tweight")
    for name, weight in weights.items():
        if abs(weight) >= LEAST_WEIGHT:
            click.echo(f"{name}\t{weight:.2f}")


if __name__ == "__main__":
    main()
