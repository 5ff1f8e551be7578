"""Read the pages in an archive of the web (WARC): each saved answer that holds a page is a document."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sayso.config import ReadOptions
from sayso.errors import UndecodableInput
from sayso.readers.limits import MAX_DOCUMENT_BYTES
from sayso.readers.source import Source
from sayso.readers.transfer import decoded
from sayso.readers.warc_records import BrokenRecord, WarcRecord, warc_records
from sayso.record.documents import Metadata, RawDocument, Rejection

READER = "warc/1"
PAGES = frozenset({"text/html", "application/xhtml+xml", "application/pdf"})
_NEVER_PAGES = frozenset({"warcinfo", "request", "metadata"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


def read_warc(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give each saved page; ``record 3`` is the third record of the file, of whatever kind.

    A document's bytes are the page itself, its transfer undone; its url is the address that was asked for, and it was
    fetched when the record says. Records that hold no page are passed over and counted by kind; of records that are
    broken each is rejected, and the rest is read.
    """
    passed: Counter[str] = Counter()
    number = 0
    for number, record in enumerate(warc_records(source.stream), 1):
        if isinstance(record, BrokenRecord):
            yield source.rejection(record.reason, record.detail, f"record {number}")
            continue
        found = _page(source, record, number)
        if isinstance(found, str):
            passed[found] += found not in _NEVER_PAGES
        else:
            yield found
    if not number:
        yield source.rejection("empty", "The archive holds no record. Fetch it again.")
    if passed.total():
        kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(passed.items()) if n)
        yield source.rejection("passed_over", f"{passed.total()} records hold no page of their own: {kinds}.")


def _page(source: Source, record: WarcRecord, number: int) -> RawDocument | Rejection | str:
    """Make a record a document, or give the kind of a record that is none."""
    kind = record.headers.get("warc-type", "unknown")
    if kind != "response" or not record.headers.get("content-type", "").startswith("application/http"):
        return kind
    locator = f"record {number}"
    if record.content is None:
        detail = f"One page of more than {MAX_DOCUMENT_BYTES >> 20} MiB. It was passed over."
        return source.rejection("too_large", detail, locator)
    try:
        answer = _Answer(record.content)
        if answer.status != "200" or answer.media_type not in PAGES:
            return f"response {answer.status}" if answer.status != "200" else f"response of {answer.media_type}"
        content = answer.body()
    except UndecodableInput as error:
        return source.rejection(error.reason, f"{error.message}. {error.remedy}.", locator)
    if content is None:
        detail = f"The page unpacks to more than {MAX_DOCUMENT_BYTES >> 20} MiB. It was passed over."
        return source.rejection("zip_bomb", detail, locator)
    raw = source.row(content, answer.media_type + answer.parameter, READER, locator)
    url = record.headers.get("warc-target-uri", "").strip("<> ")
    given = Metadata(url=url or None).over(source.given)
    return replace(raw, given=given, fetched_at=record.headers.get("warc-date"))


class _Answer:
    """Read what a server answered: its status line, headers and body."""

    def __init__(self, content: bytes) -> None:
        from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

        stream = io.BytesIO(content)
        try:
            head = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0"]).parse(stream)
        except (StatusAndHeadersParserException, EOFError, ValueError) as error:
            raise UndecodableInput(
                "broken_record",
                f"The record holds no answer of a server ({type(error).__name__})",
                remedy="Fetch it anew",
            ) from None
        self.status = head.get_statuscode()
        stated = head.get_header("content-type") or ""
        self.media_type = stated.partition(";")[0].strip().lower()
        charset = _CHARSET.search(stated)
        self.parameter = f"; charset={charset[1]}" if charset else ""
        self._transfer = (head.get_header("transfer-encoding") or "").lower()
        self._encoding = (head.get_header("content-encoding") or "").lower()
        self._rest = stream

    def body(self) -> bytes | None:
        """Undo chunks and compression; None where it is larger than a document may be.

        Raises:
            UndecodableInput: ``broken_record``.
        """
        return decoded(self._rest.read(), self._encoding, MAX_DOCUMENT_BYTES, chunked="chunked" in self._transfer)
