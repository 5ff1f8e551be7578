"""Score places on LGL and GeoVirus: python -m bench.quality.geoparsing [--data FOLDER] [--part NAME …].

The places that the corpus annotates are given; what is scored is where each is said to be. A place is resolved if the
record gives a point for it, and right if that lies within 161 km of the annotated one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpora import SHARED, need
from bench.quality.options import command_of
from bench.quality.split import reported
from bench.record import Figures, record_methods
from sayso.codebook.names import Name
from sayso.codebook.places import PlaceEntry, PlaceTable
from sayso.resolve.places import place, toponyms
from sayso.resolve.surroundings import Surroundings
from training.gazetteer.centres import NEAR_KM, Centres, Point, kilometres
from training.gazetteer.corpora import FILES, GoldDocument, read_places

Located = Iterator[tuple[Point, Point | None]]
Locate = Callable[[GoldDocument], Located]


@dataclass(frozen=True, slots=True)
class Reader:
    """Locate the places of a document by the table; with ``centres`` also those that the record gives no point for."""

    table: PlaceTable
    centres: Centres | None = None

    def located(self, document: GoldDocument) -> Located:
        """Give for each annotated place its point and the one found, None where none is."""
        spoken = (one for gold in document.places for one in toponyms(gold.start, gold.text, self.table))
        around = Surroundings.of(spoken, self.table)
        for gold in document.places:
            found = place(gold.text, self.table, around=around)
            point = _point(found.latitude, found.longitude)
            entry = self.table.get(found.place) if found.place and found.kind else None
            if point is None and entry and self.centres:
                point = self.centres.point(entry)
            yield (gold.latitude, gold.longitude), point

    def most_populous(self, document: GoldDocument) -> Located:
        """Give the point of the most populous place of each name, whatever stands around it."""
        for gold in document.places:
            entries = [one.entry for one in self._candidates(gold.text)]
            best = max(entries, key=lambda entry: entry.population, default=None)
            yield (gold.latitude, gold.longitude), _point(best.latitude, best.longitude) if best else None

    def _candidates(self, name: str) -> Sequence[Name[PlaceEntry]]:
        return [one for one in self.table.candidates(name) if one.entry.latitude is not None]


def main(arguments: Sequence[str] | None = None) -> None:
    """Locate the places of both corpora, by the record and by the baseline, and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "geoparsing", help="the corpora as published")
    parser.add_argument("--part", nargs="+", default=list(FILES), help="corpora, or files of the folder in either form")
    parser.add_argument(
        "--countries",
        type=Path,
        default=SHARED / "data" / "gazetteer" / "countries.jsonl.gz",
        help="middles of countries (countries.jsonl.gz of mledoze/countries, a line each)",
    )
    given = sys.argv[1:] if arguments is None else arguments
    asked = parser.parse_args(given)
    table = PlaceTable.load()
    centres = Centres(need(asked.countries))
    methods: dict[str, Locate] = {
        "most populous": Reader(table).most_populous,
        "record": Reader(table).located,
        "with centres": Reader(table, centres).located,
    }
    measured = {method: [*_figures(asked.data, asked.part, locate)] for method, locate in methods.items()}
    remark = (
        f"Annotated places given. Accuracy: share of the resolved that lie within {NEAR_KM} km. 'with centres' also "
        "gives countries and admin 1 units a middle, as the corpora do and the record does not. Tuned on: the 70 % of "
        "documents that bench.quality.split leaves for it."
    )
    record_methods("Geoparsing", command_of("geoparsing", given), measured, remark)


def _figures(folder: Path, corpora: Sequence[str], locate: Locate) -> Figures:
    figures: list[tuple[str, object]] = []
    for corpus in corpora:
        need(folder / FILES.get(corpus, corpus))
        documents = list(read_places(corpus, folder))
        for part, held in (("reported", True), ("tuned on", False)):
            pairs = [pair for one in documents if reported(one.name) is held for pair in locate(one)]
            apart = [kilometres(gold, found) for gold, found in pairs if found is not None]
            near = sum(distance <= NEAR_KM for distance in apart)
            figures.append((f"{corpus}, {part}: accuracy within {NEAR_KM} km", f"{near / max(1, len(apart)):.4f}"))
            figures.append((f"{corpus}, {part}: mean error, km", f"{sum(apart) / max(1, len(apart)):.0f}"))
            figures.append((f"{corpus}, {part}: share resolved", f"{len(apart) / max(1, len(pairs)):.4f}"))
    return figures


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


if __name__ == "__main__":
    main()
