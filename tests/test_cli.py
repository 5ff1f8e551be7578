"""The command line as a user meets it: what it prints, and how it ends."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import main


def run(*words: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin, catch_exceptions=False)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "iraq.sayso"
    assert run("build", Path(__file__).parents[1] / "examples" / "iraq-2019", "-o", path, "-j", 1).exit_code == 0
    return path


COMMANDS = (
    "build", "add", "watch", "read", "report", "show", "search", "decide", "review", "undo", "log", "remove", "bundle",
    "export", "verify", "backup", "restore", "salvage",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert "Example:" in shown.output and f"sayso {command}" in shown.output and "--json" in shown.output


def test_build_says_what_it_did_and_what_to_type_next(tmp_path: Path, examples: Path) -> None:
    shown = run("build", examples, "-o", tmp_path / "x.sayso", "-j", 1)
    assert "20 documents read" in shown.output
    assert "1 not coded: language: fr" in shown.output
    assert "Next: sayso report" in shown.output


def test_json_of_every_command_can_be_read(case: Path, tmp_path: Path, examples: Path) -> None:
    built = json.loads(run("build", examples, "-o", tmp_path / "x.sayso", "-j", 1, "--json").output)
    assert built["documents"] == 20
    assert json.loads(run("report", case, "--json").output)["coverage"]["documents"] == 20
    hits = json.loads(run("search", case, "embassy", "--json").output)
    assert hits
    assert json.loads(run("show", case, hits[0]["doc"], "--json").output)["kind"] == "document"
    assert json.loads(run("export", case, "--out", tmp_path / "r", "--json").output)["documents"] == 20
    assert json.loads(run("verify", case, "--json").output)["faults"] == []


def test_report_shows_every_section(case: Path) -> None:
    shown = run("report", case).output
    for title in (
        "Coverage",
        "On whose word",
        "Timeline",
        "Who did what to whom",
        "Acts of force and coercion told most fully",
        "Commitments",
    ):
        assert title in shown


def test_report_lists_where_the_reports_differ(case: Path) -> None:
    shown = run("report", case, "--contested")
    assert shown.exit_code == 0 and "Where the reports differ most" in shown.output
    listed = json.loads(run("report", case, "--contested", "--json").output)
    assert all(event["id"] in shown.output and event["differences"] for event in listed)


def test_decide_joins_two_events_and_show_says_by_whom(case: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.sayso"
    shutil.copyfile(case, own)
    run("export", own, "--out", tmp_path / "before")
    events = [json.loads(line)["id"] for line in (tmp_path / "before" / "events.jsonl").read_text().splitlines()]
    first, last = events[0], events[-1]
    shown = run("decide", own, "same", first, last, "--by", "R. Haddad", "--note", "one raid")
    assert shown.exit_code == 0 and f"{last} is in event {first}" in shown.output
    told = run("show", own, last).output
    assert f"event {first}" in told and "joined by person (“one raid”)" in told
    again = json.loads(run("decide", own, "unsure", first, last, "--by", "R. Haddad", "--json").output)
    assert (again["decision"]["before"], again["events"][last]) == ("same", last)


@pytest.mark.parametrize("kind", ["mentions", "events", "commitments", "actors", "places", "sources", "documents"])
def test_show_finds_any_row_by_its_id(case: Path, tmp_path: Path, kind: str) -> None:
    run("export", case, "--out", tmp_path)
    first = json.loads((tmp_path / f"{kind}.jsonl").read_text().splitlines()[0])
    shown = run("show", case, first["id"])
    assert shown.exit_code == 0
    assert first["id"] in shown.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("report", "absent.sayso"), "no such case file"),
        (("report", "README.md"), "not a Sayso case"),
        (("show", "CASE", "nothing"), "the id or path 'nothing'"),
        (("decide", "CASE", "same", "nothing", "m0", "--by", "me"), "has the id 'nothing'"),
        (("decide", "CASE", "perhaps", "m1", "m0", "--by", "me"), "'perhaps' is not one of"),
        (("decide", "CASE", "same", "m1", "m0"), "Missing option"),
        (("decide", "absent.sayso", "same", "m1", "m0", "--by", "me"), "no such case file"),
        (("export", "CASE", "--format", "morse", "--out", "x"), "no export format 'morse'"),
        (("build", "x", "-o", "y.sayso", "--map", "text"), "cannot read the mapping"),
        (("build", "x", "-o", "y.sayso", "--map", "colour=body"), "no field 'colour'"),
        (("build", "x", "no/*.txt", "-o", "y.sayso"), "nothing to read: x, no/*.txt not found"),
        (("build", "x", "-o", "y.sayso", "--published", "garbage"), "'garbage' is in no known form"),
        (("build", "x", "-o", "y.sayso", "--published", "03/04/2019"), "may be 3 April or 4 March"),
        (("frobnicate",), "No such command"),
        (("build", "x"), "Missing option"),
    ],
)
def test_wrong_usage_ends_with_two_and_one_line(case: Path, words: tuple[str, ...], says: str) -> None:
    shown = run(*(case if word == "CASE" else word for word in words))
    assert shown.exit_code == 2
    assert says in shown.output
    assert "Traceback" not in shown.output
    assert not Path("y.sayso").exists()


def test_what_is_missing_beside_what_is_there_is_a_rejection(tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("Calm prevailed in Basra, the governor said on Friday.")
    shown = run("build", tmp_path / "calm.txt", tmp_path / "absent.txt", "-o", tmp_path / "x.sayso", "-j", 1)
    assert shown.exit_code == 0
    assert "1 document read" in shown.output and "1 rejected: missing" in shown.output


def test_an_empty_folder_is_there_and_makes_an_empty_case(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    shown = run("build", tmp_path / "reports", "-o", tmp_path / "x.sayso", "-j", 1)
    assert (shown.exit_code, (tmp_path / "x.sayso").exists()) == (0, True)


@pytest.mark.parametrize("words", [("report", "CASE"), ("search", "CASE", "Iraq"), ("report", "CASE", "--json")])
def test_a_reader_that_stops_reading_is_no_fault(case: Path, words: tuple[str, ...]) -> None:
    command = [
        sys.executable,
        "-c",
        "from sayso.cli import main; main()",
        *(str(case) if word == "CASE" else word for word in words),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read()
    assert (running.returncode, complaint) == (0, b"")


def test_a_case_that_somebody_else_writes_to_ends_with_one(
    case: Path, tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked.sayso"
    shutil.copyfile(case, locked)
    monkeypatch.setattr("sayso.store.case_file.BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(locked, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        (tmp_path / "new.txt").write_text("Israel attacked Syria on Friday.")
        shown = run("build", tmp_path / "new.txt", "-o", locked, "-j", 1)
    assert shown.exit_code == 1
    assert "another process is writing to this case" in shown.output


def test_strict_ends_with_one_if_anything_was_rejected(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    words = ("build", tmp_path / "empty.txt", "-o", tmp_path / "x.sayso", "-j", 1)
    assert run(*words).exit_code == 0
    assert run(*words, "--strict").exit_code == 1


def test_a_strict_second_build_still_sees_what_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    words = ("build", tmp_path / "empty.txt", "-o", tmp_path / "x.sayso", "-j", 1, "--strict")
    assert (run(*words).exit_code, run(*words).exit_code) == (1, 1)


def test_verify_ends_with_one_if_something_was_altered(case: Path, tmp_path: Path) -> None:
    altered = tmp_path / "altered.sayso"
    shutil.copyfile(case, altered)
    with sqlite3.connect(altered) as connection:
        connection.execute("UPDATE mentions SET record = replace(record, 'asserted', 'negated')")
    shown = run("verify", altered)
    assert shown.exit_code == 1
    assert "altered" in shown.output


def test_standard_input_is_read(tmp_path: Path) -> None:
    text = "Israel attacked Syria on Friday, Damascus said."
    shown = run(
        "build",
        "-",
        "-o",
        tmp_path / "x.sayso",
        "-j",
        1,
        "--outlet",
        "Wire",
        "--published",
        "2019-07-20",
        stdin=text,
    )
    assert "1 document read" in shown.output
    row = json.loads(run("show", tmp_path / "x.sayso", "-", "--json").output)["record"]
    assert (row["outlet"], row["published"], row["published_basis"]) == ("Wire", "2019-07-20", "given")


def test_control_characters_of_a_report_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "hostile.txt").write_text("Gunmen attacked \x1b[2J\x1b]0;owned\x07 a base \u202ein Iraq on Friday.")
    case = tmp_path / "x.sayso"
    shown = [run("build", tmp_path / "hostile.txt", "-o", case, "-j", 1), run("report", case)]
    shown += [run("search", case, "base"), run("show", case, "hostile.txt")]
    for result in shown:
        assert not set("\x1b\x07\u202e") & set(result.output)


def test_the_bad_file_is_named_in_the_export(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    run("build", tmp_path / "empty.txt", "-o", tmp_path / "x.sayso", "-j", 1)
    run("export", tmp_path / "x.sayso", "--out", tmp_path / "r")
    row = json.loads((tmp_path / "r" / "rejections.jsonl").read_text())
    assert (row["path"], row["reason"]) == ("empty.txt", "empty")
    assert row["at"]


def test_read_shows_who_did_what_on_whose_word(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(
        "Syria said Israel bombed a depot near Damascus on Friday. "
        "Israel would strike again if rockets were fired, the minister warned."
    )
    given = ("--published", "2019-07-21", "--outlet", "Harbour Post", "--method", "codebook")
    shown = run("read", tmp_path / "wire.txt", *given).output
    for words in (
        "wire.txt, Harbour Post, published 2019-07-21 (given)",
        "bombed = ASSAULT/explosives, asserted",
        "Israel → not stated",
        "where: near Damascus, SY",
        "when: 2019-07-19 (relative) “Friday”",
        "on whose word: Syria ← “said”, states",
        "“Syria said Israel bombed a depot near Damascus on Friday.”",
        "threat of",
        "names: ",
        "attributions: ",
    ):
        assert words in shown


def test_read_gives_one_json_line_for_each_document(tmp_path: Path) -> None:
    rows = [{"text": "Gunmen attacked a convoy."}, {"nothing": 1}, {"text": "Rebels did not attack the town."}]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)))
    shown = run("read", tmp_path / "two.jsonl", "--json")
    read = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [set(row) for row in read] == [
        {
            "document", "text", "mentions", "commitments", "names", "attributions", "places", "relations", "times",
            "warnings",
        }
    ] * 2  # fmt: skip
    assert [row["mentions"][0]["status"] for row in read] == ["asserted", "negated"]
    for row in read:
        trigger = row["mentions"][0]["trigger"]
        assert row["text"][trigger["start"] : trigger["end"]] == trigger["text"]
    assert "two.jsonl line 2: no field holds the text" in shown.stderr
    assert shown.exit_code == 1


def test_read_takes_standard_input_and_mapped_columns(tmp_path: Path) -> None:
    piped = json.loads(run("read", "-", "--json", stdin="Gunmen attacked a convoy.").stdout)
    assert piped["mentions"][0]["trigger"]["text"] == "attacked"
    (tmp_path / "rows.csv").write_text("words\nGunmen attacked a convoy.\n")
    mapped = json.loads(run("read", tmp_path / "rows.csv", "--map", "text=words", "--json").stdout)
    assert mapped["document"]["locator"] == "row 1"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["absent.txt"], 2, "nothing to read"),
        ([""], 2, "holds no report"),
        (["wire.txt", "--published", "soonish"], 2, "Write it as 2019-12-28"),
        (["wire.txt", "--method", "guess"], 2, "guess"),
        (["empty.txt"], 1, "the file is empty"),
        (["french.txt"], 0, ""),
    ],
    ids=lambda given: " ".join(given) or "folder" if isinstance(given, list) else "",
)
def test_read_ends_as_other_commands_do(tmp_path: Path, words: list[str], status: int, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "wire.txt").write_text("Gunmen attacked a convoy.")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "french.txt").write_text("Les forces ont quitté la ville vendredi, a déclaré le ministre à la presse.")
    shown = run("read", tmp_path / (words[0] or "folder"), *words[1:])
    assert shown.exit_code == status
    assert said in shown.stderr.replace("The", "the")
    if not status:
        assert "Not coded: language: fr." in shown.stdout


def test_read_lets_no_control_character_of_a_report_through() -> None:
    shown = run("read", "-", stdin="Gunmen attacked \x1b[2J\x1b]0;owned\x07 a base \u202ein Iraq on Friday.")
    assert not set("\x1b\x07\u202e") & set(shown.output)


def test_places_find_ranks_what_a_name_may_mean() -> None:
    found = json.loads(run("places", "find", "Rafah", "--json").stdout)
    assert [(row["country"], row["kind"]) for row in found[:2]] == [("PS", "city"), ("EG", "city")]
    assert found[0]["reasons"] and 0 < found[0]["score"] < 1
    assert json.loads(run("places", "find", "Rafah", "--country", "eg", "--json").stdout)[0]["country"] == "EG"


def test_places_find_says_when_there_is_none() -> None:
    shown = run("places", "find", "Qwrtplkj")
    assert shown.exit_code == 1
    assert "no place goes by the name 'Qwrtplkj'" in shown.stdout
