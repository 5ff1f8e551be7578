"""Counts: the bounds that words such as "more than 30" or "dozens" put on a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_NUMERALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMERAL: dict[str, int] = {word: value for value, word in enumerate(_NUMERALS.split())} | _TENS
_WORD = {"a": 1, "an": 1, "single": 1, "couple": 2, "pair": 2, "both": 2, "no": 0, "none": 0, "nobody": 0}
_EXACT = _NUMERAL | _WORD
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

_LONGEST = 12
"""Words of the longest count that is looked for in a text: "one hundred and six thousand two hundred and fifty-one"."""

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
_PIECE = re.compile(_TOKEN.pattern + r"|\S")
_SPLIT_SCALE = re.compile(r"(?<=\d)(k|m|bn)\b")
_RANGE = re.compile(r"between (.+?) and (.+)|(?:between |from )?(.+?)(?: to |\s?[–—-]\s?)(.+)")


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
_MAKERS = {phrase: make for phrases, make in _QUALIFIERS for phrase in phrases}
_QUALIFIER = re.compile(r"\b(?:" + "|".join(sorted(_MAKERS, key=len, reverse=True)) + r")\b")


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
    makers = []
    while qualified := _qualified(bare):
        make, bare = qualified
        makers.append(make)
    count = _range(bare) or _single(bare)
    for make in reversed(makers):
        count = make(count) if count and count.low else None
    return count


def _qualified(bare: str) -> tuple[Callable[[Count], Count], str] | None:
    """Give what the words at the beginning do to the count behind them, and that."""
    for phrases, make in _QUALIFIERS:
        rest = _after(bare, phrases)
        if rest is not None:
            return make, rest
    return None


def bare_count(text: str) -> tuple[str, bool]:
    """Give the words of the number in a count, without what qualifies it; and whether that makes it a ceiling.

    >>> bare_count("at least 30"), bare_count("Up to two dozen"), bare_count("dozens")
    (('30', False), ('two dozen', True), ('dozens', False))
    """
    bare, ceiling = _plain(text), False
    while qualified := _qualified(bare):
        make, bare = qualified
        ceiling = ceiling or make in (_below, _at_most)
    return bare, ceiling


def is_number(word: str) -> bool:
    """Tell whether a small-letter word can be the core of a count: "12", "two", "dozens", "no"; not "a"."""
    return word[:1].isdigit() or word in _CORES


def supports(text: str, low: int | None, high: int | None) -> bool:
    """Tell whether both bounds can be read from the words of ``text``.

    A bound is a number that stands there; behind "more than" or "over" the lower one is one more, behind
    "nearly", "fewer than" or "under" the upper one is one less. A bound that is None needs no support.

    >>> supports("more than 30 soldiers", 31, None), supports("30 soldiers", 31, None)
    (True, False)
    """
    bare = _plain(text)
    values = set(_values(bare))
    found = {_MAKERS[phrase] for phrase in _QUALIFIER.findall(bare)}
    lows = values | {value + 1 for value in values if _above in found}
    highs = values | {value - 1 for value in values if _below in found}
    return (low is None or low in lows) and (high is None or high in highs)


def bounds_words(low: int | None, high: int | None) -> str:
    """Write inclusive bounds, None being open; ``?`` where both are.

    >>> bounds_words(3, 3), bounds_words(31, None), bounds_words(None, 39), bounds_words(10, 12)
    ('3', '31+', '≤39', '10–12')
    """
    if low is None:
        return "?" if high is None else f"≤{high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"


def _plain(text: str) -> str:
    bare = _SPLIT_SCALE.sub(r" \1", text.lower().replace("’", "'"))
    bare = re.sub(r"[$€£]", "", bare)
    return " ".join(re.sub(r"(?<=[a-z\d])-(?=[a-z])", " ", bare).split())


def _after(text: str, phrases: tuple[str, ...]) -> str | None:
    for phrase in phrases:
        if text.startswith(phrase + " "):
            return text[len(phrase) + 1 :]
    return None


def _range(text: str) -> Count | None:
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    left, right = match[1] or match[3], match[2] or match[4]
    first, second = _single(left), _single(right)
    if first is None or second is None or first.low is None or second.high is None:
        return None
    if any(scale in right.split() and scale not in left.split() for scale in _SCALES):
        return None  # "10 to 12 million": the first bound cannot be read from its own words
    if first.high is None or first.low >= second.high:
        return None
    return Count(first.low, second.high)


def _single(text: str) -> Count | None:
    return _count_of(text.split())


def _count_of(words: list[str]) -> Count | None:
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
    """Read a number as English builds it: groups below a thousand, each before its scale, scales falling."""
    total, group, scale = Decimal(0), None, None
    for at, word in enumerate(words):
        if word == "and":
            if not _and_joins(words, at):
                return None
        elif word == "hundred" and group is not None and 0 < group < 100:
            group *= 100
        elif word in _SCALES and word != "hundred" and group and (scale is None or _SCALES[word] < scale):
            scale = _SCALES[word]
            total, group = total + group * scale, None
        elif group is None and (at == 0 or word in _NUMERAL) and (first := _number(word)) is not None:
            group = first
        elif group is not None and _joins(words[:at], group, word):
            group += _NUMERAL[word]
        else:
            return None
    whole = total + (group or 0)
    return Count(int(whole), int(whole)) if whole == int(whole) else None


def _and_joins(words: list[str], at: int) -> bool:
    """Tell whether "and" stands inside a number: "a hundred and twenty", but not "twenty and five"."""
    return 0 < at < len(words) - 1 and words[at - 1] in _SCALES and words[at + 1] in _NUMERAL


def _joins(before: list[str], group: Decimal, word: str) -> bool:
    """Tell whether a numeral goes on with its group: "twenty five", "hundred twenty"; digits never do."""
    value = _NUMERAL.get(word, 0)
    if not value or before[-1][0].isdigit():
        return False
    return group % 100 == 0 if before[-1] in ("hundred", "and") else value < 10 and before[-1] in (*_TENS, "twenty")


def _number(word: str) -> Decimal | None:
    if word in _EXACT:
        return Decimal(_EXACT[word])
    if not word[0].isdigit():
        return None
    try:
        return Decimal(word.replace(",", ""))
    except InvalidOperation:
        return None


def _values(bare: str) -> Iterator[int]:
    """Give the numbers that stand in plain words: of those that begin at one word, the longest."""
    ends = _RANGE.fullmatch(bare)
    if ends and ends[1]:  # the "and" of "between" joins no number
        yield from _values(ends[1])
        yield from _values(ends[2])
        return
    words = _PIECE.findall(bare)
    at = 0
    while at < len(words):
        for last in range(min(len(words), at + _LONGEST), at, -1):
            count = _count_of(words[at:last])
            if count and count.low is not None:
                yield count.low
                break
        else:
            last = at + 1
            if words[at] in _SCALES and len(words[at]) > 2:
                yield _SCALES[words[at]]
        at = last
