"""sayso actors: check and find, and users' changes on the command line and beside a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main

EDIT = "actors: [{id: quilt-brigade, name: Quilt Brigade, kind: armed_group, country: IQ, source: our notes}]\n"
REPORT = "The Quilt Brigade attacked a depot near Basra on Friday, police said."


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


def test_the_shipped_registry_passes_its_check() -> None:
    code, shown = run("actors", "check")
    assert (code, shown[:22]) == (0, "Nothing is wrong with ")
    code, shown = run("actors", "check", "--json")
    assert json.loads(shown)["faults"] == []


def test_a_fault_of_a_user_is_shown_and_ends_with_status_1(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(EDIT.replace("IQ", "QQ"))
    assert run("actors", "check", "--actors", str(file)) == (1, "quilt-brigade: no state has the code QQ\n")


@pytest.mark.parametrize("name", ["absent.yaml", "broken.yaml"])
def test_a_file_that_cannot_be_used_is_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.yaml").write_bytes(b"actors: \xff\xfe")
    code, shown = run("actors", "check", "--actors", str(tmp_path / name))
    assert code == 2
    assert name in shown


def test_find_prints_ranked_rows() -> None:
    code, shown = run("actors", "find", "the Iranian president", "--date", "2021-10-01", "--json")
    rows = json.loads(shown)
    assert (code, [row["name"] for row in rows]) == (0, ["Ebrahim Raisi"])
    assert {"actor", "kind", "country", "sectors", "wikidata", "score", "reason", "ties"} <= set(rows[0])
    assert "Kataib Hezbollah" in run("actors", "find", "Kata'ib Hizballah")[1]


def test_a_change_beside_the_case_takes_effect_on_the_next_build(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.txt").write_text(REPORT)
    case = sayso.open(tmp_path / "x.sayso")
    case.add(tmp_path / "in", method="codebook")
    before = {actor.id for actor in case.actors()}
    assert "quilt-brigade" not in before
    assert case.add(tmp_path / "in", method="codebook").unchanged == 1
    (tmp_path / "actors.d").mkdir()
    (tmp_path / "actors.d" / "mine.yaml").write_text(EDIT)
    assert case.add(tmp_path / "in", method="codebook").documents == 1
    assert "quilt-brigade" in {actor.id for actor in case.actors()}


def test_a_file_named_on_the_command_line_does_the_same(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    (tmp_path / "mine.yaml").write_text(EDIT)
    told = ("read", str(tmp_path / "report.txt"), "--method", "codebook", "--json")
    _, shown = run(*told, "--actors", str(tmp_path / "mine.yaml"))
    assert "quilt-brigade" in shown
    assert "quilt-brigade" not in run(*told)[1]
