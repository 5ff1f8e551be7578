"""No claim becomes a fact: which events formats without a slot for standing may write, and who may stand in them."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.export.occurred import Facts
from sayso.record.events import Contested, EventActor
from sayso.record.vocabulary import ActorBasis, EventStatus
from tests.table.test_event_table import event


@pytest.mark.parametrize(
    ("status", "differing", "reason"),
    [
        ("confirmed", (), None),
        ("reported", (), None),
        ("reported", ("date", "number:killed"), None),
        ("contested", ("actor",), None),
        ("contested", ("actor", "status"), "differ on whether it happened"),
        ("uncertain", (), "not known whether"),
        ("denied", (), "only denied"),
        ("not_happened", (), "not done"),
        ("averted", (), "foiled"),
        ("planned", (), "announced"),
        ("hypothetical", (), "conditional"),
    ],
)
def test_only_acts_that_occurred_are_facts(status: EventStatus, differing: tuple[str, ...], reason: str | None) -> None:
    told = event("m1", status=status, contested=tuple(Contested(field, ()) for field in differing))
    why = Facts().why_not(told)
    assert why is None if reason is None else reason in (why or "") and (why or "").startswith(f"{status}: ")


def test_every_status_is_judged() -> None:
    for status in get_args(EventStatus):
        Facts().why_not(event("m1", status=status))


@pytest.mark.parametrize(
    ("basis", "stands", "if_accepted"),
    [
        ("stated", True, True),
        ("admitted", True, True),
        ("accused", False, True),
        ("hinted", False, True),
        ("inferred", False, True),
        ("denied", False, False),
    ],
)
def test_who_is_only_accused_does_not_stand_as_the_doer(basis: ActorBasis, stands: bool, if_accepted: bool) -> None:
    who = EventActor(None, "Orland", basis, ())
    told = event("m1", actors=(who,), recipients=(who,))
    for facts, expected in ((Facts(), stands), (Facts(accept_attributed=True), if_accepted)):
        for parties in (facts.doers(told), facts.recipients(told)):
            assert (parties.stand, parties.noted) == (((who,), ()) if expected else ((), (who,)))
        assert bool(list(facts.notes(told))) is (basis not in ("stated", "admitted"))


def test_nobody_without_a_name_stands() -> None:
    told = event("m1", actors=(EventActor(None, None, "stated", ()),))
    assert Facts().doers(told).stand == () and list(Facts().notes(told)) == []
