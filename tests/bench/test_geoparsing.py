"""Geoparsing: both corpora are read as published, and what is found is measured along the globe."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bench.quality.geoparsing import Reader
from bench.quality.split import reported
from sayso.codebook.places import PlaceTable
from training.gazetteer.centres import kilometres
from training.gazetteer.corpora import GEOVIRUS, LGL, GoldDocument, GoldPlace, read_places

LGL_TEXT = """<articles><article docid="7"><text><![CDATA[Fire in Tikrit & Mosul.]]></text><toponyms>
<toponym><start>8</start><end>14</end><phrase>Tikrit</phrase><gaztag><lat>34.6</lat><lon>43.7</lon></gaztag></toponym>
<toponym><start>17</start><end>22</end><phrase>Mosul</phrase></toponym></toponyms></article></articles>"""
GEOVIRUS_TEXT = """<articles><article><source>page</source><text>Fire & rain in Tikrit</text><locations><location>
<name>Tikrit</name><start>15</start><end>21</end><lat>34.6</lat><lon>43.7</lon></location></locations></article></articles>"""


@pytest.mark.parametrize(
    ("corpus", "file", "text", "name", "start"),
    [(LGL, "lgl.xml.gz", LGL_TEXT, "7", 8), (GEOVIRUS, "GeoVirus.xml.gz", GEOVIRUS_TEXT, "page", 15)],
)
def test_a_corpus_is_read_as_published(
    tmp_path: Path, corpus: str, file: str, text: str, name: str, start: int
) -> None:
    (tmp_path / file).write_bytes(gzip.compress(text.encode()))
    (document,) = read_places(corpus, tmp_path)
    assert document.name == name
    assert document.places == (GoldPlace(start, start + 6, "Tikrit", 34.6, 43.7),)


def test_what_is_found_lies_near_what_was_annotated() -> None:
    document = GoldDocument("d", "Tikrit", (GoldPlace(0, 6, "Tikrit", 34.6, 43.68), GoldPlace(9, 14, "Qwrtp", 1, 2)))
    reader = Reader(PlaceTable.load())
    for located in (reader.located(document), reader.most_populous(document)):
        (gold, found), (_, unknown) = located
        assert found is not None and kilometres(gold, found) < 10
        assert unknown is None


def test_three_documents_in_ten_report() -> None:
    assert sum(reported(str(name)) for name in range(1000)) == pytest.approx(300, abs=40)
