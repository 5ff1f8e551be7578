"""Places by name: countries, the places of these conflicts that are listed by hand, and the gazetteer behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.codebook.disputed import Disputed, load_disputed
from sayso.codebook.gazetteer import Gazetteer, GazetteerRow
from sayso.codebook.names import Name, NameTable, bare_name
from sayso.codebook.phrases import Hit, fold
from sayso.codebook.place_rows import PlaceEntry, PlaceKind, listed_places, listed_sites
from sayso.codebook.place_weights import PlaceWeights, load_place_weights
from sayso.codebook.place_words import PlaceWords, load_place_words
from sayso.codebook.states import State, load_states
from sayso.record.ids import PlaceId

__all__ = ["PlaceEntry", "PlaceKind", "PlaceTable"]

ROW_PREFIX = "gn-"
"""Opens the ids of places that only the gazetteer holds; its GeoNames id follows."""
SAME_SPOT = 0.3
"""Degrees within which a listed site and a town of its name are one place: Natanz's plant lies .21 from the town."""
_INITIALS = 4
ROW_BASIS = "gazetteer"
ROW_SOURCE = "GeoNames, CC BY 4.0"


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Find places by what they are called. One spelling may name several places.

    ``lookup``, ``names_of`` and ``longest_at`` know the places listed by hand, in their order: they find names in
    running text. ``candidates`` asks the gazetteer too, and is for phrases that are known to be places.

    >>> table = PlaceTable.load()
    >>> table.lookup("Iraq").kind, table.lookup("Fallujah").country
    ('country', 'IQ')
    >>> [(one.entry.country, one.entry.admin1) for one in table.candidates("Rafah")][:2]
    [('PS', 'Gaza Strip'), ('EG', 'North Sinai')]
    """

    entries: tuple[PlaceEntry, ...]
    names: NameTable[PlaceEntry]
    words: PlaceWords
    weights: PlaceWeights
    gazetteer: Gazetteer | None = None
    disputed: Disputed = field(default_factory=Disputed)
    _by_id: Mapping[PlaceId, PlaceEntry] = field(default_factory=dict)
    _by_row: Mapping[int, PlaceEntry] = field(default_factory=dict)

    @classmethod
    def load(cls) -> PlaceTable:
        """Read the places shipped with Sayso: states.tsv as countries, places.tsv, sites.tsv, and the gazetteer.

        Raises:
            CodebookError: a table breaks its own rules, or the gazetteer is missing.
        """
        entries = [*map(_country, load_states()), *listed_places(), *listed_sites()]
        return cls.of(entries, load_place_words(), load_place_weights(), Gazetteer.load(), load_disputed())

    @classmethod
    def of(
        cls,
        entries: Iterable[PlaceEntry],
        words: PlaceWords,
        weights: PlaceWeights | None = None,
        gazetteer: Gazetteer | None = None,
        disputed: Disputed | None = None,
    ) -> PlaceTable:
        """Build a table from entries, in order, and the words that stand around their names."""
        kept = tuple(entries)
        names = NameTable.of(name for entry in kept for name in entry.names())
        by_id = {entry.id: entry for entry in reversed(kept)}
        by_row = {entry.geonames: entry for entry in reversed(kept) if entry.geonames}
        known = weights or PlaceWeights({})
        return cls(kept, names, words, known, gazetteer, disputed or Disputed(), by_id, by_row)

    def get(self, place: PlaceId | str) -> PlaceEntry | None:
        """Give the entry of an id with all that the gazetteer knows of it, or None."""
        listed = self._by_id.get(PlaceId(place))
        if listed is not None:
            return self.located(listed)
        number = place.removeprefix(ROW_PREFIX)
        if self.gazetteer is None or number == place or not number.isdecimal():
            return None
        row = self.gazetteer.get(int(number))
        return self.disputed.told(_entry(row)) if row else None

    def lookup(self, name: str) -> PlaceEntry | None:
        """Find the first listed place that a whole phrase names, or None; adjectives name none."""
        named = [one for one in self.names_of(name) if one.form != "adjective"]
        return named[0].entry if named else None

    def names_of(self, name: str) -> tuple[Name[PlaceEntry], ...]:
        """Find every listed reading of a whole phrase, the table's order; empty if unknown."""
        return self.names.readings(name)

    def candidates(self, name: str) -> tuple[Name[PlaceEntry], ...]:
        """Find every place that may go by a name: the listed ones, then the gazetteer's, the most populous first.

        The gazetteer is asked only for what is written as a name, with capitals. Adjectives ("Syrian") name what
        is listed and nothing else.
        """
        by_id = {one.entry.id: one for one in reversed(self.names_of(name))}
        listed = tuple(one._replace(entry=self.located(one.entry)) for one in reversed(by_id.values()))
        if self.gazetteer is None or any(one.form == "adjective" for one in listed) or not self._may_be_town(name):
            return listed
        initials = _is_initials(name)
        known = {one.entry.id for one in listed}
        found = [*listed]
        for row in self.gazetteer.find(bare_name(name)):
            if initials and row.kind != "province":
                continue
            entry = self._by_row.get(row.id)
            if row.found_by == "spelling" and listed:
                break
            if entry is None and not any(_is_same_spot(row, one.entry) for one in listed):
                found.append(Name(row.name, self.disputed.told(_entry(row)), row.found_by))
            elif entry is not None and entry.id not in known:
                found.append(Name(row.name, self._joined(entry, row), row.found_by))
        return tuple(found)

    def _may_be_town(self, name: str) -> bool:
        """Tell whether a phrase can be looked up: written with capitals, and more than a direction ("the West")."""
        return _is_written_as_name(name) and fold(bare_name(name)) not in self.words.part

    def located(self, entry: PlaceEntry) -> PlaceEntry:
        """Give a listed entry with the coordinates, population and admin unit of its row of the gazetteer."""
        row = self.gazetteer.get(entry.geonames) if self.gazetteer is not None and entry.geonames else None
        return self._joined(entry, row) if row else self.disputed.told(entry)

    def longest_at(self, words: Sequence[str], folded: Sequence[str], start: int) -> Hit[Name[PlaceEntry]] | None:
        """Find the longest listed place name that starts at a token; see ``NameTable.longest_at``."""
        return self.names.longest_at(words, folded, start)

    def all_in(self, words: Sequence[str], folded: Sequence[str]) -> dict[int, Hit[Name[PlaceEntry]]]:
        """Find the longest place name at every token at which one starts, by that token's place."""
        return self.names.all_in(words, folded)

    def validate(self) -> list[str]:
        """List what is wrong with the listed places, in plain words; empty if nothing is."""
        return [*self._faults()]

    def _faults(self) -> Iterator[str]:
        countries = {entry.country for entry in self.entries if entry.kind == "country"}
        seen: set[PlaceId] = set()
        for entry in self.entries:
            if entry.id in seen:
                yield f"{entry.id}: two places have this id"
            if entry.country and entry.country not in countries:
                yield f"{entry.id}: no state has the code {entry.country}"
            if entry.geonames and self.gazetteer is not None and self.gazetteer.get(entry.geonames) is None:
                yield f"{entry.id}: the gazetteer has no row {entry.geonames}"
            if (entry.latitude is None) != (entry.longitude is None):
                yield f"{entry.id}: half of its coordinates is missing"
            if entry.latitude is not None and not entry.coordinate_basis:
                yield f"{entry.id}: it has coordinates and says nothing of their basis"
            seen.add(entry.id)

    def _joined(self, entry: PlaceEntry, row: GazetteerRow) -> PlaceEntry:
        joined = replace(
            entry,
            admin1=entry.admin1 or row.admin1_name,
            population=row.population,
            latitude=row.latitude if entry.latitude is None else entry.latitude,
            longitude=row.longitude if entry.longitude is None else entry.longitude,
            coordinate_basis=entry.coordinate_basis or (ROW_BASIS if row.latitude is not None else None),
            source=entry.source or ROW_SOURCE,
        )
        return self.disputed.told(joined)


def _is_written_as_name(name: str) -> bool:
    """Tell whether all longer words of a phrase have a capital or a digit: "Tell Qamar", not "a market"."""
    words = bare_name(name).replace("-", " ").split()
    return bool(words) and all(len(word) < 4 or not word[:1].islower() for word in words) and words[-1][:1].isupper()


def _is_same_spot(row: GazetteerRow, listed: PlaceEntry) -> bool:
    """Tell whether a row is the town of a listed place: both have points, no more than ``SAME_SPOT`` apart."""
    if row.latitude is None or row.longitude is None or listed.latitude is None or listed.longitude is None:
        return False
    if listed.country not in (None, row.country):
        return False
    return max(abs(row.latitude - listed.latitude), abs(row.longitude - listed.longitude)) <= SAME_SPOT


def _is_initials(name: str) -> bool:
    """Tell whether a name is a few capitals ("UN", "U.S.", "La."): of what the gazetteer holds only units have such."""
    letters = bare_name(name).replace(".", "")
    return len(letters) <= _INITIALS and letters.isupper()


def _entry(row: GazetteerRow) -> PlaceEntry:
    located = row.latitude is not None
    return PlaceEntry(
        PlaceId(f"{ROW_PREFIX}{row.id}"), row.name, row.kind, row.country, (), (), row.latitude, row.longitude,
        row.admin1_name, row.id, row.population, ROW_BASIS if located else None, ROW_SOURCE,
    )  # fmt: skip


def _country(state: State) -> PlaceEntry:
    return PlaceEntry(
        id=PlaceId(f"place-{state.id}"),
        name=state.name,
        kind="country",
        country=state.iso2,
        aliases=state.aliases,
        adjectives=state.adjectives,
    )
