"""The usual names of a report's fields in tables, JSON objects and web pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from sayso.codebook.tables import list_cell, read_rows


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Know which names a field goes by: ``row`` in tables and JSON objects, ``page`` in a page's head."""

    row: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, name: str, present: Iterable[str], mapped: str | None = None) -> tuple[str, ...]:
        """Give the names among ``present`` that may hold the field, the likeliest first.

        A ``mapped`` name, given by a person, is the only one considered.

        >>> load_field_names().find("text", ["Headline", "Body"])
        ('Body',)
        """
        if mapped is not None:
            return tuple(key for key in present if key == mapped)
        plain = {key: _plain(key) for key in present}
        return tuple(key for usual in self.row.get(name, ()) for key in plain if plain[key] == usual)


@cache
def load_field_names() -> FieldNames:
    """Read ``data/columns.tsv``.

    Raises:
        CodebookError: the table is absent or breaks its form.
    """
    rows = read_rows("columns.tsv", ("field", "row", "page"))
    return FieldNames(
        row={row["field"]: list_cell(row, "row") for row in rows},
        page={row["field"]: list_cell(row, "page") for row in rows},
    )


def _plain(name: str) -> str:
    return name.strip().lstrip("\ufeff").casefold().replace(" ", "_").replace("-", "_")
