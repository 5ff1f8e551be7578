"""Give a new case file its place: under its name only when it is whole, never over another unless told."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.errors import CaseError, CaseFull, UsageError
from sayso.store.case_file import connect_as_it_is
from sayso.store.identity import is_database

LOGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, under its name with these endings."""


def check_place(case: Path, out: Path, *, replace: bool) -> None:
    """Refuse a place for what is made of ``case``, where something stands or lies beside it already.

    Raises:
        UsageError: ``out`` is the case or a folder, or is there and is not to be replaced.
        NotACase: it is to be replaced and is no case: a picture named by mistake is not written over.
        CaseError: a log lies there without its file.
    """
    if not out.exists():
        if any(beside(out, log).exists() for log in LOGS):
            remedy = "Choose another name"
            raise CaseError("the log of a file that is gone lies there", path=str(out), remedy=remedy)
        return
    if out.is_dir() or out.samefile(case):
        raise UsageError(f"{out} is {'a folder' if out.is_dir() else 'the case itself'}", remedy="Name another file")
    if not replace:
        raise _there(out)
    connect_as_it_is(out).close()


def spare_cases(out: Path) -> None:
    """Refuse to write anything but a case over a case, or over the log that belongs to one.

    Raises:
        UsageError: one stands there.
    """
    try:
        stands = is_database(out) or out.name.endswith(LOGS)
    except OSError:
        return  # nothing is there, or writing says what is wrong with it
    if stands:
        raise UsageError(f"{out} is a case file, or its log", remedy="Name another file")


@contextmanager
def half_of(whole: Path, like: Path) -> Iterator[Path]:
    """Make a file beside ``whole`` that becomes it when it is done, and is removed if it never is.

    Whoever may not read ``like`` may not read it either, from its first byte on.

    Raises:
        CaseFull: the folder cannot be written.
    """
    half = whole.with_name(f".{whole.name}.part")
    _remove(half)
    try:
        os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        half.chmod(stat.S_IMODE(like.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR)
        yield half
    except OSError as error:
        remedy = "Make room or choose a folder you may write to"
        if not whole.parent.is_dir():
            problem, remedy = "there is no such folder", "Make it, or choose another"
            raise CaseFull(problem, path=str(whole.parent), remedy=remedy) from error
        raise CaseFull(f"it cannot be written ({error.strerror})", path=str(whole), remedy=remedy) from error
    finally:
        _remove(half)


def appear(half: Path, whole: Path, *, replace: bool) -> None:
    """Give a finished file its name.

    Raises:
        UsageError: something came to stand there meanwhile, and is not to be replaced.
    """
    if replace:
        os.replace(half, whole)
    else:
        try:
            os.link(half, whole)
        except FileExistsError:
            raise _there(whole) from None
        except OSError:  # a file system without second names for a file
            os.rename(half, whole)
    _sync_folder(whole)


def beside(path: Path, ending: str) -> Path:
    """Name what lies beside a file, under its name with an ending."""
    return path.with_name(path.name + ending)


def _there(out: Path) -> UsageError:
    return UsageError(f"{out} is there already", remedy="Choose another name, or say --replace")


def _remove(half: Path) -> None:
    for file in (half, *(beside(half, log) for log in LOGS)):
        with suppress(OSError):  # most of them are not there; in a folder that cannot be written the copying says so
            file.unlink()


def _sync_folder(path: Path) -> None:
    """Make the file's name outlast a power cut, where the system can."""
    with suppress(OSError):
        folder = os.open(path.resolve().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
