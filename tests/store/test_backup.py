"""A backup is one state of the case, made while others write; a restored one takes nothing away."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.errors import CaseError, DamagedCase, NotACase, UsageError
from sayso.store.case_file import connect, connect_to_read, transaction
from sayso.store.schema import SCHEMA_VERSION
from tests.faults.cases import DECISIONS, copy_of, make_case, record_of

WRITER = """
import sys
from pathlib import Path
from sayso.store.case_file import connect, transaction
connection = connect(Path(sys.argv[1]))
number = 0
while True:
    with transaction(connection) as write:  # every state has as many files as rejections
        write.execute("INSERT INTO files VALUES (?, 'b', 'c')", (f"file {number}",))
        write.execute("INSERT INTO rejections VALUES (?, '', '', '', '', ?, NULL, '')", (f"file {number}", "x" * 3000))
    number += 1
    print(number, flush=True)
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("whole") / "whole.sayso")


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return copy_of(whole, tmp_path / "x.sayso")


def lying_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def counts(case: Path) -> tuple[int, int]:
    connection = connect_to_read(case)
    try:
        return tuple(
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("files", "rejections")
        )  # type: ignore[return-value]
    finally:
        connection.close()


def test_a_backup_is_the_case_and_needs_no_log(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.sayso"
    with sayso.open(case) as opened:
        kept = opened.backup(out)
    assert kept.verdict.clean and kept.size == out.stat().st_size
    assert lying_in(tmp_path) == {"x.sayso", "copy.sayso"}
    assert record_of(out) == record_of(case)


def test_a_backup_holds_what_only_the_log_says_yet(case: Path, tmp_path: Path) -> None:
    writer = connect(case)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("INSERT INTO files VALUES ('a', 'b', 'c')")
    sayso.open(case).backup(tmp_path / "copy.sayso")
    assert counts(tmp_path / "copy.sayso")[0] == counts(case)[0] == 1
    writer.close()


def test_backups_made_while_another_process_writes_are_each_one_state(case: Path, tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(case)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        seen = []
        for number in range(5):
            told = int(process.stdout.readline())
            out = tmp_path / f"{number}.sayso"
            assert sayso.open(case).backup(out).verdict.clean
            files, rejections = counts(out)
            assert files == rejections >= told
            seen.append(files)
        assert seen == sorted(seen) and seen[0] < seen[-1], "the writer went on meanwhile"
    finally:
        process.kill()
        process.wait()


def test_a_restored_backup_is_what_was_backed_up_and_the_other_is_kept(case: Path, tmp_path: Path) -> None:
    opened = sayso.open(case)
    before = record_of(case)
    opened.backup(tmp_path / "copy.sayso")
    ids = [mention.id for mention in opened.mentions()]
    opened.decide("different", ids[-1], ids[-2], by="R. Haddad")
    after = record_of(case)
    asides = [sayso.restore(tmp_path / "copy.sayso", case).aside for _ in range(2)]
    assert [path and path.name for path in asides] == ["x.before-restore.sayso", "x.before-restore-1.sayso"]
    assert record_of(case) == before != after == record_of(tmp_path / "x.before-restore.sayso")
    assert len(sayso.open(case).decisions()) == DECISIONS


def test_a_backup_is_restored_where_nothing_or_a_damaged_file_stands(case: Path, tmp_path: Path) -> None:
    sayso.open(case).backup(tmp_path / "copy.sayso")
    wanted = record_of(case)
    assert sayso.restore(tmp_path / "copy.sayso", tmp_path / "new.sayso").aside is None
    assert record_of(tmp_path / "new.sayso") == wanted
    case.write_bytes(b"ruined" * 5000)
    (tmp_path / "x.sayso-wal").write_bytes(b"the log of the ruined file")
    kept = sayso.restore(tmp_path / "copy.sayso", case)
    assert kept.aside is not None and kept.aside.read_bytes().startswith(b"ruined")
    assert (tmp_path / "x.before-restore.sayso-wal").read_bytes() == b"the log of the ruined file"
    assert kept.verdict.clean and record_of(case) == wanted


def test_nothing_is_written_over_that_is_not_to_be(case: Path, tmp_path: Path) -> None:
    picture, out = tmp_path / "picture.png", tmp_path / "copy.sayso"
    picture.write_bytes(b"\x89PNG")
    opened = sayso.open(case)
    opened.backup(out)
    first = out.read_bytes()
    for target, replace, error, says in (
        (out, False, UsageError, "is there already"),
        (case, True, UsageError, "the case itself"),
        (tmp_path, True, UsageError, "a folder"),
        (picture, True, NotACase, "not a Sayso case"),
    ):
        with pytest.raises(error, match=says):
            opened.backup(target, replace=replace)
    assert (out.read_bytes(), picture.read_bytes()) == (first, b"\x89PNG")
    opened.decide("different", *[mention.id for mention in opened.mentions()][-2:], by="R. Haddad")
    opened.backup(out, replace=True)
    assert record_of(out) == record_of(case)
    assert not [name for name in lying_in(tmp_path) if name.endswith(".part")]


def test_a_log_without_its_file_is_not_taken_into_a_backup(case: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.sayso-wal").write_bytes(b"left by another")
    with pytest.raises(CaseError, match="log of a file that is gone"):
        sayso.open(case).backup(tmp_path / "copy.sayso")


def test_what_is_no_backup_is_not_restored(case: Path, tmp_path: Path) -> None:
    sayso.open(case).backup(tmp_path / "copy.sayso")
    before = case.read_bytes()
    half = tmp_path / "half.sayso"
    half.write_bytes((tmp_path / "copy.sayso").read_bytes()[:-8192])
    newer = copy_of(case, tmp_path / "newer.sayso")
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    (tmp_path / "notes.txt").write_text("Dear diary")
    for name, error in (
        ("half.sayso", DamagedCase), ("newer.sayso", CaseError), ("notes.txt", NotACase), ("absent.sayso", NotACase),
        ("x.sayso", UsageError),
    ):  # fmt: skip
        with pytest.raises(error):
            sayso.restore(tmp_path / name, case)
    assert case.read_bytes() == before and not list(tmp_path.glob("*before-restore*"))


def test_a_case_that_is_being_written_is_not_taken_away(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.store.backup.PATIENCE_SECONDS", 0.2)
    sayso.open(case).backup(tmp_path / "copy.sayso")
    writer = connect(case)
    with transaction(writer) as write:
        write.execute("INSERT INTO files VALUES ('a', 'b', 'c')")
        with pytest.raises(CaseError, match="another process is using this case"):
            sayso.restore(tmp_path / "copy.sayso", case)
    assert counts(case)[0] == 1
    writer.close()
    assert sayso.restore(tmp_path / "copy.sayso", case).verdict.clean


def test_a_kill_while_backing_up_leaves_no_half_under_the_name(case: Path, tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from sayso.store import backup;"
        "backup._check_pages = lambda half, case: os.kill(os.getpid(), signal.SIGKILL);"
        "backup.back_up(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    out = tmp_path / "copy.sayso"
    assert subprocess.run([sys.executable, "-c", program, str(case), str(out)]).returncode == -9
    assert lying_in(tmp_path) >= {".copy.sayso.part"} and not out.exists()
    assert sayso.open(case).backup(out).verdict.clean
    assert not [name for name in lying_in(tmp_path) if ".part" in name]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o400])
def test_who_may_not_read_a_case_may_read_no_copy_of_it(case: Path, tmp_path: Path, mode: int) -> None:
    copy, saved = tmp_path / "copy.sayso", tmp_path / "saved.sayso"
    case.chmod(mode)
    sayso.open(case).backup(copy)
    sayso.salvage(case, saved)
    assert stat.S_IMODE(copy.stat().st_mode) == mode | 0o600
    copy.chmod(0o644)
    sayso.restore(copy, case)
    for path in (saved, case):
        assert stat.S_IMODE(path.stat().st_mode) == mode | 0o600, path
