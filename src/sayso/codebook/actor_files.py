"""Files by which users change the registry of actors: where they are, and their text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sayso.errors import CodebookError

FOLDER = "actors.d"
"""Beside a case; its ``*.yaml`` files are read in the order of their names."""


def read_actor_files(paths: Iterable[str | os.PathLike[str]]) -> tuple[tuple[str, str], ...]:
    """Read files, in order: (name, text) each. What they say is checked when the registry is loaded.

    Raises:
        CodebookError: a file is not there or is no UTF-8 text.
    """
    return tuple(_read(Path(path)) for path in paths)


def actor_files_beside(case: Path) -> tuple[tuple[str, str], ...]:
    """Read the files in ``actors.d`` beside a case; none if there is no such folder.

    Raises:
        CodebookError: a file is no UTF-8 text.
    """
    return read_actor_files(sorted((case.resolve().parent / FOLDER).glob("*.yaml")))


def _read(path: Path) -> tuple[str, str]:
    try:
        return path.name, path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no UTF-8 text"
        raise CodebookError(f"cannot be read: {reason}", path=str(path), remedy="Give a YAML file in UTF-8") from None
