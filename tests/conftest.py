"""What every test may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.config import METHODS

SHARED = Path(__file__).parents[2] / "shared"
EXAMPLES = Path(__file__).parents[1] / "examples" / "iraq-2019"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""What keeps Chromium from asking for anything that no page asks for."""


@pytest.fixture
def examples() -> Path:
    """Give the folder of reports written for this project."""
    return EXAMPLES


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of corpora that stands beside a developer's checkout."""
    if not SHARED.is_dir():
        pytest.skip("the corpora in ../shared are not here")
    return SHARED


@pytest.fixture(scope="session", params=METHODS)
def method(request: pytest.FixtureRequest) -> str:
    """Give every method of reading in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start Debian's Chromium, once for all tests: Playwright takes no second one beside it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser is tried")
    if CHROMIUM is None:
        pytest.skip("there is no chromium here: install it (on Debian: apt-get install chromium) to try the pages")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()
