"""Formats are found by name, those of other packages too; files appear whole or not at all."""

from __future__ import annotations

import re
import sqlite3
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.errors import CaseFull, UsageError
from sayso.export import WRITERS, writer_names, writer_of
from sayso.export.beside import LEFT_OUT_COLUMNS, leaving_out
from sayso.export.delimited import write_tabbed, write_table
from sayso.export.whole import full_disk_told, whole_file, whole_path
from sayso.export.write_options import WriteOptions
from tests.table.test_event_table import event


def test_every_format_has_a_writer_that_says_what_is_lost_and_stands_in_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    for name in WRITERS:
        assert writer_of(name).__doc__ and re.search(rf"^\| ([a-z]+, )*{name}[ ,]", page, re.M), name


def test_formats_of_other_packages_go_through_the_same_door(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "others.py").write_text("def write(view, out, asked): return {'mine': 1}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = [EntryPoint(name, f"others:{attr}", "sayso.exporters") for name, attr in
             (("mine", "write"), ("csv", "write"), ("gone", "nothing"))]  # fmt: skip
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: found)
    writer: Any = writer_of("mine")
    assert writer(None, tmp_path, WriteOptions()) == {"mine": 1}
    assert "mine" in writer_names() and writer_of("csv").__module__ == "sayso.export.tables"
    with pytest.raises(UsageError, match="cannot be loaded"):
        writer_of("gone")
    with pytest.raises(UsageError, match="mine"):
        writer_of("nothing")
    sys.modules.pop("others", None)


def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("before")

    def rows() -> Any:
        yield (1,)
        raise KeyError("broken")

    with pytest.raises(KeyError):
        write_table(path, ("n",), rows())
    with pytest.raises(KeyError), whole_path(path) as half:
        assert half.suffix == ".csv"
        half.write_text("after")
        raise KeyError("broken")
    assert path.read_text() == "before" and list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CaseFull, match="cannot be written"), whole_file(tmp_path / "file" / "x"):
        pass


@pytest.mark.parametrize(("safe", "cell"), [(True, "'=1+1"), (False, "=1+1")])
def test_cells_are_safe_unless_asked_for_as_they_are(tmp_path: Path, safe: bool, cell: str) -> None:
    assert write_table(tmp_path / "x.csv", ("a", "b"), [("=1+1", None)], safe=safe) == 1
    assert (tmp_path / "x.csv").read_bytes() == f"\ufeffa,b\r\n{cell},\r\n".encode()
    write_tabbed(tmp_path / "x.tsv", ("a", "b"), [("=1+1", "one\ttwo\r\nthree")], safe=safe)
    assert (tmp_path / "x.tsv").read_text() == f"a\tb\n{cell}\tone two  three\n"


def test_left_out_keeps_what_other_files_of_the_folder_left_out(tmp_path: Path) -> None:
    for name, reasons in (("a.csv", ["first"]), ("b.csv", ["one", "two"]), ("a.csv", ["again"])):
        with leaving_out(tmp_path / name, WriteOptions()) as leave:
            for reason in reasons:
                leave(event("m1", title="=x"), reason)
    lines = (tmp_path / "left_out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == ",".join(LEFT_OUT_COLUMNS)
    assert [(line.split(",")[0], line.split(",")[-1]) for line in lines[1:]] == [
        ("b.csv", "one"), ("b.csv", "two"), ("a.csv", "again"),
    ]  # fmt: skip
    assert "'=x" in lines[1]


@pytest.mark.parametrize("name", ["xlsx", "datasette", "markdown", "html", "ftm", "stix"])
def test_a_format_that_cannot_be_written_says_so_and_leaves_nothing(small: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with sayso.open(small) as case, pytest.raises(CaseFull, match="cannot be written"):
        case.export(tmp_path / "file" / "x", name)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["xlsx", "datasette", "markdown", "ftm", "stix"])
def test_a_format_that_fails_half_way_leaves_no_half_file(
    small: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sayso.open(small) as case, case.reading() as view:
        real = type(view).events

        def broken(view: Any, *wanted: Any) -> Any:
            yield next(real(view, *wanted))
            raise KeyError("broken")

        monkeypatch.setattr(type(view), "events", broken)
        with pytest.raises(KeyError):
            writer_of(name)(view, tmp_path / "out", WriteOptions())
    assert list((tmp_path / "out").iterdir()) == []


def test_a_disk_without_room_is_told_where_a_database_is_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), full_disk_told():
        connection = sqlite3.connect(tmp_path / "x.db")
        connection.execute("PRAGMA max_page_count = 2")
        connection.execute("CREATE TABLE t (a)")
        connection.executemany("INSERT INTO t VALUES (?)", (("x" * 1000,) for _ in range(100)))
    with pytest.raises(sqlite3.OperationalError), full_disk_told():
        sqlite3.connect(tmp_path / "x.db").execute("no SQL")
