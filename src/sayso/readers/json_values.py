"""Read JSON files: one article, an array of them, an object that holds one array, a JSON-LD graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.codebook.columns import load_field_names
from sayso.config import ReadOptions
from sayso.errors import UndecodableInput
from sayso.readers.json_scan import Value, items, members, value_at
from sayso.readers.limits import MAX_DOCUMENT_BYTES, MAX_JSON_BYTES
from sayso.readers.source import Source, rejected
from sayso.record.charset import wide_encoding
from sayso.record.documents import RawDocument, Rejection

READER = "json/1"
MEDIA_TYPE = "application/json"
_MAX_DEPTH = 3
"""Objects between the top and the array of articles: ``{"response": {"docs": [...]}}`` has one."""


@dataclass(frozen=True, slots=True)
class _Scan:
    """Hold a JSON text and what a person said its text is called."""

    content: bytes
    text_key: str | None

    def first(self, value: Value) -> bytes:
        return self.content[value.start : value.start + 1]

    def is_article(self, value: Value) -> bool:
        """Tell whether a value is an object with a text of its own."""
        if self.first(value) != b"{":
            return False
        texts = [str(member.key) for member in members(self.content, value) if self.first(member) == b'"']
        return bool(load_field_names().find("text", texts, self.text_key))

    def articles(self, top: Value) -> Iterator[tuple[str, Value]]:
        """Give the documents in a value, with their JSON pointers; the value itself, failing any."""
        holders = [("", top)]
        if self.first(top) == b"{" and not self.is_article(top):
            holders = list(self._holders(top, "", 0))
        pointer, holder = holders[0] if len(holders) == 1 else ("", top)
        if self.first(holder) != b"[":
            yield pointer, holder
            return
        for item in items(self.content, holder):
            # A graph names people and pages beside its articles; any other array is all documents.
            if holder.key != "@graph" or self.is_article(item):
                yield f"{pointer}/{item.key}", item

    def _holders(self, value: Value, pointer: str, depth: int) -> Iterator[tuple[str, Value]]:
        """Give the articles, and the arrays that hold one, in an object and the objects in it."""
        for member in members(self.content, value):
            place = f"{pointer}/{_escaped(str(member.key))}"
            if self.first(member) == b"[":
                if any(self.is_article(item) for item in items(self.content, member)):
                    yield place, member
            elif self.is_article(member):
                yield place, member
            elif self.first(member) == b"{" and depth < _MAX_DEPTH:
                yield from self._holders(member, place, depth + 1)


def read_json(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give each article of a JSON file; its content is its exact slice, its locator a JSON pointer.

    A file of several values one after another is read as JSON Lines is, whatever its line ends. A file of
    one article has no locator. UTF-16 is sliced as UTF-8.

    Raises:
        UnsafeInput: ``too_large``, the file.
    """
    content = _as_utf8(source.whole(MAX_JSON_BYTES))
    scan = _Scan(content, options.column("text"))
    several = _holds_several(content)
    for number, top in enumerate(_top_values(source, content), 1):
        if isinstance(top, Rejection):
            yield top
            continue
        prefix = f"value {number}" if several else ""
        try:
            yield from _documents(source, scan, top, prefix)
        except UndecodableInput as error:
            yield rejected(error, source.path, prefix or source.locator)


def _documents(source: Source, scan: _Scan, top: Value, prefix: str) -> Iterator[RawDocument | Rejection]:
    bare: list[str] = []
    for pointer, value in scan.articles(top):
        locator = " ".join(part for part in (prefix, pointer) if part)
        if scan.first(value) == b"{":
            yield _document(source, scan.content, value, locator)
        else:
            bare = bare or [locator]
    # Once for all of them: an array of a million numbers is one mistake.
    for locator in bare:
        detail = "This value, and perhaps others after it, is no JSON object. Make it one that has a text."
        yield source.rejection("no_text_field", detail, locator or None)


def _holds_several(content: bytes) -> bool:
    try:
        return bool(content[value_at(content, 0).end :].strip(b" \t\r\n"))
    except UndecodableInput:
        return False


def _top_values(source: Source, content: bytes) -> Iterator[Value | Rejection]:
    position, end = 0, len(content.rstrip(b" \t\r\n"))
    while position < end:
        try:
            value = value_at(content, position)
        except UndecodableInput as error:
            yield rejected(error, source.path, source.locator)
            return
        if content[value.start : value.start + 1] not in (b"{", b"["):
            detail = "The file holds no JSON object or array. If it is prose, rename it .txt."
            yield source.rejection("bad_json", detail)
            return
        yield value
        position = value.end


def _document(source: Source, content: bytes, value: Value, locator: str) -> RawDocument | Rejection:
    size = value.end - value.start
    if size > MAX_DOCUMENT_BYTES:
        detail = f"One article of more than {MAX_DOCUMENT_BYTES >> 20} MiB. It was passed over; split it."
        return source.rejection("too_large", detail, locator)
    piece = content[value.start : value.end]
    if locator:
        return source.row(piece, MEDIA_TYPE, READER, locator)
    return source.document(piece, MEDIA_TYPE, READER)


def _as_utf8(content: bytes) -> bytes:
    wide = wide_encoding(content)
    text = content.decode(wide, "replace").encode() if wide else content
    return text.removeprefix(b"\xef\xbb\xbf")


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")  # RFC 6901
