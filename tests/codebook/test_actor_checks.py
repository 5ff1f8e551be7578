"""What the check of the registry finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sayso.codebook.actor_checks import faults
from sayso.codebook.actors import ActorEntry, ActorRegistry
from sayso.codebook.offices import Office, OfficeTable, Term
from sayso.codebook.ties import Tie, TieTable
from sayso.record.ids import ActorId

SOURCE = "our own notes"


def group(name: str, **fields: object) -> ActorEntry:
    entry = ActorEntry(ActorId(name.lower()), name, "armed_group", source=SOURCE)
    return replace(entry, **fields)  # type: ignore[arg-type]


def found(
    entries: Sequence[ActorEntry],
    offices: Sequence[Office] = (),
    terms: Sequence[tuple[str, str, str]] = (),
    ties: Sequence[tuple[str, str, str]] = (),
) -> list[str]:
    registry = replace(
        ActorRegistry.of(entries),
        offices=OfficeTable.of(offices, [Term("head", ActorId(who), a, b, SOURCE) for who, a, b in terms]),
        known_ties=TieTable.of(Tie(ActorId(a), predicate, ActorId(b), None, SOURCE) for a, predicate, b in ties),
    )
    return list(faults(registry))


RED, BLUE = group("Red"), group("Blue")
HEAD = Office("head", None, ActorId("red"), "leads", ("head of Red",))
VOICE = Office("head", None, ActorId("red"), "spokesperson_for", ("spokesman for Red",))


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([RED, RED], "red: two entries have this id"),
        ([group("Red", aliases=("Army",)), group("Blue", aliases=("army",))], "'army' is shared by red, blue"),
        ([group("Red", country="QQ")], "red: no state has the code QQ"),
        ([group("Red", sectors=("XYZ",))], "red: no sector has the code XYZ"),
        ([group("Red", acts_as=ActorId("nowhere"))], "red: acts as nowhere, which no entry is"),
        ([group("Red", aliases=("fighters",))], "red: the name 'fighters' is a common word"),
        ([group("Red", source=None)], "red: has no source"),
        ([group("Red", source="hearsay")], "red: no reference has the key hearsay"),
    ],
)
def test_faults_of_entries(entries: list[ActorEntry], fault: str) -> None:
    assert fault in found(entries)


@pytest.mark.parametrize(
    ("office", "terms", "fault"),
    [
        (HEAD, [("red", "2001-01-01", "2003-01-01"), ("blue", "2002-01-01", "")], "head: red and blue hold it at the"),
        (HEAD, [("red", "2001", ""), ("blue", "2001-01-01", "")], "head: red and blue hold it at the same time"),
        (HEAD, [("green", "2001", "2002")], "head: its holder green is no entry"),
        (HEAD, [("red", "2001-13", "2002")], "head: red: '2001-13/2002' is no EDTF date"),
        (HEAD, [("red", "2003", "2002")], "head: red: '2003/2002' is no EDTF date: it ends before it begins"),
        (replace(HEAD, body=ActorId("green")), [], "head: its body green is no entry"),
        (replace(HEAD, titles=()), [], "head: has no title"),
        (replace(HEAD, id="tail"), [("red", "2001", "2002")], "head: red holds it, and no office has this id"),
    ],
)
def test_faults_of_offices(office: Office, terms: list[tuple[str, str, str]], fault: str) -> None:
    assert any(line.startswith(fault) for line in found([RED, BLUE], [office], terms))


@pytest.mark.parametrize(
    ("office", "terms"),
    [
        (HEAD, [("red", "2001-01-01", "2003-01-01"), ("blue", "2003-01-01", "")]),
        (HEAD, [("red", "2001", "2003"), ("blue", "2003", "2004")]),
        (HEAD, [("red", "", "2003"), ("blue", "2002", "2004")]),
        (VOICE, [("red", "2001-01-01", ""), ("blue", "2002-01-01", "")]),
    ],
)
def test_terms_that_may_both_be_right(office: Office, terms: list[tuple[str, str, str]]) -> None:
    assert found([RED, BLUE], [office], terms) == []


@pytest.mark.parametrize(
    ("ties", "fault"),
    [
        ([("red", "part_of", "green")], "red part_of green: green is no entry"),
        ([("red", "part_of", "red")], "red: is part of itself"),
        ([("red", "part_of", "blue"), ("blue", "part_of", "red")], "red: is part of itself"),
    ],
)
def test_faults_of_ties(ties: list[tuple[str, str, str]], fault: str) -> None:
    assert fault in found([RED, BLUE], ties=ties)


def test_an_alliance_may_be_mutual() -> None:
    assert found([RED, BLUE], ties=[("red", "allied_with", "blue"), ("blue", "allied_with", "red")]) == []
