"""RESULTS.md: every figure before and now, for one method or several beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

import bench.record
from bench.record import record, record_methods


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "RESULTS.md"
    monkeypatch.setattr(bench.record, "RESULTS", path)
    return path


def rows(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]


def test_what_stood_under_now_moves_to_before(results: Path) -> None:
    record("Speed", "make speed", [("documents/s", 1.5)])
    record("Speed", "make speed", [("documents/s", 2.5), ("new", 1)])
    assert rows(results) == ["| figure | before | now |", "| documents/s | 1.5 | 2.5 |", "| new | – | 1 |"]


def test_methods_stand_beside_each_other(results: Path) -> None:
    record_methods("Gold", "make gold", {"codebook": [("F1", 0.6), ("own", 1)]})
    record_methods("Gold", "make gold", {"codebook": [("F1", 0.7), ("own", 1)], "reader": [("F1", 0.8)]}, "A remark.")
    assert rows(results) == [
        "| figure | codebook before | codebook now | reader before | reader now |",
        "| F1 | 0.6 | 0.7 | – | 0.8 |",
        "| own | 1 | 1 | – | – |",
    ]
    assert "A remark." in results.read_text(encoding="utf-8")


def test_other_sections_stay(results: Path) -> None:
    record("One", "make one", [("a", 1)])
    record("Two", "make two", [("b", 2)])
    record("One", "make one", [("a", 3)])
    assert "| b | – | 2 |" in rows(results) and "| a | 1 | 3 |" in rows(results)
