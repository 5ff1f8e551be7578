"""Tell what a file holds: by its ending, confirmed by its first bytes."""

from __future__ import annotations

import os
import re
import zlib
from dataclasses import dataclass
from typing import Literal

from sayso.errors import UndecodableInput, UnreadableInput
from sayso.record.charset import wide_encoding

Kind = Literal["plain", "markdown", "html", "pdf", "json", "jsonl", "csv", "tsv", "zip", "tar", "tgz", "wacz",
             "warc", "mhtml", "mail", "feed"]  # fmt: skip

ENDINGS: dict[str, Kind] = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".json": "json", ".jsonld": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".zip": "zip", ".tar": "tar", ".tar.gz": "tgz", ".tgz": "tgz", ".wacz": "wacz", ".warc": "warc",
    ".mhtml": "mhtml", ".mht": "mhtml", ".eml": "mail", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
ARCHIVES: frozenset[Kind] = frozenset({"zip", "tar", "tgz", "wacz"})

_NOT_PROSE = frozenset({
    ".bat", ".bib", ".c", ".cfg", ".conf", ".cpp", ".css", ".go", ".h", ".ini", ".ipynb", ".java",
    ".js", ".less", ".lock", ".log", ".mjs", ".php", ".ps1", ".py", ".r", ".rb", ".rs",
    ".scss", ".sh", ".sql", ".srt", ".svg", ".tex", ".toml", ".ts", ".vtt", ".xml", ".xsl", ".yaml", ".yml",
})  # fmt: skip
"""Endings of files that are text and no report: read by their letters they would be half understood."""


@dataclass(frozen=True, slots=True)
class _Signature:
    magic: bytes
    words: str
    kind: Kind | None = None
    offset: int = 0


_SIGNATURES = (
    _Signature(b"PK\x03\x04", "a ZIP archive", "zip"),
    _Signature(b"PK\x05\x06", "an empty ZIP archive", "zip"),
    _Signature(b"\x1f\x8b", "gzip", "tgz"),
    _Signature(b"WARC/", "an archive of the web", "warc"),
    _Signature(b"ustar", "a tar archive", "tar", 257),
    _Signature(b"SQLite format 3\x00", "an SQLite database (a case file, perhaps)"),
    _Signature(b"\x89PNG", "a PNG picture"),
    _Signature(b"\xff\xd8\xff", "a JPEG picture"),
    _Signature(b"GIF8", "a GIF picture"),
    _Signature(b"\xd0\xcf\x11\xe0", "an old Office document"),
    _Signature(b"{\\rtf", "an RTF document"),
    _Signature(b"7z\xbc\xaf", "a 7z archive"),
    _Signature(b"Rar!", "a RAR archive"),
    _Signature(b"\xfd7zXZ", "an xz archive"),
    _Signature(b"\x28\xb5\x2f\xfd", "a zstd archive"),
    _Signature(b"\x7fELF", "a program"),
    _Signature(b"MZ\x90\x00", "a program"),
    _Signature(b"PAR1", "a Parquet table"),
)
_OFFICE_MEMBERS = (b"[Content_Types].xml", b"mimetypeapplication/")
_PDF_WITHIN = 1024  # ISO 32000-1, annex H.3.4.1: the header may stand within the first 1024 bytes
_PDF = re.compile(rb"(?:^|[\r\n])%PDF-\d")
# Atomic groups: a page of comments alone must fail at once, not try every way to part them.
_PAGE = re.compile(rb"\s*+(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S)
_FIRST_TAG = re.compile(rb"<([A-Za-z_][\w.:-]*)")
_FEEDS = frozenset({b"rss", b"feed", b"rdf:RDF", b"urlset", b"sitemapindex"})
_SAVED_MESSAGE = re.compile(rb"^(?:Snapshot-Content-Location:|From: <Saved by )", re.M | re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_TAG = re.compile(rb"<[a-z!/?]", re.I)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"
_MANY_CONTROLS = 0.3
_SOME_CONTROLS = 0.02
_MANY_BROKEN = 0.1
"""Shares of the first bytes. Random bytes have 0.10 controls and 0.41 that are no UTF-8; prose with stray
NULs or a wrong encoding has one or the other, never both (65,536 random bytes, own samples, 2026-11)."""


def ending_of(name: str) -> str:
    """Give a file's ending in small letters, ``.tar.gz`` whole; empty if it has none.

    >>> ending_of("Week 3.Tar.GZ"), ending_of("README"), ending_of("vol. 2 of the diary")
    ('.tar.gz', '', '')
    """
    low = os.path.basename(name).lower()
    if low.endswith(".tar.gz"):
        return ".tar.gz"
    ending = os.path.splitext(low)[1]
    return ending if re.fullmatch(r"\.[a-z][a-z0-9]{0,8}", ending) else ""


def judge(name: str, head: bytes) -> Kind:
    """Tell the kind of a file from its name and its first bytes (not empty); the bytes win.

    Raises:
        UndecodableInput: ``binary``, or ``wrong_extension`` when it plainly is something else.
        UnreadableInput: ``unsupported``, a form that is not read.
    """
    ending = ending_of(name)
    claimed = ENDINGS.get(ending)
    found = _by_signature(head)
    if isinstance(found, _Signature):
        if found.kind is None or _is_office(head):
            words = found.words if found.kind is None else "an Office document or book"
            raise _unreadable_form(ending, claimed, words)
        return _inside(found.kind, claimed, head)
    if found is not None:
        return found
    if _is_binary(head):
        raise UndecodableInput(
            "binary", "it holds no text but binary data", remedy="Export the report as text, HTML or PDF"
        )
    return _among_texts(ending, claimed, head)


def _by_signature(head: bytes) -> _Signature | Kind | None:
    if _PDF.search(head[:_PDF_WITHIN]):
        return "pdf"
    for signature in _SIGNATURES:
        if head.startswith(signature.magic, signature.offset):
            return signature
    return "html" if _PAGE.match(_narrow(head)) else None


def _inside(kind: Kind, claimed: Kind | None, head: bytes) -> Kind:
    """Tell archives of the web from those whose packing they use."""
    if kind == "zip" and claimed == "wacz":
        return "wacz"
    if kind == "tgz" and _first_unpacked(head).startswith(b"WARC/"):
        return "warc"
    return kind


def _first_unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _among_texts(ending: str, claimed: Kind | None, head: bytes) -> Kind:
    text = _narrow(head).lstrip()
    if _is_feed(text) and claimed != "plain":
        return "feed"
    if claimed in ("feed", "warc"):
        return "html" if _TAG.search(text) else "plain"
    if claimed is None and _SAVED_MESSAGE.search(text[:4096]):
        return "mhtml"
    if claimed is None:
        return _unclaimed(ending, text)
    if claimed == "html" and not _TAG.search(text):
        return "plain"
    if claimed in ("pdf", *ARCHIVES):
        return "json" if text[:1] in (b"{", b"[") else "plain"
    if claimed == "jsonl" and text[:1] == b"[":
        return "json"
    return claimed


def _is_feed(text: bytes) -> bool:
    """Tell a feed or sitemap by its first element."""
    if not text.startswith(b"<"):
        return False
    first = _FIRST_TAG.search(_COMMENT.sub(b"", text[:8192]))
    return first is not None and first[1] in _FEEDS


def _unclaimed(ending: str, text: bytes) -> Kind:
    if ending in _NOT_PROSE:
        raise UnreadableInput(
            "unsupported",
            f"files that end in {ending} are not read",
            remedy="If it is a report, rename it .txt",
        )
    if re.match(rb"\{\s*\"|\[\s*\{", text):
        return "json"
    return "plain"


def _unreadable_form(ending: str, claimed: Kind | None, words: str) -> UndecodableInput | UnreadableInput:
    remedy = "Export the report as text, HTML or PDF"
    if claimed is not None:
        return UndecodableInput("wrong_extension", f"named {ending}, it holds {words}", remedy=remedy)
    return UnreadableInput("unsupported", f"it holds {words}, which is not read", remedy=remedy)


def _is_office(head: bytes) -> bool:
    return head.startswith(b"PK") and any(member in head[:256] for member in _OFFICE_MEMBERS)


def _is_binary(head: bytes) -> bool:
    if wide_encoding(head):
        return False
    controls = (len(head) - len(head.translate(None, _CONTROLS))) / len(head)
    if controls > _MANY_CONTROLS:
        return True
    broken = head.decode("utf-8", "replace").count("\ufffd") / len(head)
    return controls > _SOME_CONTROLS and broken > _MANY_BROKEN


def _narrow(head: bytes) -> bytes:
    """Show UTF-16 as UTF-8 and drop a mark, so that letters can be compared."""
    wide = wide_encoding(head)
    return (head.decode(wide, "ignore").encode() if wide else head).removeprefix(b"\xef\xbb\xbf")
