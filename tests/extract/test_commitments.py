"""Threats, vows, red lines, conditions, promises, demands and refusals."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("text", ["Israel attacked Syria.", "The minister said it rained.", "The threat is real."])
def test_what_is_no_commitment(text: str) -> None:
    assert read(text).commitments == ()
