"""What was asked of the net and what came: validators to ask again with, what waits to be fetched, kept answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.record.documents import Rejection
from sayso.record.ids import content_hash
from sayso.store.chain import FETCHED, append_fetch
from sayso.store.removed import are_erased

STAGE = "fetch"
"""The stage of rejections for what could not be fetched."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Say how an address stands: a feed's or an entry's.

    ``mark`` is what a feed said of it last; ``failures`` counts those in a row, after which it is not asked before
    ``not_before``. ``due`` is its entry, as JSON, while it waits to be fetched.
    """

    url: str
    feed: str
    mark: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    not_before: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """Hold what a server said when it gave what has the hash ``sha256``. ``headers`` are pairs, names in small letters.

    ``redirects`` are the addresses passed on the way to ``final_url``.
    """

    url: str
    final_url: str
    status: int
    fetched_at: str
    sha256: str
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """Say which times to wait for are still to come: after ``now``, and no later than ``latest``.

    No pause is longer than that, so what lies beyond was noted by a clock that has been set back since.
    """

    now: str
    latest: str

    def holds(self, until: str | None) -> bool:
        """Tell whether an address or host that is to be left alone ``until`` a time is to be so now."""
        return until is not None and self.now < until <= self.latest


_COLUMNS = "url, feed, mark, etag, last_modified, failures, not_before, due"


def asked(connection: sqlite3.Connection, url: str) -> Asked | None:
    """Give how an address stands, or None if it was never met."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM asked WHERE url = ?", (url,)).fetchone()
    return Asked(*row) if row else None


def note(write: sqlite3.Connection, states: Iterable[Asked]) -> None:
    """Keep how addresses stand now, but for those that were forgotten meanwhile."""
    write.executemany(
        f"INSERT OR REPLACE INTO asked ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (s.url, s.feed, s.mark, s.etag, s.last_modified, s.failures, s.not_before, s.due)
            for s in states if not is_forgotten(write, s.url)
        ),
    )  # fmt: skip


def forget(write: sqlite3.Connection, urls: Iterable[str]) -> None:
    """Leave of addresses their hashes alone, by which a watch passes over them; a feed's own stays."""
    for url in sorted(set(urls)):
        if write.execute("SELECT 1 FROM asked WHERE url = ? AND feed = url", (url,)).fetchone():
            continue
        write.execute("DELETE FROM asked WHERE url = ?", (url,))
        write.execute("DELETE FROM rejections WHERE origin = ?", (content_hash(url),))
        write.execute("INSERT OR REPLACE INTO asked (url, feed, failures) VALUES (?, '', 0)", (_forgotten(url),))


def is_forgotten(connection: sqlite3.Connection, url: str) -> bool:
    """Tell whether an address is not to be asked, since what stood there was erased."""
    return connection.execute("SELECT 1 FROM asked WHERE url = ?", (_forgotten(url),)).fetchone() is not None


def _forgotten(url: str) -> str:
    return f"erased:{content_hash('address', url)}"


def due(connection: sqlite3.Connection, feed: str, rest: Rest) -> list[Asked]:
    """List what waits to be fetched of one feed and may be asked now, in the order it was met."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM asked WHERE feed = ? AND due IS NOT NULL ORDER BY rowid", (feed,)
    )
    return [state for row in rows if not rest.holds((state := Asked(*row)).not_before)]


def n_due(connection: sqlite3.Connection) -> int:
    """Count what waits to be fetched, of all feeds."""
    return int(connection.execute("SELECT count(*) FROM asked WHERE due IS NOT NULL").fetchone()[0])


def host_rests(connection: sqlite3.Connection, host: str, rest: Rest) -> bool:
    """Tell whether a host has asked not to be asked now."""
    row = connection.execute("SELECT not_before FROM hosts WHERE host = ?", (host,)).fetchone()
    return row is not None and rest.holds(row[0])


def rest_host(write: sqlite3.Connection, host: str, until: str) -> None:
    """Note until when a host has asked not to be asked."""
    write.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?)", (host, until))


def keep_fetch(write: sqlite3.Connection, fetch: Fetch) -> None:
    """Keep what a server said with what it gave, and chain it; not of content that was erased."""
    if are_erased(write, fetch.sha256):
        return
    row = (
        fetch.sha256, fetch.url, fetch.final_url, fetch.status, fetch.fetched_at,
        json.dumps(fetch.headers, ensure_ascii=False), json.dumps(fetch.redirects, ensure_ascii=False),
    )  # fmt: skip
    append_fetch(write, row)
    write.execute(f"INSERT INTO fetches ({FETCHED}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def fetches_of(connection: sqlite3.Connection, sha256: str) -> Iterator[Fetch]:
    """List the fetches that gave certain bytes, the first first."""
    rows = connection.execute(f"SELECT {FETCHED} FROM fetches WHERE sha256 = ? ORDER BY n", (sha256,))
    for _, url, final_url, status, fetched_at, headers, redirects in rows:
        pairs = tuple((name, value) for name, value in json.loads(headers))
        yield Fetch(url, final_url, status, fetched_at, sha256, pairs, tuple(json.loads(redirects)))


def ask_anew(write: sqlite3.Connection, reason: str, remedies: Iterable[str]) -> None:
    """Take back refusals for a reason whose remedy has been applied: their feeds are read again, as if never met."""
    applied = tuple(f"{remedy}." for remedy in remedies)
    refused = write.execute("SELECT path, detail FROM rejections WHERE stage = ? AND reason = ?", (STAGE, reason))
    for url in [path for path, detail in refused if detail.endswith(applied)]:
        if (state := asked(write, url)) is None:
            continue
        note(write, [replace(state, mark=None, failures=0, not_before=None)])
        forgive(write, [url])
        of_feed = "(url = ?1 OR feed = ?1) AND mark IS NULL"  # the feed and the sitemaps that it names
        write.execute(f"UPDATE asked SET etag = NULL, last_modified = NULL WHERE {of_feed}", (state.feed,))


def refuse(write: sqlite3.Connection, rejection: Rejection) -> None:
    """Keep why an address could not be fetched, in place of what was said of it before."""
    forgive(write, [rejection.path])
    write.execute(
        "INSERT OR REPLACE INTO rejections VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            content_hash(rejection.path), rejection.path, rejection.locator or "", STAGE, rejection.reason,
            rejection.detail, rejection.at, STAGE,
        ),
    )  # fmt: skip


def forgive(write: sqlite3.Connection, urls: Sequence[str]) -> None:
    """Drop what was said against addresses that have been fetched since."""
    rows = [(content_hash(url), STAGE) for url in urls]
    write.executemany("DELETE FROM rejections WHERE origin = ? AND stage = ?", rows)


def documents_at(connection: sqlite3.Connection, origin: str) -> list[str]:
    """List the documents that a place holds now, by locator."""
    rows = connection.execute(
        "SELECT DISTINCT doc FROM sightings WHERE origin = ? ORDER BY locator, doc", (content_hash(origin),)
    )
    return [doc for (doc,) in rows]


def rejections_at(connection: sqlite3.Connection, origin: str) -> Iterator[Rejection]:
    """List what was rejected of a place, by locator."""
    rows = connection.execute(
        "SELECT path, stage, reason, detail, nullif(locator, ''), at FROM rejections WHERE origin = ?"
        " ORDER BY locator, stage, reason",
        (content_hash(origin),),
    )
    return (Rejection(*row) for row in rows)
