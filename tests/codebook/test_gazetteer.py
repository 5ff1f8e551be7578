"""The gazetteer: its file, its keys, and what is found by name, alias and sound."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sayso.codebook.gazetteer import PACKAGED, Gazetteer
from sayso.codebook.spelling import place_key, sound_key, without_article
from sayso.errors import CodebookError

GAZETTEER = Gazetteer.load()


def test_the_file_is_small_and_opens_at_once() -> None:
    assert PACKAGED.stat().st_size <= 15_000_000
    started = time.process_time()
    Gazetteer.load()
    assert time.process_time() - started < 0.05


@pytest.mark.parametrize(
    ("name", "country", "found_by"),
    [
        ("Springfield", "US", "name"), ("Bombay", "IN", "alias"), ("St. Louis", "US", "name"), ("La.", "US", "alias"),
        ("al-Fallujah", "IQ", "name"), ("Fallujeh", "IQ", "spelling"), ("Łódź", "PL", "name"), ("İzmir", "TR", "name"),
    ],
)  # fmt: skip
def test_what_is_found_and_how(name: str, country: str, found_by: str) -> None:
    row = GAZETTEER.find(name)[0]
    assert (row.country, row.found_by) == (country, found_by)


@pytest.mark.parametrize("name", ["", "xq", "Qwrtplkj", "the", "123"])
def test_what_is_not_found(name: str) -> None:
    assert GAZETTEER.find(name) == ()


def test_rows_come_the_most_populous_first() -> None:
    people = [row.population for row in GAZETTEER.find("Paris")]
    assert people == sorted(people, reverse=True)
    assert GAZETTEER.find("Paris")[0].country == "FR"


def test_units_have_no_point_and_towns_have_one() -> None:
    rows = GAZETTEER.find("Idlib")
    assert {row.kind: row.latitude is None for row in rows} == {"city": False, "province": True, "district": True}
    assert {row.admin1_name for row in rows} == {"Idlib"}


def test_a_row_is_found_again_by_its_id() -> None:
    row = GAZETTEER.find("Paris")[0]
    assert GAZETTEER.get(row.id) == row
    assert GAZETTEER.get(1) is None


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="the gazetteer cannot be read"):
        Gazetteer.load(tmp_path / "none.sqlite")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ba‘qūbah", "baqubah"), ("Deir ez-Zor", "deir ez zor"), ("St. Paul", "saint paul"), ("D.C.", "dc"),
        ("Şanlıurfa", "sanliurfa"), ("Mt. Sinjar", "mount sinjar"), ("", ""), ("St", "st"),
    ],
)  # fmt: skip
def test_keys(name: str, key: str) -> None:
    assert place_key(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [("salaheddin", "salah ad din"), ("al qaim", "qaem"), ("khan younis", "khan yunis"), ("baquba", "baqubah")],
)
def test_spellings_of_one_sound(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


def test_an_article_is_cut_only_before_a_name() -> None:
    assert (without_article("al qaim"), without_article("al"), without_article("alabama")) == ("qaim", "al", "alabama")
