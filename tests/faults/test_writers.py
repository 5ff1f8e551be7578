"""Processes on one case: one writes, others wait or say so, a reader sees one state; clocks may be set back."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

import sayso
import sayso.deciding
from bench.corpora import sayso as command
from sayso.errors import CaseError
from sayso.merging import merge
from sayso.store.case_file import connect, transaction
from tests.faults.cases import DECISIONS, copy_of, make_case, record_of, told_by
from tests.merged import RULES, keep


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("whole") / "whole.sayso")


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return copy_of(whole, tmp_path / "x.sayso")


def test_two_builds_at_once_give_what_one_gives(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(8):
        told = f"On {number + 1} March 2021 rebels shelled hill {number}, killing {number + 3} people, the mayor said."
        (folder / f"{number}.txt").write_text(told)
    cases = [tmp_path / "both.sayso", tmp_path / "both.sayso", tmp_path / "one.sayso"]
    builds = [command("build", folder, "-o", case, "-j", "1", "--method", "codebook") for case in cases]
    running = [
        subprocess.Popen(build, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for build in builds
    ]
    assert [process.communicate()[1] for process in running] == ["", "", ""]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert record_of(cases[0]) == record_of(cases[2])
    assert sayso.open(cases[0]).verify().clean


def test_who_waits_too_long_says_who_is_in_the_way(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.case_file.BUSY_SECONDS", 0.2)
    ids = [mention.id for mention in sayso.open(case).mentions()]
    writer = connect(case)
    with transaction(writer) as write:
        write.execute("INSERT INTO files VALUES ('a', 'b', 'c')")
        with pytest.raises(CaseError, match=r"another process is writing.*Wait for it to end"):
            sayso.open(case).decide("different", ids[0], ids[-1], by="R. Haddad")
    writer.close()
    assert sayso.open(case).decide("different", ids[0], ids[-1], by="R. Haddad").action == "different"


def test_a_reader_sees_one_state_through_builds_and_decisions(case: Path, tmp_path: Path) -> None:
    before, writer = record_of(case), connect(case)
    with sayso.open(case) as opened, opened.reading() as view:
        events = view.events()
        first = next(events).id
        for number in range(12, 15):
            keep(writer, told_by(number))
            merge(writer, RULES)
        seen = [first, *(event.id for event in events)]
        assert len(list(view.documents())) == 12
        opened.export(tmp_path / "during", times=False)
    assert {path.name: path.read_bytes() for path in (tmp_path / "during").iterdir()} == before
    assert seen == sorted(seen)
    assert len(sayso.open(case).documents()) == 15
    writer.close()


class _ClockSetBack(datetime):
    """A clock that shows an earlier hour each time it is read."""

    reads = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        cls.reads += 1
        return datetime(2020, 1, 1, tzinfo=tz) - timedelta(hours=cls.reads)


def test_a_clock_set_back_leaves_the_order_of_decisions_and_the_events(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = copy_of(case, tmp_path / "other.sayso")
    ids = [mention.id for mention in sayso.open(case).mentions()]
    said = ["same", "different", "same", "different"]
    for path in (other, case):
        if path == case:
            monkeypatch.setattr(sayso.deciding, "datetime", _ClockSetBack)
        for judgement in said:
            sayso.open(path).decide(judgement, ids[0], ids[-1], by="R. Haddad")  # type: ignore[arg-type]
    back, forth = (sayso.open(path) for path in (case, other))
    assert len({decision.id for decision in back.decisions()}) == DECISIONS + len(said)
    standing = [decision.after for decision in back.decisions() if not decision.undone_by and decision.at]
    assert "same" not in standing, "the last decision holds, whatever hour its clock showed"
    assert [event.mentions for event in back.events()] == [event.mentions for event in forth.events()]
    assert back.verify().clean


def test_a_build_under_a_clock_set_back_gives_the_same_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sayso.build

    (tmp_path / "a.txt").write_text("On 4 January 2020 rebels shelled the hill, killing two people, the mayor said.")
    records = []
    for name in ("now.sayso", "back.sayso"):
        sayso.open(tmp_path / name).add(tmp_path / "a.txt", method="codebook")
        monkeypatch.setattr(sayso.build, "datetime", _ClockSetBack)
        sayso.open(tmp_path / name).add(tmp_path / "a.txt", method="codebook")
        records.append(record_of(tmp_path / name))
    assert records[0] == records[1]
