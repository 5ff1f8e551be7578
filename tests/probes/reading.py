"""Read a text through the whole pipeline, by any method."""

from __future__ import annotations

import hashlib
from functools import cache

from sayso.config import BuildOptions
from sayso.pipeline import load_stages, read_document
from sayso.record.documents import Metadata, RawDocument
from sayso.record.readings import Reading


def read_text(text: str, method: str, language: str | None = "en") -> Reading:
    """Read one text as if it were a file of its own, in a stated language.

    Raises:
        InputError: the text is refused.
    """
    content = text.encode("utf-8", "surrogatepass")
    given = Metadata(published="2024-05-14", language=language)
    digest = hashlib.sha256(content).hexdigest()
    raw = RawDocument("probe.txt", content, digest, "text/plain", "test 1", given=given)
    return read_document(raw, load_stages(BuildOptions(method=method)))


@cache
def read_sentence(sentence: str, method: str) -> Reading:
    """Read a probe sentence, once for all its rows."""
    return read_text(sentence, method)
