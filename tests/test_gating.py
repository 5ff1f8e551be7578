"""Only what a person reviewed goes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.review.gate import LeftOut
from tests.deciding import ANN, BEN, RAID, case_at, mention, raid, read
from tests.merged import report


@pytest.fixture
def case(tmp_path: Path) -> Iterator[sayso.Case]:
    with case_at(tmp_path / "x.sayso") as opened:
        yield opened


def rows(case: sayso.Case, name: str) -> list[dict[str, Any]]:
    out = case.path.parent / "out"
    case.export(out, reviewed_only=True)
    return [json.loads(line) for line in (out / f"{name}.jsonl").read_text().splitlines()]


def test_what_nobody_confirmed_is_left_out(case: sayso.Case) -> None:
    case.decide("confirm", mention(case, "b.txt", "struck").id, by=ANN, kind="mention")
    assert (rows(case, "events"), rows(case, "mentions"), case.left_out()) == ([], [], LeftOut(2, 0))
    assert case.report(reviewed_only=True).n_events == 0


def test_what_was_confirmed_goes_out_with_what_it_rests_on(case: sayso.Case) -> None:
    undone = case.decide("credibility", raid(case).id, 5, by=BEN)
    case.undo(undone.id, by=BEN)
    case.decide("confirm", raid(case).id, by=ANN)
    struck = mention(case, "a.txt", "struck")
    case.decide("tag", struck.event, "draft", by=BEN)
    assert [one["id"] for one in rows(case, "events")] == [raid(case).id]
    assert [one["trigger"]["text"] for one in rows(case, "mentions")] == ["raided"]
    assert [one["path"] for one in rows(case, "documents")] == ["b.txt"]
    assert [one["action"] for one in rows(case, "decisions")] == ["confirm"]
    assert {one["name"] for one in rows(case, "actors")} == {"Orland", "Vesta"}
    assert case.left_out() == LeftOut(1, 0)
    told = json.loads((case.path.parent / "out" / "rules.json").read_text())
    assert told["reviewed_only"] == {"unconfirmed": 1, "changed": 0}
    assert (case.report(reviewed_only=True).n_events, case.contested(reviewed_only=True)) == (1, ())


def test_what_changed_since_it_was_confirmed_waits_to_be_confirmed_again(case: sayso.Case) -> None:
    case.decide("confirm", raid(case).id, by=ANN)
    case.decide(
        "correct", mention(case, "b.txt", "raided").id, "2020-01-10", by=BEN, field="date", kind="mention", note="x"
    )
    assert (rows(case, "events"), case.left_out()) == ([], LeftOut(1, 1))
    case.decide("confirm", raid(case).id, by=ANN)
    assert len(rows(case, "events")) == 1


def test_a_further_report_that_changes_nothing_leaves_it_reviewed(case: sayso.Case) -> None:
    case.decide("confirm", raid(case).id, by=ANN)
    read(case, report([RAID], "c.txt"))
    assert len(rows(case, "events")[0]["mentions"]) == 2


def test_what_people_corrected_themselves_is_reviewed(case: sayso.Case) -> None:
    case.decide("confirm", raid(case).id, by=ANN)
    case.decide("correct", raid(case).id, "2020-01-11", by=BEN, field="date", note="seen")
    assert [one["date"] for one in rows(case, "events")] == ["2020-01-11"]


def test_an_undone_confirmation_opens_the_event_again(case: sayso.Case) -> None:
    decision = case.decide("confirm", raid(case).id, by=ANN)
    case.undo(decision.id, by=ANN)
    assert case.left_out() == LeftOut(2, 0)


def test_tables_pass_the_gate_too_and_commands_tell_what_is_left_out(case: sayso.Case, tmp_path: Path) -> None:
    case.decide("confirm", raid(case).id, by=ANN)
    case.close()
    words = ["export", str(case.path), "--format", "csv", "--out", str(tmp_path / "t"), "--reviewed-only", "--json"]
    shown = CliRunner().invoke(main, words, catch_exceptions=False)
    assert json.loads(shown.stdout) == {"events": 1, "mentions": 1, "claims": 5}
    assert "events left out: 1 confirmed by nobody, 0 changed since they were confirmed" in shown.stderr
    for more in ([], ["--contested"]):
        shown = CliRunner().invoke(main, ["report", str(case.path), "--reviewed-only", *more], catch_exceptions=False)
        assert "left out" in shown.stderr


def test_words_of_a_mention_that_left_a_reviewed_event_do_not_go_out(case: sayso.Case) -> None:
    left = mention(case, "b.txt", "struck")
    case.decide("credibility", left.event, 2, by=ANN, kind="event")
    case.decide("split", left.id, by=ANN)
    case.decide("confirm", mention(case, "a.txt", "struck").event, by=ANN, kind="event")
    shown = rows(case, "mentions")
    assert [one["path"] for one in shown] == ["a.txt"]
    told = rows(case, "decisions")
    assert left.doc not in json.dumps(told)
