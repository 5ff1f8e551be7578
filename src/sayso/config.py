"""Options of a run. Plain values: what is not here is a constant beside the code that uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.doors import others
from sayso.errors import UsageError
from sayso.record.documents import FIELDS, Metadata

EXTRACTORS: Mapping[str, str] = {"reader": "sayso.extracting:by_reader", "codebook": "sayso.extracting:by_codebook"}
"""How Sayso reads meaning: by codebook and encoder together, or by the codebook alone; each as an entry point names it.
"""
EXTRACTOR_GROUP = "sayso.extractors"
"""The group of entry points by which other packages read meaning: ``method = "module:extractor"``."""
METHODS = tuple(EXTRACTORS)
DEFAULT_METHOD = "reader"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Say how inputs are read.

    ``columns`` maps fields (those of ``record.documents.FIELDS``) to the names
    of columns or JSON keys, as ``--map text=body,published=date`` gives them; a field not named is looked
    for under its usual names. ``given`` holds for every document that does not say otherwise by a sidecar
    or a row of its own.

    Raises:
        UsageError: there is no such field, or a column has no name.
    """

    columns: tuple[tuple[str, str], ...] = ()
    given: Metadata = Metadata()

    def __post_init__(self) -> None:
        """Refuse a field that no document has, and a column without a name."""
        for field, column in self.columns:
            if field not in FIELDS:
                raise UsageError(f"there is no field {field!r}", remedy=f"Fields are: {', '.join(FIELDS)}")
            if not column:
                raise UsageError(f"{field} is mapped to no column", remedy=f"Name one, as {field}=body")

    def column(self, field: str) -> str | None:
        """Give the mapped column of a field, or None."""
        return dict(self.columns).get(field)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Say how a case is built: how inputs are read, by which method, and over how many processes.

    ``actors`` are changes of the registry, (file name, YAML text) each, as ``codebook.actor_files`` reads them.

    Raises:
        UsageError: there is no such method, or an option holds what no text can.

    >>> BuildOptions(method="tea leaves")
    Traceback (most recent call last):
    sayso.errors.UsageError: there is no method 'tea leaves'. Use one of: ...
    """

    read: ReadOptions = ReadOptions()
    method: str = DEFAULT_METHOD
    jobs: int = 1
    actors: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a method that does not exist and words that cannot be kept."""
        if self.method not in METHODS and self.method not in (known := (*METHODS, *others(EXTRACTOR_GROUP, METHODS))):
            raise UsageError(f"there is no method {self.method!r}", remedy=f"Use one of: {', '.join(known)}")
        given = self.read.given
        said = (given.outlet or "", given.published or "", *(part for pair in self.read.columns for part in pair))
        try:
            "".join(said).encode("utf-8")
        except UnicodeEncodeError as error:
            message = f"an option holds what no text can ({error.reason})"
            raise UsageError(message, remedy="Write it in UTF-8") from None
