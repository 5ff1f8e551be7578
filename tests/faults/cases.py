"""A small whole case to break: reports of told acts, merged, with decisions."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import sayso
from sayso.merging import merge
from sayso.record.readings import Reading
from sayso.store.case_file import connect
from sayso.text import fingerprint
from tests.merged import RULES, Act, keep, report

DECISIONS = 3


def acts(number: int) -> list[Act]:
    """Give the acts that report ``number`` tells, some of them told by the next report, too."""
    return [("Orland", "Vesta", "struck", 1 + (number + more) // 2 % 28) for more in range(4)]


def told_by(number: int) -> Reading:
    """Make the reading of one report, with the fingerprint of its text."""
    told = report(acts(number), f"report {number}.txt", outlet=f"Wire {number}")
    return replace(told, fingerprint=fingerprint(told.text, told.document.segments))


def make_case(path: Path, reports: int = 12) -> Path:
    """Write a case of several pages a table, merged, with ``DECISIONS`` decisions."""
    connection = connect(path)
    keep(connection, *map(told_by, range(reports)))
    merge(connection, RULES)
    connection.close()
    with sayso.open(path) as case:
        ids = [mention.id for mention in case.mentions()]
        for one, other in list(pairwise(ids))[:DECISIONS]:
            case.decide("different", one, other, by="R. Haddad")
    return path


def copy_of(case: Path, to: Path) -> Path:
    """Copy a closed case."""
    shutil.copyfile(case, to)
    return to


def record_of(case: Path, *, without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Export a case without times."""
    out = case.with_suffix(".record")
    with sayso.open(case) as opened:
        opened.export(out, times=False)
    told = {path.name: path.read_bytes() for path in out.iterdir() if path.name not in without}
    shutil.rmtree(out)
    return told


def pages_of(case: Path) -> dict[str, list[int]]:
    """Give the pages of each table and index of a file, numbered from 1; none where SQLite has no dbstat."""
    pages: dict[str, list[int]] = {}
    connection = sqlite3.connect(case)
    try:
        for name, page in connection.execute("SELECT name, pageno FROM dbstat ORDER BY name, path"):
            pages.setdefault(name, []).append(page)
    except sqlite3.OperationalError:
        return {}
    finally:
        connection.close()
    return pages


def overwrite(case: Path, page: int, content: bytes) -> None:
    """Write over the beginning of a page."""
    connection = sqlite3.connect(case)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with case.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(content[:size])
