"""Two acts of one sentence: which of them threatens, plans, denies, answers or follows up the other."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.merge.ties import Ties
from tests.factory import Who, attribution, document, mention
from tests.merge.views import RULES, SIDES

TIES = Ties(RULES, SIDES)
IRAN, ISRAEL, US = ("Iran", "iran"), ("Israel", "israel"), ("Washington", "united-states")


def tie(text: str, source: dict[str, Any], target: dict[str, Any]) -> tuple[str | None, str | None]:
    doc = document(text)
    one, other = (mention(text, act.pop("words"), doc=doc, **act) for act in (dict(source), dict(target)))
    there, back = TIES.between(one, other), TIES.between(other, one)
    return there.kind if there else None, back.kind if back else None


def act(words: str, type_: str = "ASSAULT", *actors: Who, **fields: Any) -> dict[str, Any]:
    return {"words": words, "type": type_, "actors": actors, **fields}


@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("Iran threatened to close the strait.", act("threatened", "THREATEN", IRAN),
         act("close", "COERCE", IRAN, status="planned"), "threatens"),
        ("Iran warned it would strike back if Israel bombs it.", act("warned", "THREATEN", IRAN),
         act("strike back", "ASSAULT", IRAN, status="hypothetical"), "threatens"),
        ("The jets carried out a warning that Washington gave.", act("warning", "THREATEN", US), act("jets"),
         "threatens"),
        ("Iran agreed to release two sailors.", act("agreed", "AGREE", IRAN),
         act("release", "RETREAT", IRAN, status="planned"), "plans"),
        ("Israel massed tanks for an invasion of the strip.", act("massed", "MOBILIZE", ISRAEL),
         act("invasion", "ASSAULT", ISRAEL, status="planned"), "plans"),
        ("Israel bombed the depot in retaliation for a rocket attack by Iran.", act("bombed", "ASSAULT", ISRAEL),
         act("rocket attack", "ASSAULT", IRAN), "answers"),
        ("Iran shelled the post and Israel retaliated.", act("retaliated", "ASSAULT", ISRAEL),
         act("shelled", "ASSAULT", IRAN), "answers"),
        ("Iran rejected calls for a truce.", act("rejected", "REJECT", IRAN), act("calls", "REQUEST"), "answers"),
        ("Iran condemned the air raid.", act("condemned", "ACCUSE", IRAN), act("air raid"), "follows_up"),
        ("The raid drew criticism in Iran.", act("criticism", "ACCUSE", IRAN), act("raid"), "follows_up"),
        ("Iran praised the ambush.", act("praised", "SUPPORT", IRAN), act("ambush"), "follows_up"),
        ("Iran demanded an end to the blockade.", act("demanded", "REQUEST", IRAN),
         act("blockade", "COERCE"), "follows_up"),
        ("The blast was the latest in a string of attacks.", act("blast"), act("attacks"), "part_of"),
    ],
)  # fmt: skip
def test_words_of_a_sentence_tie_two_acts(text: str, source: dict[str, Any], target: dict[str, Any], kind: str) -> None:
    assert tie(text, source, target)[0] == kind


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Iran condemned the raid and Israel shelled the town.", act("condemned", "ACCUSE", IRAN),
         act("shelled", "ASSAULT", ISRAEL)),
        ("Iran threatened Israel with force if it bombs the plant.", act("threatened", "THREATEN", IRAN),
         act("bombs", "ASSAULT", ISRAEL, status="conditional")),
        ("Iran said it may condemn the raid.", act("condemn", "ACCUSE", IRAN, status="hypothetical"), act("raid")),
        ("Israel bombed the depot while Iran shelled the post.", act("bombed", "ASSAULT", ISRAEL),
         act("shelled", "ASSAULT", IRAN)),
        ("The blast followed attacks.", act("blast"), act("attacks")),
    ],
)  # fmt: skip
def test_acts_that_only_stand_together_are_not_tied(text: str, source: dict[str, Any], target: dict[str, Any]) -> None:
    assert tie(text, source, target) == (None, None)


def test_a_denial_of_a_part_in_an_act() -> None:
    text = "Iran rejected the claim that it had any part in the rocket attack."
    denied = attribution(text, "Iran", "rejected", actor="iran", stance="denies")
    source, target = act("rejected", "REJECT", IRAN), act("rocket attack", "ASSAULT", IRAN, attribution=(denied,))
    assert tie(text, source, target)[0] == "denies_role"
    assert tie(text.replace("the claim that it had any part in", "for a week"), source, target)[0] is None


def test_what_is_said_behind_an_accusation_far_away_is_still_of_it() -> None:
    text = "Iran accused Israel, which gave no comment on the report that day, of a bombing."
    voice = attribution(text, "Iran", "accused", actor="iran", stance="alleges")
    source = act("accused", "ACCUSE", IRAN)
    assert tie(text, source, act("bombing", "ASSAULT", ISRAEL, attribution=(voice,)))[0] == "follows_up"
    assert tie(text, source, act("bombing", "ASSAULT", ISRAEL))[0] is None


def test_mentions_of_two_sentences_are_not_tied() -> None:
    one, other = mention("Iran condemned it.", "condemned", type="ACCUSE"), mention("A raid hit.", "raid")
    assert TIES.between(one, other) is None
