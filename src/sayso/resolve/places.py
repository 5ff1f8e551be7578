"""Places: where a phrase of a report is, how exactly, and how the act lies to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.names import Name, bare_name
from sayso.codebook.phrases import fold
from sayso.codebook.places import PlaceEntry, PlaceKind, PlaceTable
from sayso.record.ids import PlaceId, place_id
from sayso.record.mentions import PlaceCandidate

PRECISION: Mapping[PlaceKind, int | None] = {
    "city": 1, "neighbourhood": 1, "camp": 1, "base": 1, "airport": 1, "crossing": 1, "site": 1,
    "mountain": 2, "district": 3, "province": 4, "region": 4, "border": 5, "river": 5, "country": 6,
    "sea": 7, "strait": 7, "supranational": None,
}  # fmt: skip
"""UCDP where_prec of a kind of place: 1 exact spot, 2 near it, 3 district, 4 province, 5 fuzzy or along a line,
6 country, 7 waters and airspace of no state. Larger than a country has none. Source: UCDP GED codebook."""

NEAR_PRECISION = 2
EXACT_RELATIONS = frozenset({"in", "at", "to", "from"})
"""Relations that leave a known spot known; all others ("near", "north_of") make it ``NEAR_PRECISION``."""
WIDE_PRECISIONS = (4, 5, 6)
"""A part of a province, region or country is a fuzzy area; part of a city, a sea or a continent stays as it is."""
_WORDS = re.compile(r"'s\b|,|[^\s,]+?(?='s\b)|[^\s,]+")
_MEASURES = frozenset({"miles", "mile", "km", "kilometers", "kilometres", "kilometer", "kilometre", "meters", "metres"})


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """Say where a phrase is; fields as in ``record.mentions.PlaceArgument``.

    ``place`` is the table's id, or one made from the name and country where the table holds no such place.
    """

    place: PlaceId
    name: str
    country: str | None
    geo_precision: int | None
    relation: str | None
    latitude: float | None
    longitude: float | None
    candidates: tuple[PlaceCandidate, ...]
    reason: str


def place(
    text: str, table: PlaceTable, *, countries: Collection[str] = (), relation: str | None = None
) -> ResolvedPlace:
    """Find where a phrase is: a place of the table, a part of one, or one named by the phrase itself.

    ``countries`` (ISO codes met in the document) decide between places of one name; ``relation`` is the preposition
    before the phrase ("outside"), which counts if the phrase holds none. "Northern Iraq" is no
    country: it keeps its name, with the precision of a part. A phrase that holds one known place ("a café in
    Manbij") is there. Coordinates are None where the table has none.

    >>> table = PlaceTable.load()
    >>> found = place("just outside Fallujah", table)
    >>> found.name, found.country, found.geo_precision, found.relation
    ('Fallujah', 'IQ', 2, 'near')
    >>> found = place("northern Iraq", table)
    >>> found.name, found.country, found.geo_precision
    ('northern Iraq', 'IQ', 5)
    """
    words, stated = _relation(_WORDS.findall(bare_name(text)), table)
    relation = stated or _relation_word(relation, table)
    words = _WORDS.findall(bare_name(_join(words)))
    found = (
        _named(words, table, countries)
        or _sorted_of(words, table, countries)
        or _part(words, table, countries)
        or _kind_after(words, table, countries)
        or _inside(words, table, countries)
        or _unknown(_join(words))
    )
    near = relation is not None and relation not in EXACT_RELATIONS and found.geo_precision == 1
    return replace(
        found,
        relation=relation or found.relation,
        geo_precision=NEAR_PRECISION if near else found.geo_precision,
    )


def _join(words: Sequence[str]) -> str:
    return " ".join(words).replace(" 's", "'s").replace(" ,", ",")


def _relation(words: Sequence[str], table: PlaceTable) -> tuple[Sequence[str], str | None]:
    """Cut a relation off the front: "some 10 miles north of", "near", "on the outskirts of"."""
    first = next((i + 1 for i, word in enumerate(words[:5]) if word.casefold() in _MEASURES), 0)
    rest = words[first:]
    for length in range(min(5, len(rest) - 1), 0, -1):
        relation = table.words.relation.get(fold(" ".join(rest[:length])))
        if relation:
            return rest[length:], relation
    return (rest, "near") if first else (words, None)


def _relation_word(word: str | None, table: PlaceTable) -> str | None:
    """Map a preposition to its relation; None if it says nothing about where."""
    known = table.words.relation
    return known.get(word or "") or (word if word in known.values() else None)


def _named(words: Sequence[str], table: PlaceTable, countries: Collection[str]) -> ResolvedPlace | None:
    names = table.names_of(_join(words)) or table.names_of(_join(words).removeprefix("al-"))
    if not names and "," in words:
        at = words.index(",")
        wider = table.lookup(_join(words[at + 1 :]))
        names = table.names_of(_join(words[:at]))
        countries = [wider.country] if wider and wider.country else countries
    return _chosen(names, countries) if names else None


def _chosen(names: Sequence[Name[PlaceEntry]], countries: Collection[str]) -> ResolvedPlace:
    """Take the first place of a name, one in ``countries`` before others; the rest stay candidates."""
    ranked = sorted(names, key=lambda name: name.entry.country not in countries)
    weights = [1 / rank for rank in range(1, len(ranked) + 1)]
    candidates = tuple(
        PlaceCandidate(one.entry.id, one.entry.name, one.entry.country, weight / sum(weights), f"gazetteer {one.form}")
        for one, weight in zip(ranked, weights, strict=True)
    )
    entry = ranked[0].entry
    return ResolvedPlace(
        entry.id, entry.name, entry.country, PRECISION[entry.kind], None, entry.latitude, entry.longitude,
        candidates if len(candidates) > 1 else (), f"gazetteer {ranked[0].form}",
    )  # fmt: skip


def _sorted_of(words: Sequence[str], table: PlaceTable, countries: Collection[str]) -> ResolvedPlace | None:
    """Read "the Syrian border town of Kobani"."""
    if "of" not in words[1:]:
        return None
    at = words.index("of", 1)
    if fold(words[at - 1]) not in table.words.of:
        return None
    found = _named(words[at + 1 :], table, countries) or _unknown(_join(words[at + 1 :]))
    country = found.country or next((name.entry.country for name in _inside_names(words[:at], table)), None)
    return replace(found, country=country)


def _part(words: Sequence[str], table: PlaceTable, countries: Collection[str]) -> ResolvedPlace | None:
    """Read "northern Iraq", "downtown Baghdad": a part, under its own name."""
    if len(words) < 2 or fold(words[0]) not in table.words.part:
        return None
    whole = _named(words[1:], table, countries)
    if whole is None:
        return None
    precision = whole.geo_precision
    if precision in WIDE_PRECISIONS:
        precision = table.words.part[fold(words[0])]
    return _new(f"{words[0].lower()} {whole.name}", whole.country, precision, f"part of {whole.name}")


def _kind_after(words: Sequence[str], table: PlaceTable, countries: Collection[str]) -> ResolvedPlace | None:
    """Read "Aleppo province", "the Iraqi border": a known name and a noun that says what the place is."""
    for length in (2, 1):
        precision = table.words.kind.get(fold(" ".join(words[-length:])))
        whole = _named(words[:-length], table, countries) if precision and len(words) > length else None
        if precision and whole:
            country = None if fold(words[-1]) in table.words.abroad else whole.country
            return _new(_join(words), country, precision, f"{words[-1]} by {whole.name}")
    return None


def _inside(words: Sequence[str], table: PlaceTable, countries: Collection[str]) -> ResolvedPlace | None:
    """Read "a café in Manbij" as Manbij, if the phrase holds one known place, not counting a wider one."""
    names = [name for name in _inside_names(words, table) if name.form != "adjective"]
    if not names:
        return None
    finest = min(names, key=lambda name: PRECISION[name.entry.kind] or 8)
    others = {name.entry.id for name in names if name.entry.country not in (None, finest.entry.country)}
    if others or _join(words).casefold() == finest.written.casefold():
        return None
    found = _chosen([finest], countries)
    return replace(found, relation="in", reason=f"{found.name} inside the phrase")


def _inside_names(words: Sequence[str], table: PlaceTable) -> list[Name[PlaceEntry]]:
    folded = [fold(word) for word in words]
    names, at = [], 0
    while at < len(words):
        found = table.longest_at(words, folded, at)
        at = found[0] if found else at + 1
        if found:
            names.append(found[1][0])
    return names


def _unknown(name: str) -> ResolvedPlace:
    return _new(name, None, None, "not in the gazetteer")


def _new(name: str, country: str | None, precision: int | None, reason: str) -> ResolvedPlace:
    return ResolvedPlace(place_id(fold(name), country), name, country, precision, None, None, None, (), reason)
