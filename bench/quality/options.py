"""Options that sets take: where the corpus stands, which part of it, which methods or weights read it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sayso.config import METHODS


class Asked(argparse.Namespace):
    """Hold what was asked for, and the command that asks for it again; a folder shows by its name alone."""

    data: Path
    part: str
    method: list[str]
    weights: Path | None
    mentions: Path | None
    command: str


def options(
    name: str, description: str | None, data: Path, arguments: Sequence[str] | None, *takes: str, part: str = "dev"
) -> Asked:
    """Parse what the set ``name`` takes: ``--data``, and of part, method, mentions and weights those that ``takes``
    names.

    ``data`` is where the corpus stands beside a developer's checkout. An option that the set does not take is refused.

    >>> options("muc4", None, Path("muc4"), ["--part", "test"], "part", "method").command
    'python -m bench.quality.muc4 --part test'
    """
    parser = argparse.ArgumentParser(f"python -m bench.quality.{name}", description=description)
    parser.add_argument("--data", type=Path, default=data, help="the corpus in its published format")
    if "part" in takes:
        parser.add_argument("--part", default=part, help="the part to measure on")
    if "method" in takes:
        parser.add_argument("--method", nargs="+", default=list(METHODS), choices=METHODS, help="what reads it")
    if "mentions" in takes:
        parser.add_argument("--mentions", type=Path, help="a file of gold mentions instead of the part's own")
    if "weights" in takes:
        parser.add_argument("--weights", type=Path, help="weights to try instead of those in the package")
    given = sys.argv[1:] if arguments is None else arguments
    asked = parser.parse_args(given, Asked())
    asked.command = command_of(name, given)
    return asked


def command_of(name: str, arguments: Sequence[str]) -> str:
    """Write the command of a set as it was given; of a path only the last name."""
    shown = (f"…/{Path(word).name}" if "/" in word else word for word in arguments)
    return " ".join([f"python -m bench.quality.{name}", *shown])
