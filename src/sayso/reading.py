"""Read without a case: a string, or whatever an input names. Nothing is kept."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.config import DEFAULT_METHOD, BuildOptions
from sayso.errors import CodebookError, InputError, UsageError
from sayso.options import read_options
from sayso.pipeline import load_stages, read_body, read_document
from sayso.readers import walk
from sayso.record.documents import RawDocument, Rejection
from sayso.record.readings import Reading
from sayso.text import body_of, split

STRING_PATH = "text"
"""The path of a document that was handed over as a string."""


def read_string(
    text: str, published: str | None = None, outlet: str | None = None, method: str = DEFAULT_METHOD
) -> Reading:
    """Read one text; see ``sayso.read``."""
    if not isinstance(text, str):
        remedy = "Give the text itself; for a file use sayso read on the command line, or Path(…).read_text()"
        raise UsageError(f"a text is a str, not {type(text).__name__}", remedy=remedy)
    read = read_options(outlet=outlet, published=published)
    stages = load_stages(BuildOptions(read, method))
    content = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(content).hexdigest()
    raw = RawDocument(STRING_PATH, content, digest, "text/plain", "string/1", given=read.given)
    return _with_reason(read_body(raw, body_of(text), stages))


def read_inputs(inputs: Sequence[str], options: BuildOptions) -> Iterator[Reading | Rejection]:
    """Read every document that files, folders, globs, archives or ``-`` hold, in their order.

    Lazy. What cannot be read gives its rejection, and the rest goes on; nothing raises for bad input.
    """
    stages = load_stages(options)
    for found in walk(inputs, options.read):
        if isinstance(found, Rejection):
            yield found
            continue
        for post in split(found):
            try:
                yield _with_reason(read_document(post, stages))
            except Exception as error:
                yield refusal(error, post)


def refusal(error: Exception, raw: RawDocument) -> Rejection:
    """Turn whatever went wrong in one document into its row of rejections.

    A fault of ours in one document must not stop the others, and is named in full.

    Raises:
        CodebookError: ``error`` is one, and would be the same in every document.
    """
    if isinstance(error, CodebookError):
        raise error
    if isinstance(error, InputError):
        detail = f"{error.message}. {error.remedy}" if error.remedy else error.message
        return Rejection(error.path or raw.path, "text", error.reason, detail, error.locator or raw.locator)
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    detail = f"{type(error).__name__} at {place}: {error}. Please report this with the document."
    return Rejection(raw.path, "read", "internal_error", detail, raw.locator)


def _with_reason(reading: Reading) -> Reading:
    """Add a warning to a reading that was not coded: no summary or export will say it."""
    document = reading.document
    if document.coded:
        return reading
    detail = f"Not coded: {document.not_coded_reason}. Only reports in English are read for what they tell."
    said = Rejection(document.path, "text", "not_coded", detail, document.locator)
    return replace(reading, warnings=(*reading.warnings, said))
