"""How an act stands: done, not done, stopped, planned, possible, conditional, unknown."""

from __future__ import annotations

import pytest

from tests.extract.sentences import mention_of

CASES = [
    ("Israel attacked Syria.", "attacked", "asserted"),
    ("Israel has attacked Syria.", "attacked", "asserted"),
    ("Iran continued to shell the town.", "shell", "asserted"),
    ("The army used tanks to attack the town.", "attack", "asserted"),
    ("Israel did not attack Syria.", "attack", "negated"),
    ("Israel didn't attack Syria.", "attack", "negated"),
    ("Israel never attacked Syria.", "attacked", "negated"),
    ("The troops left without attacking the camp.", "attacking", "negated"),
    ("The army refused to attack protesters.", "attack", "negated"),
    ("There was no attack on the embassy.", "attack", "negated"),
    ("Israel denied that it attacked Syria.", "attacked", "negated"),
    ("The council will not impose sanctions on Mali.", "sanctions", "negated"),
    ("Israel called off an attack on Syria.", "attack", "averted"),
    ("Police foiled an attack on the synagogue.", "attack", "averted"),
    ("The attack was called off.", "attack", "averted"),
    ("The government plans to deploy troops to the north.", "deploy", "planned"),
    ("France will send troops to Mali.", "send", "planned"),
    ("Turkey vowed to invade the province.", "invade", "planned"),
    ("Iran and Russia agreed to cooperate in Syria.", "cooperate", "planned"),
    ("Analysts predict that Ethiopia will attack Eritrea.", "attack", "predicted"),
    ("Ethiopia is likely to attack Eritrea.", "attack", "predicted"),
    ("Israel may attack Syria.", "attack", "hypothetical"),
    ("Rebels could attack the port.", "attack", "hypothetical"),
    ("The cabinet is considering airstrikes on the port.", "airstrikes", "hypothetical"),
    ("Iraqi officials urged the militias to stop attacking bases.", "attacking", "hypothetical"),
    ("Kenya wants to arrest the general.", "arrest", "hypothetical"),
    ("If Israel attacks Syria, Iran will retaliate.", "attacks", "hypothetical"),
    ("If Israel attacks Syria, Iran will retaliate.", "retaliate", "conditional"),
    ("Iran will retaliate if Israel attacks Syria.", "retaliate", "conditional"),
    ("Unless Iran releases the sailors, Britain will impose sanctions.", "sanctions", "conditional"),
    ("It is unclear whether Iran attacked the tanker.", "attacked", "uncertain"),
    ("It is not known whether the rebels attacked the convoy.", "attacked", "uncertain"),
]


@pytest.mark.parametrize(("text", "trigger", "status"), CASES, ids=[f"{c[2]}: {c[0]}" for c in CASES])
def test_status(text: str, trigger: str, status: str) -> None:
    assert mention_of(text, trigger).status == status
