"""The quality gate: scores may not fall, and the gold they were measured on may not change unseen.

``baseline.json`` beside this file holds the floors and the hash of the gold. Lowering a floor is an edit of that file,
to be seen in the diff.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sayso

BASELINE = json.loads((Path(__file__).parent / "quality" / "baseline.json").read_text(encoding="utf-8"))


FLOORS = [(method, name) for method in ("codebook", "reader") for name in sorted(BASELINE[method])]


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return {method: scored(method, shared, tmp_path_factory.mktemp(method)) for method in ("codebook", "reader")}


def scored(method: str, shared: Path, folder: Path) -> dict[str, Any]:
    with sayso.open(folder / "dev.sayso") as case:
        case.add(shared / "gold" / "dev" / "docs", method=method)
        case.export(folder / "record")
    gold = shared / "gold"
    words = [sys.executable, gold / "score.py", folder / "record", "--gold", gold / "dev", "--json"]
    shown = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=True).stdout
    result: dict[str, Any] = json.loads(shown)
    return result


def gold_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def test_the_gold_is_the_one_the_floors_were_measured_on(shared: Path) -> None:
    assert gold_hash(shared / "gold" / "dev") == BASELINE["gold_dev_sha256"]


@pytest.mark.parametrize(("method", "name"), FLOORS)
def test_no_score_falls_below_its_floor(scores: dict[str, dict[str, Any]], method: str, name: str) -> None:
    value: Any = scores[method]
    for key in name.split("."):
        value = value[key]
    assert value >= BASELINE[method][name]


@pytest.mark.parametrize("method", ["codebook", "reader"])
def test_every_span_and_number_is_supported(scores: dict[str, dict[str, Any]], method: str) -> None:
    found = scores[method]
    assert (found["spans_wrong"], found["unsupported"], found["missing"]) == (0, 0, [])
