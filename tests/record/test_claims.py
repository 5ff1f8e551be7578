"""A mention taken apart gives one claim a value, each with its words."""

from __future__ import annotations

from sayso.record.claims import claims_of
from sayso.record.plain import to_plain
from tests.factory import attribution, mention, number

TEXT = "Damascus said Israel bombed a depot, killing at least 25 soldiers."


def test_every_value_of_a_mention_becomes_a_claim() -> None:
    one = mention(
        TEXT, "bombed", mode="aerial", actors=["Israel"], recipients=["a depot"],
        attribution=(attribution(TEXT, "Damascus", "said"),),
        numbers=[number(TEXT, "at least 25 soldiers", "killed", 25, None)],
    )  # fmt: skip
    claims = claims_of(one)
    assert [(claim.field, claim.value, claim.original) for claim in claims] == [
        ("type", "ASSAULT", "bombed"),
        ("mode", "aerial", "bombed"),
        ("status", "asserted", None),
        ("actor", "Israel", "Israel"),
        ("recipient", "a depot", "a depot"),
        ("number:killed", (25, None), "at least 25 soldiers"),
    ]
    assert all(claim.attribution == one.attribution and claim.mention == one.id for claim in claims)


def test_claims_sort_as_their_mentions_do() -> None:
    claims = claims_of(mention(TEXT, "bombed", actors=["Israel"]))
    assert [claim.id for claim in claims] == sorted(claim.id for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)


def test_a_mention_can_be_made_again_from_its_claims() -> None:
    killed = number(TEXT, "at least 25 soldiers", "killed", 25, None, who_class="combatant")
    one = mention(TEXT, "bombed", actors=["Israel"], recipients=["a depot"], numbers=[killed])
    by_field = {claim.field: claim for claim in claims_of(one)}
    for field, argument, told in (
        ("actor", one.actors[0], {"actor": None}),
        ("recipient", one.recipients[0], {"actor": None}),
        ("number:killed", killed, {"kind": "killed", "low": 25, "high": None}),
    ):
        claim = by_field[field]
        assert {**to_plain(claim.span), **claim.detail, **told} == to_plain(argument)
