"""Files that appear under their names only when they are whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from sayso.errors import CaseFull

_NO_ROOM = ("SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_IOERR")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write bytes to; it takes its name, in the place of any that is there, when the block ends well.

    Its folder is made if absent. If the block fails, what was there stays.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "new" / "x.txt"
    >>> with whole_file(path) as file:
    ...     _ = file.write(b"all of it")
    >>> path.read_text()
    'all of it'

    Raises:
        CaseFull: it cannot be written.
    """
    with _whole(path) as half, half.open("wb") as file:
        yield file


@contextmanager
def whole_text(path: Path, *, mark: bool = False) -> Iterator[TextIO]:
    """Open a file to write text to, as ``whole_file`` does: UTF-8, line ends as given, with ``mark`` a byte-order mark.

    Raises:
        CaseFull: it cannot be written.
    """
    with _whole(path) as half, half.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as file:
        yield file


@contextmanager
def whole_path(path: Path) -> Iterator[Path]:
    """Give the path that a library is to write to, with the suffix of ``path``; as ``whole_file`` does.

    Raises:
        CaseFull: it cannot be written.
    """
    with _whole(path, suffix=path.suffix) as half:
        yield half


@contextmanager
def full_disk_told() -> Iterator[None]:
    """Tell that a database has no room, or cannot be made, as any file tells it; other errors stay as they are.

    Raises:
        OSError: it has none.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if not str(error.sqlite_errorname).startswith(_NO_ROOM):
            raise
        raise OSError(str(error)) from error


def file_in(out: Path, name: str) -> Path:
    """Give the file to write where ``out`` is a file, or the folder in which it is to be called ``name``.

    A path that is a folder or has no suffix is a folder.

    >>> str(file_in(Path("out/maps"), "events.kml")), str(file_in(Path("out/my.kml"), "events.kml"))
    ('out/maps/events.kml', 'out/my.kml')
    """
    return out / name if out.is_dir() or not out.suffix else out


@contextmanager
def _whole(path: Path, suffix: str = "") -> Iterator[Path]:
    half = path.with_name(f".{path.name}.part{suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield half
        os.replace(half, path)
    except OSError as error:
        _forget(half)
        why = error.strerror or str(error)
        raise CaseFull(
            f"the export cannot be written ({why})", path=str(path), remedy="Choose another --out"
        ) from error
    except BaseException:
        _forget(half)
        raise


def _forget(half: Path) -> None:
    with suppress(OSError):
        half.unlink(missing_ok=True)
