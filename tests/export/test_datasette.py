"""The record as a SQLite file: tables that hold together, words that are found, and what Datasette needs to know."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.table.event_filter import EventFilter


@contextmanager
def database(case: Path, out: Path, **asked: Any) -> Iterator[tuple[sqlite3.Connection, dict[str, int]]]:
    with sayso.open(case) as opened:
        counts = opened.export(out, "datasette", times=False, **asked)
    with closing(sqlite3.connect(f"file:{out / 'case.db'}?mode=ro", uri=True)) as connection:
        yield connection, counts


@pytest.mark.parametrize("name", ["demo", "small"])
@pytest.mark.parametrize("asked", [{}, {"wanted": EventFilter(type=("ASSAULT",))}, {"redact": True}])
def test_every_key_leads_to_a_row(
    name: str, asked: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with database(request.getfixturevalue(name), tmp_path, **asked) as (connection, counts):
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert counts["events"] > 0 and counts["voices"] >= counts["events"]
        keys = {row[2] for row in connection.execute("PRAGMA foreign_key_list(mentions)")}
        assert keys == {"events", "documents"}


def test_tables_hold_what_the_case_holds(demo: Path, tmp_path: Path) -> None:
    with database(demo, tmp_path) as (connection, counts), sayso.open(demo) as case:
        for table, records in (("events", case.events()), ("mentions", case.mentions()), ("claims", case.claims()),
                               ("documents", case.documents()), ("commitments", case.commitments())):  # fmt: skip
            ids = [row[0] for row in connection.execute(f"SELECT id FROM {table}")]
            assert ids == [one.id for one in records] and counts[table] == len(ids)
        told = connection.execute('SELECT document, "trigger", trigger_start, trigger_end FROM mentions').fetchall()
        texts = {doc: case.text(doc) for doc in {row[0] for row in told}}
        assert all(texts[doc][start:end] == words for doc, words, start, end in told)


def test_words_are_found_and_views_show_sides_and_sources(small: Path, tmp_path: Path) -> None:
    with database(small, tmp_path) as (connection, _):
        found = connection.execute(
            "SELECT sentence FROM mentions WHERE rowid IN (SELECT rowid FROM mentions_fts WHERE mentions_fts MATCH ?)",
            ("denied",),
        ).fetchall()
        assert [words.split()[1] for (words,) in found] == ["denied"]
        sides = connection.execute(
            "SELECT value, voices FROM contested WHERE field LIKE 'number%' ORDER BY 1"
        ).fetchall()
        assert sides == [("5", "Harbour Wire, own voice"), ("9", "Vesta Gazette, own voice")]
        denials = connection.execute("SELECT source, events FROM by_source WHERE stance = 'denies'").fetchall()
        assert denials == [("Orland", 1)]
        accused = connection.execute("SELECT doer FROM who_to_whom WHERE ground = 'accused' ORDER BY 1").fetchall()
        assert accused == [("Grey Falcons",), ("Orland",)]


def test_metadata_names_tables_and_columns_that_are_there(small: Path, tmp_path: Path) -> None:
    with database(small, tmp_path) as (connection, _):
        told = json.loads((tmp_path / "case.metadata.json").read_text())["databases"]["case"]["tables"]
        for table, shown in told.items():
            columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            named = {shown.get("label_column"), shown.get("sort_desc"), *shown.get("facets", ())} - {None}
            assert columns and named <= columns, table


def test_a_second_export_takes_the_place_of_the_first(small: Path, tmp_path: Path) -> None:
    for _ in range(2):
        with database(small, tmp_path) as (_, counts):
            assert counts["events"] == 7
    assert sorted(one.name for one in tmp_path.iterdir()) == ["case.about.json", "case.db", "case.metadata.json"]
