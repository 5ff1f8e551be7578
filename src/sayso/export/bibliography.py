"""The reports that events rest on, as references: CSL-JSON and BibTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from sayso.export.addresses import web_address
from sayso.export.beside import write_about
from sayso.export.readable import Readable
from sayso.export.terminal import printable
from sayso.export.whole import file_in, whole_file, whole_text
from sayso.export.write_options import WriteOptions
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.plain import to_json

_BRACED = {
    "{": r"\{", "}": r"\}", "\\": r"\textbackslash{}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
"""Characters that BibTeX would obey, and how they are written."""


def write_csl(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every report that an event rests on as CSL-JSON, by id; return how many.

    ``id`` is the document's; title, outlet, address, publication date and, as ``accessed``, when it was fetched stand
    where they are known, and nothing is made up: no author is read. Lost: all that the reports say.

    Raises:
        CaseFull: the file cannot be written.
    Source: Citation Style Language, csl-data.json schema 1.0.
    """
    path, count = file_in(out, "sources.json"), 0
    with whole_file(path) as file:
        file.write(b"[")
        for document in _cited(view):
            file.write((b",\n" if count else b"\n") + to_json(_csl(document, times=asked.times)))
            count += 1
        file.write(b"\n]\n")
    write_about(path, "csl", asked, {"documents": count})
    return {"documents": count}


def write_bibtex(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every report that an event rests on as an entry ``@misc`` of BibTeX, by id; return how many.

    Keys are the documents' ids. Lost: as with CSL-JSON.

    Raises:
        CaseFull: the file cannot be written.
    Source: BibTeX, entry type misc.
    """
    path, count = file_in(out, "sources.bib"), 0
    with whole_text(path) as file:
        for document in _cited(view):
            file.write(_bibtex(document, times=asked.times))
            count += 1
    write_about(path, "bibtex", asked, {"documents": count})
    return {"documents": count}


def _cited(view: Readable) -> Iterator[Document]:
    """List the documents that events rest on; ids are few bytes each, the documents are read one at a time."""
    cited = {doc for event in view.events() for doc in event.documents}
    return (document for document in view.documents() if document.id in cited)


def _csl(document: Document, *, times: bool) -> dict[str, object]:
    told = {
        "id": document.id,
        "type": "article-newspaper",
        "title": printable(document.title or document.path),
        "container-title": printable(document.outlet) if document.outlet else None,
        "URL": web_address(document.url),
        "language": document.language,
        "issued": _date_parts(document.published),
        "accessed": _date_parts(_fetched(document)) if times and document.url else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _date_parts(date: str | None) -> dict[str, object] | None:
    """Write an EDTF date as CSL has dates: one or two lists of year, month, day; a hedged one is ``circa``."""
    if not date:
        return None
    ends = [end for end in date.split("/") if end not in ("", "..")]
    parts = [[int(part) for part in end.rstrip("~?%").split("-")] for end in ends]
    told: dict[str, object] = {"date-parts": [part if len(part) == 1 or part[1] <= 12 else part[:1] for part in parts]}
    return {**told, "circa": True} if any(end[-1] in "~?%" for end in ends) else told


def _bibtex(document: Document, *, times: bool) -> str:
    date = (document.published or "").split("/")[0].rstrip("~?%")
    fetched = _fetched(document) if times and document.url else None
    told = {
        "title": document.title or document.path,
        "howpublished": document.outlet,
        "year": date[:4],
        "month": date[5:7] if len(date) > 6 and int(date[5:7]) <= 12 else None,
        "day": date[8:10] or None,
        "url": web_address(document.url),
        "urldate": fetched,
    }
    lines = "".join(f"  {name} = {{{_braced(str(value), name)}}},\n" for name, value in told.items() if value)
    return f"@misc{{{document.id},\n{lines}}}\n\n"


def _fetched(document: Document) -> str | None:
    at = document.fetched_at
    return str(Edtf(at[:10])) if at else None


def _braced(words: str, field: str) -> str:
    clean = unicodedata.normalize("NFC", printable(words))
    if field in ("url", "urldate"):
        return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", clean)
    return "".join(_BRACED.get(letter, letter) for letter in clean)
