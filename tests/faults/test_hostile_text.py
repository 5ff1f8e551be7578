"""Words, titles and names that mean harm, at every exit: nothing reaches the terminal, the record keeps all of it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import sayso
from bench.corpora import sayso as command
from sayso.cli import main
from sayso.export.terminal import json_line

HARM = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp\u2066\u200f\x7f"
NAME = "repo\x1b[2Jrt\u202egnp.txt"
TITLE = f"<script>alert(1)</script>{HARM}=cmd()"
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str) -> bool:
    return not any(letter in BIDI or (unicodedata.category(letter) == "Cc" and letter != "\n") for letter in text)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / f"fol\u202eder{os.sep}reports"
    folder.mkdir(parents=True)
    for number in range(2):
        told = f"On 4 January 2020 rebels {HARM}shelled Taiz, killing {3 + number} people, Mr{HARM} Noor said."
        (folder / f"{number}{NAME}").write_text(told)
        (folder / f"{number}{NAME}").with_suffix(".json").write_text(
            json.dumps({"title": TITLE, "outlet": f"Wire{HARM}", "authors": [HARM], "published": "2020-01-05"})
        )
    (folder / f"empty{NAME}").write_text("")
    (folder / f"{HARM}.html").write_text(f"<html><title>{HARM}</title><body>{HARM}</body></html>")
    case = folder / f"x{HARM[:4]}.sayso"
    shown = run("build", folder, "-o", case, "-j", 1, "--method", "codebook")
    assert (shown.exit_code, harmless(shown.output)) == (0, True), shown.output
    return case


def test_what_every_command_prints_is_harmless(case: Path, tmp_path: Path) -> None:
    with sayso.open(case) as opened:
        mentions, events = opened.mentions(), opened.events()
        ids = [mentions[0].id, events[0].id, opened.documents()[0].id, *(one.id for one in opened.sources()[:3])]
        ids += [one.id for one in (*opened.actors()[:3], *opened.places()[:3])]
    out = tmp_path / f"out{HARM[:4]}"
    yaml = tmp_path / f"own{HARM[-3:]}.yaml"
    yaml.write_text(
        json.dumps({"add": [{"id": "own", "name": f"Own{HARM[4:7]}", "kind": "person", "sectors": [HARM]}]})
    )
    shown = [
        *(run("show", case, identity) for identity in ids), run("report", case), run("report", case, "--contested"),
        run("search", case, "rebels"), run("search", case, HARM), run("show", case, HARM), run("verify", case),
        run("export", case, "--out", out), run("read", case.parent), run("read", tmp_path / HARM),
        run("decide", case, "different", mentions[0].id, mentions[-1].id, "--by", f"R.{HARM}", "--note", HARM),
        run("backup", case, out / f"{HARM}.sayso"), run("backup", case, out / f"{HARM}.sayso"),
        run("salvage", case, out / f"s{HARM}.sayso"), run("restore", case, out / f"r{HARM}.sayso"),
        run("actors", "find", f"Own{HARM}", "--actors", yaml), run("actors", "check", "--actors", yaml),
        run("places", "find", f"Taiz{HARM}"), run("places", "find", "Taiz"),
    ]  # fmt: skip
    for result in shown:
        assert harmless(result.output), repr(result.output)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    with_json = [
        run("show", case, ids[0], "--json"), run("search", case, "rebels", "--json"), run("report", case, "--json"),
        run("read", case.parent, "--json"), run("verify", case, "--json"),
    ]  # fmt: skip
    for result in with_json:
        assert harmless(result.stdout) and all(json.loads(line) is not None for line in result.stdout.splitlines())


def test_an_altered_row_is_named_without_harm(case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sayso"
    sayso.open(case).backup(copy)
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE mentions SET id = ? WHERE n = 1", (HARM,))
    connection.close()
    shown = run("verify", copy)
    assert (shown.exit_code, harmless(shown.output)) == (1, True)


def test_the_record_keeps_what_the_reports_say(case: Path, tmp_path: Path) -> None:
    with sayso.open(case) as opened:
        opened.export(tmp_path / "record")
        titles = {document.title for document in opened.documents()}
    rows = [json.loads(line) for line in (tmp_path / "record" / "documents.jsonl").read_text().splitlines()]
    assert titles == {TITLE} == {row["title"] for row in rows}
    assert any(HARM in json.loads(line)["sentence"]["text"] for line in _lines(tmp_path, "mentions"))
    assert any(NAME in row["path"] for row in rows)


def _lines(folder: Path, name: str) -> list[str]:
    return (folder / "record" / f"{name}.jsonl").read_text().splitlines()


def test_json_for_the_terminal_means_what_the_record_means() -> None:
    told = {"title": TITLE, "zwj": "می\u200cخواهم", "arabic": "بغداد"}
    assert json.loads(json_line(told)) == told and harmless(json_line(told))
    assert "بغداد" in json_line(told) and "\u200c" in json_line(told)


def test_no_library_speaks_for_a_page(tmp_path: Path) -> None:
    """Its words would come unwashed: what is wrong with a page stands in the rejections."""
    (tmp_path / "a.html").write_text(f"<html lang='{HARM}'><head><title>{HARM}</title></head><body><p>{HARM}")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4\n" + HARM.encode() * 40)
    shown = subprocess.run(
        command("build", tmp_path, "-o", tmp_path / "x.sayso", "-j", "1", "--method", "codebook"),
        capture_output=True, text=True,
    )  # fmt: skip
    assert (shown.returncode, shown.stderr) == (0, "") and harmless(shown.stdout)
