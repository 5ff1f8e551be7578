"""A workbench to ask: over the demo's reports, and over cases made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sayso
from sayso.serve.app import make_app
from sayso.serve.settings import Settings
from tests.conftest import EXAMPLES


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the case of the demo's reports; nobody decides on it. Copy it to change it."""
    path = tmp_path_factory.mktemp("served") / "demo.sayso"
    with sayso.open(path) as case:
        case.add(EXAMPLES)
    return path


@pytest.fixture(scope="module")
def demo(demo_case: Path) -> Iterator[TestClient]:
    """Give a client of the demo's workbench."""
    with client_of(demo_case) as client:
        yield client


def client_of(path: Path, **settings: object) -> TestClient:
    """Open a workbench of a case, and somebody who asks it by its proper name."""
    app = make_app(partial(sayso.open, path), Settings(**settings))  # type: ignore[arg-type]
    return TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False)
