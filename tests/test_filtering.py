"""A filter shows the events that pass, and what they rest on, alone; the same in reports, exports and listings."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.errors import UsageError
from sayso.filtering import FilteredView
from sayso.table.event_filter import EventFilter
from sayso.table.event_table import EventTable
from tests.deciding import ANN, STRIKE, case_at, mention, raid
from tests.merged import report


@pytest.fixture
def case(tmp_path: Path) -> Iterator[sayso.Case]:
    with case_at(tmp_path / "x.sayso") as opened:
        yield opened


def rows(case: sayso.Case, name: str, **asked: Any) -> list[dict[str, Any]]:
    out = case.path.parent / "out"
    case.export(out, **asked)
    return [json.loads(line) for line in (out / f"{name}.jsonl").read_text().splitlines()]


def test_what_passes_goes_out_with_what_it_rests_on(case: sayso.Case) -> None:
    case.decide("tag", raid(case).id, "look", by=ANN)
    case.decide("tag", mention(case, "a.txt", "struck").event, "draft", by=ANN)
    wanted = EventFilter(actor=("vesta",))
    assert [one["id"] for one in rows(case, "events", wanted=wanted)] == [raid(case).id]
    assert [one["trigger"]["text"] for one in rows(case, "mentions", wanted=wanted)] == ["raided"]
    assert [one["path"] for one in rows(case, "documents", wanted=wanted)] == ["b.txt"]
    assert [one["after"] for one in rows(case, "decisions", wanted=wanted)] == ["look"]
    assert {one["name"] for one in rows(case, "actors", wanted=wanted)} == {"Orland", "Vesta"}
    told = json.loads((case.path.parent / "out" / "rules.json").read_text())
    assert told["filter"] == {"actor": ["vesta"]}
    assert case.report(wanted=wanted).n_events == 1


def test_no_filter_leaves_the_record_as_it_is(case: sayso.Case, tmp_path: Path) -> None:
    case.export(tmp_path / "all", times=False)
    case.export(tmp_path / "asked", times=False, wanted=EventFilter())
    for file in (tmp_path / "all").iterdir():
        assert file.read_bytes() == (tmp_path / "asked" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        ({"tag": "look"}, 1),
        ({"tag": ["look", "other"]}, 1),
        ({"words": "raided"}, 2),
        ({"words": '"nobody wrote this"'}, 0),
        ({"where": "n_documents = 2"}, 1),
        ({}, 2),
    ],
)
def test_events_are_listed_by_filters(case: sayso.Case, asked: dict[str, Any], n: int) -> None:
    case.decide("tag", raid(case).id, "look", by=ANN)
    assert len(case.events(**asked)) == n


def test_a_filter_that_does_not_exist_is_refused(case: sayso.Case) -> None:
    with pytest.raises(UsageError, match="no such filter: weather"):
        case.events(weather="fine")


def test_gate_and_filter_hold_together(case: sayso.Case) -> None:
    case.decide("confirm", raid(case).id, by=ANN)
    assert len(rows(case, "events", reviewed_only=True, wanted=EventFilter(actor=("vesta",)))) == 1
    assert rows(case, "events", reviewed_only=True, wanted=EventFilter(actor=("orland",))) == []


def test_a_narrowed_view_fills_a_table(case: sayso.Case) -> None:
    case.decide("confirm", raid(case).id, by=ANN)
    with case.reading() as view, case.reviewed() as gated:
        filtered = FilteredView(view, EventFilter(actor=("vesta",)))
        for shown in (gated, filtered):
            assert EventTable.of(shown).ids() == [raid(case).id]
            assert list(shown.event_numbers()) == [raid(case).id]
        (hit,) = filtered.search("raided")
        assert filtered.document(hit.doc).path == "b.txt" and filtered.text(hit.doc) == view.text(hit.doc)
        with pytest.raises(UsageError, match="not among what is shown"):
            filtered.document("a.txt")


def test_what_is_redacted_is_neither_in_the_table_nor_found_by_a_filter(case: sayso.Case) -> None:
    case.decide("sensitive", "vesta", True, by=ANN, kind="actor")
    with case.reading(redact=True) as view:
        table = EventTable.of(view)
        held = repr(table.ask("SELECT * FROM events")) + repr(table.ask("SELECT * FROM event_values"))
        assert "orland" in held and "vesta" not in held.casefold() and "person-1" in held
        assert table.n(EventFilter(actor=("vesta",))) == 0 and table.n(EventFilter(actor=("person-1",))) == 1


def test_decisions_that_pass_the_gate_are_redacted_too(case: sayso.Case) -> None:
    case.decide("confirm", raid(case).id, by=ANN, note="as Vesta told me")
    case.decide("sensitive", "vesta", True, by=ANN, kind="actor")
    told = json.dumps(rows(case, "decisions", reviewed_only=True, redact=True))
    assert "as [" in told and "vesta" not in told.casefold()


def test_commands_take_filters(case: sayso.Case, tmp_path: Path) -> None:
    case.close()

    def run(*words: str) -> Any:
        return CliRunner().invoke(main, [*words], catch_exceptions=False)

    shown = run("report", str(case.path), "--actor", "Vesta", "--json")
    assert json.loads(shown.stdout)["n_events"] == 1
    out = ["--out", str(tmp_path / "t"), "--json"]
    shown = run("export", str(case.path), "--format", "csv", *out, "--type", "ASSAULT", "--actor", "orland")
    assert json.loads(shown.stdout)["events"] == 1
    shown = run("export", str(case.path), *out, "--where", "no such column")
    assert shown.exit_code == 2 and "cannot ask this in SQL" in shown.stderr
    shown = run("export", str(case.path), *out, "--type", "WAR")
    assert shown.exit_code == 2 and "no event type" in shown.stderr


def test_a_report_opens_on_material_and_likely_acts_and_counts_what_it_hides(tmp_path: Path) -> None:
    with case_at(tmp_path / "y.sayso", report([STRIKE, ("Orland", "Vesta", "threatened", 4)], "a.txt")):
        pass

    def printed(*options: str) -> dict[str, Any]:
        words = ["report", str(tmp_path / "y.sayso"), "--json", *options]
        shown: dict[str, Any] = json.loads(CliRunner().invoke(main, words, catch_exceptions=False).output)
        return shown

    opened, everything = printed(), printed("--all")
    assert (opened["n_events"], opened["opened"]["shown"], opened["opened"]["hidden"]) == (2, 1, 1)
    assert [one["type"] for one in opened["deeds"]] == ["ASSAULT"]
    assert everything["opened"] is None and everything["n_events"] == 2
    assert {one["type"] for one in everything["deeds"]} == {"ASSAULT", "THREATEN/violence"}
    for asked in (["--type", "THREATEN"], ["--min-probability", "0"], ["--quad", "verbal_conflict"]):
        assert printed(*asked)["opened"] is None
    told = CliRunner().invoke(main, ["report", str(tmp_path / "y.sayso")], catch_exceptions=False).output
    assert "below: 1 event, material acts" in told and "1 event hidden (all with --all)" in told
    assert "are right in every field" in told


def test_a_command_that_filters_ends_without_a_word_of_its_libraries(case: sayso.Case) -> None:
    case.close()
    program = "from sayso.cli import main; main()"
    words = ["report", str(case.path), "--actor", "Vesta", "--json"]
    shown = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    assert json.loads(shown.stdout)["n_events"] == 1 and shown.stderr == ""
