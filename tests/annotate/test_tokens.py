from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.tokens import tokens_in


def words(text: str) -> str:
    return " ".join(token.word for token in tokens_in(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Iran's men fled.", "Iran 's men fled ."),
        ("Hamas' leaders", "Hamas ' leaders"),
        ("They didn't, can't and won't.", "They did n't , ca n't and wo n't ."),
        ("They're sure we'll go; I'm not.", "They 're sure we 'll go ; I 'm not ."),
        ("the U.S. and the U.S.-led force", "the U.S. and the U.S.-led force"),
        ("Iran-backed, al-Tanf, K-1, F-35s", "Iran-backed , al-Tanf , K-1 , F-35s"),
        ("Gen. Doe, Lt. Col. Roe and J. W. Poe", "Gen. Doe , Lt. Col. Roe and J. W. Poe"),
        ("on Jan. 3 at 10:30 a.m.", "on Jan. 3 at 10:30 a.m."),
        ("No. 2 left. No. Not yet.", "No. 2 left . No . Not yet ."),
        ("2,400 men, $1.5 million, 20%", "2,400 men , $ 1.5 million , 20 %"),
        ("O'Brien met Kata'ib fighters", "O'Brien met Kata'ib fighters"),
        ('"Yes," she said… "No!"', '" Yes , " she said … " No ! "'),
        ("so... and -- then", "so ... and -- then"),
        ("see https://example.org/a.b, or @jdoe #truce", "see https://example.org/a.b , or @jdoe #truce"),
        ("[its] (own) words", "[ its ] ( own ) words"),
        ("the 1990s, 12-year-old, 32nd", "the 1990s , 12-year-old , 32nd"),
        ("", ""),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert words(text) == tokens


@given(st.text(max_size=120))
def test_tokens_cover_all_but_white_space(text: str) -> None:
    at = 0
    for token in tokens_in(text, 0, len(text)):
        assert not text[at : token.start].strip()
        assert text[token.start : token.end] == token.word != ""
        assert token.spaced == ((at == 0 and token.start == 0) or token.start > at)
        at = token.end
    assert not text[at:].strip()
