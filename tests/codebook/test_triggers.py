from __future__ import annotations

import pytest

from sayso.codebook.plover import Plover
from sayso.codebook.tables import read_rows
from sayso.codebook.triggers import COLUMNS, TriggerTable

TABLE = TriggerTable.load()


@pytest.mark.parametrize(
    ("written", "type_", "mode"),
    [
        ("air strikes", "ASSAULT", "aerial"),
        ("beheaded", "ASSAULT", "targeted"),
        ("withdrew", "RETREAT", "withdraw"),
        ("condemning", "ACCUSE", "disapprove"),
        ("cease fire", "RETREAT", "ceasefire"),
        ("shelled", "ASSAULT", "heavy-weapons"),
        ("imposed sanctions", "SANCTION", "discontinue"),
    ],
)
def test_all_forms_of_a_phrase_are_found(written: str, type_: str, mode: str) -> None:
    [trigger] = TABLE.phrases.lookup(written)
    assert (trigger.senses[0].type, trigger.senses[0].mode) == (type_, mode)
    assert 0 < trigger.weight < 1


def test_one_spelling_may_be_noun_and_verb() -> None:
    [trigger] = TABLE.phrases.lookup("attacks")
    assert trigger.can_be_noun and trigger.can_be_verb
    [trigger] = TABLE.phrases.lookup("attacked")
    assert trigger.can_be_verb and not trigger.can_be_noun


def test_every_row_names_a_mode_of_its_type() -> None:
    plover = Plover.load()
    for row in read_rows("triggers.tsv", COLUMNS):
        modes = [mode for type_, mode in plover._scores if type_ == row["type"]]
        assert (row["mode"] or None) in modes, row


def test_a_rule_of_sense_looks_both_ways_and_no_further_than_its_reach() -> None:
    rule = next(rule for rule in TABLE.senses["withdraw"] if rule.type == "SANCTION")
    words = ["left", "the", "deal", *["x"] * rule.reach, "withdraw"]
    assert not rule.holds(words, len(words) - 1, len(words))
    assert rule.holds([*words[1:3], "withdraw"], 2, 3)
    assert rule.holds(["withdraw", "from", "the", "deal"], 0, 1)
