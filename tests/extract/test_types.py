"""What an act is: each of the sixteen types, with its mode."""

from __future__ import annotations

import pytest

from tests.extract.sentences import codebook, mention_of, read

CASES = [
    ("France and Germany agreed on a budget.", "agreed", "AGREE", None),
    ("The two presidents met in Geneva on Tuesday.", "met", "CONSULT", None),
    ("Egypt brokered a truce between the two sides.", "brokered", "CONSULT", "third-party"),
    ("The prime minister praised the firefighters.", "praised", "SUPPORT", None),
    ("Washington lifted sanctions on Sudan.", "lifted", "CONCEDE", None),
    ("Turkey and Iran are cooperating on border security.", "cooperating", "COOPERATE", None),
    ("Norway sent humanitarian aid to Yemen.", "aid", "AID", None),
    ("Britain withdrew troops from Basra.", "withdrew", "RETREAT", "withdraw"),
    ("The rebels released three hostages.", "released", "RETREAT", "release"),
    ("Sudan's interior minister resigned on Sunday.", "resigned", "RETREAT", "resign"),
    ("Lebanon asked the United Nations for help.", "asked", "REQUEST", "assist"),
    ("Amnesty International condemned the executions.", "condemned", "ACCUSE", "disapprove"),
    ("Kuwait accused Iraq of theft.", "accused", "ACCUSE", "allege"),
    ("Moscow rejected the proposal.", "rejected", "REJECT", None),
    ("The general threatened to bomb the dam.", "threatened", "THREATEN", "violence"),
    ("Thousands of demonstrators marched in Khartoum.", "marched", "PROTEST", "demo"),
    ("The European Union imposed sanctions on Belarus.", "sanctions", "SANCTION", "discontinue"),
    ("The United States withdrew from the treaty.", "withdrew", "SANCTION", "withdraw"),
    ("Chad deployed 500 soldiers along its border with Sudan.", "deployed", "MOBILIZE", "troops"),
    ("North Korea tested a ballistic missile.", "tested", "MOBILIZE", "weapons"),
    ("Police detained a journalist in Cairo.", "detained", "COERCE", "arrest"),
    ("The navy seized a tanker in the Strait of Hormuz.", "seized", "COERCE", "seize"),
    ("Gunmen kidnapped four doctors near Timbuktu.", "kidnapped", "ASSAULT", "abduct"),
    ("A suicide bombing hit the market.", "suicide bombing", "ASSAULT", "suicide-attack"),
    ("Artillery fire hit a school in Donetsk.", "Artillery fire", "ASSAULT", "heavy-weapons"),
    ("A drone strike hit the convoy.", "drone strike", "ASSAULT", "drone"),
    ("The jet dropped explosives on the camp.", "dropped", "ASSAULT", "explosives"),
    ("A drone dropped its payload near the school.", "dropped", "ASSAULT", "drone"),
    ("The plane dropped food over the valley.", "dropped", "AID", None),
    ("The court dropped all charges.", "dropped", "CONCEDE", None),
    ("Hezbollah fired dozens of rockets at northern Israel.", "fired", "ASSAULT", "heavy-weapons"),
]


@pytest.mark.parametrize(("text", "trigger", "type_", "mode"), CASES, ids=[case[0] for case in CASES])
def test_type_and_mode(text: str, trigger: str, type_: str, mode: str | None) -> None:
    mention = mention_of(text, trigger)
    assert (mention.type, mention.mode) == (type_, mode)
    assert mention.quad == codebook().plover.quad(mention.type)
    assert mention.score == codebook().plover.score(mention.type, mention.mode)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He was taken to hospital after a heart attack.", "attack"),
        ("The company sells assault rifles.", "assault"),
        ("The U.S.-led coalition held its annual dinner.", "led"),
        ("Iran-backed militias are strong there.", "backed"),
        ("The Security Council is a body of fifteen states.", "Council"),
        ("The weather was fine in May.", "May"),
    ],
)
def test_what_is_no_act(text: str, word: str) -> None:
    assert not [mention for mention in read(text).mentions if word in mention.trigger.text]
