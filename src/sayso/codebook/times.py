"""Time phrases of news English: the words, the shapes they take, and where they stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sayso.codebook.phrases import fold
from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError

CLASSES = (
    "month", "weekday", "season", "day", "part", "unit", "before", "after", "same", "edge", "lead", "number",
    "holiday",
)  # fmt: skip
CAPITALS = frozenset({"month", "weekday"})
"""Classes whose words need a capital: "may" and "march" are verbs far more often than months."""

SHAPES: Mapping[str, str] = {
    "iso": r"(?P<year><year>) (?P<month_number>[01]\d) (?P<day>[0-3]\d)",
    "days": r"(?P<month><month>) (?P<day><date>) (?:and|to|through) (?P<last_day><date>)"
    r"(?:(?: ,)? (?P<year><year>))?",
    "date": r"(?:<weekday> (?:, )?)?(?P<month><month>) (?P<day><date>)(?:(?: ,)? (?P<year><year>))?",
    "date_turned": r"(?:<weekday> (?:, )?)?(?:the )?(?P<day><date>) (?:of )?(?P<month><month>)"
    r"(?:(?: ,)? (?P<year><year>))?",
    "month": r"(?:(?:the )?<edge> (?:of |in )?)?(?:(?P<step><step>) )?(?P<month><month>)"
    r"(?:(?: ,| of)? (?:(?P<year><year>)|(?P<turn><step>) year))?",
    "weekday": r"(?:<edge> (?:on )?)?(?:the )?(?:(?P<step><step>) )?(?P<weekday><weekday>)(?: 's)?(?: <part>)?"
    r"(?: (?:and|to|through) (?:<part> )?(?P<last_weekday><weekday>))?(?: <part>)?",
    "day": r"(?:<edge> (?:on )?)?(?P<relative><day>)(?: <part>)?",
    "this_day": r"(?:<edge> )?this <part>|earlier in the day",
    "ago": r"(?:(?P<count><number>) )?(?P<unit><unit>) ago",
    "stretch": r"(?:the )?(?P<step><step>) (?P<count><number>) (?P<unit><unit>)",
    "recent": r"recent (?P<unit><unit>)|(?:the )?(?:<before>|<after>) (?:few|several) (?P<few><unit>)",
    "unit": r"(?:(?:the )?(?P<edge><edge>) (?:of |in )?)?(?:the )?(?P<step><step>) (?P<unit><unit>)",
    "weekend": r"(?:the )?weekend",
    "season": r"(?:<edge> )?(?:(?P<step><step>) (?P<season><season>)"
    r"|(?:the )?(?P<season_of><season>) (?:of )?(?P<year><year>))",
    "years": r"(?P<year><year>) (?:(?:and|to|through) )?(?P<last_year><year>)",
    "edged_year": r"(?:the )?(?P<edge><edge>) (?:of |in )?(?P<year><year>)",
    "year": r"(?P<year><year>)",
    "holiday": r"(?P<holiday><holiday>)(?: (?P<year><year>))?",
}
"""Shapes of a time phrase over folded words, ``<class>`` standing for any word of a class.

The longest at a word counts. A ``year`` on its own counts only after a lead word ("in 2014") or alone: four
digits are as often a quantity.
"""

_DAYS = re.compile(r"^(\d{1,2})[-–](\d{1,2})$")
_FIXED = {
    "year": r"(?:19|20)\d\d",
    "date": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
}


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Mark tokens ``first`` to ``last`` (exclusive) as one time phrase.

    ``shape`` is a key of ``SHAPES``, ``parts`` the words its groups caught, ``lead`` the preposition before
    it ("since"), empty if none.
    """

    first: int
    last: int
    shape: str
    parts: Mapping[str, str]
    lead: str


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """Hold the words of time phrases and the shapes made from them. Built once by ``load``."""

    values: Mapping[str, Mapping[str, int | None]]
    _shapes: tuple[tuple[str, re.Pattern[str]], ...]
    _openers: frozenset[str]
    _capitals: frozenset[str]

    @classmethod
    def load(cls) -> TimeGrammar:
        """Read times.tsv.

        Raises:
            CodebookError: the table breaks its own rules.
        """
        values: dict[str, dict[str, int | None]] = {name: {} for name in CLASSES}
        for row in read_rows("times.tsv", ("class", "word", "value")):
            if row["class"] not in values:
                raise CodebookError(
                    f"no class {row['class']!r}", path="times.tsv", remedy=f"Classes are: {', '.join(CLASSES)}"
                )
            values[row["class"]][row["word"]] = int(row["value"]) if row["value"] else None
        classes = {name: _alternatives(name, words) for name, words in values.items()} | _FIXED
        classes["step"] = f"(?:{classes['before']}|{classes['after']}|{classes['same']})"
        opening = (words for name, words in values.items() if name != "lead")  # a lead stands before a phrase
        openers = {word.split()[0] for words in opening for word in words} | {"the", "recent"}
        shapes = tuple((name, _compile(shape, classes)) for name, shape in SHAPES.items())
        capitals = frozenset(word for kind in CAPITALS for word in values[kind])
        return cls(values, shapes, frozenset(openers), capitals)

    def phrases(self, words: Sequence[str]) -> Iterator[TimePhrase]:
        """Find the time phrases among tokens, left to right, none overlapping another."""
        folded = [fold(word) for word in words]
        opening = [at for at in range(len(words)) if self._may_open(words[at], folded[at])]
        line, starts = self._line(words, folded) if opening else ("", [0])
        ends = starts[1:]
        reached = 0
        for at in opening:
            found = self._longest(line, starts[at]) if at >= reached else None
            if found is None:
                continue
            shape, match = found
            lead = self._lead(words, at)
            if shape != "year" or lead or len(words) == 1 or (at and words[at - 1] == "("):
                parts = {name: part for name, part in match.groupdict().items() if part}
                reached = bisect_left(ends, match.end()) + 1
                yield TimePhrase(at, reached, shape, parts, lead)

    def value(self, kind: str, word: str) -> int | None:
        """Give the value of a word of a class, None if it has none."""
        return self.values[kind].get(word.removesuffix(".").strip())

    def _line(self, words: Sequence[str], folded: Sequence[str]) -> tuple[str, list[int]]:
        pieces = []
        for word, plain in zip(words, folded, strict=True):
            if word[:1].isdigit():
                plain = fold(_DAYS.sub(r"\1 to \2", word))
            bare = plain.rstrip(".")
            capital = bare in self._capitals
            small = capital and word[:1].islower()
            pieces.append(f"{'~' if small else ''}{bare if capital and bare == plain[:-1] else plain or '~'} ")
        return "".join(pieces), [0, *accumulate(map(len, pieces))]

    def _may_open(self, word: str, folded: str) -> bool:
        return word[:1].isdigit() or folded.partition(" ")[0].rstrip(".") in self._openers

    def _longest(self, line: str, start: int) -> tuple[str, re.Match[str]] | None:
        best: tuple[str, re.Match[str]] | None = None
        for name, pattern in self._shapes:
            match = pattern.match(line, start)
            if match and (best is None or match.end() > best[1].end()):
                best = (name, match)
        return best

    def _lead(self, words: Sequence[str], at: int) -> str:
        before = fold(words[at - 1]) if at else ""
        return before if before in self.values["lead"] else ""


def find_times(words: Sequence[str], grammar: TimeGrammar) -> list[tuple[int, int]]:
    """List the token ranges (end exclusive) of time phrases, without the preposition before them.

    >>> find_times("The raid came on Friday night , in late July 2019 .".split(), TimeGrammar.load())
    [(4, 6), (8, 11)]
    >>> find_times("They may march today".split(), TimeGrammar.load())
    [(3, 4)]
    """
    return [(phrase.first, phrase.last) for phrase in grammar.phrases(words)]


def _alternatives(kind: str, words: Mapping[str, int | None]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    numerals = [r"\d{1,3}"] if kind == "number" else []
    point = r"(?: \.)?" if kind == "month" else ""
    return f"(?:{'|'.join([*map(re.escape, longest_first), *numerals])}){point}"


def _compile(shape: str, classes: Mapping[str, str]) -> re.Pattern[str]:
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda match: classes[match[1]], shape)
    return re.compile(rf"(?:{filled})(?= )")
