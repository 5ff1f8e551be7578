"""Cases to export."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from tests.conftest import EXAMPLES


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the case of the demo's reports; nobody decides on it."""
    path = tmp_path_factory.mktemp("exported") / "demo.sayso"
    with sayso.open(path) as case:
        case.add(EXAMPLES)
    return path
