"""Wording: how a mention tells its act, for comparing it with the words of another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sayso.codebook.phrases import fold
from sayso.codebook.stems import Stems
from sayso.codebook.words import WordClasses
from sayso.record.mentions import EventMention

ARTICLES = ("", "definite", "indefinite", "number")
"""What stands before a trigger: "the attack" has been told of, "an attack" is new, "four attacks" are several."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
MODIFIERS = 3
"""Words before a trigger among which its article stands: "the deadly roadside" attack."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold the stems of the trigger's own words, the stems of its sentence and the names in it, all folded.

    ``article`` is an index of ``ARTICLES``.
    """

    article: int
    stems: tuple[str, ...]
    words: frozenset[str]
    names: frozenset[str]


def wording_of(mention: EventMention) -> Wording:
    """Read the wording of a mention from its trigger and sentence."""
    text = mention.sentence.text
    before = text[: max(mention.trigger.start - mention.sentence.start, 0)]
    return Wording(
        _article(fold(before).split()[-MODIFIERS:]),
        tuple(dict.fromkeys(stems_of(mention.trigger.text))),
        frozenset(stems_of(text)),
        frozenset(names_in(text)),
    )


def stems_of(text: str) -> Iterable[str]:
    """Give the stems of the words of a text that mean something, in text order."""
    stems, function = Stems.load(), _function_words()
    words = (fold(word).replace("'s", "") for word in _WORD.findall(text))
    return (stems.of(word) for word in words if len(word) > 1 and word not in function)


def names_in(text: str) -> Iterable[str]:
    """Give the folded words of a text that are written with a capital, but for function words."""
    function = _function_words()
    folded = (fold(word).replace("'s", "") for word in _WORD.findall(text) if word[:1].isupper())
    return (word for word in folded if len(word) > 1 and word not in function)


def _article(before: list[str]) -> int:
    classes = _classes()
    for word in reversed(before):
        if word in classes.definite or word.endswith("'s"):
            return ARTICLES.index("definite")
        if word in classes.indefinite:
            return ARTICLES.index("indefinite")
        if word in classes.number or word[:1].isdigit():
            return ARTICLES.index("number")
    return 0


@cache
def _function_words() -> frozenset[str]:
    words = _classes()
    return words.function | words.being | words.possessive


@cache
def _classes() -> WordClasses:
    return WordClasses.load()
