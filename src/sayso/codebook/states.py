"""States and territories: codes, names, adjectives, people, and the words their governments go by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.codebook.tables import list_cell, read_rows

COLUMNS = (
    "id", "iso2", "iso3", "name", "aliases", "adjectives", "people", "capitals", "metonyms", "wikidata", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """Hold one state or territory of states.tsv.

    ``people`` are nouns for its inhabitants ("Iranians"). ``capitals`` are cities that also stand for the
    government ("Tehran"); ``metonyms`` other words that do ("Kremlin").
    """

    id: str
    iso2: str
    iso3: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]
    wikidata: str | None
    source: str | None


@cache
def load_states() -> tuple[State, ...]:
    """Read states.tsv, in its order.

    Raises:
        CodebookError: the table breaks its own rules.
    """
    return tuple(
        State(
            id=row["id"],
            iso2=row["iso2"],
            iso3=row["iso3"],
            name=row["name"],
            aliases=list_cell(row, "aliases"),
            adjectives=list_cell(row, "adjectives"),
            people=list_cell(row, "people"),
            capitals=list_cell(row, "capitals"),
            metonyms=list_cell(row, "metonyms"),
            wikidata=row["wikidata"] or None,
            source=row["source"] or None,
        )
        for row in read_rows("states.tsv", COLUMNS)
    )
