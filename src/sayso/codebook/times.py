"""Time phrases of news English: the words, the shapes they take, and where they stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from sayso.codebook.phrases import PhraseTable, fold
from sayso.codebook.time_shapes import Shape, ShapeTable
from sayso.codebook.time_words import CAPITAL_TAGS, JOINED, TAGS, TimeWords, load_time_words
from sayso.record.times import TimeKind

SINCE_BACK = 9
"""Words before "in 2007" among which a "since" makes it a beginning: "since the takeover in 2007"."""
WHOLE = "whole"
"""The part of a phrase that is all its folded words."""
DAYS = frozenset({"date", "date_turned", "weekday", "day", "this_part"})
"""Shapes of one day, which a time of day before them is part of."""
REACH = 5
"""Words from one that may open a phrase within which one that says when must stand."""

_DAYS = re.compile(r"^(\d{1,2})[-–](\d{1,2})$")
_NO_LETTERS = dict.fromkeys(range(ord("A"), ord("Z") + 1))
_LETTERS = "".join(TAGS.values())
_SAY_NO_TIME = ("before", "after", "same", "edge", "bound", "number", "about")
_TELLING = re.compile(rf"[{''.join(tag for name, tag in TAGS.items() if name not in _SAY_NO_TIME)}]|\d")
"""A numeral, or the letter of a class whose words say when by themselves, as "next", "late" and "two" do not."""
_DASHES = frozenset("-–—")
_CLAUSE_MARKS = frozenset({",", ";", ":", "(", ")", "and"})


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
class TimeGrammar:
    """Hold the words of time phrases and the shapes made from them. Built once by ``load``."""

    values: TimeWords
    shapes: ShapeTable
    _tags: Mapping[str, str]
    _joined: PhraseTable[str]

    @classmethod
    def load(cls) -> TimeGrammar:
        """Read times.tsv, holidays.tsv and time_shapes.tsv.

        Raises:
            CodebookError: a table breaks its own rules.
        """
        values = load_time_words()
        tags = {word: _tags_of(word, values) for name in TAGS for word in values[name] if " " not in word}
        joined = ((word, _tags_of(word, values)) for name in JOINED for word in values[name] if " " in word)
        return cls(values, ShapeTable.load(values), tags, PhraseTable.of(joined))

    def phrases(self, words: Sequence[str]) -> Iterator[TimePhrase]:
        """Find the time phrases among tokens, left to right, none overlapping another."""
        pieces = self._pieces(words)
        bare = [piece.lstrip(_LETTERS).replace("_", " ").split(" ", 1)[0] for piece in pieces]
        telling = [_TELLING.search(piece) is not None or one in self.values["telling"]
                   for one, piece in zip(bare, pieces, strict=True)]  # fmt: skip
        if not any(telling):
            return
        line = "".join(pieces)
        starts = [0, *accumulate(map(len, pieces))]
        ends = [start - 1 for start in starts[1:]]
        at = 0
        clock: TimePhrase | None = None
        while at < len(words):
            shapes = self._opening(pieces[at], bare[at]) if any(telling[at : at + REACH]) else ()
            phrase = self._phrase(words, at, shapes, line, starts, ends) if shapes else None
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
        self,
        words: Sequence[str],
        at: int,
        shapes: Sequence[Shape],
        line: str,
        starts: Sequence[int],
        ends: Sequence[int],
    ) -> TimePhrase | None:
        found = _longest(shapes, line, starts[at], ends)
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

    def _opening(self, piece: str, word: str) -> tuple[Shape, ...]:
        return tuple(self.shapes.opening_with(word, piece[: len(piece) - len(piece.lstrip(_LETTERS))]))

    def _lead(self, words: Sequence[str], at: int) -> str:
        before = fold(words[at - 1]) if at else ""
        return before if before in self.values["lead"] else ""

    def _is_time(self, shape: Shape, words: Sequence[str], first: int, last: int, lead: str) -> bool:
        """Tell a year from a quantity and a month from a name: alone, they need a preposition or its like."""
        if last - first > 1 or (shape.name != "year" and words[first] not in self.values["name_too"]):
            return True
        if shape.name == "year" and lead in self.values["quantity"]:
            return last == len(words) or words[last].lower() not in self.values["counted"]
        before = words[first - 1].lower() if first else ""
        return bool(lead) or len(words) == 1 or (shape.name == "year" and before in self.values["before_year"])

    def _since(self, words: Sequence[str], at: int) -> int | None:
        """Find the "since" right before a phrase, or that of "since the takeover in 2007"."""
        reach = SINCE_BACK if at and words[at - 1] in ("in", "on", "of") else 1
        for back in range(at - 1, max(-1, at - 1 - reach), -1):
            if words[back].lower() == "since":
                return back
            if words[back] in _CLAUSE_MARKS:
                return None
        return None


def _longest(shapes: Sequence[Shape], line: str, start: int, ends: Sequence[int]) -> tuple[Shape, re.Match[str]] | None:
    """Match the longest of the shapes at a character, the first of equally long ones."""
    best: tuple[Shape, re.Match[str]] | None = None
    for shape in shapes:
        match = shape.pattern.match(line, start)
        if match and (best is None or match.end() > best[1].end()) and _ends_whole(ends, match.end()):
            best = (shape, match)
    return best


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


def _tags_of(word: str, values: TimeWords) -> str:
    return "".join(letter for name, letter in TAGS.items() if word in values[name])


def _bare(words: str) -> str:
    return words.translate(_NO_LETTERS).replace("_", " ").strip()
