"""Counts: the bounds that words such as "more than 30" or "dozens" put on a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_EXACT: dict[str, int] = {word: value for value, word in enumerate(_UNITS)} | _TENS
_EXACT |= {"a": 1, "an": 1, "single": 1, "couple": 2, "pair": 2, "both": 2, "no": 0, "none": 0, "nobody": 0}
_OPEN = {"several": 3, "few": 3, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "tens": 20}
_OPEN |= {"millions": 2_000_000, "billions": 2_000_000_000}
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_SCALES |= {"trillion": 10**12, "k": 10**3, "m": 10**6, "bn": 10**9}
_OF_SCALES = {"thousands": 10**3, "millions": 10**6, "billions": 10**9}

_CORES = (frozenset(_EXACT) | frozenset(_OPEN) | frozenset(_SCALES)) - {"a", "an", "k", "m", "bn"}

_ABOVE = ("more than", "over", "in excess of", "greater than")
_AT_LEAST = ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "upwards of")
_BELOW = ("nearly", "almost", "fewer than", "less than", "under", "close to", "just under")
_AT_MOST = ("up to", "as many as", "as much as", "at most", "no more than", "not more than", "a maximum of")
_ABOUT = (
    "about",
    "around",
    "some",
    "roughly",
    "approximately",
    "an estimated",
    "estimated",
    "the",
    "another",
)

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
_SPLIT_SCALE = re.compile(r"(?<=\d)(k|m|bn)\b")
_RANGE = re.compile(r"(?:between |from )?(.+?)(?: to | and |\s?[–—-]\s?)(.+)")


@dataclass(frozen=True, slots=True)
class Count:
    """Hold what a count can mean: inclusive bounds, None where the words set no bound."""

    low: int | None
    high: int | None


def _above(count: Count) -> Count:
    return Count(None if count.low is None else count.low + 1, None)


def _below(count: Count) -> Count:
    top = count.high if count.high is not None else count.low
    return Count(None, None if top is None else top - 1)


def _at_most(count: Count) -> Count:
    return Count(None, count.high if count.high is not None else count.low)


_QUALIFIERS: tuple[tuple[tuple[str, ...], Callable[[Count], Count]], ...] = (
    (_AT_LEAST, lambda count: Count(count.low, None)),
    (_AT_MOST, _at_most),
    (_ABOVE, _above),
    (_BELOW, _below),
    (_ABOUT, lambda count: count),
)


def read_count(text: str) -> Count | None:
    """Read the words of one count, and nothing else, as bounds.

    Understands digits with commas and decimals, number words to the millions, "dozens" and its kin, "a
    couple", "no", ranges, and the qualifiers "more than", "at least", "nearly", "up to", "about". A leading
    currency sign and a trailing "dollars" or "people" are no part of a count. Fractions, ordinals and
    percentages are not counts.

    Source: codebook, decision 12 (hundreds 200+, dozens 24+, scores 40+, several and a few 3+).

    >>> read_count("more than 30"), read_count("nearly 40"), read_count("between 10 and 12")
    (Count(low=31, high=None), Count(low=None, high=39), Count(low=10, high=12))
    >>> read_count("dozens"), read_count("thirty-two"), read_count("a third")
    (Count(low=24, high=None), Count(low=32, high=32), None)
    """
    count = _read(_plain(text))
    return count if count and supports(text, count.low, count.high) else None


def _read(bare: str) -> Count | None:
    for phrases, make in _QUALIFIERS:
        rest = _after(bare, phrases)
        if rest is not None:
            inner = _read(rest)
            return make(inner) if inner and inner.low else None
    return _range(bare) or _single(bare)


def is_number(word: str) -> bool:
    """Tell whether a small-letter word can be the core of a count: "12", "two", "dozens", "no"; not "a"."""
    return word[:1].isdigit() or word in _CORES


def supports(text: str, low: int | None, high: int | None) -> bool:
    """Tell whether both bounds can be read from the words of ``text``, give or take one.

    A bound that is None needs no support.

    >>> supports("more than 30 soldiers", 31, None), supports("30 soldiers", 300, 300)
    (True, False)
    """
    values = _values(text)
    return all(bound is None or any(abs(bound - value) <= 1 for value in values) for bound in (low, high))


def _plain(text: str) -> str:
    bare = _SPLIT_SCALE.sub(r" \1", text.lower().replace("’", "'"))
    bare = re.sub(r"[$€£]", "", bare)
    return " ".join(re.sub(r"(?<=[a-z])-(?=[a-z])", " ", bare).split())


def _after(text: str, phrases: tuple[str, ...]) -> str | None:
    for phrase in phrases:
        if text.startswith(phrase + " "):
            return text[len(phrase) + 1 :]
    return None


def _range(text: str) -> Count | None:
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    first, second = _single(match[1]), _single(match[2])
    if first is None or second is None or first.low is None or second.high is None:
        return None
    if any(scale in match[2].split() and scale not in match[1].split() for scale in _SCALES):
        return None  # "10 to 12 million": the first bound cannot be read from its own words
    if first.high is None or first.low >= second.high or (_EXACT.get(match[1]) == 1 and " and " in text):
        return None
    return Count(first.low, second.high)


def _single(text: str) -> Count | None:
    words = text.replace(" and ", " ").split()
    if words[:1] in (["a"], ["an"]) and len(words) > 1 and words[1] in ("few", "couple", "pair", "single"):
        words = words[1:]
    if len(words) > 1 and words[0] in ("couple", "pair") and words[1] == "of":
        words = [words[0], *words[2:]]
    if not words or not all(_TOKEN.fullmatch(word) for word in words):
        return None
    return _open_count(words) or _exact_count(words)


def _open_count(words: list[str]) -> Count | None:
    value = _OPEN.get(words[0])
    if value is None:
        return None
    rest = words[1:]
    if rest[:1] == ["of"] and len(rest) == 2 and rest[1] in _OF_SCALES:
        return Count(value * _OF_SCALES[rest[1]], None)
    if len(rest) == 1 and rest[0] in _SCALES and words[0] in ("several", "few"):
        return Count(value * _SCALES[rest[0]], None)
    return Count(value, None) if not rest else None


def _exact_count(words: list[str]) -> Count | None:
    total, current = 0, None
    for word in words:
        value = _number(word)
        if value is not None:
            joins = current is not None and current >= 20 and value < 10 and current % 10 == 0
            if current is not None and not joins:
                return None
            current = (current or 0) + value
        elif word in _SCALES and current is not None:
            total, current = total + int(current * _SCALES[word]), None
        elif word in _SCALES and total and not current:
            total *= _SCALES[word]
        else:
            return None
    whole = total + (current or 0)
    return Count(int(whole), int(whole)) if whole == int(whole) else None


def _number(word: str) -> Decimal | None:
    if word in _EXACT:
        return Decimal(_EXACT[word])
    if not word[0].isdigit():
        return None
    try:
        return Decimal(word.replace(",", ""))
    except InvalidOperation:
        return None


def _values(text: str) -> set[Decimal]:
    found: set[Decimal] = set()
    current: Decimal | None = None
    for word in _TOKEN.findall(_plain(text).replace("-", " ")):
        if word == "of" and current is not None:
            continue
        value = Decimal(_OPEN[word]) if word in _OPEN else _number(word)
        scale = _SCALES.get(word) or _OF_SCALES.get(word)
        if scale and current is not None:
            current *= scale
        elif value is not None:
            joins = current is not None and current >= 20 and value < 10 and current % 10 == 0
            current = current + value if joins and current is not None else value
        elif scale:
            current = Decimal(scale)
        else:
            current = None
            continue
        found.add(current)
    return found
