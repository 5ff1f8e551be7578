"""Which function reads which kind of file; kinds of other packages go by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.doors import identities, load, others
from sayso.errors import UnreadableInput, UsageError
from sayso.readers.kinds import ENDINGS, ending_of

if TYPE_CHECKING:
    from sayso.readers.source import ReadSource

GROUP = "sayso.readers"
"""The group of entry points by which other packages read more kinds of files: ``ending = "module:reader"``."""

READERS: Mapping[str, str] = {
    "plain": "sayso.readers.single:read_plain",
    "markdown": "sayso.readers.single:read_markdown",
    "html": "sayso.readers.single:read_html",
    "pdf": "sayso.readers.single:read_pdf",
    "json": "sayso.readers.json_values:read_json",
    "jsonl": "sayso.readers.lines:read_lines",
    "csv": "sayso.readers.tables:read_table",
    "tsv": "sayso.readers.tables:read_table",
    "warc": "sayso.readers.warc:read_warc",
    "mhtml": "sayso.readers.mails:read_page_message",
    "feed": "sayso.readers.feeds:read_feed",
}
"""The readers that Sayso brings, by kind. Archives and mails, which hold files, are opened by ``read_source``."""

_OWN: Mapping[str, str] = {**READERS, **{ending.removeprefix("."): "" for ending in ENDINGS}}


def reader_of(kind: str) -> ReadSource:
    """Load the reader of a kind of file.

    Raises:
        UnreadableInput: ``unsupported``, the package that brings it cannot be loaded.
    """
    try:
        reader: Any = load(GROUP, READERS, kind, "reader of")
    except UsageError as error:
        raise UnreadableInput("unsupported", error.message, remedy=error.remedy) from error
    return reader  # type: ignore[no-any-return]


def kind_of_others(name: str) -> str | None:
    """Tell the kind of a file that another package reads, by its ending; None where Sayso knows the ending or nobody.

    >>> kind_of_others("wire.txt") is None
    True
    """
    ending = ending_of(name).removeprefix(".")
    return ending if ending and ending not in _OWN and ending in _endings_of_others() else None


def readers_of_others() -> tuple[str, ...]:
    """Say which readers other packages bring, with their versions."""
    return identities(GROUP, _OWN)


@cache
def _endings_of_others() -> frozenset[str]:
    return frozenset(others(GROUP, _OWN))
