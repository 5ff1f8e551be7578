"""Read a report's fields from named values: a JSON object, a table's row, front matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from sayso.codebook.columns import load_field_names
from sayso.config import ReadOptions
from sayso.errors import UndecodableInput
from sayso.record.documents import Metadata
from sayso.text.formats.encoding import storable

_NAME_KEYS = ("name", "title", "@id", "url", "id")
_SHOWN_KEYS = 20
_MAX_DEPTH = 4
"""Lists and objects in a value that are looked through for a name; an author in a list has two."""

_AS_IS = ReadOptions()
_Read = TypeVar("_Read")


def stated_by(entries: Mapping[str, object], options: ReadOptions = _AS_IS) -> Metadata:
    """Gather what named values state of a report, under mapped or usual names; what is absent stays unsaid.

    Objects give their name (``{"publisher": {"name": …}}``), lists their first entry, for authors all.
    """

    def one(field: str) -> str | None:
        return _first(entries, field, options, lambda value: next(iter(names(value)), None))

    return Metadata(
        title=one("title"),
        outlet=one("outlet"),
        authors=_first(entries, "authors", options, names) or (),
        published=one("published"),
        url=one("url"),
        archive_url=one("archive_url"),
        language=one("language"),
        genre=one("genre"),
        updated=one("updated"),
        translation_of=one("translation_of"),
        translated_by=one("translated_by"),
    )


def text_of(entries: Mapping[str, object], options: ReadOptions = _AS_IS) -> str:
    """Give the text of named values, unchanged; empty if its field is.

    Raises:
        UndecodableInput: ``no_text_field``, naming the names there are.
    """
    texts = [
        value
        for key in load_field_names().find("text", entries, options.column("text"))
        if isinstance(value := entries[key], str)
    ]
    if texts:
        return next((text for text in texts if text.strip()), "")
    present = [str(key) for key in entries]
    shown = ", ".join(present[:_SHOWN_KEYS]) + (" …" if len(present) > _SHOWN_KEYS else "")
    raise UndecodableInput(
        "no_text_field",
        f"no field holds the text; there are: {shown or 'none'}",
        remedy="Say --map text=NAME",
    )


def names(value: object, depth: int = 0) -> tuple[str, ...]:
    """Give the names in a value: a string, a number, an object with a name, or a list of these."""
    if isinstance(value, str):
        clean = " ".join(storable(value)[0].split())
        return (clean,) if clean else ()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (str(value),)
    if depth < _MAX_DEPTH and isinstance(value, list):
        return tuple(name for item in value for name in names(item, depth + 1))
    if depth < _MAX_DEPTH and isinstance(value, dict):
        return next((found for key in _NAME_KEYS if (found := names(value.get(key), depth + 1))), ())
    return ()


def _first(
    entries: Mapping[str, object], field: str, options: ReadOptions, read: Callable[[object], _Read | None]
) -> _Read | None:
    for key in load_field_names().find(field, entries, options.column(field)):
        value = read(entries[key])
        if value:
            return value
    return None
