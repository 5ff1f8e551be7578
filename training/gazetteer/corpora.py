"""Corpora of places in news with their coordinates: LGL and GeoVirus, as they are published."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

GEOVIRUS, LGL = "GeoVirus", "LGL"
FILES = {LGL: "lgl.xml.gz", GEOVIRUS: "GeoVirus.xml.gz"}
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """Quote a place of a document, and where it is."""

    start: int
    end: int
    text: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Hold a document and its places that have coordinates. ``name`` is what the corpus calls it."""

    name: str
    text: str
    places: tuple[GoldPlace, ...]


def read_places(corpus: str, folder: Path) -> Iterator[GoldDocument]:
    """Read one of the corpora of ``FILES``, or a file of either form by its name, packed or not."""
    path = folder / FILES.get(corpus, corpus)
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    tree = ElementTree.fromstring(_BARE_AMPERSAND.sub("&amp;", raw.decode("utf-8")))
    for article in tree.iter("article"):
        name = article.get("docid") or article.findtext("source") or ""
        forms = ("toponym", "phrase"), ("location", "name")
        places = (_place(one, phrase) for item, phrase in forms for one in article.iter(item))
        text = article.findtext("text") or ""
        yield GoldDocument(name, text, tuple(place for place in places if place is not None))


def _place(one: ElementTree.Element, phrase: str) -> GoldPlace | None:
    latitude, longitude = one.find(".//lat"), one.find(".//lon")
    if latitude is None or longitude is None or not latitude.text or not longitude.text:
        return None
    start, end = int(one.findtext("start") or 0), int(one.findtext("end") or 0)
    return GoldPlace(start, end, one.findtext(phrase) or "", float(latitude.text), float(longitude.text))
