"""The commands that decide, undo, and list decisions and what is left to decide."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import sayso
from sayso.build import build
from sayso.cli import main
from sayso.config import BuildOptions

TEXT = "Gunmen killed nine men near Tal Hamis on 3 May 2019, police said. The Orland army shelled a depot in Vesta."


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "wire.txt").write_text(TEXT, encoding="utf-8")
    build(folder / "x.sayso", [str(folder)], BuildOptions())
    return folder / "x.sayso"


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(read_once, tmp_path / "own.sayso"))


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def printed(*words: object) -> Any:
    shown = run(*words, "--json")
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.output)


def killing(case: Path) -> str:
    with sayso.open(case) as opened:
        return next(one.id for one in opened.mentions() if one.trigger.text == "killed")


def test_a_correction_is_taken_shown_listed_and_undone(case: Path) -> None:
    target, at = killing(case), TEXT.index("nine")
    words = ("decide", case, "correct", target, "9", "--field", "number:killed", "--mention")
    shown = run(*words, "--span", f"{at}:{at + 4}", "--by", "R. Haddad")
    assert shown.exit_code == 0 and "“nine”" in shown.output and "by R. Haddad" in shown.output
    decision = printed("log", case)[0]
    assert decision["after"] == {"low": 9, "high": 9} and decision["support"]["text"] == "nine"
    assert decision["id"] in run("log", case, target).output
    undone = printed("undo", case, decision["id"], "--by", "S. Okafor", "--note", "read again")
    assert (undone["action"], undone["target"]["id"]) == ("undo", decision["id"])
    assert [one["undone_by"] for one in printed("log", case)] == [undone["id"], None]
    assert "holds no more" in run("log", case).output


def test_evidence_is_described_by_its_file(case: Path, tmp_path: Path) -> None:
    scene = tmp_path / "scene.tif"
    scene.write_bytes(b"from above")
    words = ("decide", case, "attach", killing(case), scene, "--kind", "satellite", "--time", "2019-05-02")
    decision = printed(*words, "--at", "36.8,40.3", "--settles", "date", "--settles", "place", "--by", "me")["decision"]
    told = decision["after"]
    assert told["address"] == "scene.tif" and len(told["sha256"]) == 64 and told["settles"] == ["date", "place"]
    with sayso.open(case) as opened:
        event = next(one for one in opened.events() if killing(case) in one.mentions)
    assert (event.date, event.places[0].latitude, event.voices[-1].kind) == ("2019-05-02", 36.8, "document")


def test_a_place_that_evidence_alone_gives_is_told_by_its_point(case: Path) -> None:
    assert (
        run(
            "decide",
            case,
            "correct",
            killing(case),
            "none",
            "--field",
            "places",
            "--mention",
            "--note",
            "no",
            "--by",
            "me",
        ).exit_code
        == 0
    )
    words = ("--kind", "photo", "--at", "36.8,40.3", "--settles", "place", "--by", "me")
    assert run("decide", case, "attach", killing(case), "https://pictures.example/1", *words).exit_code == 0
    shown = run("show", case, killing(case)).output
    assert "place: 36.8,40.3 (site)" in shown and "in 36.8,40.3" in shown


def test_review_lists_what_is_left(case: Path) -> None:
    shown = run("review", case)
    assert shown.exit_code == 0 and "Read otherwise now than was decided" in shown.output
    assert printed("review", case)["disagreements"] == []


def test_a_rejected_mention_is_in_no_event_and_its_decision_is_found(case: Path) -> None:
    target = killing(case)
    shown = run("decide", case, "reject", target, "--mention", "--by", "me")
    assert f"{target} is in no event any more" in shown.output
    assert run("show", case, target).exit_code == 2
    assert printed("log", case, target)[0]["action"] == "reject"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("decide", "CASE", "confirm", "ID"), "Missing option '--by'"),
        (("decide", "CASE", "undo", "x0", "--by", "me"), "'undo' is not one of"),
        (("decide", "CASE", "correct", "ID", "9", "--field", "date", "--span", "9", "--by", "me"), "START:END"),
        (("decide", "CASE", "attach", "ID", "x", "--at", "north", "--by", "me"), "no point"),
        (("decide", "CASE", "tag", "ID", "x", "--kind", "photo", "--by", "me"), "goes with attach alone"),
        (("decide", "CASE", "tag", "ID", "two", "words", "--by", "me"), "takes one value"),
        (("undo", "CASE", "x0", "--by", "me"), "no decision of this case has the id 'x0'"),
        (("undo", "CASE", "x0"), "Missing option '--by'"),
        (("log", "CASE", "m0"), "nothing in this case has the id 'm0'"),
        (("review", "absent.sayso"), "no such case file"),
    ],
)
def test_wrong_usage_is_told_in_a_line(case: Path, words: tuple[str, ...], says: str) -> None:
    given = {"CASE": case, "ID": killing(case)}
    shown = run(*(given.get(word, word) for word in words))
    assert shown.exit_code == 2
    assert says in shown.output and "Traceback" not in shown.output
    assert printed("log", case) == []
