"""The notebook runs from its first cell to its last, and draws what it says."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
NOTEBOOK = EXAMPLES / "contested-casualties.ipynb"


def cells(kind: str) -> list[str]:
    held = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in held if cell["cell_type"] == kind]


def test_it_is_kept_without_outputs() -> None:
    held = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert held["nbformat"] == 4
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in held["cells"] if "outputs" in cell)


def test_it_uses_the_public_surface_and_matplotlib_alone() -> None:
    imported: set[str] = set()
    for node in ast.walk(ast.parse("\n".join(cells("code")))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module))
    assert imported == {"collections", "matplotlib.pyplot", "pathlib", "sayso", "tempfile"}


def test_it_runs_to_its_end_and_draws(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    pytest.importorskip("pandas")
    matplotlib.use("Agg")
    monkeypatch.chdir(EXAMPLES)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, source in enumerate(cells("code"), start=1):
        exec(compile(source, f"cell {number}", "exec"), names)
    plots = matplotlib.pyplot
    figures = [plots.figure(number) for number in plots.get_fignums()]
    try:
        tolls, days, accusations = (figure.axes[0] for figure in figures)
        assert len(tolls.get_yticks()) == len(names["tolls"]) >= 4
        assert sum(bar.get_height() > 0 for bar in days.patches) >= 20
        assert sum(names["accusations"].values()) >= 5 and len(accusations.texts) == len(names["accusations"])
    finally:
        plots.close("all")
    assert "killed 25 or more" in capsys.readouterr().out
