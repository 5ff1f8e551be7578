"""The language of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from sayso.codebook.phrases import fold

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

CODED_LANGUAGE = "en"
"""The only language whose reports are coded."""
SHORT_LETTERS = 60
"""Letters: a shorter text is taken for what the metadata say, and for English if they say nothing."""
SAMPLES = 4
SAMPLE_CHARACTERS = 400
"""A text is judged by so many stretches of so many characters, from its beginning to its end: the language of
most of them decides, and a long text costs no more than a short one."""
ENGLISH_SHARE, SHORT_ENGLISH_SHARE = 0.18, 0.12
"""Shares of the words below at which a text is English and no model is asked: to load one takes 0.4 s. The second is
that of a text of one stretch. Of 319 reports all have as many, of 6,028 sentences 96 % (gold/train, 2026-11). The
median report has 0.27 and none over 0.35, so that a text half in English stays below; of 34 sentences in as many
languages that use these letters none has more than 0.09."""
_ENGLISH = frozenset({
    "the", "and", "of", "to", "that", "said", "were", "with", "from", "which", "they", "their", "been", "after",
    "who", "would", "has", "have", "its", "not", "will", "also", "by", "this", "his", "she", "when", "while",
    "because", "about", "people", "there", "could", "should", "during", "between", "before", "against", "these",
    "those", "through", "other", "another", "being", "into", "than", "them", "what", "where", "since", "until",
    "every", "own", "both", "many", "such", "very", "already", "told", "says", "saying", "according", "reported",
    "whether", "how", "out", "up", "two", "three", "five", "seven", "eight", "nine", "hundred", "thousand",
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
})  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")
_CODES = {
    "english": "en", "arabic": "ar", "persian": "fa", "farsi": "fa", "hebrew": "he", "russian": "ru",
    "french": "fr", "turkish": "tr", "german": "de", "spanish": "es", "ukrainian": "uk", "italian": "it",
    "kurdish": "ku", "urdu": "ur", "dari": "fa", "pashto": "ps", "chinese": "zh",
}  # fmt: skip


def language_of(text: str, stated: str | None = None) -> str | None:
    """Name the language most of a text is in, as a BCP 47 tag; None for a text without letters.

    ``stated`` is what the metadata say: it decides for texts too short to tell, and gives the region where
    the languages agree ("en-GB").

    >>> language_of("Les forces ont quitté la ville vendredi, a déclaré le ministre devant la presse.")
    'fr'
    """
    tag = _tag(stated)
    words = _LETTERS.findall(_sampled(text))
    letters = " ".join(words)
    if not letters:
        return tag
    if len(letters) < SHORT_LETTERS and (tag or letters.isascii()):
        return tag or CODED_LANGUAGE
    share = SHORT_ENGLISH_SHARE if len(text) <= SAMPLE_CHARACTERS else ENGLISH_SHARE
    found = CODED_LANGUAGE if _english_share(words) >= share else str(_identifier().classify(letters)[0])
    return tag if tag and tag.split("-")[0] == found else found


def _english_share(words: Sequence[str]) -> float:
    return sum(word.lower() in _ENGLISH for word in words) / len(words)


def _sampled(text: str) -> str:
    if len(text) <= SAMPLES * SAMPLE_CHARACTERS:
        return text
    step = (len(text) - SAMPLE_CHARACTERS) // (SAMPLES - 1)
    return " ".join(text[at * step : at * step + SAMPLE_CHARACTERS] for at in range(SAMPLES))


def _tag(stated: str | None) -> str | None:
    if not stated:
        return None
    named = fold(stated.replace("_", " ")).split()
    if not named:
        return None
    first = _CODES.get(named[0], named[0])
    if not re.fullmatch("[a-z]{2,3}", first):
        return None
    region = f"-{named[1].upper()}" if len(named) > 1 and re.fullmatch("[a-z]{2}", named[1]) else ""
    return first + region


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
