"""What a person sees: whole ids, no wider than the screen, no word of a report that could harm the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sayso.build import BuildSummary
from sayso.export.dossier import Dossier
from sayso.export.printing import PIPE_WIDTH
from sayso.export.report import report_on
from sayso.export.screen import print_dossier, print_hits, print_report, print_summary, print_verdict
from sayso.record.edtf import Edtf
from sayso.record.ids import DocumentId
from sayso.record.plain import to_json
from sayso.store.fault import Fault
from sayso.store.finding import Hit
from sayso.store.verify import Verdict
from tests.export.rows import Rows
from tests.factory import attribution, document

EVIL = "\x1b[2J\u202e\x07"
LONG = "a very long name indeed " * 9
TEXT = f"Officials {EVIL} said Israel{EVIL} bombed Syria and {LONG}."


@pytest.fixture
def case() -> Rows:
    rows = Rows()
    for i in range(3):
        rows.add(
            TEXT + str(i),
            "bombed",
            f"{EVIL}{i}.txt",
            doc={"outlet": f"Wire{EVIL}", "published": "2019-07-20"},
            actors=[(f"Israel{EVIL}", "israel"), (LONG.strip(), "a1")],
            recipients=[("Syria", "syria")],
            date=Edtf("2019-07-19"),
            attribution=(attribution(TEXT, "Officials", "said", anonymous=True),),
        )
    return rows


def harmless(text: str) -> bool:
    return not set("\x1b\x07\u202e") & set(text)


def test_a_report_is_no_wider_than_a_page_and_harmless(case: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    print_report(report_on(case))
    shown = capsys.readouterr().out
    assert harmless(shown)
    assert max(len(line) for line in shown.splitlines()) <= PIPE_WIDTH + len("without a publication date")
    tables = [line for line in shown.splitlines() if re.match(r" {3}\S", line)]
    assert tables and max(map(len, tables)) <= PIPE_WIDTH


def test_ids_dates_and_numbers_of_a_table_stay_whole(case: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    print_report(report_on(case))
    shown = capsys.readouterr().out
    assert all(event.id in shown for event in case.events())
    assert re.search(r"^ +2019-07-19 +3 +0 +0 +Officials", shown, re.MULTILINE)


def test_a_report_says_what_it_leaves_out(case: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    from dataclasses import replace

    case.kept_documents[-1] = replace(case.kept_documents[-1], copy_of=case.kept_documents[0].id)
    case.add(TEXT + "old", "bombed", "old.txt", date=Edtf("1988-07-03"))
    print_report(report_on(case))
    shown = capsys.readouterr().out
    assert "copies left out, here and below: 1 mention in 1 document\n" in shown
    assert "… and 1 date of background, before the reports' own time: 1 act (all with --json)" in shown
    assert "1988" not in shown.replace("3 documents", "")


def test_an_empty_case_is_shown_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    print_report(report_on(Rows()))
    shown = capsys.readouterr().out
    assert "0 mentions" in shown and shown.count("  nothing") == 4


@pytest.mark.parametrize("kind", ["mention", "event", "document"])
def test_a_dossier_is_harmless_and_readable(case: Rows, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    told, event = next(case.mentions()), next(case.events())
    doc = next(one for one in case.documents() if one.id == told.doc)
    record = {"mention": told, "event": event, "document": doc}[kind]
    print_dossier(Dossier(kind, record, (told,), {doc.id: doc.path}))
    shown = capsys.readouterr().out
    assert harmless(shown)
    assert told.id in shown and "bombed" in shown and "Officials" in shown
    assert "{" not in shown and event.voices[0].id not in shown


def test_the_json_of_a_dossier_keeps_the_text_as_it_is(case: Rows) -> None:
    told = next(case.mentions())
    kept = json.loads(to_json(Dossier("mention", told, (told,), {told.doc: told.path})))
    assert kept["record"]["sentence"]["text"] == told.sentence.text
    assert kept["documents"] == {told.doc: told.path}


def test_hits_are_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    print_hits([Hit(DocumentId("d1"), "a.txt", f"Title {EVIL}", None, f"[words] {EVIL}", 2)])
    print_hits([])
    shown = capsys.readouterr().out
    assert harmless(shown)
    assert "Title [2J  (outlet not known, 2 mentions) d1" in shown
    assert "No document holds all these words." in shown


def test_a_summary_says_what_was_not_coded_and_what_to_type_next(capsys: pytest.CaptureFixture[str]) -> None:
    print_summary(BuildSummary(3, 1, 2, 1, 5, 0, 4, {"language: fr": 1}, {"empty": 2}, 0.5), Path("x.sayso"))
    assert capsys.readouterr().out.splitlines() == [
        "2 documents read from 2 files (1 file unchanged) in 0.5 s: 1 coded, 5 event mentions, 0 commitments;"
        " the case holds 4 events.",
        "  1 not coded: language: fr",
        "  2 rejected: empty (see rejections.jsonl in the export)",
        "Next: sayso report x.sayso",
    ]


def test_segments_of_a_document_are_not_poured_out(capsys: pytest.CaptureFixture[str]) -> None:
    print_dossier(Dossier("document", document("Calm."), (), {}))
    shown = capsys.readouterr().out
    assert "segments" not in shown and "report.txt" in shown


@pytest.mark.parametrize(("n", "told"), [(0, "All is as it was written."), (1, "1 fault."), (2, "2 faults.")])
def test_a_verdict_counts_its_faults(n: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_verdict(Verdict(1, 1, 1, 1, 1, 0, 1, (Fault("mentions", "m1", "its span is off"),) * n))
    assert capsys.readouterr().out.splitlines()[-1] == told


def test_one_of_a_thing_is_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    rows = Rows()
    rows.add(TEXT, "bombed", "a.txt", doc={"outlet": "Wire", "published": "2019-07-20"})
    print_report(report_on(rows))
    shown = capsys.readouterr().out
    assert "1 document from 1 outlet, published 2019-07-20; 1 coded; 0 copies of others" in shown


def test_a_fault_of_the_whole_file_is_told_without_an_id(capsys: pytest.CaptureFixture[str]) -> None:
    faults = (Fault("file", "", "damaged"), Fault("events", "m1", "altered"))
    print_verdict(Verdict(0, 0, 0, 0, 0, 0, 0, faults, 0, "", 0))
    shown = capsys.readouterr().out.splitlines()
    assert [line for line in shown if "altered: " in line] == [
        "  altered: file: damaged",
        "  altered: events m1: altered",
    ]
