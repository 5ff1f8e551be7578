"""WordPiece: pieces of words, and how they are written."""

from __future__ import annotations

import pytest

from sayso.annotate.wordpiece import MOST_PIECES, WordPiece

CUTTER = WordPiece(("[PAD]", "[UNK]", "[CLS]", "[SEP]", "bomb", "##ed", "##s", "-", "a", "cafe", "中"))


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Bombed", [4, 5]),
        ("bomb-bombs", [4, 7, 4, 6]),
        ("Café", [9]),
        ("中a", [10, 8]),
        ("bombx", [1]),
        ("", [1]),
        ("\u200b", [1]),
        ("b" * 101, [1]),
    ],
)
def test_pieces(word: str, pieces: list[int]) -> None:
    assert list(CUTTER.pieces(word)) == pieces


def test_a_word_of_ten_thousand_characters_has_few_pieces() -> None:
    assert list(CUTTER.pieces("a-" * 5_000)) == [8, 7] * (MOST_PIECES // 2)
