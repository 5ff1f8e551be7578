"""Values that people decide on: what no field can hold is refused, and the rest is kept as it was meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.codebook.project_fields import ProjectFields
from sayso.errors import CodebookError, UsageError
from sayso.record.mentions import EventMention
from tests.deciding import ANN, case_at, mention, raid


@pytest.fixture
def case(tmp_path: Path) -> Iterator[sayso.Case]:
    with case_at(tmp_path / "x.sayso") as opened:
        yield opened


def raided(case: sayso.Case) -> str:
    return mention(case, "b.txt", "raided").id


def told(case: sayso.Case, identity: str) -> list[EventMention]:
    return list(case.mentions(id=identity))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": "photo", "address": 3}, "the address of the evidence, 3, is no text"),
        ({"kind": "photo", "sha256": ["x"]}, "the sha256 of the evidence"),
        ({"kind": ["photo"], "address": "x"}, "the kind of the evidence"),
        ({"kind": "photo", "address": "x", "source": {"a": 1}}, "the source of the evidence"),
        ({"kind": "photo", "address": "x", "settles": 5}, "evidence cannot settle 5"),
        ({"kind": "photo", "address": "x", 4: 5}, "evidence has no 4"),
        ({"kind": "photo", "address": "x", "latitude": float("nan"), "longitude": 1.0}, "lies nowhere"),
        ({"kind": "photo", "address": "x", "latitude": True, "longitude": True}, "lies nowhere"),
    ],
)
def test_evidence_that_no_record_could_tell_of_is_refused(case: sayso.Case, given: Any, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        case.decide("attach", raid(case).id, given, by=ANN)
    assert not case.log()


@pytest.mark.parametrize("given", ["11,34", "1,5", "1,2345", "9" * 30, "9" * 5000])
def test_a_count_is_not_guessed(case: sayso.Case, given: str) -> None:
    with pytest.raises(UsageError, match="is no count"):
        case.decide("correct", raided(case), given, field="number:killed", by=ANN, note="so")


@pytest.mark.parametrize("given", ["11,340", "11340", "11,340..11,340"])
def test_commas_part_thousands(case: sayso.Case, given: str) -> None:
    decision = case.decide("correct", raided(case), given, field="number:killed", by=ANN, note="so")
    assert decision.after == {"low": 11340, "high": 11340}


@pytest.mark.parametrize(
    ("action", "target", "value", "more"),
    [
        ("tag", "RAID", "a\udcff", {}),
        ("name", "orland", "a\udcff", {}),
        ("name", "orl\udcffand", "a", {}),
        ("attach", "RAID", {"kind": "photo", "address": "a\udcff"}, {}),
        ("tag", "RAID", "x" * 10_001, {}),
        ("tag", "RAID", "x", {"note": "x" * 10_001}),
    ],
)
def test_words_that_no_decision_file_can_hold_are_refused(
    case: sayso.Case, action: Any, target: str, value: Any, more: dict[str, Any]
) -> None:
    with pytest.raises(UsageError, match=r"what no text can|longer than"):
        case.decide(action, raid(case).id if target == "RAID" else target, value, **{"by": ANN, **more})
    assert not case.log()


@pytest.mark.parametrize(("given", "kept"), [("7:05", "07:05"), ("19:05:00", "19:05"), ("Night", "night")])
def test_a_time_of_day_is_corrected_exchanged_and_undone(
    case: sayso.Case, tmp_path: Path, given: str, kept: str
) -> None:
    decision = case.decide(
        "correct", raided(case), given, field="time_of_day", by=ANN, note="the video", kind="mention"
    )
    assert (decision.before, decision.after) == (None, kept)
    assert told(case, raided(case))[0].time_of_day == kept
    yours = case_at(tmp_path / "yours.sayso")
    case.export_decisions(tmp_path / "mine.jsonl")
    assert not yours.import_decisions(tmp_path / "mine.jsonl").rejected
    assert told(yours, raided(yours))[0].time_of_day == kept
    again = case.decide("correct", raided(case), "none", field="time_of_day", by=ANN, note="unclear", kind="mention")
    assert told(case, raided(case))[0].time_of_day is None
    case.undo(again.id, by=ANN)
    assert told(case, raided(case))[0].time_of_day == kept
    assert case.verify().faults == ()


@pytest.mark.parametrize("given", ["25:00", "7", "teatime", "7:5"])
def test_what_is_no_time_of_day_is_refused(case: sayso.Case, given: str) -> None:
    with pytest.raises(UsageError, match="is no time of day"):
        case.decide("correct", raided(case), given, field="time_of_day", by=ANN, note="so", kind="mention")


def test_a_count_is_named_by_its_place_among_those_read_whatever_is_taken_out(case: sayso.Case) -> None:
    first, second = "number:killed", "number:killed:2"
    for field, value, counts in (
        (first, "5", [5]), (second, "7", [5, 7]), (first, "none", [7]), (second, "8", [8]), (first, "4", [4, 8]),
        (second, "none", [4]),
    ):  # fmt: skip
        case.decide("correct", raided(case), value, field=field, by=ANN, note="so", kind="mention")
        assert [one.low for one in told(case, raided(case))[0].numbers] == counts, (field, value)
    assert case.verify().faults == ()


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        ("- {name: seen, type: one-of, values: [2019-13-45]}", r"fields\.yaml: line 1: is no YAML"),
        ("- {name: a, type: text}\n- {name: b, name: c, type: text}", r"line 2: a field has name twice"),
    ],
)
def test_a_declaration_that_yaml_bends_is_named_by_its_line(declared: str, says: str) -> None:
    with pytest.raises(CodebookError, match=says):
        ProjectFields.of_text(declared)
