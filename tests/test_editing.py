"""A spreadsheet of the record is edited, and what was changed in it becomes decisions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.editing import Edited
from sayso.errors import UndecodableInput, UnreadableInput, UsageError
from tests.deciding import ANN, case_at, mention, raid, record

Table = list[dict[str, str]]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[sayso.Case]:
    (tmp_path / "fields.yaml").write_text("- {name: light, type: one-of, values: [day, night]}")
    with case_at(tmp_path / "x.sayso") as opened:
        yield opened


def exported(case: sayso.Case, name: str = "events") -> Table:
    out = case.path.parent / "tables"
    case.export(out, "csv")
    with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def saved(table: Table, path: Path, *, encoding: str = "utf-8", **form: Any) -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(table[0]), **form)
    writer.writeheader()
    writer.writerows(table)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def decided(case: sayso.Case, table: Table, **more: Any) -> Edited:
    return case.decide_by_table(saved(table, case.path.parent / "edited.csv"), by=ANN, **more)


def row_of(case: sayso.Case, table: Table) -> dict[str, str]:
    return next(row for row in table if row["id"] == raid(case).id)


def test_an_unchanged_table_decides_nothing(case: sayso.Case) -> None:
    for name, rows in (("events", 2), ("mentions", 3)):
        found = decided(case, exported(case, name))
        assert (found.decided, found.refused, found.unchanged) == ([], [], rows)


EDITS: list[tuple[str, str, Callable[[Any], object], object]] = [
    ("type", "COERCE", lambda one: one.type, "COERCE"),
    ("date", "2020-01-10", lambda one: one.date, "2020-01-10"),
    ("date", "", lambda one: one.date, None),
    ("actors", "Iran; Northern Guard", lambda one: [who.name for who in one.actors], ["Iran", "Northern Guard"]),
    ("recipients", "", lambda one: one.recipients, ()),
    ("places", "Hill Post @ 33.1,36.2", lambda one: one.places[0].latitude, 33.1),
    ("number:killed", "11..34", lambda one: [(n.low, n.high) for n in one.numbers], [(11, 34)]),
]
EVENT_EDITS: list[tuple[str, str, Callable[[Any], object], object]] = [
    ("status", "denied", lambda one: one.status, "denied"),
    ("credibility", "2", lambda one: one.credibility, 2),
    ("tags", "border; night", lambda one: one.tags, ("border", "night")),
    ("review", "confirmed", lambda one: one.review, "confirmed"),
    ("field:light", "night", lambda one: one.fields, {"light": "night"}),
]


@pytest.mark.parametrize(("column", "cell", "shows", "value"), [*EDITS, *EVENT_EDITS])
def test_a_changed_cell_of_an_event_becomes_a_decision(
    case: sayso.Case, column: str, cell: str, shows: Callable[[Any], object], value: object
) -> None:
    table = exported(case)
    row_of(case, table)[column] = cell
    found = decided(case, table)
    assert (found.refused, found.unchanged) == ([], 1)
    assert {one.by for one in found.decided} == {ANN}
    assert shows(raid(case)) == value
    again = exported(case)
    assert row_of(case, again)[column] == cell
    assert decided(case, again).decided == []
    assert case.verify().clean


MENTION_EDITS: list[tuple[str, str, Callable[[Any], object], object]] = [
    ("status", "averted", lambda one: one.status, "averted"),
    ("source", "Iran", lambda one: one.attribution[0].source.name, "Iran"),
]


def test_whoever_stays_in_a_list_stays_who_they_are(case: sayso.Case) -> None:
    table = exported(case)
    row_of(case, table)["actors"] = "Vesta; Iran"
    assert decided(case, table).refused == []
    assert "vesta" in [who.actor for who in raid(case).actors]


@pytest.mark.parametrize(("column", "cell", "shows", "value"), [*EDITS, *MENTION_EDITS])
def test_a_changed_cell_of_a_mention_becomes_a_decision(
    case: sayso.Case, column: str, cell: str, shows: Callable[[Any], object], value: object
) -> None:
    table = exported(case, "mentions")
    next(row for row in table if row["trigger"] == "raided")[column] = cell
    assert decided(case, table).refused == []
    assert shows(mention(case, "b.txt", "raided")) == value


def test_a_rejected_event_leaves(case: sayso.Case) -> None:
    table = exported(case)
    row_of(case, table)["review"] = "rejected"
    assert len(decided(case, table).decided) == 1
    assert len(case.events()) == 1


BAD: list[tuple[str, str, str]] = [
    ("date", "1/2/2020", "rewritten"), ("date", "19.07.2019", "rewritten"), ("date", "Aug-19", "rewritten"),
    ("date", "43831", "rewritten"), ("date", "July", "no EDTF date"), ("type", "WAR", "no event type"),
    ("type", "", "no event type"), ("status", "lost", "no status"), ("number:killed", "many", "is no count"),
    ("number:killed", "1/2", "is no count"), ("places", "Nowhereville", "no place goes by"),
    ("credibility", "9", "no credibility"), ("review", "maybe", "no verdict"), ("field:light", "dusk", "no value"),
    ("title", "Mine", "only shows"), ("as_exported", "", "mark of the row"), ("as_exported", "c00", "mark of the row"),
    ("id", "m0", "nothing in this case"), ("id", "", "nothing in this case"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "problem"), BAD)
def test_a_cell_that_cannot_be_is_named_and_the_rest_decided(
    case: sayso.Case, column: str, cell: str, problem: str
) -> None:
    table = sorted(exported(case), key=lambda row: row["id"] != raid(case).id)
    table[0][column] = cell
    table[1]["credibility"] = "3"
    found = decided(case, table)
    assert [(one.row, one.column) for one in found.refused] == [(2, column)]
    assert problem in found.refused[0].problem
    assert [(one.action, one.after) for one in found.decided] == [("credibility", 3)]


def test_a_row_of_which_the_record_has_changed_since_is_refused(case: sayso.Case) -> None:
    table = exported(case)
    case.decide("credibility", raid(case).id, 2, by="Ben")
    row_of(case, table)["date"] = "2020-01-10"
    found = decided(case, table)
    assert [(one.column, "changed since" in one.problem) for one in found.refused] == [("date, credibility", True)]
    assert raid(case).date == "2020-01-09"


def test_a_row_that_nobody_edited_is_no_fault_of_a_record_that_has_changed(case: sayso.Case) -> None:
    table = exported(case)
    row_of(case, table)["review"] = "confirmed"
    assert len(decided(case, table).decided) == 1
    again = decided(case, table)  # what shows who decided has changed with the decision
    assert (again.decided, again.refused) == ([], [])
    stale = exported(case)
    case.decide("credibility", raid(case).id, 2, by="Ben")
    found = decided(case, stale)
    assert (found.decided, found.refused, found.unchanged) == ([], [], len(stale))


def test_letters_that_a_spreadsheet_could_not_write_decide_nothing(case: sayso.Case, tmp_path: Path) -> None:
    who = raid(case).actors[0].actor
    assert who is not None
    case.decide("name", who, "Nord–Ḥarās", by=ANN)
    table = exported(case)
    assert "→" in row_of(case, table)["title"]
    row_of(case, table)["credibility"] = "3"
    with (tmp_path / "edited.csv").open("w", encoding="ascii", errors="replace", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(table)
    found = case.decide_by_table(tmp_path / "edited.csv", by=ANN)
    named = {one.column for one in found.refused if "CSV UTF-8" in one.problem}
    assert (named, len(found.refused)) == ({"actors", "recipients"}, 2)  # of this event, and of another
    assert [(one.action, one.after) for one in found.decided] == [("credibility", 3)]


def test_rows_that_differ_on_one_thing_are_both_refused(case: sayso.Case) -> None:
    table = exported(case)
    other = dict(row_of(case, table))
    row_of(case, table)["date"], other["date"] = "2020-01-10", "2020-01-11"
    found = decided(case, [*table, other])
    assert (len(found.refused), found.decided) == (2, [])
    assert "different values" in found.refused[0].problem


def test_a_dry_run_shows_the_decisions_and_keeps_none(case: sayso.Case, tmp_path: Path) -> None:
    table = exported(case)
    row_of(case, table)["date"] = "2020-01-10"
    before = record(case, tmp_path / "1", without=())
    found = decided(case, table, dry_run=True)
    assert [(one.action, one.before, one.after) for one in found.decided] == [("correct", "2020-01-09", "2020-01-10")]
    assert record(case, tmp_path / "2", without=()) == before


def as_excel_saves(table: Table, path: Path) -> Path:
    return saved([{**row, "": ""} for row in table], path, encoding="utf-8-sig", delimiter=";")


def as_unicode_text(table: Table, path: Path) -> Path:
    return saved(table, path, encoding="utf-16", delimiter="\t")


def with_a_line_for_excel(table: Table, path: Path) -> Path:
    saved(table, path, delimiter=";")
    path.write_bytes(b"\xef\xbb\xbfsep=;\r\n" + path.read_bytes())
    return path


def in_another_order(table: Table, path: Path) -> Path:
    return saved([dict(reversed(list(row.items()))) for row in reversed(table)], path)


def cut_short(table: Table, path: Path) -> Path:
    """Leave columns and rows out, and put a column of one's own and empty rows in."""
    kept = [{name: row[name] for name in ("id", "as_exported", "date")} | {"mine": "look"} for row in table]
    return saved([row for row in kept if row["date"] == "2020-01-10"] + [dict.fromkeys(kept[0], "")], path)


@pytest.mark.parametrize("spoil", [as_excel_saves, as_unicode_text, with_a_line_for_excel, in_another_order, cut_short])
def test_what_spreadsheets_do_to_a_file_does_no_harm(
    case: sayso.Case, tmp_path: Path, spoil: Callable[[Table, Path], Path]
) -> None:
    table = exported(case)
    row_of(case, table)["date"] = "2020-01-10"
    found = case.decide_by_table(spoil(table, tmp_path / "edited.csv"), by=ANN)
    assert found.refused == []
    assert [(one.field, one.after) for one in found.decided] == [("date", "2020-01-10")]


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\n1,2\n", "id,as_exported,name\nm1,e1,Zelenskiy\xe9".encode("latin-1"), b"id,id,as_exported\n"],
)
def test_what_is_no_table_is_refused(case: sayso.Case, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "edited.csv").write_bytes(content)
    with pytest.raises(UndecodableInput):
        case.decide_by_table(tmp_path / "edited.csv", by=ANN)
    with pytest.raises(UnreadableInput):
        case.decide_by_table(tmp_path / "none.csv", by=ANN)
    with pytest.raises(UsageError, match="nobody decides"):
        case.decide_by_table(tmp_path / "edited.csv", by=" ")


def test_the_command_tells_what_it_decided_and_what_it_refused(case: sayso.Case, tmp_path: Path) -> None:
    table = exported(case)
    row_of(case, table)["date"] = "2020-01-10"
    row_of(case, table)["type"] = "WAR"
    saved(table, tmp_path / "edited.csv")
    case.close()

    def run(*more: str) -> Any:
        words = ["decide", str(case.path), "--from", str(tmp_path / "edited.csv"), "--by", ANN, *more]
        return CliRunner().invoke(main, words, catch_exceptions=False)

    shown = run("--dry-run")
    assert shown.exit_code == 1
    assert "1 decision would be taken; 1 row unchanged" in shown.output
    assert "type: no event type 'WAR'" in shown.output
    assert len(json.loads(run("--json").output)["decided"]) == 1
    nothing = CliRunner().invoke(main, ["decide", str(case.path), "--by", ANN])
    assert nothing.exit_code == 2


def test_what_is_to_be_said_of_every_row_is_said_once(case: sayso.Case) -> None:
    case.export(case.path.parent / "tables", "csv")
    claims = case.path.parent / "tables" / "claims.csv"
    rows = len(claims.read_text().splitlines()) - 1
    case.close()
    words = ["decide", str(case.path), "--from", str(claims), "--by", ANN]
    shown = CliRunner().invoke(main, words, catch_exceptions=False)
    assert shown.exit_code == 1
    assert shown.output.count("Export anew") == 1
    assert f"rows 2, 3, 4, 5, 6, 7, 8, 9 and {rows - 8} more, as_exported: the mark" in shown.output
