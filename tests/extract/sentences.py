"""Sentence in, record out: what the tests of this room read with."""

from __future__ import annotations

from functools import cache

from sayso.annotate import analyse
from sayso.codebook.book import CodebookTables
from sayso.extract import Extraction, read_codebook
from sayso.record.analysis import Analysis
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.text import normalise
from tests.factory import document


@cache
def codebook() -> CodebookTables:
    """Load the shipped codebook once for all tests."""
    return CodebookTables.load()


def read(text: str) -> Extraction:
    """Read a text that is all body."""
    return read_codebook(*analysed(text), codebook())


def analysed(text: str) -> tuple[Analysis, Document]:
    """Cut a text that is all body into words and sentences."""
    report = document(text)
    return analyse(normalise(text, report.segments), text, report), report


def mention_of(text: str, trigger: str) -> EventMention:
    """Give the mention of a text whose trigger is (or holds) these words."""
    found = [mention for mention in read(text).mentions if trigger in mention.trigger.text]
    assert found, f"{trigger!r} is no trigger of {text!r}"
    return found[0]


def texts(spans: object) -> list[str]:
    """List the words of spans."""
    return [span.text for span in spans]  # type: ignore[attr-defined]
