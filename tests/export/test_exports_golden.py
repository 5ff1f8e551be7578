"""What the formats of facts make of the examples, as reviewed files: ``make golden`` writes them anew."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from pathlib import Path

import pytest

import sayso
from sayso.record.vocabulary import EVENT_TYPES
from sayso.table.event_filter import EventFilter

GOLDEN = Path(__file__).parents[1] / "golden" / "exports"
FILES = {"acled": "acled.csv", "ged": "ged.csv", "polecat": "polecat.tsv", "plover": "plover.json"}
FORCE = EventFilter(type=("ASSAULT", "COERCE", "PROTEST"))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> sayso.Case:
    opened = sayso.open(tmp_path_factory.mktemp("golden") / "iraq.sayso")
    opened.add(Path(__file__).parents[2] / "examples" / "iraq-2019")
    return opened


@pytest.mark.parametrize("format", FILES)
def test_rows_are_as_reviewed(case: sayso.Case, format: str, tmp_path: Path) -> None:
    case.export(tmp_path, format, wanted=FORCE)
    held = (tmp_path / FILES[format]).read_bytes()
    codebook = json.loads((tmp_path / f"{format}.about.json").read_bytes())["codebook"]
    compare(FILES[format], held.replace(codebook.encode(), b"CODEBOOK").replace(sayso.__version__.encode(), b"VERSION"))


def test_what_is_left_out_is_as_reviewed(case: sayso.Case, tmp_path: Path) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for format in FILES:
        out = tmp_path / format
        told = case.export(out, format)
        with (out / "left_out.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert told == {"events": len(case.events()) - len(rows), "left_out": len(rows)}
        counts.update((format, row["reason"]) for row in rows)
    lines = "".join(f"{format}\t{n}\t{reason}\n" for (format, reason), n in sorted(counts.items()))
    compare("left_out.txt", lines.encode())


@pytest.mark.parametrize("format", FILES)
def test_equal_cases_give_equal_bytes(case: sayso.Case, format: str, tmp_path: Path) -> None:
    for name in ("one", "two", "two"):
        case.export(tmp_path / name, format)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_filters_and_formats_part_events_without_losing_one(case: sayso.Case, tmp_path: Path) -> None:
    n = sum(
        sum(case.export(tmp_path / type_, "acled", wanted=EventFilter(type=(type_,))).values()) for type_ in EVENT_TYPES
    )
    assert n == len(case.events())


def compare(name: str, held: bytes) -> None:
    if os.environ.get("SAYSO_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(held)
    assert held == (GOLDEN / name).read_bytes()
