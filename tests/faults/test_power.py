"""What a power cut leaves: a log cut at any byte gives an earlier committed state, never a mixed one."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
import sayso.deciding
from sayso.merging import merge
from sayso.store.case_file import connect
from sayso.store.verify import verify
from tests.faults.cases import make_case, told_by
from tests.merged import RULES, keep, shown

STEPS = 5


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[dict[str, list[bytes]]], int]]:
    """Write reports one by one, each merged, all into the log; give the files' folder, the states, the log's length."""
    folder = tmp_path_factory.mktemp("power")
    path = folder / "x.sayso"
    connect(path).close()
    writer = connect(path)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    states = [_state(writer)]
    for number in range(STEPS):
        keep(writer, told_by(number))
        states.append(_state(writer))
        merge(writer, RULES)
        states.append(_state(writer))
    kept = folder / "kept"
    kept.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", kept / f"x.sayso{ending}")
    yield kept, states, (kept / "x.sayso-wal").stat().st_size
    writer.close()


def _state(connection: sqlite3.Connection) -> dict[str, list[bytes]]:
    rows = connection.execute("SELECT id, superseded_by FROM documents ORDER BY id").fetchall()
    waiting = connection.execute("SELECT doc FROM unmerged ORDER BY doc").fetchall()
    return {**shown(connection), "documents": [repr(rows).encode()], "waiting": [repr(waiting).encode()]}


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1), noise=st.binary(max_size=40))
def test_a_log_cut_anywhere_gives_an_earlier_state_whole(
    written: tuple[Path, list[dict[str, list[bytes]]], int], share: float, noise: bytes
) -> None:
    kept, states, length = written
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.sayso")
        shutil.copyfile(kept / "x.sayso", path)
        log = (kept / "x.sayso-wal").read_bytes()[: round(share * length)]
        Path(folder, "x.sayso-wal").write_bytes(log + noise)
        connection = connect(path)
        try:
            assert _state(connection) in states
            assert verify(connection, RULES.maker.event_of).clean
            merge(connection, RULES)
            assert verify(connection, RULES.maker.event_of).clean
        finally:
            connection.close()


def test_the_whole_log_gives_the_last_state(written: tuple[Path, list[dict[str, list[bytes]]], int]) -> None:
    kept, states, _ = written
    assert len({repr(state) for state in states}) > STEPS
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("", "-wal"):
            shutil.copyfile(kept / f"x.sayso{ending}", Path(folder, f"x.sayso{ending}"))
        connection = connect(Path(folder, "x.sayso"))
        assert _state(connection) == states[-1]
        connection.close()


@pytest.mark.parametrize(("durable", "synchronous"), [(False, 1), (True, 2)])
def test_a_case_is_written_as_the_docs_say(tmp_path: Path, durable: bool, synchronous: int) -> None:
    connection = connect(tmp_path / "x.sayso", durable=durable)
    told = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert told == {"journal_mode": "wal", "synchronous": synchronous}
    connection.close()


def test_decisions_are_on_the_disk_before_they_count_as_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, opened = make_case(tmp_path / "x.sayso"), []

    def watched(path: Path, *, durable: bool = False) -> sqlite3.Connection:
        opened.append(durable)
        return connect(path, durable=durable)

    monkeypatch.setattr(sayso.deciding, "connect", watched)
    ids = [mention.id for mention in sayso.open(case).mentions()]
    sayso.open(case).decide("different", ids[0], ids[-1], by="R. Haddad")
    assert opened == [True]
