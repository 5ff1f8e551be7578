"""Rooms may only import the rooms before them; heavy libraries load where they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "sayso"
FREE = {"errors", "config", "version", "doors"}
STAGES = {"readers", "fetch", "text", "annotate", "extract", "resolve", "merge"}
COMPOSERS = {
    "options", "extracting", "pipeline", "pool", "reading", "build",
    "underway", "intake", "adding", "watched", "watch_round", "watching",
    "merge_rules", "merging", "clustering", "comparing", "making", "linking", "deciding", "valuing",
    "applying", "decided_events", "finding", "naming",
    "reviewing", "safekeeping", "custody", "framing", "answer", "choosing", "listing",
    "case_asking", "case_reading", "case_listing", "case_deciding",
    "api",
    "exchanging", "contesting", "reanchoring", "editing", "edited_tables", "agreeing", "gating",
    "narrowing", "filtering", "exporting",
    "rows_beside",
    "cli", "cli_actors", "cli_agreement", "cli_backup", "cli_compare", "cli_custody", "cli_decide", "cli_decisions",
    "cli_ending", "cli_feeds", "cli_filters", "cli_options", "cli_places", "cli_review", "cli_serve", "serving",
    "standalone",
}  # fmt: skip
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "version": set(),
    "config": {"record"},
    "doors": set(),
    "record": set(),
    "codebook": {"record"},
    **{stage: {"record", "codebook"} for stage in STAGES},
    "review": {"record", "codebook"},
    "store": {"record"},
    "export": {"record", "codebook", "store"},
    "table": {"record", "codebook"},
    "compare": {"record", "codebook"},
    "serve": {"record", "codebook", "review", "store", "export", "table"},
}
HEAVY = (
    "trafilatura",
    "feedparser",
    "warcio",
    "brotli",
    "lxml",
    "pypdf",
    "numpy",
    "py3langid",
    "yaml",
    "rich",
    "pandas",
    "polars",
    "onnxruntime",
    "feedparser",
    "urllib3",
    "duckdb",
    "fastapi",
    "jinja2",
    "bokeh",
    "networkx",
    "openpyxl",
    "xlsxwriter",
)


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    rooms: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "sayso" else [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        rooms.update(name.split(".")[1] for name in names if name and name.startswith("sayso."))
    return rooms


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_the_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    if room in COMPOSERS or room == "__init__":
        return
    types = {
        "build", "adding", "watch_round", "review", "safekeeping", "custody", "exchanging", "editing", "agreeing",
        "compare",
    }  # fmt: skip
    for_types = {"export": types, "serve": {"api"}}.get(room, set())
    beyond = imported_rooms(path) - MAY_IMPORT[room] - FREE - {room} - for_types
    assert not beyond, f"{room} must not import {sorted(beyond)}"


def test_every_room_is_named_in_the_rules() -> None:
    rooms = {room_of(path) for path in modules()} - COMPOSERS - {"__init__"}
    assert rooms <= set(MAY_IMPORT)


def test_importing_sayso_loads_nothing_heavy() -> None:
    program = f"import sys, sayso; print([name for name in {HEAVY!r} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_reading_a_sentence_loads_no_library_that_only_pages_tables_and_screens_need(tmp_path: Path) -> None:
    """What a cold start pays for: a plain English text needs none of these."""
    (tmp_path / "one.txt").write_text("Syria said that Israel attacked the airport near the capital on Friday night.")
    needless = ("trafilatura", "lxml", "pypdf", "py3langid", "rich", "pandas", "polars", "feedparser", "urllib3")
    program = f"""
import sys
from sayso.cli import main
main(["read", {str(tmp_path / "one.txt")!r}], standalone_mode=False)
print([name for name in {needless!r} if name in sys.modules])
"""
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "attacked = ASSAULT" in shown.stdout
    assert shown.stdout.splitlines()[-1] == "[]"
