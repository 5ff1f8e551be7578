"""Decode a PDF's text layer."""

from __future__ import annotations

import io
from typing import Any

from sayso.config import ReadOptions
from sayso.errors import UndecodableInput, UnreadableInput
from sayso.record.documents import RawDocument
from sayso.text.body import Body
from sayso.text.formats.encoding import storable

PAGE_BREAK = "\n\n"


def decode_pdf(raw: RawDocument, options: ReadOptions) -> Body:
    """Read the text layer with pypdf, pages parted by a blank line, empty pages left out, words
    broken at line ends left so.

    A PDF's own title and date are often those of a template or of the printing, and are not taken.

    Raises:
        UnreadableInput: ``encrypted_pdf``, ``broken_pdf``.
        UndecodableInput: ``no_text_layer``, as in scans.
    """
    pages, broken = _pages(raw.content)
    text, lost = storable(PAGE_BREAK.join(page for page in pages if page.strip()))
    if not text.strip():
        raise UndecodableInput(
            "no_text_layer", "the PDF holds no text, only pictures of it", remedy="Run it through OCR first"
        )
    warnings = tuple(("broken_page", f"Page {number} could not be read: {why}.") for number, why in broken)
    return Body(text, warnings=(*warnings, *lost))


def _pages(content: bytes) -> tuple[list[str], list[tuple[int, str]]]:
    pages: list[str] = []
    broken: list[tuple[int, str]] = []
    reader = _opened(content)
    for number in range(_count(reader)):
        try:
            pages.append(reader.pages[number].extract_text().rstrip("\n"))
        except Exception as error:  # pypdf raises whatever a damaged object leads to; one page is lost
            broken.append((number + 1, str(error) or type(error).__name__))
    return pages, broken


def _opened(content: bytes) -> Any:
    import logging

    import pypdf

    # Its warnings name objects in the file; what matters of them is in the rejections.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
    except pypdf.errors.DependencyError:
        locked = True
    except Exception as error:  # as above, in the file's own tables
        raise _damaged(error) from None
    if locked:
        raise UnreadableInput(
            "encrypted_pdf", "the PDF is locked with a password", remedy="Unlock it, and save it without one"
        )
    return reader


def _count(reader: Any) -> int:
    try:
        return len(reader.pages)
    except Exception as error:  # as above, in the tree of pages
        raise _damaged(error) from None


def _damaged(error: Exception) -> UnreadableInput:
    return UnreadableInput(
        "broken_pdf",
        f"the PDF cannot be read: {error or type(error).__name__}",
        remedy="Open it in a viewer and print it to a new PDF",
    )
