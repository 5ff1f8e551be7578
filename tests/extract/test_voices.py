"""On whose word: innermost source, cue, stance, and whether the source is unnamed."""

from __future__ import annotations

import pytest

from tests.extract.sentences import mention_of, texts

OWN: None = None

CASES = [
    # text, trigger, (source, cue, stance, anonymous) of the innermost voice, or OWN
    ("Israel attacked Syria.", "attacked", OWN),
    ("Israel reportedly attacked Syria.", "attacked", ("", "reportedly", "states", False)),
    ("Armenia allegedly shelled two villages.", "shelled", ("", "allegedly", "alleges", False)),
    ("Israel is said to have attacked Syria.", "attacked", ("", "is said to", "states", False)),
    ("According to Iran, Israel attacked Syria.", "attacked", ("Iran", "According to", "states", False)),
    ("Israel attacked Syria, according to Iran.", "attacked", ("Iran", "according to", "states", False)),
    ("Syria said Israel attacked Syria.", "attacked", ("Syria", "said", "states", False)),
    ("Israel attacked Syria, Syria said on Friday.", "attacked", ("Syria", "said", "states", False)),
    ("Israel attacked Syria, said Ali Haddad.", "attacked", ("Ali Haddad", "said", "states", False)),
    (
        "Omar Haddad, who heads the Popular Mobilization Forces, said that Israel attacked the base.",
        "attacked",
        ("Omar Haddad", "said", "states", False),
    ),
    (
        "The minister, in whose party Iran has friends, said that Israel attacked the base.",
        "attacked",
        ("minister", "said", "states", False),
    ),
    ("Israel denied that it attacked Syria.", "attacked", ("Israel", "denied", "denies", False)),
    ("Iran denied Israel attacked Syria.", "attacked", ("Iran", "denied", "denies", False)),
    (
        "Two US officials told the New York Times that Israel had carried out the strike.",
        "strike",
        ("US officials", "told", "states", True),
    ),
    (
        "A source close to the government said Egypt had expelled the envoy.",
        "expelled",
        ("source", "said", "states", True),
    ),
    ("Witnesses said soldiers had opened fire on the crowd.", "fire", ("Witnesses", "said", "states", True)),
    (
        "The minister confirmed that Jordan had bombed the depot.",
        "bombed",
        ("minister", "confirmed", "confirms", False),
    ),
    (
        "Al-Shabab claimed responsibility for the attack on the hotel.",
        "attack",
        ("Al-Shabab", "claimed responsibility", "confirms", False),
    ),
    ("Russia accused Turkey of shelling Idlib.", "shelling", ("Russia", "accused", "alleges", False)),
    ("Russia accused Turkey of shelling Idlib.", "accused", OWN),
    (
        "The president suggested that rebels had poisoned the well.",
        "poisoned",
        ("president", "suggested", "hints", False),
    ),
    (
        "Critics doubted that the rebels had attacked the ship.",
        "attacked",
        ("Critics", "doubted", "doubts", True),
    ),
    (
        "The ministry declined to say whether it had bombed the bridge.",
        "bombed",
        ("ministry", "declined to", "declines", False),
    ),
    (
        "The report said that Kenya had arrested two suspects.",
        "arrested",
        ("report", "said", "states", False),
    ),
    (
        "The agency, citing diplomats, reported that Oman had mediated the talks.",
        "mediated",
        ("diplomats", "citing", "states", True),
    ),
    ("The ambassador was not told of the raid.", "raid", OWN),
    ("Iran denied the charge and condemned the raid.", "condemned", OWN),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[case[0] for case in CASES])
def test_innermost_voice(text: str, trigger: str, expected: tuple[str, str, str, bool] | None) -> None:
    attribution = mention_of(text, trigger).attribution
    if expected is None:
        assert attribution == ()
        return
    first = attribution[0]
    source = first.source.text if first.source else ""
    cue = first.cue.text if first.cue else ""
    assert (source, cue, first.stance, first.anonymous) == expected


def test_a_chain_is_innermost_first() -> None:
    text = "The agency, citing diplomats, reported that Oman had mediated the talks."
    attribution = mention_of(text, "mediated").attribution
    assert [link.source.text for link in attribution if link.source] == ["diplomats", "agency"]


def test_said_inside_said_nests() -> None:
    text = "Syria said Israel denied that it attacked Damascus."
    attribution = mention_of(text, "attacked").attribution
    assert [(link.source.text, link.stance) for link in attribution if link.source] == [
        ("Israel", "denies"),
        ("Syria", "states"),
    ]


def test_a_quotation_keeps_its_source_in_the_next_sentence() -> None:
    text = '"They shelled our post," Amin Saleh said. "Then they attacked the camp."'
    link = mention_of(text, "attacked").attribution[0]
    assert link.source is not None and link.source.text == "Amin Saleh"
    assert link.cue is None and link.stance == "states"


def test_a_new_paragraph_without_quotes_is_the_author_again() -> None:
    text = "The army said it had shelled the camp.\n\nRebels attacked the town on Friday."
    assert mention_of(text, "attacked").attribution == ()


def test_both_sources_of_one_sentence_stand() -> None:
    text = "According to the ministry, the army said rebels attacked the town."
    sources = texts(link.source for link in mention_of(text, "attacked").attribution)
    assert sorted(sources) == ["army", "ministry"]
