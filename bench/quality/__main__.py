"""Measure every set and record it: python -m bench.quality, which is ``make bench-quality``.

A set whose data or weights are not here, or whose reading fails, is left out in plain words; the others go on.
"""

from __future__ import annotations

import importlib
import subprocess
import sys

from bench.quality import SETS
from sayso.errors import SaysoError


def main() -> None:
    """Run the sets one after another; end with status 1 if one could not be measured."""
    missing = [name for name in SETS if not _measured(name)]
    if missing:
        sys.exit(f"not measured: {', '.join(missing)}")


def _measured(name: str) -> bool:
    print(f"\n{name}")
    try:
        importlib.import_module(f"bench.quality.{name}").main([])
    except (SystemExit, subprocess.CalledProcessError, SaysoError) as end:
        print(f"left out: {end}")
        return False
    return True


if __name__ == "__main__":
    main()
