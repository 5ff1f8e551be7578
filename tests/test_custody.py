"""Documents taken out of a case: out of every event, not brought back by reading again, erased to the last byte."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

import pytest
from click.testing import CliRunner

import sayso
from sayso import custody
from sayso.cli import main
from sayso.errors import CaseError, NotACase, UsageError
from sayso.store.case_file import connect
from sayso.store.erasing import runs_of, without_words
from sayso.store.view import View

Told = dict[str, Any]

STRIKE = (
    "KARWAN - Quillfeather rockets hit a base near Karwan on Friday, killing one contractor, two Vestan officials said."
)
ARMY = (
    "KARWAN - Rockets hit a base near Karwan on Friday, killing two contractors, the Orlandian army said on Saturday."
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "strike.txt").write_text(STRIKE)
    (folder / "army.txt").write_text(ARMY)
    return folder


@pytest.fixture
def case(reports: Path) -> sayso.Case:
    return built(reports)


def built(reports: Path, name: str = "x.sayso") -> sayso.Case:
    case = sayso.open(reports.parent / name)
    case.add(reports, outlet="Wire", published="2019-12-28", method="codebook")
    return case


def exported(case: sayso.Case) -> dict[str, bytes]:
    out = case.path.with_suffix(".record")
    case.export(out, times=False)
    return {file.name: file.read_bytes() for file in sorted(out.iterdir())}


def undo(case: sayso.Case, decision: str) -> None:
    """Undo a decision, and let the events follow as the next build does."""
    with closing(connect(case.path)) as connection:
        custody.append(connection, "undo", "decision", decision, by="R", note=None)
    case.add(case.path.parent / "reports", outlet="Wire", published="2019-12-28", method="codebook")


def paths(case: sayso.Case) -> list[str]:
    return sorted(document.path for document in case.documents())


def test_a_removed_document_is_out_of_every_listing_and_event(case: sayso.Case, reports: Path) -> None:
    doc = case.document("strike.txt").id
    done = case.remove("strike.txt", why="withdrawn", by="R. Haddad")
    assert (done.doc, done.erased, done.mentions > 0) == (doc, False, True)
    assert paths(case) == ["army.txt"]
    for name, rows in exported(case).items():
        if name not in ("decisions.jsonl", "rejections.jsonl", "redirects.jsonl"):
            assert doc.encode() not in rows, name
    assert case.search("Quillfeather") == []
    assert case.verify().clean
    (stone,) = [row for row in case.rejections() if row.reason == "removed"]
    assert (stone.path, "withdrawn" in stone.detail, "R. Haddad" in stone.detail) == ("strike.txt", True, True)


def test_what_is_left_is_the_record_of_a_case_that_never_held_it(case: sayso.Case, reports: Path) -> None:
    case.remove("strike.txt", why="withdrawn", by="R")
    (reports / "strike.txt").unlink()
    alone = exported(built(reports, "alone.sayso"))
    left = exported(case)
    for name in ("documents", "mentions", "claims", "events", "actors", "places", "sources", "edges", "commitments"):
        assert left[f"{name}.jsonl"] == alone[f"{name}.jsonl"], name


@pytest.mark.parametrize("name", ["strike.txt", "other name.txt"])
def test_reading_the_same_again_does_not_bring_it_back(case: sayso.Case, reports: Path, name: str) -> None:
    case.remove("strike.txt", why="withdrawn", by="R")
    (reports / "strike.txt").rename(reports / name)
    os.utime(reports / name, (1, 1))
    case.add(reports, outlet="Wire", published="2019-12-28", method="codebook")
    assert paths(case) == ["army.txt"]


def test_reading_the_same_file_as_another_outlets_does_not_bring_it_back(case: sayso.Case, reports: Path) -> None:
    case.remove("strike.txt", why="withdrawn", by="R")
    case.add(reports, outlet="Ledger", published="2019-12-29", method="codebook")
    assert paths(case) == ["army.txt", "army.txt"]


def test_another_report_in_the_place_of_a_removed_one_is_read(case: sayso.Case, reports: Path) -> None:
    case.remove("strike.txt", why="withdrawn", by="R")
    (reports / "strike.txt").write_text(ARMY.replace("two", "three"))
    case.add(reports, outlet="Wire", published="2019-12-28", method="codebook")
    assert paths(case) == ["army.txt", "strike.txt"]


def test_a_removal_undone_gives_the_record_of_before(case: sayso.Case) -> None:
    before = exported(case)
    done = case.remove("strike.txt", why="by mistake", by="R")
    undo(case, done.decision)
    after = exported(case)
    del before["decisions.jsonl"], after["decisions.jsonl"], before["redirects.jsonl"], after["redirects.jsonl"]
    assert after == before
    assert case.verify().clean


def test_a_copy_stands_alone_when_its_original_is_removed(case: sayso.Case, reports: Path) -> None:
    (reports / "copy.txt").write_text(STRIKE)
    case.add(reports / "copy.txt", outlet="Ledger", published="2019-12-29", method="codebook")
    original = case.document("strike.txt").id
    assert case.document("copy.txt").copy_of == original
    done = case.remove("strike.txt", why="withdrawn", by="R", erase=True)
    assert done.elsewhere == (case.document("copy.txt").id,)
    assert case.document("copy.txt").copy_of is None
    assert case.text(done.elsewhere[0]) == STRIKE
    assert case.verify().clean
    with case.reading() as view:
        assert view.original(case.document("copy.txt").sha256) == STRIKE.encode()


def test_an_erased_document_leaves_no_word_in_the_file_or_its_log(case: sayso.Case) -> None:
    mention = next(one for one in case.mentions() if one.path == "strike.txt")
    other = next(one for one in case.mentions() if one.path == "army.txt")
    case.decide("same", mention.id, other.id, by="R", note="Quillfeather rockets hit a base in both")
    case.search("Quillfeather")
    packed = zlib.compress(STRIKE.encode())
    assert holds(case, packed) and holds(case, b"Quillfeather") and "quillfeather" in vocabulary(case)
    case.remove("strike.txt", why="court order", by="R", erase=True)
    for words in (packed, packed[2:-4], b"Quillfeather", b"quillfeather", b"uillfeathe", b"Vestan officials"):
        assert not holds(case, words), words
    assert "quillfeather" not in vocabulary(case)
    verdict = case.verify()
    assert (verdict.clean, verdict.erased) == (True, 1)
    (kept,) = [one for one in case.decisions() if one.action == "same"]
    assert (kept.note, kept.target.quotation, kept.other is not None) == (None, None, True)


def holds(case: sayso.Case, words: bytes) -> bool:
    files = (case.path, case.path.with_name(f"{case.path.name}-wal"))
    return any(words in file.read_bytes() for file in files if file.exists())


def vocabulary(case: sayso.Case) -> set[str]:
    with closing(sqlite3.connect(case.path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'words', 'row')")
        return {term for (term,) in connection.execute("SELECT term FROM temp.terms")}


def test_erased_bytes_do_not_come_back_under_any_name(case: sayso.Case, reports: Path) -> None:
    case.remove("strike.txt", why="court order", by="R", erase=True)
    (reports / "again.txt").write_text(STRIKE)
    summary = case.add(reports / "again.txt", outlet="Another", published="2020-02-02", method="codebook")
    assert summary.rejected == {"erased": 1}
    assert not holds(case, b"Quillfeather")
    assert case.add(reports / "again.txt", outlet="Another", published="2020-02-02", method="codebook").unchanged == 1


def test_an_erasure_cannot_be_undone(case: sayso.Case) -> None:
    done = case.remove("strike.txt", why="court order", by="R", erase=True)
    undo(case, done.decision)
    assert paths(case) == ["army.txt"] and not holds(case, b"Quillfeather")
    assert case.verify().clean


def test_a_removed_document_can_be_erased_later(case: sayso.Case) -> None:
    doc = case.remove("strike.txt", why="withdrawn", by="R").doc
    assert case.remove(doc, why="court order", by="R", erase=True).erased
    assert not holds(case, b"Quillfeather") and case.verify().clean


def test_an_erasure_that_was_killed_is_named_and_finished(case: sayso.Case) -> None:
    doc = case.document("strike.txt").id
    case.close()
    program = f"""
import os, signal, sayso.custody as custody
custody.sweep = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
custody.remove(__import__("pathlib").Path({str(case.path)!r}), {doc!r}, why="w", by="R", erase=True)
"""
    killed = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": "src"})
    assert killed.returncode == -signal.SIGKILL
    (fault,) = case.verify().faults
    assert (fault.table, fault.id, "broken off" in fault.problem) == ("erased", doc, True)
    case.remove(doc, why="w", by="R", erase=True)
    assert case.verify().clean and not holds(case, b"Quillfeather")


def test_an_erasure_beside_a_reader_says_that_it_is_not_finished(case: sayso.Case) -> None:
    doc = case.document("strike.txt").id
    with closing(sqlite3.connect(case.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchone()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sayso.store.case_file.BUSY_SECONDS", 0.2)
            with pytest.raises(CaseError, match="another process"):
                case.remove(doc, why="w", by="R", erase=True)
    case.remove(doc, why="w", by="R", erase=True)
    assert case.verify().clean and not holds(case, b"Quillfeather")


@pytest.mark.parametrize(
    ("document", "why", "by", "says"),
    [("none.txt", "w", "R", "none.txt"), ("strike.txt", " ", "R", "no reason"), ("strike.txt", "w", "", "nobody")],
)
def test_what_cannot_be_removed_is_said(case: sayso.Case, document: str, why: str, by: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        case.remove(document, why=why, by=by)


def test_removing_twice_says_who_did_it_before(case: sayso.Case) -> None:
    case.remove("strike.txt", why="withdrawn", by="R. Haddad")
    with pytest.raises(UsageError, match=r"Removed by R\. Haddad.*withdrawn"):
        case.remove("strike.txt", why="again", by="S")


def test_a_removed_document_that_somebody_shows_again_is_named(case: sayso.Case) -> None:
    doc = case.remove("strike.txt", why="w", by="R").doc
    with closing(sqlite3.connect(case.path)) as connection:
        connection.execute("DELETE FROM removed")
        connection.commit()
    assert ("removed", doc) in {(fault.table, fault.id) for fault in case.verify().faults}


def test_nothing_is_removed_from_a_case_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        sayso.open(tmp_path / "no.sayso").remove("x", why="w", by="R")


def test_the_commands(case: sayso.Case) -> None:
    runner = CliRunner()

    def run(*words: object) -> tuple[int, str]:
        done = runner.invoke(main, [str(word) for word in words], catch_exceptions=False)
        return done.exit_code, done.output

    head = json.loads(run("verify", case.path, "--json")[1])["head"]
    code, said = run("remove", case.path, "strike.txt", "--why", "withdrawn", "--by", "R")
    assert code == 0 and "removed, with" in said
    assert run("show", case.path, "strike.txt")[0] == 2
    assert "withdrawn" in run("show", case.path, "strike.txt")[1]
    code, said = run("verify", case.path, "--head", head)
    assert code == 0 and "Chain of custody: 3 entries" in said
    assert run("verify", case.path, "--head", "f" * 64)[0] == 1
    assert run("verify", case.path, "--head", "f00")[0] == 2


def test_a_case_removed_in_one_view_is_removed_in_all(case: sayso.Case) -> None:
    case.remove("strike.txt", why="w", by="R")
    with case.reading() as view:
        assert isinstance(view, View)
        assert {row.path for row in view.mentions()} == {"army.txt"}


def test_an_erased_document_leaves_no_name_that_no_other_has(case: sayso.Case, reports: Path) -> None:
    (reports / "killed.txt").write_text("KARWAN - A rocket killed Layla Quillfeather, 9, near Karwan, the army said.")
    case.add(reports, outlet="Wire", published="2019-12-28", method="codebook")
    case.remove("strike.txt", why="court order", by="R", erase=True)
    hidden = next(one.id for one in case.actors() if one.name == "Layla Quillfeather")
    kept = next(one.id for one in case.actors() if "army.txt" in {case.document(doc).path for doc in one.documents})
    case.decide("sensitive", hidden, by="R", note="Quillfeather asked")
    case.decide("name", hidden, "Leyla Quillfeather", by="R")
    case.decide("name", kept, "Army of the North", by="R", note="as it calls itself")
    case.remove("killed.txt", why="court order", by="R", erase=True)
    assert not holds(case, b"Quillfeather") and not holds(case, b"uillfeathe")
    assert {(one.action, one.after) for one in case.decisions()} >= {("sensitive", True), ("name", None)}
    assert next(one for one in case.actors() if one.id == kept).name == "Army of the North"
    assert case.verify().clean
    assert case.add(reports, outlet="Wire", published="2019-12-28", method="codebook").documents == 0


@pytest.mark.parametrize("action", ["confirm", "reject", "credibility", "tag"])
def test_what_was_decided_on_erased_events_stops_no_later_build(
    case: sayso.Case, reports: Path, action: Literal["confirm", "reject", "credibility", "tag"]
) -> None:
    event = next(one for one in case.events() if one.documents == (case.document("strike.txt").id,))
    value = {"credibility": 2, "tag": "checked"}.get(action)
    case.decide(action, event.id, value, by="R", note="seen", kind="event")
    case.remove("strike.txt", why="court order", by="R", erase=True)
    (reports / "new.txt").write_text(ARMY.replace("two", "nine"))
    assert case.add(reports, outlet="Wire", published="2019-12-28", method="codebook").documents
    assert case.verify().clean


GUARD = "the guard of the northern gate"


@pytest.mark.parametrize("kind", ["mention", "event"])
def test_a_correction_whose_value_was_erased_says_so_and_holds_no_more(
    tmp_path: Path, kind: Literal["mention", "event"]
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "strike.txt").write_text(STRIKE.replace("two Vestan officials", GUARD))
    (folder / "army.txt").write_text(ARMY)
    case = built(folder)
    army = next(one for one in case.mentions() if one.path == "army.txt")
    before = [one.recipients for one in case.mentions() if one.id == army.id]
    target = army.id if kind == "mention" else army.event
    case.decide("correct", target, [GUARD], field="recipients", by="R", note="seen", kind=kind)
    case.remove("strike.txt", why="court order", by="R", erase=True)
    (left,) = [one for one in case.decisions() if one.action == "correct"]
    assert (left.after, left.note, left.is_empty) == (None, "seen", True)
    assert [one.recipients for one in case.mentions() if one.id == army.id] == before
    assert not any(who.name == GUARD for event in case.events() for who in event.recipients)
    said = CliRunner().invoke(main, ["log", str(case.path)], catch_exceptions=False).output
    assert "→ erased" in said and "nothing → nothing" not in said
    assert case.verify().clean
    assert not holds(case, b"northern gate")
    case.add(folder, outlet="Wire", published="2019-12-28", method="codebook")
    assert case.verify().clean


TARGET = {"kind": "mention", "id": "m1", "doc": "d1", "start": 1, "end": 2, "quotation": "hit"}
ANCHORS = [{"mention": "m1", "doc": "d1", "quotation": "hit"}, {"mention": "m2", "doc": "d2", "quotation": "hit"}]
QUOTE = "as in: Rockets hit a base near, clearly"
EMPTY = {"kind": "mention", "id": "m1", "doc": "d1", "start": None, "end": None, "quotation": None}


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (  # about two documents: what the other one says stays
            {"target": {**TARGET, "mentions": ANCHORS}, "note": QUOTE, "after": "near", "support": {"text": "hit"}},
            {
                "target": {**EMPTY, "mentions": ANCHORS[1:]},
                "note": None,
                "after": "near",
                "support": None,
                "erased": ["note", "support"],
            },
        ),
        (  # about its words alone
            {"target": {**TARGET, "mentions": ANCHORS[:1]}, "note": "so", "after": "raid", "reading": {"doc": "d1"}},
            {
                "target": {**EMPTY, "mentions": []},
                "note": None,
                "after": None,
                "reading": None,
                "erased": ["after", "note", "reading"],
            },
        ),
        (  # about the document as a whole: the reason stays
            {"target": {"kind": "document", "id": "d1", "doc": "d1"}, "note": "court order", "after": None},
            {"target": {"kind": "document", "id": "d1", "doc": "d1"}, "note": "court order", "after": None},
        ),
        (  # about another, quoting it
            {"target": {**TARGET, "doc": "d2"}, "note": QUOTE, "after": {"words": ["rockets HIT a base!"]}},
            {"target": {**TARGET, "doc": "d2"}, "note": None, "after": None, "erased": ["after", "note"]},
        ),
        (  # about another
            {"target": {**TARGET, "doc": "d2", "mentions": ANCHORS[1:]}, "note": "rockets hit", "after": 3},
            {"target": {**TARGET, "doc": "d2", "mentions": ANCHORS[1:]}, "note": "rockets hit", "after": 3},
        ),
    ],
)
def test_a_decision_keeps_what_is_not_of_the_erased_document(told: Told, left: Told) -> None:
    assert without_words(told, "d1", runs_of("Then rockets hit a base near Karwan.")) == left
