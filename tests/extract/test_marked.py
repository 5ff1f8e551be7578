"""Hand-made marks in, mentions out: what becomes of what the encoder and the codebook each say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.extract import Extraction, occurrences
from sayso.extract.marked import drafted
from sayso.extract.weights import Logistic, ReaderWeights
from sayso.record.mentions import EventMention
from sayso.record.vectors import TriggerVector
from tests.extract.marked import read_with
from tests.extract.sentences import analysed, codebook, texts

WEIGHTS = {"act": Logistic(0.0, (0.5, 0.5, 0.0, 0.0, 0.0)), "alone": 0.0}


def only(found: Extraction) -> EventMention:
    """Give the one mention of an extraction."""
    (mention,) = found.mentions
    return mention


def test_words_that_no_table_holds_are_an_act_if_the_encoder_says_so() -> None:
    mention = only(
        read_with(
            "Rebel guns plastered Taiz.",
            {"words": "plastered", "roles": [("actor", "Rebel guns", 0.8), ("place", "Taiz", 0.6)]},
        )
    )
    assert (mention.type, mention.trigger.text, texts(mention.actors)) == ("ASSAULT", "plastered", ["Rebel guns"])
    assert texts(mention.places) == ["Taiz"]


def test_words_that_the_encoder_rules_out_are_no_act_though_a_table_holds_them() -> None:
    assert not read_with("The militia attacked Taiz.", {"words": "attacked", "likely": 0.02}).mentions


def test_what_the_codebook_thinks_of_is_asked_about() -> None:
    analysis, _ = analysed("The militia attacked Taiz. Nobody slept.")
    asked = [analysis.words[first:last] for first, last in occurrences(drafted(analysis, codebook()))]
    assert ("attacked",) in asked


def test_of_two_that_overlap_the_likelier_is_kept() -> None:
    found = read_with(
        "They opened fire on Taiz.",
        {"words": "opened fire", "likely": 0.9},
        {"words": "fire", "likely": 0.7},
    )
    assert [mention.trigger.text for mention in found.mentions] == ["opened fire"]


@pytest.mark.parametrize(("weight", "type_"), [(0.0, "MOBILIZE"), (2.0, "ASSAULT")])
def test_the_codebook_has_a_say_in_the_type(weight: float, type_: str) -> None:
    marks = {"words": "attacked", "senses": [("MOBILIZE", None, 0.6), ("ASSAULT", None, 0.4)]}
    assert only(read_with("The militia attacked Taiz.", marks, type=weight)).type == type_


def test_an_actor_of_the_sentence_before_is_implicit() -> None:
    text = "The militia was blamed. A bomb went off in Taiz."
    mention = only(read_with(text, {"words": "bomb", "roles": [("actor", "The militia", 0.9)]}))
    assert [(who.text, who.implicit) for who in mention.actors] == [("The militia", True)]


def test_a_pronoun_is_given_the_name_it_stands_for() -> None:
    text = "Israel denied everything. It bombed Taiz."
    mention = only(read_with(text, {"words": "bombed", "roles": [("actor", "It", 0.9)]}))
    assert [(who.text, who.name, who.implicit) for who in mention.actors] == [("It", "Israel", True)]


def test_nobody_is_both_actor_and_recipient() -> None:
    roles = [("actor", "The militia", 0.9), ("recipient", "The militia", 0.7), ("recipient", "Israel", 0.8)]
    mention = only(read_with("The militia attacked Israel.", {"words": "attacked", "roles": roles}))
    assert (texts(mention.actors), texts(mention.recipients)) == (["The militia"], ["Israel"])


@pytest.mark.parametrize(("probability", "agreed", "taken"), [(0.3, 0.0, False), (0.3, 1.0, True), (0.5, 0.0, True)])
def test_agreement_raises_what_is_unsure(probability: float, agreed: float, taken: bool) -> None:
    marks = {"words": "attacked", "roles": [("actor", "Israel", probability)]}
    mention = only(read_with("Israel attacked Taiz.", marks, agreed=agreed, actor=0.45, **WEIGHTS))
    assert bool(mention.actors) is taken


def voice(text: str, **marks: Any) -> list[tuple[str | None, str | None, str, bool]]:
    """Give the chain of the only mention: source, cue, stance, anonymous."""
    mention = only(read_with(text, {"words": "attacked", **marks}))
    return [
        (link.source.text if link.source else None, link.cue.text if link.cue else None, link.stance, link.anonymous)
        for link in mention.attribution
    ]


def test_a_voice_that_only_the_encoder_hears() -> None:
    said = [("source", "Two villagers", 0.9), ("cue", "swore up and down", 0.9)]
    assert voice(
        "Two villagers swore up and down that Israel attacked Taiz.",
        attributed=0.97, roles=said, stances=(("alleges", 0.8), ("states", 0.2)), anonymous=0.9,
    ) == [("Two villagers", "swore up and down", "alleges", True)]  # fmt: skip


def test_a_voice_that_only_the_codebook_hears_counts_unless_the_encoder_is_sure() -> None:
    text = "Syria said Israel attacked Taiz."
    assert voice(text, attributed=0.4) == [("Syria", "said", "states", False)]
    assert voice(text, attributed=0.001) == []


def test_the_chain_behind_the_innermost_source_is_the_codebooks() -> None:
    text = "The New York Times, citing two officials, said that Israel attacked Taiz."
    chain = voice(text, attributed=0.95, roles=[("source", "two officials", 0.9)], anonymous=0.9)
    assert [link[0] for link in chain] == ["two officials", "New York Times"]
    assert chain[0][3]


def test_hearsay_has_no_source_but_some_words_of_saying() -> None:
    text = "It is whispered that Israel attacked Taiz."
    assert voice(text, attributed=0.9, hearsay=0.9, roles=[("cue", "whispered", 0.8)]) == [
        (None, "whispered", "states", False)
    ]
    assert voice("Israel never attacked Taiz.", attributed=0.9, hearsay=0.9) == []


def test_a_count_that_cannot_be_read_is_left_out_and_another_keeps_its_kind() -> None:
    text = "Shells killed or hurt 14 people and a great many goats."
    roles = [("number", "14", 0.8, "wounded"), ("number", "a great many", 0.8, "other")]
    (number,) = only(read_with(text, {"words": "Shells", "roles": roles}, alone_number=0.0)).numbers
    assert (number.kind, number.low, number.high, number.text) == ("wounded", 14, 14, "14")


def test_a_time_is_quoted_as_the_codebook_can_read_it() -> None:
    text = "Israel attacked Taiz late on 3 January 2020, it was said."
    mention = only(read_with(text, {"words": "attacked", "roles": [("time", "January", 0.9)]}))
    assert mention.time and mention.time.text == "3 January 2020"


def test_the_status_is_the_encoders_unless_the_codebook_outweighs_it() -> None:
    text = "Israel may attack Taiz."
    marks = {"words": "attack", "statuses": (("asserted", 0.6), ("hypothetical", 0.4))}
    assert only(read_with(text, marks, status=0.0)).status == "asserted"
    assert only(read_with(text, marks, status=1.0)).status == "hypothetical"


def test_commitments_of_both_readers() -> None:
    text = "Iran vowed to avenge the raid. Anyone who comes close will regret it, the militia warned."
    pledges = [("Anyone who comes close will regret it", "threat", 0.8, ())]
    found = read_with(text, pledges=pledges, pledge_alone=1.0)
    assert [pledge.kind for pledge in found.commitments][:1] == ["vow"]
    assert not read_with(text, pledge_alone=0.0).commitments


def test_a_kept_mention_keeps_the_vector_of_its_trigger() -> None:
    found = read_with(
        "They opened fire on Taiz, and Israel bombed Iraq. Syria shelled Aden.",
        {"words": "opened fire", "likely": 0.9, "vector": b"one"},
        {"words": "fire", "likely": 0.7, "vector": b"left out with its mark"},
        {"words": "bombed"},
        {"words": "shelled", "vector": b"two"},
    )
    by_trigger = {mention.trigger.text: mention.id for mention in found.mentions}
    assert list(by_trigger) == ["opened fire", "bombed", "shelled"]
    assert found.vectors == (
        TriggerVector(by_trigger["opened fire"], "test 1", b"one"),
        TriggerVector(by_trigger["shelled"], "test 1", b"two"),
    )


def test_a_document_without_marks_is_read_as_far_as_the_codebook_goes() -> None:
    found = read_with("Iran said that Israel attacked Taiz.")
    assert not found.mentions
    assert [saying.source.text for saying in found.sayings if saying.source] == ["Iran"]


def test_weights_say_what_they_hold() -> None:
    weights = ReaderWeights()
    assert replace(weights, trigger=0.1).trigger == 0.1
    with pytest.raises(ValueError, match="zip"):
        Logistic(0.0, (1.0,)).log_odds((1.0, 2.0))
