"""Time phrases of news English: the words, the shapes they take, and where they stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import cast, get_args

from sayso.codebook.phrases import PhraseTable, fold
from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError
from sayso.record.times import TimeKind

CLASSES = (
    "month", "weekday", "weekdays", "season", "day", "part", "unit", "units", "one", "before", "after", "same", "edge",
    "bound", "lead", "number", "ordinal", "about", "zone", "often", "past", "present", "future", "landmark", "decade",
    "holiday", "ahead", "done", "counted",
)  # fmt: skip
TAGS: Mapping[str, str] = {
    "month": "A", "weekday": "B", "weekdays": "C", "season": "D", "day": "E", "part": "F", "unit": "G", "units": "H",
    "one": "I", "before": "J", "after": "K", "same": "L", "edge": "M", "bound": "N", "number": "O", "ordinal": "P",
    "about": "Q", "zone": "R", "often": "S", "past": "T", "present": "U", "future": "V", "landmark": "W",
    "decade": "X", "holiday": "Y",
}  # fmt: skip
"""The letter that stands before a word of a class in the line that shapes are matched against.

A shape names a class by its letter and not by its words: patterns stay short.
"""
JOINED = ("number", "about", "zone", "holiday", "often", "present", "future", "before", "after", "same", "day")
"""Classes whose words of several words are taken as one, wherever they stand."""
CAPITAL_TAGS = frozenset({"A", "B"})
"""Classes whose words need a capital: "may" and "march" are verbs far more often than months."""
TELLING = frozenset({"period", "eve", "anniversary", "nineteen", "week", "while", "time", "past"})
"""Words in no class that say when, as do those of the classes in ``_TELLING``."""
PIECE = "piece"
"""The kind of a row of time_shapes.tsv that is no shape but a part of others."""
SINCE_BACK = 9
"""Words before "in 2007" among which a "since" makes it a beginning: "since the takeover in 2007"."""
WHOLE = "whole"
"""The part of a phrase that is all its folded words."""
OPENERS = frozenset({
    "the", "recent", "week", "quarter", "fiscal", "sometime", "that", "this", "each", "every", "a", "nineteen",
    "twenty", "year", "multi", "post", "pre", "on", "good", "final", "entire", "age", "aged", "twice", "latest", "most",
    "whole", "full", "'",
})  # fmt: skip
"""Words that stand in no class and open a shape."""
DAYS = frozenset({"date", "date_turned", "weekday", "day", "this_part"})
"""Shapes of one day, which a time of day before them is part of."""
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
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELT = re.compile(r"(\(\?P<\w+>|\(\?<=\w\)|\\.|<\w+>|\[[^\]]*\])|([a-z][a-z']*)")
_NO_LETTERS = dict.fromkeys(range(ord("A"), ord("Z") + 1))
_NUMERALS = {
    "number": r"\d[\d.,]*(?: \d/\d)?",
    "ordinal": r"\d{1,2}(?:st|nd|rd|th)",
    "decade": r"(?:1[5-9]|20)\d0s|' ?\d0s|'\d0s",
}
_LETTERS = "".join(TAGS.values())
_TELLING = re.compile(r"[A-IPR-Y]|\d")
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
    its groups caught, ``lead`` the preposition before it ("since"), empty if none; ``since`` the
    token of a "since" that makes a beginning of it.
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
    _tags: Mapping[str, str]
    _joined: PhraseTable[str]

    @classmethod
    def load(cls) -> TimeGrammar:
        """Read times.tsv, holidays.tsv and time_shapes.tsv.

        Raises:
            CodebookError: a table breaks its own rules.
        """
        values = _words()
        classes = {name: _alternatives(name, words) for name, words in values.items()} | _FIXED
        firsts = frozenset(word.split()[0] for name in TAGS for word in values[name])
        tags = {word: _tags_of(word, values) for name in TAGS for word in values[name] if " " not in word}
        joined = ((word, _tags_of(word, values)) for name in JOINED for word in values[name] if " " in word)
        return cls(values, tuple(_shapes(classes, tags)), firsts | OPENERS, tags, PhraseTable.of(joined))

    def phrases(self, words: Sequence[str]) -> Iterator[TimePhrase]:
        """Find the time phrases among tokens, left to right, none overlapping another."""
        pieces = self._pieces(words)
        bare = [piece.lstrip(_LETTERS).replace("_", " ").split(" ", 1)[0] for piece in pieces]
        telling = [_TELLING.search(piece) is not None or one in TELLING
                   for one, piece in zip(bare, pieces, strict=True)]  # fmt: skip
        if not any(telling):
            return
        line = "".join(pieces)
        starts = [0, *accumulate(map(len, pieces))]
        ends = [start - 1 for start in starts[1:]]
        at = 0
        clock: TimePhrase | None = None
        while at < len(words):
            may_open = (bare[at][:1].isdigit() or bare[at] in self._openers) and any(telling[at : at + REACH])
            phrase = self._phrase(words, at, line, starts, ends) if may_open else None
            if clock and (phrase or at > clock.last + 1):
                if phrase and phrase.shape in DAYS and _only_joins(words[clock.last : phrase.first]):
                    phrase = replace(phrase, first=clock.first, parts={**phrase.parts, **clock.parts}, lead=clock.lead)
                else:
                    yield clock
                clock = None
            if phrase and phrase.reads == "clock":
                clock = phrase
            elif phrase:
                yield phrase
            at = phrase.last if phrase else at + 1
        if clock:
            yield clock

    def _phrase(
        self, words: Sequence[str], at: int, line: str, starts: Sequence[int], ends: Sequence[int]
    ) -> TimePhrase | None:
        found = self._longest(line, starts[at], ends)
        if found is None:
            return None
        shape, match = found
        last = _trimmed(words, at, bisect_right(ends, match.end()))
        since = self._since(words, at)
        lead = self._lead(words, at) if since is None else "since"
        if not self._is_time(shape, words, at, last, lead):
            return None
        parts = {name: _bare(part) for name, part in match.groupdict().items() if part}
        parts[WHOLE] = _bare(match.group())
        return TimePhrase(at, last, shape.name, parts, lead, shape.kind, shape.reads, since)

    def value(self, kind: str, word: str) -> str | None:
        """Give the value of a word of a class, None if it has none."""
        return self.values[kind].get(word.removesuffix(".").strip())

    def number(self, kind: str, word: str) -> int | None:
        """Give the value of a word of a class as a whole number, None if it has none."""
        value = self.value(kind, word)
        return int(value) if value else None

    def _pieces(self, words: Sequence[str]) -> list[str]:
        """Write every token; several that are one word of a class stand in the piece of the first."""
        pieces = [self._piece(word) for word in words]
        bare = [piece.lstrip(_LETTERS)[:-1] for piece in pieces]
        at = 0
        while at < len(bare):
            found = self._joined.longest_at(bare, at) if self._joined.opens(bare[at]) else None
            if found is None:
                at += 1
                continue
            end, (tags, *_) = found
            pieces[at:end] = [f"{tags}{'_'.join(bare[at:end])} ", *[""] * (end - at - 1)]
            at = end
        return pieces

    def _piece(self, word: str) -> str:
        """Write a token as its folded words, each behind the letters of its classes and before a space."""
        if word in _DASHES:
            return "- "
        plain = word.isalpha() and word.isascii()
        folded = word.lower() if plain else fold(_DAYS.sub(r"\1 to \2", word)) or "~"
        capital = word != word.lower()
        return "".join(self._tagged(one, capital) for one in folded.split(" "))

    def _tagged(self, word: str, capital: bool) -> str:
        tags = self._tags.get(word)
        if tags is None and word[-1] == "." and (tags := self._tags.get(word[:-1])) and tags in CAPITAL_TAGS:
            word = word[:-1]
        if not tags or (not capital and tags in CAPITAL_TAGS):
            return f"{word} "
        return f"{tags}{word} "

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


def _only_joins(between: Sequence[str]) -> bool:
    """Tell whether a time of day and a day belong together: "8 p.m. on Friday"."""
    return all(word.lower() in (",", "on") for word in between)


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


def _shapes(classes: Mapping[str, str], tagged: Collection[str]) -> Iterator[Shape]:
    known = dict(classes)
    for row in read_rows("time_shapes.tsv", ("shape", "kind", "reads", "pattern")):
        pattern = _filled(row["pattern"], known)
        if row["reads"] == PIECE:
            known[row["shape"].removeprefix("=")] = pattern
            continue
        if row["kind"] not in get_args(TimeKind):
            raise CodebookError(f"no kind {row['kind']!r}", path="time_shapes.tsv", locator=row["shape"])
        yield Shape(
            row["shape"], cast(TimeKind, row["kind"]), row["reads"], _compiled(_literal(pattern, tagged), row["shape"])
        )


def _filled(pattern: str, classes: Mapping[str, str]) -> str:
    def fill(match: re.Match[str]) -> str:
        if match[1] not in classes:
            raise CodebookError(f"no class <{match[1]}>", path="time_shapes.tsv", remedy="Name one of times.tsv")
        return classes[match[1]]

    while (filled := re.sub(r"(?<!\?P)<(\w+)>", fill, pattern)) != pattern:
        pattern = filled
    return pattern


def _alternatives(kind: str, words: Mapping[str, str]) -> str:
    """Match a word of a class by its letter, and several words by themselves."""
    several = [] if kind in JOINED else sorted((word for word in words if " " in word), key=lambda word: -len(word))
    one = [rf"[A-Z]*{TAGS[kind]}[A-Z]*[^A-Z ]+"] if kind in TAGS else []
    numerals = [_NUMERALS[kind]] if kind in _NUMERALS else []
    point = r"(?: \.)?" if kind == "month" else ""
    every = f"(?:{'|'.join([*map(re.escape, several), *numerals, *one])}){point}"
    if kind == "number":
        tens, ones = "|".join(_TENS), "|".join(_ONES)
        return rf"(?:(?:{tens}) (?:{ones})|{every}(?: (?:hundred|thousand|dozen))?)(?: and a half(?= ))?"
    return every


def _literal(pattern: str, tagged: Collection[str]) -> str:
    """Let the words that a pattern spells out stand behind the letters of their classes."""
    return _SPELT.sub(lambda match: match[1] or _behind(match[2], tagged), pattern)


def _behind(word: str, tagged: Collection[str]) -> str:
    return f"[A-Z]*{word}" if word in tagged or word.removesuffix("s") in tagged else word


def _tags_of(word: str, values: Mapping[str, Mapping[str, str]]) -> str:
    return "".join(letter for name, letter in TAGS.items() if word in values[name])


def _bare(words: str) -> str:
    return words.translate(_NO_LETTERS).replace("_", " ").strip()


def _compiled(pattern: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?:{pattern})(?= )")
    except re.error as error:
        raise CodebookError(f"no pattern: {error}", path="time_shapes.tsv", locator=name) from None
