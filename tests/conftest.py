"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.config import METHODS

SHARED = Path(__file__).parents[2] / "shared"
EXAMPLES = Path(__file__).parents[1] / "examples" / "iraq-2019"


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
