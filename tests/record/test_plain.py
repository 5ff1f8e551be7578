"""Records survive JSON, and JSON that breaks the contract is refused."""

from __future__ import annotations

import json

import pytest

from sayso.errors import RecordError
from sayso.record.edtf import Edtf
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_json, to_plain
from tests.factory import attribution, mention, number

TEXT = "Iran said on 8 January that it had fired 15 missiles."


def whole_mention() -> EventMention:
    return mention(
        TEXT, "fired", actors=["it"], date=Edtf("2020-01-08"), probability=0.123456,
        attribution=(attribution(TEXT, "Iran", "said", stance="confirms"),),
        numbers=[number(TEXT, "15 missiles", "weapons", 15, 15)],
    )  # fmt: skip


def test_a_mention_comes_back_as_it_went() -> None:
    one = whole_mention()
    back = from_json(EventMention, to_json(one))
    assert back == one
    assert isinstance(back.date, Edtf)


def test_probabilities_are_rounded_to_four_decimals() -> None:
    assert to_plain(whole_mention())["probability"] == 0.1235


@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "2020-13"), ("status", "perhaps"), ("type", "WAR"), ("actors", [{"start": 1}]), ("id", None)],
)
def test_what_breaks_the_contract_is_refused(field: str, value: object) -> None:
    broken = {**json.loads(to_json(whole_mention())), field: value}
    with pytest.raises(RecordError):
        from_json(EventMention, json.dumps(broken))
