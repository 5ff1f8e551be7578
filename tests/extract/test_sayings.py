"""Who says what: the parts of a saying, whether or not it tells of an act."""

from __future__ import annotations

import pytest

from tests.extract.sentences import read, texts

Parts = tuple[str | None, str | None, list[str], str, bool]

CASES: list[tuple[str, list[Parts]]] = [
    ("The weather was fine.", []),
    ("Oman said that prices rose.", [("Oman", "said", ["prices rose"], "states", False)]),
    ("Prices rose, Oman said.", [("Oman", "said", ["Prices rose"], "states", False)]),
    ("“Prices rose,” the ministry said.", [("ministry", "said", ["Prices rose"], "states", False)]),
    ("According to Oman, prices rose.", [("Oman", "According to", ["prices rose"], "states", False)]),
    ("Oman reportedly raised its prices.", [(None, "reportedly", ["Oman", "raised its prices"], "states", False)]),
    ("Two officials denied that prices rose.", [("officials", "denied", ["prices rose"], "denies", True)]),
]


@pytest.mark.parametrize(("text", "sayings"), CASES, ids=[text for text, _ in CASES])
def test_parts_of_a_saying(text: str, sayings: list[Parts]) -> None:
    found = [
        (
            saying.source.text if saying.source else None,
            saying.cue.text if saying.cue else None,
            texts(saying.content),
            saying.stance,
            saying.anonymous,
        )
        for saying in read(text).sayings
    ]
    assert found == sayings


def test_a_quotation_goes_on_with_the_one_who_spoke_last() -> None:
    first, second = read("“Prices rose,” Oman said. “They will rise again.”").sayings
    assert first.source and second.source
    assert (second.source.text, second.cue, texts(second.content)) == ("Oman", None, ["They will rise again"])


def test_what_stands_between_source_and_cue_belongs_to_what_is_said_on_neither_side() -> None:
    (saying,) = read("Prices, Oman said on Monday, had risen twice.").sayings
    assert all("Oman" not in part.text and "said" not in part.text for part in saying.content)
