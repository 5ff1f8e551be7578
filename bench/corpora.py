"""Where the corpora stand, and cases built from them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def sayso(*words: str | Path) -> list[str]:
    """Give the command line of Sayso as this Python runs it."""
    return [sys.executable, "-c", "from sayso.cli import main; main()", *map(str, words)]


def run(*words: str | Path) -> None:
    """Run Sayso and stop the bench if it fails."""
    subprocess.run(sayso(*words), check=True, stdout=subprocess.DEVNULL)


def need(path: Path) -> Path:
    """Give a path, or end in plain words where it is absent."""
    if not path.exists():
        sys.exit(f"{path.name}: this bench needs data that is not here; name it with its option")
    return path
