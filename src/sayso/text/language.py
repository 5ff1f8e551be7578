"""The language of a text."""

from __future__ import annotations

import re
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
    letters = " ".join(_LETTERS.findall(_sampled(text)))
    if not letters:
        return tag
    if len(letters) < SHORT_LETTERS and (tag or letters.isascii()):
        return tag or CODED_LANGUAGE
    found = str(_identifier().classify(letters)[0])
    return tag if tag and tag.split("-")[0] == found else found


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
