"""Words of one kind of act."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook import kin as module
from sayso.codebook.kin import Kin
from sayso.codebook.stems import Stems
from sayso.errors import CodebookError


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("slain", "murdered", True),
        ("died", "dead", True),
        ("airstrikes", "bombardment", True),
        ("truce", "ceasefire", True),
        ("kidnapping", "hostages", True),
        ("victory", "truce", False),
        ("unheard", "unheard", False),
    ],
)
def test_forms_of_kindred_words_meet(one: str, other: str, meet: bool) -> None:
    stems, kin = Stems.load(), Kin.load()
    assert (not kin.of([stems.of(one)]).isdisjoint(kin.of([stems.of(other)]))) == meet


def test_a_kind_is_no_chain() -> None:
    """ "kill" and "shoot" are kin of "gun"; a shooting and a death are not kin of each other."""
    stems, kin = Stems.load(), Kin.load()
    shooting, death = kin.of([stems.of("shooting")]), kin.of([stems.of("death")])
    assert not shooting.isdisjoint(kin.of([stems.of("gun")])) and shooting.isdisjoint(death)


@pytest.mark.parametrize("rows", ["die\tdie;pass\ndie\tdead;death", "die\tdie"])
def test_kinds_are_there_once_and_have_several_words(rows: str, own_tables: Path) -> None:
    (own_tables / "kin.tsv").write_text(f"kind\twords\n{rows}\n")
    module._load.cache_clear()
    with pytest.raises(CodebookError, match="die"):
        Kin.load()
    module._load.cache_clear()
