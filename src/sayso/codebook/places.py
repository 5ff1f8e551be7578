"""Places of these conflicts: countries, provinces, cities, bases, crossings, camps and seas, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from sayso.codebook.names import Name, NameTable
from sayso.codebook.phrases import Hit, PhraseTable
from sayso.codebook.place_words import PlaceWords, load_place_words
from sayso.codebook.states import State, load_states
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.ids import PlaceId

COLUMNS = ("id", "name", "kind", "country", "aliases")
PlaceKind = Literal[
    "country", "region", "province", "district", "city", "neighbourhood", "camp", "base", "airport", "crossing",
    "site", "border", "sea", "strait", "river", "mountain", "supranational",
]  # fmt: skip
_KINDS: Mapping[str, PlaceKind] = {kind: kind for kind in get_args(PlaceKind)}


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """Hold one place.

    ``country`` is an ISO 3166-1 alpha-2 code, None for seas, border-crossing regions and disputed ground.
    ``adjectives`` ("Syrian") point at the country but do not name it. Coordinates are WGS84 degrees, None
    where no source gives them yet.
    """

    id: PlaceId
    name: str
    kind: PlaceKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None

    def names(self) -> Iterator[Name[PlaceEntry]]:
        """Give every spelling with its form; the canonical name comes first."""
        yield Name(self.name, self, "name")
        for alias in self.aliases:
            yield Name(alias, self, "alias")
        for adjective in self.adjectives:
            yield Name(adjective, self, "adjective")


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Find places by what they are called. One spelling may name several places, kept in the table's order.

    >>> table = PlaceTable.load()
    >>> table.lookup("Iraq").kind, table.lookup("Fallujah").country
    ('country', 'IQ')
    """

    entries: tuple[PlaceEntry, ...]
    names: NameTable[PlaceEntry]
    words: PlaceWords
    _by_id: Mapping[PlaceId, PlaceEntry] = field(default_factory=dict)

    @classmethod
    def load(cls) -> PlaceTable:
        """Read the places shipped with Sayso: states.tsv as countries, then places.tsv.

        Raises:
            CodebookError: a table breaks its own rules.
        """
        rows = read_rows("places.tsv", COLUMNS)
        return cls.of([*map(_country, load_states()), *map(_place, rows)], load_place_words())

    @classmethod
    def of(cls, entries: Iterable[PlaceEntry], words: PlaceWords) -> PlaceTable:
        """Build a table from entries, in order, and the words that stand around their names."""
        kept = tuple(entries)
        names = NameTable.of(name for entry in kept for name in entry.names())
        return cls(kept, names, words, {entry.id: entry for entry in reversed(kept)})

    def get(self, place: PlaceId | str) -> PlaceEntry | None:
        """Give the entry of an id, or None."""
        return self._by_id.get(PlaceId(place))

    def lookup(self, name: str) -> PlaceEntry | None:
        """Find the first place a whole phrase names, or None; adjectives name none."""
        named = [one for one in self.names_of(name) if one.form != "adjective"]
        return named[0].entry if named else None

    def names_of(self, name: str) -> tuple[Name[PlaceEntry], ...]:
        """Find every reading of a whole phrase, the table's order; empty if unknown."""
        return self.names.readings(name)

    def longest_at(self, words: Sequence[str], folded: Sequence[str], start: int) -> Hit[Name[PlaceEntry]] | None:
        """Find the longest place name that starts at a token; see ``NameTable.longest_at``."""
        return self.names.longest_at(words, folded, start)

    def all_in(self, words: Sequence[str], folded: Sequence[str]) -> dict[int, Hit[Name[PlaceEntry]]]:
        """Find the longest place name at every token at which one starts, by that token's place."""
        return self.names.all_in(words, folded)

    @property
    def phrases(self) -> PhraseTable[Name[PlaceEntry]]:
        """Give the bare phrase table, which knows no case; ``longest_at`` is the safer way in."""
        return self.names.phrases

    def validate(self) -> list[str]:
        """List what is wrong with the table, in plain words; empty if nothing is."""
        faults: list[str] = []
        countries = {entry.country for entry in self.entries if entry.kind == "country"}
        seen: set[PlaceId] = set()
        for entry in self.entries:
            if entry.id in seen:
                faults.append(f"{entry.id}: two places have this id")
            if entry.country and entry.country not in countries:
                faults.append(f"{entry.id}: no state has the code {entry.country}")
            seen.add(entry.id)
        return faults


def _country(state: State) -> PlaceEntry:
    return PlaceEntry(
        id=PlaceId(f"place-{state.id}"),
        name=state.name,
        kind="country",
        country=state.iso2,
        aliases=state.aliases,
        adjectives=state.adjectives,
    )


def _place(row: dict[str, str]) -> PlaceEntry:
    kind = _KINDS.get(row["kind"])
    if kind is None or not row["id"] or not row["name"]:
        raise CodebookError(
            f"the row {row['id'] or row['name']!r} needs an id, a name and a kind",
            path="places.tsv",
            remedy=f"Kinds are: {', '.join(_KINDS)}",
        )
    return PlaceEntry(PlaceId(row["id"]), row["name"], kind, row["country"] or None, list_cell(row, "aliases"))
