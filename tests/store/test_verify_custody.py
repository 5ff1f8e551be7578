"""Whatever is altered of what custody rests on is named: any cell of a table that is vouched for, or any row."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import sayso
from sayso import custody
from sayso.errors import CaseError
from sayso.store.case_file import connect, transaction
from sayso.store.fetched import Fetch, keep_fetch

STRIKE = (
    "KARWAN - Rockets hit a base near Karwan on Friday, killing one contractor, two Vestan officials said. If Orland"
    " strikes again, Vesta will respond, its minister vowed."
)
ARMY = (
    "KARWAN - Rockets hit a base near Karwan on Friday, killing two contractors, the Orlandian army said on Saturday."
)
ARREST = "KARWAN - Police arrested two men near Karwan on Monday, the Vestan army said."
PAGE = Fetch("http://a.example/", "http://a.example/b", 200, "2020-01-01T00:00:00+00:00", "ab" * 32, (("etag", "1"),))

FOLLOWS = {
    "texts", "bands", "near", "paragraphs", "links", "event_keys", "standings", "commitment_keys", "unmerged", "judged",
    "unsettled", "merging", "pairs", "windows", "sketches", "former_events",
}  # fmt: skip
"""Tables that can be made again, for which verify does not vouch."""
LISTS = {"files", "sightings", "rejections", "asked", "hosts", "addresses", "versions", "translations"}
NOTES = {("documents", "way"), ("documents", "raw"), ("erased", "unswept"), ("refused", "key")}
"""Columns that say how to read a file again, whether the case is to be rewritten, and where a removed file stood."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    (folder / "in").mkdir()
    for name, text in {"strike.txt": STRIKE, "army.txt": ARMY, "arrest.txt": ARREST}.items():
        (folder / "in" / name).write_text(text)
    (folder / "in" / "army.html").write_text(f"<html><body><p>{ARMY}</p></body></html>")
    case = sayso.open(folder / "x.sayso")
    case.add(folder / "in", outlet="Wire", published="2019-12-28", method="codebook")
    mentions = case.mentions()
    case.decide("different", mentions[0].id, mentions[-1].id, by="R")
    case.decide("confirm", next(one.id for one in mentions if one.path == "strike.txt"), by="R")
    case.remove("arrest.txt", why="withdrawn", by="R")
    (folder / "in" / "erased.txt").write_text(STRIKE.replace("Rockets", "Mortar rounds"))
    case.add(folder / "in" / "erased.txt", outlet="Wire", published="2019-12-28", method="codebook")
    told = next(one.id for one in case.mentions() if one.path == "erased.txt")
    case.decide("confirm", told, by="R", note="it says that mortar rounds hit a base near Karwan")
    case.remove("erased.txt", why="court order", by="R", erase=True)
    with closing(connect(case.path)) as connection, transaction(connection) as write:
        keep_fetch(write, PAGE)
    assert case.verify().clean
    case.close()
    return case.path


@pytest.fixture
def case(sound: Path, tmp_path: Path) -> Path:
    shutil.copy(sound, tmp_path / "x.sayso")
    return tmp_path / "x.sayso"


def altered(case: Path, *statements: str) -> set[tuple[str, str]]:
    """Alter a case behind its back; give the tables and ids that verify names."""
    with closing(sqlite3.connect(case)) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    with sayso.open(case) as opened:
        return {(fault.table, fault.id) for fault in opened.verify().faults}


def tables_of(case: Path) -> dict[str, list[str]]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'words%' AND name NOT LIKE 'sqlite%'"
    with closing(sqlite3.connect(case)) as connection:
        names = [name for (name,) in connection.execute(sql) if connection.execute(f"SELECT 1 FROM {name}").fetchone()]
        return {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}


def test_whatever_cell_is_altered_or_row_is_deleted_is_named(sound: Path, tmp_path: Path) -> None:
    tables = tables_of(sound)
    assert {"fetches", "received", "refused", "erased", "removed", "decisions", "originals"} <= tables.keys()
    for table in sorted(tables.keys() - FOLLOWS - LISTS):
        first = f"WHERE rowid = (SELECT max(rowid) FROM {table})"
        if table in ("removed", "refused", "erased", "clusters", "amended", "vectors", "held"):
            key = tables[table][0]
            first = f"WHERE {key} = (SELECT max({key}) FROM {table})"
        changes = [
            f"UPDATE {table} SET {column} = 'zz' {first}" for column in tables[table] if (table, column) not in NOTES
        ]
        for change in (*changes, *([] if table == "refused" else [f"DELETE FROM {table} {first}"])):
            shutil.copy(sound, tmp_path / "x.sayso")
            try:
                named = altered(tmp_path / "x.sayso", change)
            except sqlite3.IntegrityError:
                continue  # a column that takes numbers alone
            assert named, change


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE originals SET bytes = 'text' WHERE rowid = 1", "originals"),
        ("UPDATE originals SET bytes = 7 WHERE rowid = 1", "originals"),
        ("DELETE FROM originals WHERE rowid = 1", "originals"),
        ("DELETE FROM refused", "refused"),
        ("UPDATE OR IGNORE refused SET key = key || 'z'", "refused"),
        ("UPDATE refused SET decision = 'x'", "refused"),
        ("UPDATE documents SET superseded_by = 'd' WHERE path = 'strike.txt'", "events"),
        ("UPDATE merging SET value = 'zz' WHERE name = 'actors'", "merging"),
        ("UPDATE merging SET value = x'ff00' WHERE name = 'actors'", "merging"),
        ("UPDATE decisions SET record = 'zz' WHERE n = 1", "decisions"),
        ("UPDATE decisions SET n = 99 WHERE n = 1", "decisions"),
        ("UPDATE fetches SET headers = '[]'", "fetches"),
        ("DELETE FROM fetches", "fetches"),
        ("INSERT INTO fetches SELECT 9, sha256, url, url, 404, fetched_at, headers, '[]' FROM fetches", "fetches"),
    ],
)  # fmt: skip
def test_an_alteration_is_named_in_its_table(case: Path, statement: str, table: str) -> None:
    assert table in {named for named, _ in altered(case, statement)}


def test_of_several_receipts_of_a_document_each_is_missed(case: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "army.txt").write_text(ARMY)
    (tmp_path / "again" / "zzz").mkdir()
    (tmp_path / "again" / "zzz" / "army.txt").write_text(ARMY)
    (tmp_path / "again" / "zzz" / "army.json").write_text('{"url": "http://a.example/army"}')
    (tmp_path / "again" / "army.json").write_text('{"url": "http://a.example/army"}')
    with sayso.open(case) as opened:
        opened.add(tmp_path / "again", outlet="Wire", published="2019-12-28", method="codebook")
        assert opened.verify().clean
        doc = next(one.id for one in opened.documents() if one.url)
    last = "(SELECT max(n) FROM received)"
    assert ("received", doc) in altered(case, f"DELETE FROM received WHERE n = {last}")


def test_a_decision_called_erased_is_not_free_to_be_altered(case: Path) -> None:
    with sayso.open(case) as opened:
        victim = next(one for one in opened.decisions() if one.action == "different")
        erasing = next(one for one in opened.decisions() if one.action == "erase")
    named = altered(
        case,
        f"INSERT INTO erased VALUES ('decision', '{victim.id}', '{erasing.id}', 0)",
        f'UPDATE decisions SET record = replace(record, \'"by":"R"\', \'"by":"S"\') WHERE id = \'{victim.id}\'',
    )
    assert ("decisions", victim.id) in named


def test_what_is_left_of_an_erased_decision_cannot_be_altered(case: Path) -> None:
    with sayso.open(case) as opened:
        left = next(one for one in opened.decisions() if one.erased)
    change = f"UPDATE decisions SET record = replace(record, '\"by\"', '\"BY\"') WHERE id = '{left.id}'"
    assert ("decisions", left.id) in altered(case, change)


def test_an_erasure_that_was_decided_and_not_done_is_named_and_finished(case: Path) -> None:
    with sayso.open(case) as opened:
        doc = opened.document("army.txt").id
    with closing(connect(case)) as connection:
        custody.append(connection, "erase", "document", doc, by="R", note="court order")
    with sayso.open(case) as opened:
        (fault,) = opened.verify().faults
        assert (fault.table, fault.id, "run again" in fault.problem) == ("documents", doc, True)
        assert opened.remove(doc, why="court order", by="R", erase=True).erased
        assert opened.verify().clean
        assert len([one for one in opened.decisions() if one.action == "erase" and one.target.id == doc]) == 1


Use = Callable[[sayso.Case, Path], object]
USES: tuple[Use, ...] = (
    lambda case, out: case.bundle("strike.txt", out=out / "b.zip"),
    lambda case, out: case.bundle("strike.txt", out=out / "b.zip", redact=True),
)


@pytest.mark.parametrize("use", USES)
def test_an_original_that_cannot_be_unpacked_is_said(case: Path, tmp_path: Path, use: Use) -> None:
    altered(case, "UPDATE originals SET bytes = x'00'")
    with sayso.open(case) as opened, pytest.raises(CaseError, match="altered"):
        use(opened, tmp_path)


def test_rules_that_cannot_be_read_are_said_by_every_command(case: Path) -> None:
    altered(case, "UPDATE merging SET value = 'zz' WHERE name = 'actors'")
    with sayso.open(case) as opened, pytest.raises(CaseError, match="merging"):
        opened.remove("army.txt", why="w", by="R")


def test_a_case_of_the_former_format_has_its_fetches_and_erasures_chained(case: Path) -> None:
    with closing(sqlite3.connect(case)) as connection:
        kinds = [kind for (kind,) in connection.execute("SELECT kind FROM chain ORDER BY n")]
        assert kinds[-3:] == ["erasure", "erasure", "fetch"]
        connection.execute("DROP TRIGGER chain_lasts")
        connection.execute("DELETE FROM chain WHERE kind IN ('fetch', 'erasure')")
        connection.execute("PRAGMA user_version = 4")
        connection.commit()
    with sayso.open(case) as opened:
        verdict = opened.verify()
        assert (verdict.faults, verdict.entries) == ((), len(kinds))
