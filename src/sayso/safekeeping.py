"""Back a case up, put a backup in its place, and save what can be read of a damaged one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.applying import decided_now
from sayso.decided_events import DecidedMaker
from sayso.errors import CaseError
from sayso.merge_rules import rules_of
from sayso.merging import merge
from sayso.record.documents import Document
from sayso.record.readings import Fingerprint
from sayso.store.backup import back_up, put_back
from sayso.store.case_file import UNREADABLE, connect, connect_to_read, naming, snapshot, transaction
from sayso.store.fault import Fault
from sayso.store.placing import appear, check_place, half_of
from sayso.store.salvage import ready_to_merge, save_readable
from sayso.store.verify import Verdict, verify
from sayso.text import fingerprint


@dataclass(frozen=True, slots=True)
class Kept:
    """Say where a copy stands now, how many bytes it has, and what verifying it found.

    ``aside`` is where what a restored backup took the place of was moved to, None if there was nothing.
    """

    path: Path
    size: int
    verdict: Verdict
    aside: Path | None = None


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Say where the new case stands, what is lost of the damaged one, and what verifying the new one found."""

    path: Path
    lost: tuple[Fault, ...]
    verdict: Verdict


def backup(case: Path, out: Path, *, replace: bool = False) -> Kept:
    """Copy one state of a case to a file of its own and verify the copy. See ``sayso.Case.backup``."""
    back_up(case, out, replace=replace)
    return Kept(out, out.stat().st_size, _verified(out))


def restore(backup: Path, case: Path) -> Kept:
    """Put a copy of a backup in a case's place and verify it. See ``sayso.restore``."""
    aside = put_back(backup, case)
    return Kept(case, case.stat().st_size, _verified(case), aside)


def salvage(case: Path, out: Path) -> Salvaged:
    """Make a new case of what can be read of a damaged one. See ``sayso.salvage``."""
    check_place(case, out, replace=False)
    with half_of(out, like=case) as half:
        lost = save_readable(case, half)
        connection = connect(half)
        try:
            with naming(half):
                with transaction(connection) as write:
                    lost += ready_to_merge(write, _fingerprint)
                merge(connection, rules_of(connection))
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        appear(half, out, replace=False)
    return Salvaged(out, tuple(lost), _verified(out))


def verified(connection: sqlite3.Connection, head: str | None = None) -> Verdict:
    """Verify an open case by the rules under which it was merged; where those cannot be read, all but its events."""
    try:
        make = DecidedMaker(connection, rules_of(connection).maker).event_of
    except UNREADABLE:
        return verify(connection, head=head)
    except CaseError as error:
        rest = verify(connection, head=head)
        return replace(rest, faults=(*rest.faults, Fault("merging", "actors", error.message)))
    return verify(connection, make, decided_now, head)


def _fingerprint(text: str, document: Document) -> Fingerprint:
    return fingerprint(text, document.segments)


def _verified(case: Path) -> Verdict:
    connection = connect_to_read(case)
    try:
        with naming(case), snapshot(connection):
            return verified(connection)
    finally:
        connection.close()
