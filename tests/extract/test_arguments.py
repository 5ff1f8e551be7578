"""Who, to whom, where and when."""

from __future__ import annotations

import pytest

from tests.extract.sentences import mention_of, texts

CASES = [
    # text, trigger, actors, recipients
    ("Israel attacked Syria.", "attacked", ["Israel"], ["Syria"]),
    ("Syria was attacked by Israel.", "attacked", ["Israel"], ["Syria"]),
    ("Israel's strike on Syria failed.", "strike", ["Israel"], ["Syria"]),
    ("Israeli airstrikes on Syria went on.", "airstrikes", ["Israeli"], ["Syria"]),
    ("An attack by Hamas on Israel was feared.", "attack", ["Hamas"], ["Israel"]),
    ("Iran and Russia attacked the rebels.", "attacked", ["Iran", "Russia"], ["rebels"]),
    ("Syria said Israel attacked Lebanon.", "attacked", ["Israel"], ["Lebanon"]),
    ("Iraqi officials urged the militias to stop attacking Turkey.", "attacking", ["militias"], ["Turkey"]),
    ("Russia accused Turkey of attacking Syria.", "attacking", ["Turkey"], ["Syria"]),
    ("Trump met with Putin in Helsinki.", "met", ["Trump", "Putin"], []),
    ("Clashes between Turkey and Syria went on.", "Clashes", ["Turkey", "Syria"], []),
    ("The raid by Iran killed two soldiers.", "killed", ["Iran"], ["soldiers"]),
    (
        "Rebels, who captured the town last week, executed five soldiers.",
        "executed",
        ["Rebels"],
        ["soldiers"],
    ),
    ("Abu Samir, who leads Kataib Hezbollah, attacked the police.", "attacked", ["Abu Samir"], ["police"]),
    ("The army, which Iran backs, attacked Syria.", "attacked", ["army"], ["Syria"]),
    ("The army fought a militia backed by Iran.", "backed", ["Iran"], ["militia"]),
    ("US jets bombed Hamas in Iraq and Syria, days after rockets killed a guard.", "killed", [], ["guard"]),
    ("In Iraq and Syria rockets hit the army.", "hit", [], ["army"]),
    ("The rebels are backed by Turkey.", "backed", ["Turkey"], ["rebels"]),
    ("Jane Doe, the envoy to Rome, condemned Syria.", "condemned", ["Jane Doe"], ["Syria"]),
    ("The United Nations condemned the attack.", "attack", [], []),
    ("Three soldiers were killed in the raid.", "raid", [], []),
    ("The minister died in the blast.", "died", [], ["minister"]),
    (
        "Secretary of State John Kerry criticized Russia.",
        "criticized",
        ["Secretary of State John Kerry"],
        ["Russia"],
    ),
]


@pytest.mark.parametrize(("text", "trigger", "actors", "recipients"), CASES, ids=[c[0] for c in CASES])
def test_roles(text: str, trigger: str, actors: list[str], recipients: list[str]) -> None:
    mention = mention_of(text, trigger)
    assert (texts(mention.actors), texts(mention.recipients)) == (actors, recipients)


def test_a_pronoun_is_marked_implicit_and_names_whom_it_stands_for() -> None:
    [who] = mention_of("Turkey warned that it would invade Syria.", "invade").actors
    assert (who.text, who.name, who.implicit) == ("it", "Turkey", True)
    assert who.reason


def test_we_in_a_quotation_names_nobody() -> None:
    [who] = mention_of('"We destroyed their tanks," Colonel Amin Saleh told reporters.', "destroyed").actors
    assert (who.text, who.name) == ("We", None)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rebels attacked a base in Mosul.", ["Mosul"]),
        ("Police arrested two men in Iraq and Syria.", ["Iraq", "Syria"]),
        ("Rebels attacked a base in northern Iraq on Friday.", ["northern Iraq"]),
        ("Israel attacked Syria.", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    trigger = "arrested" if "arrested" in text else "attacked"
    assert texts(mention_of(text, trigger).places) == places


def test_the_time_goes_to_the_nearest_act() -> None:
    text = "Rebels attacked the port on Monday, and the army shelled their camp on Friday."
    first, second = mention_of(text, "attacked").time, mention_of(text, "shelled").time
    assert first is not None and first.text == "Monday"
    assert second is not None and second.text == "Friday"
