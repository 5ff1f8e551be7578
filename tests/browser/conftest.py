"""A workbench served over HTTP by a process of its own, and a real browser that has no other network."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import sayso
from tests.conftest import EXAMPLES

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser is tried")

PATIENCE = 8_000
"""Milliseconds that anything may take to appear."""


@dataclass(slots=True)
class Tab:
    """Hold a page of the browser, the workbench's address, its case, and what went wrong in the page.

    ``awaited`` are words of the console's that a test asks for, as those of an answer that refuses a form.
    """

    page: playwright.Page
    home: str
    case: Path
    faults: list[str] = field(default_factory=list)
    awaited: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Open an address of the workbench, and wait until nothing is loaded any more."""
        self.page.goto(self.home + address, wait_until="networkidle")


@pytest.fixture(scope="session")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the case of the demo's reports."""
    path = tmp_path_factory.mktemp("browsed") / "demo.sayso"
    with sayso.open(path) as case:
        case.add(EXAMPLES)
    return path


@pytest.fixture
def case(read_case: Path, tmp_path: Path) -> Path:
    """Give a case of the demo's reports that a test may change."""
    copy = tmp_path / "demo.sayso"
    with sayso.open(read_case) as opened:
        opened.backup(copy)
    return copy


@pytest.fixture
def home(case: Path) -> Iterator[str]:
    """Serve the case; give the address."""
    with served(case) as address:
        yield address


class served:
    """Serve a case by the command, in a process of its own, for as long as a block lasts."""

    def __init__(self, case: Path) -> None:
        program = "from sayso.cli import main; main()"
        command = [sys.executable, "-c", program, "serve", str(case), "--port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> str:
        assert self._process.stdout is not None
        told = self._process.stdout.readline()
        found = re.search(r"http://[\d.:]+", told)
        assert found, told
        return found[0]

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)


@pytest.fixture(scope="session")
def read_home(read_case: Path) -> Iterator[str]:
    """Serve the case that nobody changes; give the address."""
    with served(read_case) as address:
        yield address


@pytest.fixture
def reader(browser: playwright.Browser, read_home: str, read_case: Path) -> Iterator[Tab]:
    """Open a page of the case that nobody changes."""
    with opened(browser, read_home, read_case) as tab:
        yield tab


@pytest.fixture
def tab(browser: playwright.Browser, home: str, case: Path) -> Iterator[Tab]:
    """Open a page of a case that may be changed."""
    with opened(browser, home, case) as tab:
        yield tab


@contextmanager
def opened(browser: playwright.Browser, home: str, case: Path, **settings: Any) -> Iterator[Tab]:
    """Open a page; all outside network is refused, and no page may ask for it or complain in the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **settings)
    context.set_default_timeout(PATIENCE)
    tab = Tab(context.new_page(), home, case)

    def only_ours(route: playwright.Route) -> None:
        if route.request.url.startswith(home):
            route.continue_()
        else:
            tab.faults.append(f"asked for {route.request.url}")
            route.abort()

    def heard(told: playwright.ConsoleMessage) -> None:
        if told.type == "error" and not any(words in told.text for words in tab.awaited):
            tab.faults.append(told.text)

    context.route("**/*", only_ours)
    tab.page.on("console", heard)
    tab.page.on("pageerror", lambda error: tab.faults.append(str(error)))
    yield tab
    context.close()
    assert tab.faults == []
