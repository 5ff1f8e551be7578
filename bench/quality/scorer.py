"""The gold scorer, run as a program for its own figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def scored(export: Path, gold: Path, scorer: Path) -> Row:
    """Give all figures of the scorer for an exported record; ``gold`` is the folder of a part."""
    command = [sys.executable, str(scorer), str(export), "--gold", str(gold), "--json"]
    figures: Row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures
