"""Ties between actors that hold before any report is read."""

from __future__ import annotations

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.ties import tie_of
from sayso.errors import CodebookError
from sayso.record.edtf import Edtf


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


@pytest.mark.parametrize(
    ("subject", "predicate", "object"),
    [
        ("iran", "sponsors", "kataib-hezbollah"),
        ("quds-force", "part_of", "irgc"),
        ("pmf-45th-brigade", "part_of", "popular-mobilization-forces"),
        ("hezbollah", "designated_by", "united-states"),
        ("turkey", "member_of", "nato"),
        ("ypg", "part_of", "syrian-democratic-forces"),
        ("qassam-brigades", "part_of", "hamas"),
    ],
)
def test_a_tie_is_found_from_both_its_ends(registry: ActorRegistry, subject: str, predicate: str, object: str) -> None:
    for end in (subject, object):
        assert (subject, predicate, object) in [(tie.subject, tie.predicate, tie.object) for tie in registry.ties(end)]


def test_a_tie_has_its_dates(registry: ActorRegistry) -> None:
    found = [tie.valid for tie in registry.ties("mujahedin-e-khalq") if tie.predicate == "designated_by"]
    assert found == [Edtf("1997-10-08/2012-09-28")]


def test_nobody_has_no_ties(registry: ActorRegistry) -> None:
    assert registry.ties("nobody-at-all") == ()


@pytest.mark.parametrize(
    ("predicate", "valid", "fault"), [("likes", "", "no such predicate"), ("leads", "last year", "is no EDTF date")]
)
def test_a_false_row_is_refused_with_its_file(predicate: str, valid: str, fault: str) -> None:
    row = {"subject": "a", "predicate": predicate, "object": "b", "valid": valid, "source": ""}
    with pytest.raises(CodebookError, match=rf"mine\.yaml: .*{fault}"):
        tie_of(row, "mine.yaml")
