"""Options as people give them, checked: the same for the command line and for Python."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.config import ReadOptions
from sayso.errors import UsageError
from sayso.record.documents import Metadata


def read_options(
    columns: Iterable[tuple[str, str]] = (), outlet: str | None = None, published: str | None = None
) -> ReadOptions:
    """Say how inputs are read: (field, column) pairs, and the outlet and date of documents that give none.

    Raises:
        UsageError: there is no such field, a column has no name, or the date cannot be read.

    >>> read_options(published="21 July 2019").given.published
    '21 July 2019'
    >>> read_options([("colour", "body")])
    Traceback (most recent call last):
    sayso.errors.UsageError: there is no field 'colour'. Fields are: text, title, outlet, ...
    """
    if published is not None:
        from sayso.text.published import read_published

        found = read_published(published)
        if found.date is None:
            raise UsageError(found.reason or "the publication date cannot be read", remedy="Write it as 2019-12-28")
    return ReadOptions(tuple(columns), Metadata(outlet=outlet, published=published))
