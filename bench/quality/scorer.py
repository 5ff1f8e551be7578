"""The gold scorer: run as a program for its own figures, and loaded so that agreement means what it means there."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.corpora import need

Row = dict[str, Any]


def load_scorer(path: Path) -> ModuleType:
    """Load the scorer's functions from its file."""
    found = importlib.util.spec_from_file_location("gold_scorer", need(path))
    if found is None or found.loader is None:
        sys.exit(f"{path.name}: this is not a Python file")
    scorer = importlib.util.module_from_spec(found)
    found.loader.exec_module(scorer)
    return scorer


def scored(export: Path, gold: Path, scorer: Path) -> Row:
    """Give all figures of the scorer for an exported record; ``gold`` is the folder of a part."""
    command = [sys.executable, str(scorer), str(export), "--gold", str(gold), "--json"]
    figures: Row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures
