"""Cases to export."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from tests.conftest import EXAMPLES
from tests.export.small_case import make_case


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the case of the demo's reports; nobody decides on it."""
    path = tmp_path_factory.mktemp("exported") / "demo.sayso"
    with sayso.open(path) as case:
        case.add(EXAMPLES)
    return path


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small case made by hand; nobody decides on it."""
    path = tmp_path_factory.mktemp("small") / "small.sayso"
    make_case(path).close()
    return path
