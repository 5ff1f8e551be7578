"""Which tokens of a paragraph stand inside quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sayso.annotate.tokens import Token

Mark = Literal["opens", "closes", "none"]

_OPENING = "“„«‘‚"
_CLOSING = "”»"


def quotation_marks(tokens: Sequence[Token], originals: Sequence[str]) -> tuple[Mark, ...]:
    """Tell for every token of one paragraph whether it is a mark that opens or closes a quotation.

    ``originals[i]`` is the character in the text of record where token ``i`` begins: a curly mark shows its
    side, a straight one is judged by the spaces around it, then by turns. Marks of feet, minutes and
    possession are none.
    """
    marks: list[Mark] = []
    double = single = False
    for index, token in enumerate(tokens):
        mark: Mark = "none"
        if token.word == '"':
            mark = _double(tokens, index, originals[index], double)
            double = mark == "opens"
        elif token.word == "'" and not double:
            mark = _single(tokens, index, originals[index], single)
            single = mark == "opens" or (single and mark == "none")
        marks.append(mark)
    return tuple(marks)


def inside_quotations(marks: Sequence[Mark], words: Sequence[str]) -> tuple[bool, ...]:
    """Flag the tokens inside quotations, the marks themselves not; what is left open runs to the end.

    A paragraph whose first mark closes continues a quotation from its beginning only if nothing opened it
    before: then the mark is a stray, and flags nothing.
    """
    flags = []
    opened = ""
    for mark, word in zip(marks, words, strict=True):
        if mark == "opens" and not opened:
            opened = word
        elif mark == "closes" and word == opened:
            opened = ""
        flags.append(bool(opened) and mark == "none")
    return tuple(flags)


def _double(tokens: Sequence[Token], index: int, original: str, is_open: bool) -> Mark:
    if original in _OPENING:
        return "opens"
    if original in _CLOSING:
        return "closes"
    before, after = tokens[index].spaced, index + 1 < len(tokens) and tokens[index + 1].spaced
    if before != after and index + 1 < len(tokens):
        return "opens" if before else "closes"
    if index == 0:
        return "opens"
    return "closes" if is_open or index + 1 == len(tokens) else "opens"


def _single(tokens: Sequence[Token], index: int, original: str, is_open: bool) -> Mark:
    last = index + 1 == len(tokens)
    if tokens[index].spaced and not last and not tokens[index + 1].spaced:
        return "none" if original == "’" or tokens[index + 1].word[0].isdigit() else "opens"
    if not is_open or tokens[index].spaced:
        return "none"
    owner = tokens[index - 1].word.endswith("s")
    later = any(token.word == "'" and not token.spaced for token in tokens[index + 1 :])
    return "none" if owner and later else "closes"
