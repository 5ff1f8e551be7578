"""Read files that hold one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.config import ReadOptions
from sayso.readers.limits import MAX_DOCUMENT_BYTES, MAX_PDF_BYTES
from sayso.readers.saved_pages import saved
from sayso.readers.source import Source
from sayso.record.documents import Metadata, RawDocument, Rejection


def read_plain(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give a plain text as one document."""
    yield source.document(source.whole(MAX_DOCUMENT_BYTES), "text/plain", "plain/1")


def read_markdown(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give a Markdown text as one document."""
    yield source.document(source.whole(MAX_DOCUMENT_BYTES), "text/markdown", "markdown/1")


def read_html(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give a web page as one document, with the address and time that the program which saved it wrote into it."""
    content = source.whole(MAX_DOCUMENT_BYTES)
    top = saved(content)
    raw = source.document(content, "text/html", top.program or "html/1")
    yield replace(raw, given=raw.given.over(Metadata(url=top.url)), fetched_at=top.at)


def read_pdf(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give a PDF as one document."""
    yield source.document(source.whole(MAX_PDF_BYTES), "application/pdf", "pdf/1")
