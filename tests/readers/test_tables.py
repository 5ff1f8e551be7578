from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.config import ReadOptions
from sayso.readers import tables, walk
from sayso.readers.table_records import records
from tests.readers.reading import documents, outline

CELL = st.text(st.sampled_from('ab",; \n\té'), max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=6), st.sampled_from(",;\t"))
def test_records_part_where_the_standard_library_parts_them(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    content = written.getvalue().encode()
    lines = ((line, True) for line in io.BytesIO(content))
    found = [record.content.decode() for record in records(lines, delimiter, 1000)]
    assert "".join(found) == content.decode()
    assert [next(csv.reader([one], delimiter=delimiter)) for one in found] == rows


@pytest.mark.parametrize(
    ("name", "written", "rows", "media_type"),
    [
        ("a.csv", "title,text\nA,Calm.\n\nB,Quiet.\n", ["A,Calm.", "B,Quiet."], "text/csv"),
        ("a.csv", "\ufefftext\nCalm.\n", ["Calm."], "text/csv"),
        ("a.csv", "title;text\nA;Calm, it was.\n", ["A;Calm, it was."], 'text/csv; delimiter=";"'),
        ("a.tsv", "title\tbody\r\nA\tCalm.\r\n", ["A\tCalm."], "text/tab-separated-values"),
        ("a.csv", 'title,text\nA,"Calm.\n\nAll day."\n', ['A,"Calm.\n\nAll day."'], "text/csv"),
        ("a.csv", 'text,note\nA 5" gun,x\nB,y\n', ['A 5" gun,x', "B,y"], "text/csv"),
        ("a.csv", '"the\ntitle",text\nA,Calm.\n', ["A,Calm."], "text/csv"),
    ],
)
def test_the_rows_of_a_table(tmp_path: Path, name: str, written: str, rows: list[str], media_type: str) -> None:
    (tmp_path / name).write_bytes(written.encode())
    found = documents(tmp_path)
    assert [item.content.decode() for item in found] == rows
    assert [item.locator for item in found] == [f"row {number + 1}" for number in range(len(rows))]
    assert {(item.container, item.media_type) for item in found} == {(name, media_type)}


def test_utf16_of_a_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("title\ttext\r\nA\tNé à Tyr.\r\n".encode("utf-16"))
    (document,) = documents(tmp_path)
    assert (document.columns, document.content.decode()) == (("title", "text"), "A\tNé à Tyr.")


@pytest.mark.parametrize(
    ("columns", "reason"),
    [((), "no_text_column"), ((("text", "prose"),), "no_text_column")],
)
def test_a_table_without_the_text(tmp_path: Path, columns: tuple[tuple[str, str], ...], reason: str) -> None:
    (tmp_path / "a.csv").write_text("id,words\n1,Calm.\n")
    (lost,) = walk([str(tmp_path)], ReadOptions(columns=columns))
    assert outline([lost]) == [("a.csv", None, reason)]
    assert "id, words" in getattr(lost, "detail", "")


def test_another_mapped_column_that_is_missing_costs_no_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,words\n1,Calm.\n")
    options = ReadOptions(columns=(("text", "words"), ("published", "day")))
    assert outline(list(walk([str(tmp_path)], options))) == [
        ("a.csv", None, "no_column"),
        ("a.csv", "row 1", "1,Calm."),
    ]


def test_a_quotation_mark_that_never_closes_costs_its_row_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text\n1,"open\n2,Calm.\n3,"Quiet, too."\n4,Still.\n')
    assert outline(list(walk([str(tmp_path)]))) == [
        ("a.csv", "row 1 (line 2)", "bad_csv"),
        ("a.csv", "row 2", "2,Calm."),
        ("a.csv", "row 3", '3,"Quiet, too."'),
        ("a.csv", "row 4", "4,Still."),
    ]


def test_a_row_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_DOCUMENT_BYTES", 40)
    (tmp_path / "a.csv").write_text(f"id,text\n1,{'x' * 100}\n2,Calm.\n")
    assert outline(list(walk([str(tmp_path)]))) == [
        ("a.csv", "row 1 (line 2)", "too_large"),
        ("a.csv", "row 2", "2,Calm."),
    ]


def test_a_table_with_no_header_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\n\n")
    assert [getattr(item, "reason", None) for item in walk([str(tmp_path)])] == ["bad_csv"]


def test_a_mapped_column_tells_a_table_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"id,words\n1,Calm.\n")))
    (document,) = documents("-", options=ReadOptions(columns=(("text", "words"),)))
    assert (document.container, document.locator) == ("-", "row 1")
