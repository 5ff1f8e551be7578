"""Spellings of place names: keys under which the many ways to write one name meet."""

from __future__ import annotations

import re

from sayso.codebook.phrases import fold

_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "a", "þ": "th", "ß": "ss",
    "'": None, "ʻ": None, "ʼ": None, "′": None, "ʹ": None, ".": None, ",": " ", "/": " ",
})  # fmt: skip
ARTICLES = frozenset({"al", "el", "ar", "er", "as", "es", "at", "et", "an", "en", "ad", "ed", "az", "ez", "ash", "esh"})
"""The Arabic article as reports write it, before a sun letter too; Spanish and English words among them are no harm,
since a key without its article is only tried where the whole name is unknown."""
_ABBREVIATED = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
_SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"),
    ("q", "k"), ("c", "k"), ("x", "ks"), ("j", "g"), ("z", "s"), ("v", "w"), ("p", "b"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouyw]|(?<!^)h")
_DOUBLED = re.compile(r"(.)\1+")


def place_key(name: str) -> str:
    """Give the key of a name as it is written: case, accents, apostrophes, stops and hyphens do not matter.

    >>> place_key("Ba‘qūbah"), place_key("St. Louis"), place_key("Deir ez-Zor")
    ('baqubah', 'saint louis', 'deir ez zor')
    """
    words = fold(name.translate(_LETTERS)).translate(_LETTERS).split()
    if len(words) > 1:
        words[0] = _ABBREVIATED.get(words[0], words[0])
    return " ".join(words)


def without_article(key: str) -> str:
    """Cut the Arabic article off the front of a key.

    >>> without_article("al fallujah"), without_article("paris")
    ('fallujah', 'paris')
    """
    first, _, rest = key.partition(" ")
    return rest if rest and first in ARTICLES else key


def sound_key(key: str) -> str:
    """Give what is left of a key when vowels, articles and sounds that transliterations mix up are taken out.

    >>> sound_key("salaheddin"), sound_key("salah ad din"), sound_key("salahuddin")
    ('sldn', 'sldn', 'sldn')
    """
    words = key.split()
    kept = [word for word in words if word not in ARTICLES] or words
    bare = "".join(kept)
    for written, sound in _SOUNDS:
        bare = bare.replace(written, sound)
    return _DOUBLED.sub(r"\1", bare[:1] + _SILENT.sub("", bare[1:]))
