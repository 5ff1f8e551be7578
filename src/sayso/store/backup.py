"""Copy a case while others may write to it, and put a copy in a case's place."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from itertools import count
from pathlib import Path

from sayso.errors import CaseError, DamagedCase, UsageError
from sayso.store.case_file import connect_as_it_is, naming
from sayso.store.identity import is_database
from sayso.store.placing import LOGS, appear, beside, check_place, half_of

PATIENCE_SECONDS = 5.0
"""How long a case may be in use before it is said that it cannot be replaced now."""


def back_up(case: Path, out: Path, *, replace: bool = False) -> None:
    """Copy one state of a case, whatever is written to it meanwhile, to ``out``; it appears there when it is whole.

    What transactions in the log beside the case say is in the copy, which needs no log. An older format stays.

    Raises:
        UsageError: ``out`` is the case, or is there and is not to be replaced, or is to be and is no case.
        DamagedCase: the copy would be damaged, as the case is.
        CaseError: the case cannot be read, or something is using ``out``.
        CaseFull: there is no room, or the folder cannot be written.
    """
    source = connect_as_it_is(case)
    try:
        check_place(case, out, replace=replace)
        with half_of(out, like=case) as half:
            _copy(source, half)
            _check_pages(half, case)
            if out.exists():
                _clear(out)
            appear(half, out, replace=replace)
    finally:
        source.close()


def put_back(backup: Path, case: Path) -> Path | None:
    """Put a copy of a backup in a case's place; keep what stood there, damaged or not, beside it, and say where.

    The name of what is kept is that of the case with ``.before-restore`` and, if need be, a number.

    Raises:
        NotACase, NewerCase: the backup is something else, or of a newer format.
        DamagedCase: the backup itself is damaged; the case is left as it is.
        UsageError: both are one file, or what stands in the place is a folder.
        CaseError: something is using the case.
        CaseFull: there is no room, or the folder cannot be written.
    """
    source = connect_as_it_is(backup)
    try:
        if case.is_dir() or (case.exists() and case.samefile(backup)):
            raise UsageError(f"{case} is {'a folder' if case.is_dir() else 'the backup itself'}", remedy="Name a case")
        with half_of(case, like=case if case.exists() else backup) as half:
            _copy(source, half)
            _check_pages(half, backup)
            aside = _set_aside(case)
            appear(half, case, replace=True)
    finally:
        source.close()
    return aside


def _copy(source: sqlite3.Connection, half: Path) -> None:
    with naming(half.with_name(half.name.removeprefix(".").removesuffix(".part"))):
        target = sqlite3.connect(half)
        try:
            source.backup(target)  # all pages in one step: one state, while writers go on in the log
        finally:
            target.close()


def _check_pages(half: Path, original: Path) -> None:
    with naming(original):
        copy = sqlite3.connect(half)
        try:
            (first, *_) = copy.execute("PRAGMA quick_check(1)").fetchone()
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            copy.close()
    if first != "ok":
        remedy = "Save what can be read of it with sayso salvage"
        raise DamagedCase(f"the case file is damaged ({first})", path=str(original), remedy=remedy)


def _set_aside(case: Path) -> Path | None:
    logs = [log for log in LOGS if beside(case, log).exists()]
    if case.exists():
        if is_database(case):  # SQLite would throw away the log of a file that it does not know
            _clear(case)
        logs = [log for log in logs if beside(case, log).exists()]
    elif not logs:
        return None
    aside = next(name for number in count() if not _taken(name := _aside_name(case, number)))
    for log in logs:
        os.replace(beside(case, log), beside(aside, log))
    if case.exists():
        with suppress(OSError):  # where a file cannot have two names, the replacing itself moves it
            os.link(case, aside)
        if not aside.exists():
            os.replace(case, aside)
    return aside


def _clear(place: Path) -> None:
    """Fold the log of the case at a place into it, so that only one file stands there; a damaged one stays as it is.

    Raises:
        CaseError: something else is reading or writing it.
    """
    try:
        connection = sqlite3.connect(place, timeout=PATIENCE_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE").execute("COMMIT")
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        busy = "locked" in str(error)
    if busy:
        raise CaseError(
            "another process is using this case", path=str(place), remedy="Wait for it to end, then try again"
        )


def _aside_name(case: Path, number: int) -> Path:
    return case.with_name(f"{case.stem}.before-restore{f'-{number}' if number else ''}{case.suffix}")


def _taken(name: Path) -> bool:
    return name.exists() or any(beside(name, log).exists() for log in LOGS)
