"""What is meant to break a reader: a row in the rejections each, or read without harm; the report beside it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from bench.hostile import GOOD, INPUTS
from sayso.build import build
from sayso.config import BuildOptions

MEBIBYTES = 20
"""Over every limit for one document but those of PDF and JSON files, of which the bench makes a gigabyte."""
SAID = {
    "zip bomb": {"zip_bomb"},
    "zip of many members": {"zip_bomb", "empty"},
    "zips in zips": {"nested_archive"},
    "zip of overlapping members": {"broken_archive", "empty"},
    "zip that lies about its size": {"broken_archive"},
    "gzip bomb": {"zip_bomb"},
    "gzip of headers alone": {"zip_bomb"},
    "page of entities": set(),
    "page with an entity from outside": set(),
    "PDF with metadata of entities": {"broken_pdf"},
    "PDF packed twice": {"broken_pdf"},
    "page of nested tags": {"too_large"},
    "page of nested boxes": {"too_large"},
    "page of empty paragraphs": {"too_large"},
    "page with a tag of many attributes": {"too_large"},
    "JSON of nested arrays": {"deep_json"},
    "endless text": {"too_large"},
    "endless zeros": {"binary"},
    "endless page": {"too_large"},
    "endless JSON": {"bad_json"},
    "endless line of JSON": {"too_large"},
    "endless cell": {"too_large"},
    "endless PDF": {"broken_pdf"},
}
SLOW = {"zip of many members", "gzip of headers alone", "endless PDF", "JSON of nested arrays"}
"""Measured by the bench alone."""


@pytest.mark.parametrize("name", [name for name in INPUTS if name not in SLOW])
def test_a_hostile_input_is_said_and_the_report_beside_it_read(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    INPUTS[name](folder, MEBIBYTES)
    build(tmp_path / "x.sayso", [str(folder)], BuildOptions(method="codebook", jobs=1))
    with sayso.open(tmp_path / "x.sayso") as case:
        rows = case.rejections()
        assert {row.reason for row in rows} == SAID[name]
        assert all(row.detail for row in rows)
        texts = {document.path: case.text(document.id) for document in case.documents()}
    assert texts.pop("good.txt") == GOOD
    assert bool(texts) == (not SAID[name])
    host = Path("/etc/hostname")
    outside = host.read_text().strip() if host.is_file() else ""
    assert not outside or not any(outside in text for text in texts.values())


def test_every_input_of_the_bench_is_expected() -> None:
    assert set(SAID) == set(INPUTS)
