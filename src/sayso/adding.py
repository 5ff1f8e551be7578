"""Add one item to a case now: a page fetched, or a text pasted; its events stand when this returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sayso.build import BuildSummary
from sayso.codebook.actor_files import actor_files_beside
from sayso.config import BuildOptions
from sayso.errors import InputError, UnreadableInput
from sayso.fetch import Answer, Client, FetchLimits, Guard
from sayso.fetch.guard import MAX_URL_CHARACTERS, shown
from sayso.intake import Intake, hashed, is_report, item_of, pasted, sent, taking
from sayso.pool import read_to_rows
from sayso.readers import FoundFile, find
from sayso.record.documents import RawDocument, Rejection
from sayso.store.case_file import transaction
from sayso.store.fetched import STAGE, Fetch, documents_at, forgive, keep_fetch, refuse, rejections_at

SENTENCE = b"Syria said that Israel attacked the airport near the capital on Friday, killing two men."
"""A report that nobody made, for what reading loads with the first."""


@dataclass(frozen=True, slots=True)
class Added:
    """Say what came of adding one item: the ids of its documents, what was rejected of it, and the counts."""

    documents: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    summary: BuildSummary


def add_url(
    case: Path,
    url: str,
    options: BuildOptions,
    *,
    allow_hosts: Iterable[str] = (),
    limits: FetchLimits | None = None,
) -> Added:
    """Fetch one address and read what it gives into a case; see ``sayso.Case.add_url``."""
    given = replace(options.read.given, url=options.read.given.url or url)
    with taking(case, options) as intake:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            with Client(Guard(frozenset(host.lower() for host in allow_hosts)), limits) as client:
                answer = answered(client.get(url, accept=is_report))
        except InputError as error:
            refused = rejection_of(error, url, now)
            with transaction(intake.connection) as write:
                refuse(write, refused)
            return Added((), (refused,), intake.summary())
        intake.take(item_of(answer, given, now))
        with transaction(intake.connection) as write:
            keep_fetch(write, fetch_of(answer, now))
            forgive(write, [url])
        return _added(intake, url)


def add_text(case: Path, content: bytes, options: BuildOptions) -> Added:
    """Read one pasted text into a case; see ``sayso.Case.add_text``."""
    item = pasted(content, options.read.given)
    with taking(case, options) as intake:
        intake.take(item)
        return _added(intake, item.origin)


def add_bytes(case: Path, content: bytes, name: str, options: BuildOptions) -> Added:
    """Read the bytes of one file, or of an archive of them, into a case; see ``sayso.Case.add_bytes``."""
    with taking(case, options) as intake:
        item = sent(content, name, options.read.given)
        intake.take(item)
        return _added(intake, item.origin)


def prepare(case: Path) -> None:
    """Load what reading into a case needs, once for each process, by reading a sentence that is not kept."""
    options = BuildOptions(actors=actor_files_beside(case))
    for raw in pasted(SENTENCE, options.read.given).documents:
        if isinstance(raw, RawDocument):
            read_to_rows(raw, options)


def answered(answer: Answer) -> Answer:
    """Give an answer that holds what was asked for.

    Raises:
        UnreadableInput: ``gone`` (404, 410) or ``refused_by_server``, any other status.
    """
    if answer.status == 200:
        return answer
    gone = answer.status in (404, 410)
    said = "there is no such page" if gone else "the server did not give the page"
    remedy = "An archive of the web may have it" if gone else "Try again later, or save the page and name the file"
    reason = "gone" if gone else "refused_by_server"
    raise UnreadableInput(reason, f"{said} (status {answer.status})", path=answer.url, remedy=remedy)


def fetch_of(answer: Answer, fetched_at: str) -> Fetch:
    """Say what a server said with what it gave."""
    sha256 = hashed(answer.content)
    return Fetch(answer.url, answer.final_url, answer.status, fetched_at, sha256, answer.headers, answer.redirects)


def rejection_of(error: InputError, url: str, at: str) -> Rejection:
    """Make a row of rejections of why an address was not fetched; ``url`` is the one asked for."""
    # Whole, so that two long addresses stay two, and one that answers at last is found again.
    named = shown(url, MAX_URL_CHARACTERS)
    hop = f" (at {error.path})" if error.path and error.path not in (url, named, shown(url)) else ""
    detail = f"{error.message[:1].upper()}{error.message[1:]}{hop}."
    return Rejection(named, STAGE, error.reason, f"{detail} {error.remedy}." if error.remedy else detail, at=at)


def _added(intake: Intake, origin: str) -> Added:
    intake.merge()
    rejected = tuple(rejections_at(intake.connection, origin))
    return Added(tuple(documents_at(intake.connection, origin)), rejected, intake.summary())


def add_file(case: Path, name: str, options: BuildOptions) -> Added:
    """Read one file, or whatever an input of a build may be, into a case."""
    with taking(case, options) as intake:
        found = [file for file in find([name]) if isinstance(file, FoundFile)]
        intake.building(options.read).run([name])
        intake.merge()
        connection = intake.connection
        documents = tuple(doc for file in found for doc in documents_at(connection, file.location))
        rejected = tuple(row for file in found for row in rejections_at(connection, file.location))
        return Added(documents, rejected, intake.summary())
