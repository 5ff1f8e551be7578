"""Damaged pages: found and named by verify, the rest saved and exported, what is lost mended by reading it again."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.build import build
from sayso.cli import main
from sayso.config import BuildOptions
from sayso.errors import CaseError, DamagedCase
from tests.faults.cases import DECISIONS, copy_of, make_case, overwrite, pages_of, record_of

SCHEMA = "sqlite_schema"
NOISE = random.Random(7).randbytes(4096)
KEPT_TABLES = (
    "originals", "documents", "mentions", "commitments", "named", "vectors", "sightings", "files", "rejections",
    "decisions", "former_events", "merging",
)  # fmt: skip
SOME_OTHERS = ("events", "pairs", "texts", "mentions_doc", "sqlite_autoindex_documents_1", "words_data")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_case(tmp_path_factory.mktemp("whole") / "whole.sayso")
    if not pages_of(path):
        pytest.skip("this SQLite was built without dbstat, which says where a table's pages are")
    return path


def names_of(case: Path, which: str = "") -> list[str]:
    connection = sqlite3.connect(case)
    try:
        sql = f"SELECT name FROM sqlite_master WHERE rootpage > 0 {which} ORDER BY name"
        return [name for (name,) in connection.execute(sql)]
    finally:
        connection.close()


@pytest.mark.parametrize("content", [bytes(4096), NOISE], ids=["zeros", "noise"])
def test_a_damaged_page_of_any_table_or_index_is_found_and_named(whole: Path, tmp_path: Path, content: bytes) -> None:
    pages, partial = pages_of(whole), names_of(whole, "AND sql LIKE 'CREATE INDEX%WHERE%'")
    assert set(names_of(whole)) <= set(pages)
    for name in names_of(whole):
        case = copy_of(whole, tmp_path / "x.sayso")
        overwrite(case, pages[name][-1], content)
        with sayso.open(case) as opened:
            faults = opened.verify().faults
        told = " ".join(f"{fault.table} {fault.problem}" for fault in faults)
        owner = name if name in KEPT_TABLES else name.split("_")[0]
        assert faults and (owner in told or name in partial or name.startswith("sqlite_")), (name, faults)


def test_what_is_left_of_each_table_is_saved_and_exported(whole: Path, tmp_path: Path) -> None:
    pages, sound = pages_of(whole), {name: text.count(b"\n") for name, text in record_of(whole).items()}
    for name in (*KEPT_TABLES, *SOME_OTHERS):
        case = copy_of(whole, tmp_path / "x.sayso")
        overwrite(case, pages[name][-1], NOISE)
        saved = tmp_path / f"{name}.sayso"
        salvaged = sayso.salvage(case, saved)
        left = {kind: text.count(b"\n") for kind, text in record_of(saved).items()}
        assert left["documents.jsonl"] >= sound["documents.jsonl"] - (name == "documents") * 11, name
        if name in KEPT_TABLES:
            assert name in {fault.table for fault in salvaged.lost}, name
        else:
            assert not salvaged.lost and record_of(saved) == record_of(whole), name


def test_a_sound_case_is_saved_whole(whole: Path, tmp_path: Path) -> None:
    salvaged = sayso.salvage(whole, tmp_path / "saved.sayso")
    assert (salvaged.lost, salvaged.verdict.clean) == ((), True)
    assert record_of(tmp_path / "saved.sayso") == record_of(whole)


def test_each_lost_row_is_named_and_the_decisions_stay(whole: Path, tmp_path: Path) -> None:
    case = copy_of(whole, tmp_path / "x.sayso")
    overwrite(case, pages_of(whole)["mentions"][-1], NOISE)
    salvaged = sayso.salvage(case, tmp_path / "saved.sayso")
    with sayso.open(whole) as sound, sayso.open(tmp_path / "saved.sayso") as saved:
        lost = {mention.id for mention in sound.mentions()} - {mention.id for mention in saved.mentions()}
        assert lost and lost == {fault.id for fault in salvaged.lost if fault.table == "mentions"}
        assert len(saved.decisions()) == DECISIONS


def test_a_saved_case_is_mended_by_building_it_again(tmp_path: Path) -> None:
    reports, case, saved = tmp_path / "reports", tmp_path / "x.sayso", tmp_path / "saved.sayso"
    reports.mkdir()
    for number in range(12):
        told = f"On {number + 1} March 2021 rebels shelled hill {number}, killing {number + 3} people, the mayor said. "
        (reports / f"{number}.txt").write_text(told * 3 + " ".join(f"word{number}x{n}" for n in range(300)))
    options = BuildOptions(method="codebook", jobs=1)
    build(case, [str(reports)], options)
    wanted = record_of(case)
    for name in ("documents", "mentions", "originals", "sightings"):
        overwrite(case, pages_of(case)[name][-1], NOISE)
    with sayso.open(case) as broken:
        assert not broken.verify().clean
    assert sayso.salvage(case, saved).lost
    build(saved, [str(reports)], options)
    with sayso.open(saved) as mended:
        assert mended.verify().clean
    assert record_of(saved, without=("redirects.jsonl",)) == {
        name: text for name, text in wanted.items() if name != "redirects.jsonl"
    }


def test_what_says_which_tables_there_are_cannot_be_done_without(whole: Path, tmp_path: Path) -> None:
    case = copy_of(whole, tmp_path / "x.sayso")
    overwrite(case, pages_of(whole)[SCHEMA][-1], NOISE)
    with pytest.raises(DamagedCase, match="put a backup"):
        sayso.salvage(case, tmp_path / "saved.sayso")
    assert not (tmp_path / "saved.sayso").exists()


def test_the_commands_end_with_one_and_say_what_to_do(whole: Path, tmp_path: Path) -> None:
    case = copy_of(whole, tmp_path / "x.sayso")
    for name in ("documents", "mentions"):
        overwrite(case, pages_of(whole)[name][0], NOISE)
    run = CliRunner().invoke
    for words, says in (
        (["verify", str(case)], "altered: documents"),
        (["report", str(case)], "sayso salvage"),
        (["export", str(case), "--out", str(tmp_path / "out")], "sayso salvage"),
        (["backup", str(case), str(tmp_path / "copy.sayso")], "sayso salvage"),
        (["salvage", str(case), str(tmp_path / "saved.sayso")], "lost: documents"),
    ):
        shown = run(main, words)
        assert (shown.exit_code, says in shown.output) == (1, True), (words, shown.output)
    assert not (tmp_path / "copy.sayso").exists()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), noise=st.binary(min_size=1, max_size=600))
def test_whatever_is_overwritten_nothing_crashes_and_nothing_false_is_called_clean(
    whole: Path, tmp_path: Path, at: float, noise: bytes
) -> None:
    """Bytes that nothing in the file uses may change unseen; then all that is exported is as it was."""
    case = copy_of(whole, tmp_path / "x.sayso")
    with case.open("r+b") as file:
        file.seek(100 + int(at * (case.stat().st_size - 1000)))
        file.write(noise)
    try:
        with sayso.open(case) as opened:
            clean = opened.verify().clean
        told = record_of(case)
    except CaseError:
        return
    if clean:
        unproved = ("links.jsonl", "edges.jsonl", "rejections.jsonl", "commitments.jsonl", "redirects.jsonl")
        sound = record_of(whole)
        assert all(told[name] == sound[name] for name in sound if name not in unproved)
