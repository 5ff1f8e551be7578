"""Sidecars: ``report.json`` beside ``report.txt`` says what the report's own bytes do not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sayso.errors import UndecodableInput
from sayso.readers.limits import MAX_SIDECAR_BYTES
from sayso.record.documents import Metadata

SINGLE_ENDINGS = (".txt", ".md", ".markdown", ".text", ".html", ".htm", ".xhtml", ".pdf", ".mhtml", ".mht", ".eml")
"""Files of one document each; only these have sidecars. Tables, JSON and archives state things by row."""


def is_sidecar(location: str, exists: Callable[[str], bool] = os.path.isfile) -> bool:
    """Tell whether a ``.json`` file stands beside the document it describes.

    Both ``report.json`` and ``report.txt.json`` belong to ``report.txt``.
    """
    stem, ending = os.path.splitext(location)
    if ending.lower() != ".json":
        return False
    if stem.lower().endswith(SINGLE_ENDINGS) and exists(stem):
        return True
    return any(exists(stem + single) for single in SINGLE_ENDINGS)


def sidecar_names(location: str) -> tuple[str, ...]:
    """Give where a file's sidecar may be, the likelier first; none for files of many documents."""
    stem, ending = os.path.splitext(location)
    if ending.lower() not in SINGLE_ENDINGS:
        return ()
    return (f"{stem}.json", f"{location}.json")


def read_sidecar(content: bytes) -> Metadata:
    """Read a sidecar's keys; unknown keys are ignored, and ``date`` stands for ``published``.

    Raises:
        UndecodableInput: it is too large, no JSON, or no JSON object (``bad_sidecar``).
    """
    if len(content) > MAX_SIDECAR_BYTES:
        raise _bad(f"it has more than {MAX_SIDECAR_BYTES >> 20} MiB")
    try:
        stated = json.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise _bad(str(error)) from None
    except RecursionError:
        raise _bad("it is nested too deep") from None
    if not isinstance(stated, dict):
        raise _bad("it holds no JSON object")
    known = {field.name for field in fields(Metadata)} - {"authors"}
    plain: dict[str, Any] = {key: _plain(stated.get(key)) for key in known}
    plain["published"] = plain["published"] or _plain(stated.get("date"))
    return Metadata(authors=_authors(stated.get("authors", stated.get("author"))), **plain)


def _plain(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return _storable(str(value)).strip() or None


def _authors(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_plain, values) if name)


def _storable(text: str) -> str:
    # A JSON escape can name half a surrogate pair or a NUL, which a case file cannot hold.
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _bad(why: str) -> UndecodableInput:
    return UndecodableInput(
        "bad_sidecar",
        f"the sidecar cannot be read: {why}",
        remedy="The document is read without it; mend the JSON and build again",
    )
