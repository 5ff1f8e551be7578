"""Time phrases of news English: the words, the shapes they take, and where they stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import cast, get_args

from sayso.codebook.phrases import fold
from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError
from sayso.record.times import TimeKind

CLASSES = (
    "month", "weekday", "weekdays", "season", "day", "part", "unit", "units", "one", "before", "after", "same", "edge", "bound",
    "lead", "number", "ordinal", "about", "zone", "often", "past", "present", "future", "landmark", "decade", "holiday",
    "ahead", "done", "counted",
)  # fmt: skip
COLOURS = ("ahead", "done", "counted")
"""Classes whose words say how a phrase near them is told, and are in none."""
CAPITALS = frozenset({"month", "weekday"})
"""Classes whose words need a capital: "may" and "march" are verbs far more often than months."""
PIECE = "piece"
"""The kind of a row of time_shapes.tsv that is no shape but a part of others."""
SINCE_BACK = 9
"""Words before "in 2007" among which a "since" makes it a beginning: "since the takeover in 2007"."""
WHOLE = "whole"
"""The part of a phrase that is all its folded words."""
OPENERS = frozenset({
    "the", "recent", "week", "quarter", "fiscal", "sometime", "that", "this", "each", "every", "a", "nineteen", "twenty",
    "year", "multi", "post", "pre", "on", "good", "final", "entire", "age", "aged", "twice", "latest", "most", "whole",
    "full", "'",
})  # fmt: skip
"""Words that stand in no class and open a shape."""
REACH = 5
"""Words from one that may open a phrase within which one that says when must stand."""

_DAYS = re.compile(r"^(\d{1,2})[-–](\d{1,2})$")
_FIXED = {
    "year": r"(?:1[5-9]|20)\d\d",
    "date": r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|<ordinal>)",
    "step": r"(?:<before>|<after>|<same>)",
    "spelled": r"(?:nineteen|twenty) (?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: "
    r"(?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|hundred)",
}
_NUMERALS = {
    "number": r"\d[\d.,]*(?: \d/\d)?",
    "ordinal": r"\d{1,2}(?:st|nd|rd|th)",
    "decade": r"(?:1[5-9]|20)\d0s|' ?\d0s|'\d0s",
}
_DASHES = frozenset("-–—")
_YEAR_OPENERS = frozenset(
    {"(", "the", "a", "its", "his", "her", "their", "our", "'s", "'", "that", "this", "and", "or"}
)
"""Words before four digits that make them a year as a preposition does: "its 1990 invasion"."""
_QUANTITY_LEADS = frozenset({"about", "around", "than", "for", "of", "to", "into"})
"""Prepositions that stand before quantities, too: "about 1500 men"."""
_CLAUSE_MARKS = frozenset({",", ";", ":", "(", ")", "and"})
_NAMES_TOO = frozenset({"May", "March"})
"""Months that are as often a name or open a sentence as a verb: alone they need a preposition."""


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Mark tokens ``first`` to ``last`` (exclusive) as one time phrase.

    ``shape`` is its name in time_shapes.tsv, ``kind`` and ``reads`` what that table says of it, ``parts`` the words
    its groups caught, ``lead`` the preposition before it ("since"), empty if none; ``since`` the token of a "since" that makes a beginning of it.
    """

    first: int
    last: int
    shape: str
    parts: Mapping[str, str]
    lead: str
    kind: TimeKind = "date"
    reads: str = ""
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Hold one shape: what it is called, what it gives, who reads it, and its pattern over folded words."""

    name: str
    kind: TimeKind
    reads: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """Hold the words of time phrases and the shapes made from them. Built once by ``load``."""

    values: Mapping[str, Mapping[str, str]]
    shapes: tuple[Shape, ...]
    _openers: frozenset[str]
    _telling: frozenset[str]
    _capitals: frozenset[str]

    @classmethod
    def load(cls) -> TimeGrammar:
        """Read times.tsv, holidays.tsv and time_shapes.tsv.

        Raises:
            CodebookError: a table breaks its own rules.
        """
        values = _words()
        classes = {name: _alternatives(name, words) for name, words in values.items()} | _FIXED
        shapes = tuple(_shapes(classes))
        firsts = {word.split()[0] for name, words in values.items() if name not in COLOURS for word in words}
        openers = firsts | OPENERS
        closed = {"number", "bound", "about", "lead", "before", "after", "same", "edge", *COLOURS}
        telling = {word.split()[0] for name, words in values.items() if name not in closed for word in words}
        telling |= {word.split()[-1] for name, words in values.items() if name not in closed for word in words}
        capitals = frozenset(word for kind in CAPITALS for word in values[kind])
        return cls(
            values,
            shapes,
            frozenset(openers),
            frozenset(telling | {"period", "eve", "anniversary", "nineteen"}),
            capitals,
        )

    def phrases(self, words: Sequence[str]) -> Iterator[TimePhrase]:
        """Find the time phrases among tokens, left to right, none overlapping another."""
        pieces = [self._piece(word) for word in words]
        telling = [self._tells(piece) for piece in pieces]
        if not any(telling):
            return
        line = "".join(pieces)
        starts = [0, *accumulate(map(len, pieces))]
        ends = [start - 1 for start in starts[1:]]
        at = 0
        while at < len(words):
            found = self._longest(line, starts[at], ends) if self._may_open(pieces[at], telling, at) else None
            if found is None:
                at += 1
                continue
            shape, match = found
            last = _trimmed(words, at, bisect_left(ends, match.end()) + 1)
            since = self._since(words, at)
            lead = self._lead(words, at) if since is None else "since"
            if self._is_time(shape, words, at, last, lead):
                parts = {name: part for name, part in match.groupdict().items() if part} | {WHOLE: match.group()}
                yield TimePhrase(at, last, shape.name, parts, lead, shape.kind, shape.reads, since)
                at = last
            else:
                at += 1

    def value(self, kind: str, word: str) -> str | None:
        """Give the value of a word of a class, None if it has none."""
        return self.values[kind].get(word.removesuffix(".").strip())

    def number(self, kind: str, word: str) -> int | None:
        """Give the value of a word of a class as a whole number, None if it has none."""
        value = self.value(kind, word)
        return int(value) if value else None

    def _piece(self, word: str) -> str:
        folded = fold(_DAYS.sub(r"\1 to \2", word))
        if word in _DASHES:
            return "- "
        bare = folded.rstrip(".")
        known = bare in self._capitals and bare == folded[:-1]
        small = bare in self._capitals and word[:1].islower()
        return ("~" if small else "") + (bare if known else folded or "~") + " "

    def _tells(self, piece: str) -> bool:
        first, _, rest = piece.partition(" ")
        return first[:1].isdigit() or first in self._telling or (rest != "" and self._tells(rest))

    def _may_open(self, piece: str, telling: Sequence[bool], at: int) -> bool:
        first = piece.split(" ", 1)[0]
        return (first[:1].isdigit() or first in self._openers) and any(telling[at : at + REACH])

    def _longest(self, line: str, start: int, ends: Sequence[int]) -> tuple[Shape, re.Match[str]] | None:
        best: tuple[Shape, re.Match[str]] | None = None
        for shape in self.shapes:
            match = shape.pattern.match(line, start)
            if match and (best is None or match.end() > best[1].end()) and _ends_whole(ends, match.end()):
                best = (shape, match)
        return best

    def _lead(self, words: Sequence[str], at: int) -> str:
        before = fold(words[at - 1]) if at else ""
        return before if before in self.values["lead"] else ""

    def _is_time(self, shape: Shape, words: Sequence[str], first: int, last: int, lead: str) -> bool:
        """Tell a year from a quantity and a month from a name: alone, they need a preposition or its like."""
        if last - first > 1 or (shape.name != "year" and words[first] not in _NAMES_TOO):
            return True
        if shape.name == "year" and lead in _QUANTITY_LEADS:
            return last == len(words) or words[last].lower() not in self.values["counted"]
        before = words[first - 1].lower() if first else ""
        return bool(lead) or len(words) == 1 or (shape.name == "year" and before in _YEAR_OPENERS)

    def _since(self, words: Sequence[str], at: int) -> int | None:
        """Find the "since" right before a phrase, or that of "since the takeover in 2007"."""
        reach = SINCE_BACK if at and words[at - 1] in ("in", "on", "of") else 1
        for back in range(at - 1, max(-1, at - 1 - reach), -1):
            if words[back].lower() == "since":
                return back
            if words[back] in _CLAUSE_MARKS:
                return None
        return None


def _ends_whole(ends: Sequence[int], end: int) -> bool:
    """Tell whether a match ends where a token does: "a day-long" is no day."""
    at = bisect_left(ends, end)
    return at < len(ends) and ends[at] == end


def _trimmed(words: Sequence[str], first: int, last: int) -> int:
    """Leave a full stop that ends the sentence out of a phrase."""
    while last > first + 1 and words[last - 1] in (".", ",", "'s"):
        last -= 1
    return last


def find_times(words: Sequence[str], grammar: TimeGrammar) -> list[tuple[int, int]]:
    """List the token ranges (end exclusive) of phrases that may date an act, without the preposition before them.

    >>> find_times("The raid came on Friday night , in late July 2019 .".split(), TimeGrammar.load())
    [(4, 6), (8, 11)]
    >>> find_times("They may march today".split(), TimeGrammar.load())
    [(3, 4)]
    """
    return [(phrase.first, phrase.last) for phrase in grammar.phrases(words) if phrase.kind == "date"]


def _words() -> Mapping[str, Mapping[str, str]]:
    values: dict[str, dict[str, str]] = {name: {} for name in CLASSES}
    for row in read_rows("times.tsv", ("class", "word", "value")):
        if row["class"] not in values:
            raise CodebookError(
                f"no class {row['class']!r}", path="times.tsv", remedy=f"Classes are: {', '.join(CLASSES)}"
            )
        values[row["class"]][row["word"]] = row["value"]
    for row in read_rows("holidays.tsv", ("name", "rule", "days")):
        values["holiday"][row["name"]] = f"{row['rule']};{row['days']}"
    return values


def _shapes(classes: Mapping[str, str]) -> Iterator[Shape]:
    known = dict(classes)
    for row in read_rows("time_shapes.tsv", ("shape", "kind", "reads", "pattern")):
        pattern = _filled(row["pattern"], known)
        if row["reads"] == PIECE:
            known[row["shape"].removeprefix("=")] = pattern
            continue
        if row["kind"] not in get_args(TimeKind):
            raise CodebookError(f"no kind {row['kind']!r}", path="time_shapes.tsv", locator=row["shape"])
        yield Shape(row["shape"], cast(TimeKind, row["kind"]), row["reads"], _compiled(pattern, row["shape"]))


def _filled(pattern: str, classes: Mapping[str, str]) -> str:
    def fill(match: re.Match[str]) -> str:
        if match[1] not in classes:
            raise CodebookError(f"no class <{match[1]}>", path="time_shapes.tsv", remedy="Name one of times.tsv")
        return classes[match[1]]

    while (filled := re.sub(r"(?<!\?P)<(\w+)>", fill, pattern)) != pattern:
        pattern = filled
    return pattern


def _compiled(pattern: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?:{pattern})(?= )")
    except re.error as error:
        raise CodebookError(f"no pattern: {error}", path="time_shapes.tsv", locator=name) from None


def _alternatives(kind: str, words: Mapping[str, str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    numerals = [_NUMERALS[kind]] if kind in _NUMERALS else []
    point = r"(?: \.)?" if kind == "month" else ""
    every = f"(?:{'|'.join([*map(re.escape, longest_first), *numerals])}){point}"
    if kind == "number":
        tens = "|".join(word for word, value in words.items() if word.endswith("ty") and value)
        ones = "one|two|three|four|five|six|seven|eight|nine"
        return rf"(?:(?:{tens}) (?:{ones})|{every}(?: (?:hundred|thousand|dozen))?)(?: and a half(?= ))?"
    return every
