from __future__ import annotations

import pytest

from sayso.codebook.cues import Cues
from sayso.codebook.inflect import Inflector
from sayso.codebook.words import WordClasses

CUES = Cues.load()


@pytest.mark.parametrize(
    ("written", "role", "stance"),
    [
        ("said", "speech", "states"),
        ("told", "speech", "states"),
        ("denies", "speech", "denies"),
        ("accused", "accuse", "alleges"),
        ("hinted", "speech", "hints"),
        ("declined to", "speech", "declines"),
        ("claimed responsibility", "speech", "confirms"),
        ("according to", "prefix", "states"),
        ("citing", "origin", "states"),
        ("reportedly", "hearsay", "states"),
        ("allegedly", "hearsay", "alleges"),
        ("thinks", "mind", "states"),
    ],
)
def test_voices(written: str, role: str, stance: str) -> None:
    cue = CUES.voices.lookup(written)[0]
    assert (cue.role, cue.stance) == (role, stance)


@pytest.mark.parametrize(
    ("written", "status"),
    [("called off", "averted"), ("may", "hypothetical"), ("not", "negated"), ("plans to", "planned")],
)
def test_standings(written: str, status: str) -> None:
    assert CUES.standings.lookup(written)[0].status == status


@pytest.mark.parametrize(
    ("lemma", "past", "participle", "ing"),
    [
        ("attack", "attacked", "attacked", "attacking"),
        ("stop", "stopped", "stopped", "stopping"),
        ("visit", "visited", "visited", "visiting"),
        ("expel", "expelled", "expelled", "expelling"),
        ("strike", "struck", "struck", "striking"),
        ("withdraw from", "withdrew from", "withdrawn from", "withdrawing from"),
        ("deny", "denied", "denied", "denying"),
        ("flee", "fled", "fled", "fleeing"),
        ("free", "freed", "freed", "freeing"),
        ("die", "died", "died", "dying"),
    ],
)
def test_verb_forms(lemma: str, past: str, participle: str, ing: str) -> None:
    forms = Inflector.load().verb(lemma)
    assert (forms["past"], forms["participle"], forms["ing"]) == (past, participle, ing)


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("ally", "allies"), ("clash", "clashes"), ("gunman", "gunmen"), ("air strike", "air strikes")],
)
def test_plurals(noun: str, plural: str) -> None:
    assert Inflector.load().plural(noun) == plural


def test_agents_are_known_in_both_numbers() -> None:
    words = WordClasses.load()
    assert {"protester", "protesters", "gunman", "gunmen"} <= words.agent
    assert words.agent.isdisjoint(words.preposition)
