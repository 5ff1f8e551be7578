"""How meaning is read: by an extractor that a name chooses. With the pipeline the place where stages meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sayso.annotate import Encoder, mark, model_identity
from sayso.codebook.book import CodebookTables
from sayso.config import EXTRACTOR_GROUP, EXTRACTORS, METHODS
from sayso.doors import identities, load
from sayso.extract import Extraction, ReaderWeights, drafted, occurrences, read_codebook, read_marked
from sayso.record.analysis import Analysis
from sayso.record.documents import Document

Extract = Callable[[Analysis, Document], Extraction]
"""Find what a document states: the same input gives the same extraction, whatever was read before."""

Extractor = Callable[[CodebookTables], Extract]
"""Load what a way of reading needs, once for each process. An entry point of ``sayso.extractors`` names one."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Read by encoder and codebook together; ``weights`` say how far each is trusted where they are joined."""

    encoder: Encoder
    weights: ReaderWeights
    tables: CodebookTables

    def __call__(self, analysis: Analysis, document: Document) -> Extraction:
        drafts = drafted(analysis, self.tables)
        marks = mark(analysis, self.encoder, occurrences(drafts))
        return read_marked(drafts, marks, document, self.tables, self.weights)


def by_reader(tables: CodebookTables) -> Extract:
    """Load the encoder to read with it and the codebook.

    Raises:
        ModelError: the encoder's weights are missing or broken.
    """
    return Reader(Encoder.load(), ReaderWeights.load(), tables)


def by_codebook(tables: CodebookTables) -> Extract:
    """Read by the codebook alone."""
    return partial(read_codebook, codebook=tables)


def extractor(method: str, tables: CodebookTables) -> Extract:
    """Load the extractor of a method.

    Raises:
        UsageError: there is no such method, or the package that brings it cannot be loaded.
        ModelError: the encoder's weights are missing or broken.
    """
    load_it: Any = load(EXTRACTOR_GROUP, EXTRACTORS, method, "method")
    return load_it(tables)  # type: ignore[no-any-return]


def extractor_identity(method: str) -> str:
    """Name what a method reads with, so that another version reads anew."""
    if method == "reader":
        return model_identity().version + repr(ReaderWeights.load())
    return "" if method in METHODS else "; ".join(identities(EXTRACTOR_GROUP, METHODS))
