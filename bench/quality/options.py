"""Options that every set takes: where the corpus stands, which part of it, which methods read it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from sayso.config import METHODS


def options(description: str | None, data: Path, arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse what every set takes; ``data`` is where the corpus stands beside a developer's checkout."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=data, help="the corpus in its published format")
    parser.add_argument("--part", default="dev", help="the part to measure on")
    parser.add_argument("--method", nargs="+", default=list(METHODS), help="what reads it")
    parser.add_argument("--weights", type=Path, help="weights to try instead of those in the package")
    return parser.parse_args(arguments)
