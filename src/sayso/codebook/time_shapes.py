"""Shapes of time phrases: time_shapes.tsv as regular expressions, and the words that each can open with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from sayso.codebook.tables import one_of, read_rows
from sayso.codebook.time_openings import Openings, openings
from sayso.codebook.time_words import JOINED, TAGS, TimeWords
from sayso.errors import CodebookError
from sayso.record.times import TimeKind

SHAPES = "time_shapes.tsv"
PIECE = "piece"
"""The reader of a row of time_shapes.tsv that is no shape but a part of others."""

_KINDS: tuple[TimeKind, ...] = get_args(TimeKind)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_FIXED = {
    "year": r"(?:1[5-9]|20)\d\d",
    "date": r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|<ordinal>)",
    "step": r"(?:<before>|<after>|<same>)",
    "spelled": rf"<century> (?:(?:{_TENS})(?: (?:{_ONES}))?|{_TEENS}|hundred)",
}
"""Classes that are no lists of words."""
_NUMERALS = {
    "number": r"\d[\d.,]*(?: \d/\d)?",
    "ordinal": r"\d{1,2}(?:st|nd|rd|th)",
    "decade": r"(?:1[5-9]|20)\d0s|' ?\d0s|'\d0s",
}
_SPELT = re.compile(r"(\(\?P<\w+>|\(\?<=\w\)|\\.|<\w+>|\[[^\]]*\])|([a-z][a-z']*)")
_CLASS = re.compile(r"(?<!\?P)<(\w+)>")


@dataclass(frozen=True, slots=True)
class Shape:
    """Hold one shape: what it is called, what it gives, who reads it, and its pattern over tagged words."""

    name: str
    kind: TimeKind
    reads: str
    source: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Give the pattern, compiled when it is first asked for: a short text needs few of the shapes.

        Raises:
            CodebookError: it is no regular expression.
        """
        return _compiled(self.source, self.name)


@dataclass(frozen=True, slots=True)
class ShapeTable:
    """Hold the shapes in the table's order, and which of them can open with a word, a class or a numeral."""

    shapes: tuple[Shape, ...]
    _opening: Mapping[str, tuple[int, ...]]
    _numeral: tuple[int, ...]

    @classmethod
    def load(cls, words: TimeWords) -> ShapeTable:
        """Read time_shapes.tsv; ``words`` are those of its classes.

        Raises:
            CodebookError: a row names an unknown kind or class, or its brackets do not close.
        """
        pieces = {name: _alternatives(name, words[name]) for name in words} | _FIXED
        opened = {name: _openings_of(name, words[name]) for name in words}
        tagged = {word for name in TAGS for word in words[name] if " " not in word}
        shapes: list[Shape] = []
        opening: dict[str, list[int]] = {}
        numeral: list[int] = []
        raw = dict(_FIXED)
        for row in read_rows(SHAPES, ("shape", "kind", "reads", "pattern")):
            pattern = row["pattern"]
            if row["reads"] == PIECE:
                raw[row["shape"].removeprefix("=")] = pieces[row["shape"].removeprefix("=")] = pattern
                continue
            found = openings(pattern, raw, opened, row)
            for one in found.words | found.tags:
                opening.setdefault(one, []).append(len(shapes))
            if found.numeral:
                numeral.append(len(shapes))
            source = _literal(_filled(pattern, pieces), tagged)
            shapes.append(Shape(row["shape"], one_of(row, "kind", _KINDS), row["reads"], source))
        return cls(tuple(shapes), {one: tuple(at) for one, at in opening.items()}, tuple(numeral))

    def opening_with(self, word: str, tags: str) -> Iterator[Shape]:
        """Give the shapes that a folded word with the letters of its classes can open, in the table's order."""
        found = {at for one in (word, *tags) for at in self._opening.get(one, ())}
        if word[:1].isdigit():
            found.update(self._numeral)
        return (self.shapes[at] for at in sorted(found))


def _openings_of(kind: str, words: Mapping[str, str]) -> Openings:
    """Tell what a class opens with: its letter; and the first of several words that are not taken as one."""
    several = {word.split()[0] for word in _spelled_out(kind, words)}
    tags = {TAGS[kind]} if kind in TAGS else set()
    numerals = _NUMERALS.get(kind)
    return Openings(frozenset(several), frozenset(tags), bool(numerals)) | (
        openings(numerals, {}, {}, {}) if numerals else Openings()
    )


def _spelled_out(kind: str, words: Mapping[str, str]) -> list[str]:
    """List the words of a class that a pattern must spell out, the longest first; its letter stands for the others."""
    if kind in JOINED:
        return []
    return sorted((word for word in words if " " in word or kind not in TAGS), key=lambda word: -len(word))


def _alternatives(kind: str, words: Mapping[str, str]) -> str:
    """Match a word of a class by its letter, and what has none by its words."""
    one = [rf"[A-Z]*{TAGS[kind]}[A-Z]*[^A-Z ]+"] if kind in TAGS else []
    numerals = [_NUMERALS[kind]] if kind in _NUMERALS else []
    point = r"(?: \.)?" if kind == "month" else ""
    every = f"(?:{'|'.join([*map(re.escape, _spelled_out(kind, words)), *numerals, *one])}){point}"
    if kind == "number":
        return rf"(?:(?:{_TENS}) (?:{_ONES})|{every}(?: <scale>)?)(?: and a half(?= ))?"
    return every


def _filled(pattern: str, pieces: Mapping[str, str]) -> str:
    while (filled := _CLASS.sub(lambda match: pieces[match[1]], pattern)) != pattern:
        pattern = filled
    return pattern


def _literal(pattern: str, tagged: Collection[str]) -> str:
    """Let the words that a pattern spells out stand behind the letters of their classes."""
    return _SPELT.sub(lambda match: match[1] or _behind(match[2], tagged), pattern)


def _behind(word: str, tagged: Collection[str]) -> str:
    return f"[A-Z]*{word}" if word in tagged or word.removesuffix("s") in tagged else word


@cache
def _compiled(pattern: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?:{pattern})(?= )")
    except re.error as error:
        raise CodebookError(f"no pattern: {error}", path=SHAPES, locator=name, remedy="Mend the pattern") from None
