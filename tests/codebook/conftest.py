"""What the tests of the codebook share."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from sayso.codebook import tables


@pytest.fixture
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the tables that may be spoilt."""
    folder = copytree(tables.DATA, tmp_path / "data")
    monkeypatch.setattr(tables, "DATA", folder)
    return folder
