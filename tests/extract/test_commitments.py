"""Threats, vows, red lines, conditions, promises, demands and refusals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.sentences import read

CASES = [
    ("If Israel attacks Syria, Iran will respond.", "threat", "Iran", "If Israel attacks Syria"),
    (
        "Iran warned that it would close the strait if its ports were blocked.",
        "threat",
        "Iran",
        "if its ports were blocked",
    ),
    ("The general threatened to bomb the dam.", "threat", "general", None),
    ("Turkey vowed to clear the border.", "vow", "Turkey", None),
    ("Canada pledged to take in more refugees.", "promise", "Canada", None),
    ("The army refused to leave the town.", "refusal", "army", None),
    ("The president said any use of gas would cross a red line.", "red_line", "president", None),
]


@pytest.mark.parametrize(("text", "kind", "holder", "condition"), CASES, ids=[case[0] for case in CASES])
def test_commitment(text: str, kind: str, holder: str, condition: str | None) -> None:
    [found] = read(text).commitments
    assert (found.kind, found.holder.text) == (kind, holder)
    assert (found.condition.text if found.condition else None) == condition


STRETCHES = [
    # text, holder, quote, condition, consequence
    (
        "He warned that if foreign jets cross the border, his men will shoot them down.",
        "He",
        "if foreign jets cross the border, his men will shoot them down",
        "if foreign jets cross the border",
        "his men will shoot them down",
    ),
    (
        "If Israel attacks Syria, Iran will respond.",
        "Iran",
        "If Israel attacks Syria, Iran will respond",
        "If Israel attacks Syria",
        "Iran will respond",
    ),
    (
        "Iran warned that it would close the strait if its ports were blocked.",
        "Iran",
        "it would close the strait if its ports were blocked",
        "if its ports were blocked",
        "it would close the strait",
    ),
    (
        "“Our soldiers will respond if they are hit again,” said a lawmaker in Basra.",
        "lawmaker",
        "Our soldiers will respond if they are hit again",
        "if they are hit again",
        "Our soldiers will respond",
    ),
    (
        "Iran would respond if hit, its envoy warned.",
        "envoy",
        "Iran would respond if hit",
        "if hit",
        "Iran would respond",
    ),
    (
        "Haddad said on Monday: “We will not allow this.”",
        "Haddad",
        "We will not allow this",
        None,
        None,
    ),
    (
        "Turkey condemned the raid and vowed to clear the border.",
        "Turkey",
        "vowed to clear the border",
        None,
        None,
    ),
    (
        "The militia threatened, if the raids go on, to burn the depot.",
        "militia",
        "The militia threatened, if the raids go on, to burn the depot",
        "if the raids go on",
        "burn the depot",
    ),
    (
        "Egypt threatened Sudan with sanctions if the dam is filled.",
        "Egypt",
        "Egypt threatened Sudan with sanctions if the dam is filled",
        "if the dam is filled",
        "sanctions",
    ),
    (
        "Omar said the use of gas would cross a “red line” for him.",
        "Omar",
        "the use of gas would cross a “red line” for him",
        None,
        None,
    ),
    (
        "The envoy said they want peace, and if the raids go on, the rebels will respond.",
        "envoy",
        "if the raids go on, the rebels will respond",
        "if the raids go on",
        "the rebels will respond",
    ),
]


@pytest.mark.parametrize(
    ("text", "holder", "quote", "condition", "consequence"), STRETCHES, ids=[case[0] for case in STRETCHES]
)
def test_the_words_of_a_commitment(
    text: str, holder: str, quote: str, condition: str | None, consequence: str | None
) -> None:
    [found] = read(text).commitments
    assert (found.holder.text, found.quote.text) == (holder, quote)
    assert (found.condition.text if found.condition else None) == condition
    assert (found.consequence.text if found.consequence else None) == consequence


def test_a_quotation_that_goes_on_is_held_by_its_speaker() -> None:
    [found] = read("“The town is ours,” Omar Haddad said. “We will defend it.”").commitments
    assert (found.holder.text, found.quote.text) == ("Omar Haddad", "We will defend it")


def test_a_condition_is_nobodys_commitment() -> None:
    assert read("Talks may open if Iran commits to a ceasefire.").commitments == ()


@pytest.mark.parametrize("text", ["Israel attacked Syria.", "The minister said it rained.", "The threat is real."])
def test_what_is_no_commitment(text: str) -> None:
    assert read(text).commitments == ()


WORDS = (
    "if unless until that will would vowed warned threatened refuse to red line , , “ ” said Omar Iran he they the "
    "and but then strike attack . who which with of Sudan pledged demand"
)


@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=25))
def test_no_sentence_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    for found in read(text).commitments:
        inside = (found.quote.start, found.quote.end)
        for part in (found.condition, found.consequence):
            assert part is None or inside[0] <= part.start < part.end <= inside[1]
        if found.condition and found.consequence:
            apart = found.condition.end <= found.consequence.start or found.consequence.end <= found.condition.start
            assert apart
