"""No format of a redacted case names a private individual, in any of its files; each names them otherwise, or never."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest

import sayso
from sayso.export import WRITERS

PRIVATE = b"Reyl"
NEVER = {"gexf", "graphml", "csl", "bibtex", "ged"}
"""Formats that hold neither titles nor words of events with a private individual; GED has lethal violence alone."""


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_private_individual_is_in_no_file_of_a_redacted_case(small: Path, tmp_path: Path, name: str) -> None:
    with sayso.open(small) as case:
        case.export(tmp_path / "shown", name)
        case.export(tmp_path / "redacted", name, redact=True)
    assert not any(PRIVATE in held for held in contents(tmp_path / "redacted"))
    told = [held for path in (tmp_path / "shown").iterdir() if path.name != "left_out.csv" for held in content(path)]
    assert any(PRIVATE in held for held in told) or name in NEVER


def contents(folder: Path) -> Iterator[bytes]:
    for path in folder.iterdir():
        yield from content(path)


def content(path: Path) -> Iterator[bytes]:
    """Give what a file holds, unpacked."""
    if path.suffix == ".parquet":
        yield polars.read_parquet(path).write_ndjson().encode()
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as packed:
            yield from map(packed.read, packed.namelist())
    else:
        yield path.read_bytes()
