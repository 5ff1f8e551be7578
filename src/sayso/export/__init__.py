"""Write the record in the forms people work with: one small writer a format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sayso.doors import load, names

if TYPE_CHECKING:
    from sayso.export.readable import Readable
    from sayso.export.write_options import WriteOptions


class Writer(Protocol):
    """Write a case to a file or folder as asked; return how many rows each file has, by the file's name.

    A writer streams: it holds no more of a case than its actors and places. A file appears under its name only when it
    is whole.
    """

    def __call__(self, view: Readable, out: Path, asked: WriteOptions, /) -> dict[str, int]: ...


GROUP = "sayso.exporters"
"""The group of entry points by which other packages add formats: ``name = "module:writer"``."""

WRITERS: Mapping[str, str] = {
    "acled": "sayso.export.acled:write_acled",
    "bibtex": "sayso.export.bibliography:write_bibtex",
    "csl": "sayso.export.bibliography:write_csl",
    "csv": "sayso.export.tables:write_csv",
    "datasette": "sayso.export.datasette:write_datasette",
    "ftm": "sayso.export.followthemoney:write_ftm",
    "ged": "sayso.export.ged:write_ged",
    "geojson": "sayso.export.geojson:write_geojson",
    "gexf": "sayso.export.actor_graph:write_gexf",
    "graphml": "sayso.export.actor_graph:write_graphml",
    "html": "sayso.export.brief_page:write_html",
    "jsonl": "sayso.export.jsonl:write_jsonl",
    "kml": "sayso.export.kml:write_kml",
    "markdown": "sayso.export.brief_text:write_markdown",
    "parquet": "sayso.export.parquet:write_parquet",
    "plover": "sayso.export.plover:write_plover",
    "polecat": "sayso.export.polecat:write_polecat",
    "stix": "sayso.export.stix:write_stix",
    "timelinejs": "sayso.export.timelinejs:write_timelinejs",
    "xlsx": "sayso.export.workbook:write_xlsx",
}
"""The formats Sayso brings, by the name ``--format`` takes, each with its writer as an entry point names it."""


def writer_names() -> tuple[str, ...]:
    """Name all formats that can be written, those of other packages too, in order."""
    return names(GROUP, WRITERS)


def writer_of(name: str) -> Writer:
    """Load the writer of a format. Those Sayso brings come before those of other packages.

    Raises:
        UsageError: there is no such format, or the package that brings it cannot be loaded.
    """
    writer: Any = load(GROUP, WRITERS, name, "export format")
    return writer  # type: ignore[no-any-return]
