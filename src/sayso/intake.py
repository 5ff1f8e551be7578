"""Take items into a case one at a time: what was fetched or pasted, each kept when it is taken, merged at the end."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sayso.build import Building, BuildSummary, Progress, Silence
from sayso.codebook.actor_files import actor_files_beside
from sayso.codebook.versions import load_version_bars
from sayso.config import BuildOptions, ReadOptions
from sayso.fetch import Answer
from sayso.merge_rules import load_rules
from sayso.merging import merge
from sayso.pipeline import load_stages
from sayso.readers import read_content
from sayso.record.documents import Metadata, RawDocument, Rejection
from sayso.record.ids import content_hash
from sayso.store.case_file import connect, naming
from sayso.store.clusters import n_events
from sayso.store.writer import Writer
from sayso.text.formats.encoding import charset_of
from sayso.underway import Item

ENDINGS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "application/pdf": ".pdf", "application/json": ".json", "application/ld+json": ".json",
    "application/x-ndjson": ".jsonl", "text/csv": ".csv", "text/tab-separated-values": ".tsv",
    "application/zip": ".zip",
}  # fmt: skip
"""The endings by which readers know what a server names by its media type."""

LONGEST_NAME, LONGEST_ENDING = 120, 12
"""Characters kept of the name of a file that is sent, and of its ending."""

UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream"})
"""Media types that say nothing: the bytes must tell."""


def is_report(media_type: str) -> bool:
    """Tell whether an answer of this type may be a report."""
    return media_type in ENDINGS or media_type in UNSAID


class Intake:
    """Take items into one open case. Made by ``taking``."""

    def __init__(self, case: Path, connection: sqlite3.Connection, options: BuildOptions, progress: Progress) -> None:
        self.connection = connection
        self._case = case
        self._options = options
        self._progress = progress
        self._rules = load_rules(options.actors)
        self._started = time.monotonic()
        self._buildings: list[Building] = []
        self._building = self.building(options.read)

    def building(self, read: ReadOptions) -> Building:
        """Give a building into the same case that may read otherwise; what it does counts here too."""
        options = replace(self._options, read=read)
        self._buildings.append(
            Building(self._case, Writer(self.connection, load_version_bars()), options, self._progress)
        )
        return self._buildings[-1]

    def take(self, item: Item) -> None:
        """Read an item and keep it; passed over if the case holds it already."""
        self._building.take(item)

    def merge(self) -> None:
        """Merge what was taken."""
        merge(self.connection, self._rules, self._options.jobs)

    def summary(self) -> BuildSummary:
        """Count what was taken."""
        events, seconds = n_events(self.connection), round(time.monotonic() - self._started, 3)
        return _summed([building.summary(events, seconds) for building in self._buildings])


@contextmanager
def taking(case: Path, options: BuildOptions, progress: Progress | None = None) -> Iterator[Intake]:
    """Open a case, made if absent, to take items in one at a time.

    Raises:
        CaseError: the case cannot be opened or written.
        CodebookError: a codebook file breaks its own rules.
    """
    options = replace(options, actors=(*actor_files_beside(case), *options.actors))
    load_stages(options)
    connection = connect(case)
    try:
        with naming(case):
            yield Intake(case, connection, options, progress or Silence())
    finally:
        connection.close()


def item_of(answer: Answer, given: Metadata, fetched_at: str, container: str | None = None) -> Item:
    """Make an item of what was fetched: its place is the address that was asked for."""
    stated = answer.header("content-type") or ""
    name = "page" + ENDINGS.get(answer.media_type, _ending(answer.final_url))
    read = read_content(answer.content, answer.url, name, given)
    documents = tuple(
        found if isinstance(found, Rejection) else _fetched(found, answer, fetched_at, container) for found in read
    )
    return Item(answer.url, answer.url, content_hash(hashed(answer.content), repr(given), stated), documents)


def pasted(content: bytes, given: Metadata) -> Item:
    """Make an item of pasted text: the same text again, with another outlet or date, is a correction of the former."""
    path = f"pasted-{hashed(content)[:12]}.txt"
    found = tuple(read_content(content, path, path, given))
    return Item(path, path, content_hash(hashed(content), repr(given)), found)


def sent(content: bytes, name: str, given: Metadata) -> Item:
    """Make an item of a file that somebody sends, of whatever kind: its place is its name with its content.

    Another file of the same name is another report. ``name`` tells by its ending what the file claims to be, and the
    record shows it, without what would lead elsewhere; it is never a path on disk.
    """
    shown = label_of(name)
    found = read_content(content, shown, shown, given)
    digest = hashed(content)
    return Item(shown, f"sent-{digest}/{shown}", content_hash(digest, shown, repr(given)), found)


def label_of(name: str) -> str:
    r"""Give the last part of a file's name as a record can show it.

    >>> label_of("C:\\Users\\me\\Week 3.txt"), label_of("../../etc/passwd"), label_of("..")
    ('Week 3.txt', 'passwd', 'file')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable() and not 0xD800 <= ord(letter) <= 0xDFFF)
    stem, dot, ending = plain.strip().rpartition(".")
    kept = f"{stem[:LONGEST_NAME]}{dot}{ending[:LONGEST_ENDING]}" if stem else plain.strip()[:LONGEST_NAME]
    return kept if kept.strip(". ") else "file"


def hashed(content: bytes) -> str:
    """Give the SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _ending(url: str) -> str:
    path = url.partition("?")[0].rpartition("/")[2]
    return path[path.rindex(".") :][:9] if "." in path else ""


def _fetched(found: RawDocument, answer: Answer, fetched_at: str, container: str | None) -> RawDocument:
    """Add what the server said: where the bytes were in the end, and the charset, which a page may not state itself."""
    charset = charset_of(answer.header("content-type") or "")
    plain = found.media_type.startswith("text/") and ";" not in found.media_type
    media_type = f"{found.media_type}; charset={charset}" if plain and charset else None
    return replace(
        found,
        media_type=media_type or found.media_type,
        container=found.container or container,
        fetched_at=fetched_at,
        final_url=answer.final_url,
    )


def _summed(parts: Sequence[BuildSummary]) -> BuildSummary:
    """Add the counts of several buildings into one case; events and seconds are the same in all."""
    whole = parts[0]
    for part in parts[1:]:
        whole = replace(
            whole,
            files=whole.files + part.files,
            unchanged=whole.unchanged + part.unchanged,
            documents=whole.documents + part.documents,
            coded=whole.coded + part.coded,
            mentions=whole.mentions + part.mentions,
            commitments=whole.commitments + part.commitments,
            not_coded=_added(whole.not_coded, part.not_coded),
            rejected=_added(whole.rejected, part.rejected),
        )
    return whole


def _added(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(one) + Counter(other)).items()))
