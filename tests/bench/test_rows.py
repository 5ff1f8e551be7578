"""Whole rows: agreement as the gold scorer understands it."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench.quality.figures import Counts, Weighed
from bench.quality.rows import (
    common_statuses_f1,
    field_shares,
    fields_right,
    matched_documents,
    status_counts,
    weighed_rows,
    weighed_types,
)
from training.scoring import load_scorer, scored_export

Row = dict[str, Any]
TEXT = "Ardan shelled Riverton on Monday, killing 12, officials said. Borland left."


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    return load_scorer(shared / "gold" / "score.py")


def span(words: str, **more: Any) -> Row:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words), **more}


def mention(**changed: Any) -> Row:
    row: Row = {
        "id": "g1", "event": "e1", "type": "ASSAULT", "mode": None, "trigger": span("shelled"), "status": "asserted",
        "actors": [span("Ardan", name="Ardan")], "recipients": [], "places": [span("Riverton", name="Riverton")],
        "time": span("Monday", edtf="2024-03-04"), "date": "2024-03-04", "probability": 0.8,
        "numbers": [span("12", kind="killed", low=12, high=12)],
        "attribution": [{"source": span("officials", name="officials"), "anonymous": True, "cue": span("said"),
                         "stance": "states"}],
    }  # fmt: skip
    return {**row, **changed}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, set()),
        ({"type": "COERCE"}, {"type"}),
        ({"actors": [span("Borland", name="Borland")]}, {"actor"}),
        ({"actors": []}, {"actor"}),
        ({"recipients": [span("Riverton", name="Riverton")]}, {"recipient"}),
        ({"places": [span("Borland", name="Riverton")]}, set()),
        ({"date": "2024-03-05"}, {"date"}),
        ({"date": None}, {"date"}),
        ({"date": "2024-03"}, set()),
        ({"attribution": []}, {"voice"}),
        ({"attribution": [{"source": None, "anonymous": True, "cue": None, "stance": "states"}]}, {"voice"}),
        ({"status": "planned", "numbers": []}, set()),
    ],
)
def test_fields_agree_or_not(scorer: ModuleType, changed: Row, wrong: set[str]) -> None:
    right = fields_right(mention(), mention(**changed), scorer, every=True)
    assert {field for field, agrees in right.items() if not agrees} == wrong


def test_one_argument_of_several_is_enough_where_not_every_one_is_asked_for(scorer: ModuleType) -> None:
    more = mention(actors=[span("Ardan", name="Ardan"), span("Borland", name="Borland")])
    assert not fields_right(mention(), more, scorer, every=True)["actor"]
    assert fields_right(mention(), more, scorer, every=False)["actor"]


def test_a_date_that_gold_does_not_give_is_not_compared(scorer: ModuleType) -> None:
    assert fields_right(mention(time=None), mention(date="1999"), scorer, every=True)["date"]


def write(path: Path, *rows: Row) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    gold, export = tmp_path / "gold", tmp_path / "export"
    (gold / "docs").mkdir(parents=True)
    for name in ("one", "two"):
        (gold / "docs" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    write(gold / "ann" / "one.events.jsonl", mention())
    write(gold / "ann" / "two.events.jsonl", mention(status="planned"))
    pledge = {"kind": "vow", "quote": span("Borland left"), "holder": span("Borland", name="Borland")}
    write(gold / "ann" / "one.commitments.jsonl", pledge)
    write(export / "documents.jsonl", {"id": "d1", "path": "docs/one.txt"})
    false = mention(id="m2", trigger=span("left"), probability=0.3, numbers=[])
    write(export / "mentions.jsonl", mention(id="m1", doc="d1"), {**false, "doc": "d1"})
    write(export / "commitments.jsonl", {**pledge, "doc": "d1"})
    return export, gold


def test_documents_are_paired_as_the_scorer_pairs_them(
    scorer: ModuleType, folders: tuple[Path, Path], shared: Path
) -> None:
    export, gold = folders
    one, two = matched_documents(export, gold, scorer)
    assert (one.name, one.pairs, one.numbers, one.commitments) == ("one", ((0, 0),), Counts(1, 1, 1), Counts(1, 1, 1))
    assert (two.name, two.found, two.numbers) == ("two", (), Counts(0, 0, 1))
    figures = scored_export(export, gold, shared / "gold" / "score.py")
    assert figures["number"]["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["commitment"]["f1"] == 1


def test_a_mention_without_a_partner_is_wrong(scorer: ModuleType, folders: tuple[Path, Path]) -> None:
    matched = matched_documents(*folders, scorer)
    expected = [Weighed(0.8, True), Weighed(0.3, False)]
    assert weighed_types(matched) == weighed_rows(matched, scorer, every=True) == expected
    assert set(field_shares(matched, scorer).values()) == {1.0}


def test_only_statuses_with_enough_gold_count(scorer: ModuleType, folders: tuple[Path, Path]) -> None:
    matched = matched_documents(*folders, scorer)
    assert common_statuses_f1(matched, scorer, 1) == (0.5, ["asserted", "planned"])
    assert common_statuses_f1(matched, scorer, 2) == (0.0, [])
    assert status_counts(matched, scorer) == {"asserted": Counts(1, 1, 1), "planned": Counts(0, 0, 0)}
