"""Every command that README and docs show is run, page by page, on the reports of the demo.

A block of kind ``console`` is run line by line in a folder of its own, in which ``reports/`` are the reports of the
demo, and ``case.sayso`` and ``build/demo/iraq.sayso`` their case. Words in capitals stand for ids of that case. Lines
shown below a command must come in its output in that order; ``…`` stands for lines left out. Blocks that are not run
are of a kind such as ``console-network``; ``NOT_RUN`` says why.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from tests.test_readme import LEFT_OUT, PAGES, ROOT, plain

ELSEWHERE = {
    "make demo": "tests/test_readme.py",
    "make test": "what runs this",
    ". .venv/bin/activate": "what makes the command sayso known",
}
"""Commands in blocks that are run, which are tried by other means."""

NOT_RUN = {
    "network": "asks an address of the web",
    "package": "changes which packages are installed",
    "screen": "goes on until it is stopped, or needs another program",
}
"""Why a block is not run, by what stands behind ``console-``."""

GOES_ON = ("serve", "watch")
"""Commands that end only when they are stopped."""

_BLOCK = re.compile(r"^```console(?P<mark>-[a-z]+)?\n(?P<lines>.*?)^```", re.MULTILINE | re.DOTALL)
_PIPED = re.compile(r'^echo "(?P<text>[^"]*)" \| (?P<command>sayso .*)$')
_IDS = re.compile(r"\b(EVENT|MENTION|DECISION|DOCUMENT|HEAD|ID)\b")


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a command that a page shows, and the lines it shows below."""

    command: str
    lines: tuple[str, ...]


def blocks(page: Path) -> Iterator[tuple[str | None, list[Shown]]]:
    """Give the blocks of a page: why it is not run, if it is not, and its commands."""
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        commands: list[Shown] = []
        for line in block["lines"].splitlines():
            if line.startswith("$ "):
                commands.append(Shown(line.removeprefix("$ "), ()))
            else:
                commands[-1] = Shown(commands[-1].command, (*commands[-1].lines, line))
        yield block["mark"], commands


RUN = [page for page in PAGES if any(mark is None for mark, _ in blocks(page))]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the reports of the demo, their case, and what else pages speak of."""
    folder = tmp_path_factory.mktemp("shown")
    shutil.copytree(ROOT / "examples" / "iraq-2019", folder / "reports")
    run("sayso build reports/ -o case.sayso", folder)
    (folder / "build" / "demo").mkdir(parents=True)
    shutil.copy(folder / "case.sayso", folder / "build" / "demo" / "iraq.sayso")
    run("sayso export case.sayso --format acled --out acled.csv", folder)
    with sayso.open(folder / "case.sayso") as case:
        raid = next(event for event in case.events(type="ASSAULT") if event.n_mentions > 1)
    for name, by, date in (("mine", "R. Haddad", "2020-01-02"), ("yours", "L. Osei", "2020-01-03")):
        shutil.copy(folder / "case.sayso", folder / f"{name}.sayso")
        with sayso.open(folder / f"{name}.sayso") as other:
            other.decide("correct", raid.id, date, field="date", by=by, note="by the video")
            other.export_decisions(folder / f"{name}.jsonl")
    (folder / "yours.jsonl").rename(folder / "theirs.jsonl")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(folder / "reports" / "2019-12-28-meridian-k1-rockets.txt", folder / "wire.txt")
    (folder / "pasted.txt").write_text("Rebels shelled the port of Hodeida on 3 May 2018, residents said.")
    (folder / "scene.tif").write_bytes(b"II*\0")
    rows = "body,date\nGunmen attacked a convoy near Mosul on Friday.,2019-12-28\n"
    (folder / "rows.csv").write_text(rows)
    (folder / "safe").mkdir()
    return folder


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command line of Sayso in a folder; give its exit status and what it printed."""
    piped = _PIPED.match(command)
    given = f"{piped['text']}\n" if piped else None
    words = shlex.split(piped["command"] if piped else command, comments=True)
    if "<" in words:
        given = (folder / words[words.index("<") + 1]).read_text()
        words = words[: words.index("<")]
    assert words[0] == "sayso", command
    assert words[1] not in GOES_ON or "--once" in words, f"{command} goes on: call its block console-screen"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "120")
        done = CliRunner().invoke(main, words[1:], input=given)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def with_ids(command: str, folder: Path) -> str:
    """Put ids of the case in the place of the words that stand for them."""
    if not _IDS.search(command):
        return command
    with sayso.open(folder / "case.sayso") as case:
        merged = max(case.events(type="ASSAULT"), key=lambda event: (event.n_mentions, event.id))
        other = next(event for event in case.events(type="ASSAULT") if event.id != merged.id)
        log = case.log()
        ids = {
            "EVENT": [merged.id, other.id],
            "MENTION": list(merged.mentions),
            "ID": list(merged.mentions),
            "DOCUMENT": [merged.documents[0]],
            "DECISION": [log[-1].id] if log else [],
            "HEAD": [case.verify().head],
        }
    return _IDS.sub(lambda word: str(ids[word[1]].pop(0)), command)


@pytest.mark.parametrize("page", RUN, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_do_what_the_page_shows(page: Path, built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    shutil.copytree(built, folder)
    for shown in (shown for mark, commands in blocks(page) if mark is None for shown in commands):
        if shown.command in ELSEWHERE:
            continue
        status, printed = run(with_ids(shown.command, folder), folder)
        assert status == 0, f"{shown.command}: status {status}\n{printed}"
        left = plain(printed)
        for line in plain("\n".join(shown.lines)):
            if line not in (LEFT_OUT, ""):
                assert line in left, f"{shown.command} does not print, or not here: {line}\n{printed}"
                left = left[left.index(line) + 1 :]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_is_not_run_says_why(page: Path) -> None:
    for mark, commands in blocks(page):
        assert mark is None or mark.removeprefix("-") in NOT_RUN, page
        assert commands, page
    for fence in re.findall(r"^```(\S*) *$\n(?:.*\n)*?\$ ", page.read_text(encoding="utf-8"), re.MULTILINE):
        assert not fence or fence.startswith(("console", "python", "toml", "yaml", "json", "text")), fence


def test_no_page_shows_a_command_outside_a_block() -> None:
    for page in PAGES:
        shown = {shown.command for _, commands in blocks(page) for shown in commands}
        lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("$ ")]
        assert {line.removeprefix("$ ") for line in lines} == shown, page


def test_every_command_stands_in_a_block_that_is_run_or_says_why_not() -> None:
    shown = " ".join(shown.command for page in PAGES for _, commands in blocks(page) for shown in commands)
    assert [name for name in main.commands if f"sayso {name}" not in shown] == []


def test_json_of_a_command_is_json(built: Path) -> None:
    assert json.loads(run("sayso report case.sayso --json", built)[1])
