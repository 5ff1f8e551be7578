"""Fit place_weights.tsv: python -m training.gazetteer.weights --data FOLDER --countries FILE.

``FOLDER`` holds LGL and GeoVirus as published; of both only the documents that do not report are read. A reading is
right if it lies within 161 km of the annotated point. Prints the table.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.quality.split import reported
from sayso.codebook.names import bare_name
from sayso.codebook.phrases import fold
from sayso.codebook.place_weights import PlaceWeights
from sayso.codebook.places import PlaceTable
from sayso.record.spans import Span
from sayso.resolve.surroundings import PlaceReading, Surroundings
from training.gazetteer.centres import NEAR_KM, Centres, kilometres
from training.gazetteer.corpora import FILES, GoldDocument, GoldPlace, read_places

PASSES = 4
"""How often the weights are fitted to what the surroundings say under the weights before."""
STEPS, RATE, DECAY = 600, 0.1, 2e-4
Case = tuple[list[dict[str, float]], list[bool]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit in passes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with lgl.xml.gz and GeoVirus.xml.gz")
    parser.add_argument("--countries", type=Path, required=True, help="countries.jsonl.gz with their middles")
    asked = parser.parse_args(arguments)
    documents = [one for corpus in FILES for one in read_places(corpus, asked.data) if not reported(one.name)]
    table = PlaceTable.load()
    centres = Centres(asked.countries)
    weights: Mapping[str, float] = table.weights.weights
    fixed = {name: weights[name] for name in table.weights.fixed}
    cases: list[Case] = []
    for _ in range(PASSES):
        cases = [case for one in documents for case in _cases(one, table, PlaceWeights(weights), centres)]
        weights = fit(cases, fixed)
    print(f"# {len(cases)} places of {len(documents)} documents of LGL and GeoVirus")
    print("feature\tweight\tbasis")
    for name in sorted(weights, key=lambda name: (name not in fixed, name)):
        print(f"{name}\t{weights[name]:.2f}\t{'set' if name in fixed else 'fitted'}")


def _cases(document: GoldDocument, table: PlaceTable, weights: PlaceWeights, centres: Centres) -> Iterator[Case]:
    toponyms = [Span(place.start, place.end, place.text) for place in document.places]
    around = Surroundings.of(toponyms, table, weights=weights)
    for place in document.places:
        readings = table.candidates(place.text)
        right = [_is_right(reading, place, centres) for reading in readings]
        if any(right) and not all(right):
            key = fold(bare_name(place.text))
            stated = around.within.get(key, ())
            yield [around.features(key, one, stated, readings) for one in readings], right


def _is_right(reading: PlaceReading, place: GoldPlace, centres: Centres) -> bool:
    point = centres.point(reading.entry)
    return point is not None and kilometres(point, (place.latitude, place.longitude)) <= NEAR_KM


def fit(cases: Sequence[Case], fixed: Mapping[str, float]) -> dict[str, float]:
    """Fit weights under which the right readings have the highest share: a softmax over each case's readings.

    ``name`` is no feature of its own: a name that is not another name is what those are compared with.
    """
    names = sorted({name for features, _ in cases for one in features for name in one if name != "name"} | set(fixed))
    column = {name: at for at, name in enumerate(names)}
    owner = np.repeat(np.arange(len(cases)), [len(features) for features, _ in cases])
    values = np.zeros((len(owner), len(names)))
    rows = (one for features, _ in cases for one in features)
    for at, one in enumerate(rows):
        for name, value in one.items():
            if name == "name":
                continue
            values[at, column[name]] = value
    right = np.array([flag for _, flags in cases for flag in flags])
    weights = np.array([fixed.get(name, 0.0) for name in names])
    free = np.array([name not in fixed for name in names])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        shares = _shares(values @ weights, owner, len(cases))
        good = np.where(right, shares, 0.0)
        target = good / np.bincount(owner, good, len(cases))[owner]
        slope = values.T @ (shares - target) / len(cases) + DECAY * weights * free
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= free * RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def _shares(scores: np.ndarray, owner: np.ndarray, cases: int) -> np.ndarray:
    highest = np.full(cases, -np.inf)
    np.maximum.at(highest, owner, scores)
    shares = np.exp(scores - highest[owner])
    shared: np.ndarray = shares / np.bincount(owner, shares, cases)[owner]
    return shared


if __name__ == "__main__":
    main()
