"""What README and docs show is what a user gets."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sayso.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LEFT_OUT = "…"
"""Stands for lines of an output that README leaves out."""

_TIME = re.compile(r"in \d+\.\d s")


def shown_after(command: str) -> str:
    """Give the output that README prints below a command."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(rf"```console\n\$ {re.escape(command)}\n(.*?)```", text, re.DOTALL)
    assert block, f"README does not show {command!r}"
    return block[1]


def test_the_demo_prints_what_readme_shows() -> None:
    command = ["make", "--no-print-directory", "-o", ".venv/.runtime", "demo"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    left = plain(printed)
    for line in plain(shown_after("make demo")):
        if line != LEFT_OUT:
            assert line in left, line
            left = left[left.index(line) + 1 :]


def test_read_prints_what_readme_shows() -> None:
    command = 'echo "Syria said Israel attacked the airport on Friday." | sayso read - --published 2019-07-21'
    piped, words = command.removeprefix('echo "').split('" | sayso ')
    printed = CliRunner().invoke(main, words.split(), input=f"{piped}\n", catch_exceptions=False).output
    assert plain(printed) == plain(shown_after(command))


def plain(text: str) -> list[str]:
    return [_TIME.sub("in … s", line).rstrip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_documents(name: str) -> None:
    assert isinstance(main.commands[name], click.Command)
    assert any(f"sayso {name}" in page.read_text(encoding="utf-8") for page in PAGES)


def test_every_file_of_the_codebook_is_in_its_document() -> None:
    folder = ROOT / "src" / "sayso" / "codebook" / "data"
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    files = [path.name for path in folder.iterdir() if path.is_file()]
    assert [name for name in files if name not in page] == []


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    packages = [re.split(r"[<>=\[ ]", name)[0] for name in named]
    assert [package for package in packages if package not in page] == []


def test_lock_files_pin_hashes_and_name_no_registry() -> None:
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?:|--index|--find-links|file:", text), path.name
