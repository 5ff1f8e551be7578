"""What stands on a news page beside the report: cues for captions, comments, notes and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast, get_args

from sayso.codebook.phrases import fold
from sayso.codebook.tables import DATA
from sayso.errors import CodebookError
from sayso.record.vocabulary import SEGMENT_KINDS, Genre, SegmentKind

PAGE_FILE = "page.yaml"
_RULE_KEYS = {"kind", "whole", "starts", "ends", "contains", "longest", "pattern", "upper"}
_USUAL_LONGEST = 60
HEADING_CHARACTERS = 60
"""Characters that a heading over links or comments stays below."""
LONGEST_CHARACTERS = 2000
"""Characters of the longest paragraph that is looked at: no rule allows as many words."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """Recognise one kind of paragraph. Fields are those of a rule in page.yaml, texts folded."""

    kind: SegmentKind
    whole: frozenset[str]
    starts: re.Pattern[str] | None
    ends: re.Pattern[str] | None
    pattern: re.Pattern[str] | None
    longest: int
    upper: bool

    def fits(self, paragraph: str, folded: str, words: int) -> bool:
        """Tell whether the rule covers a paragraph, given as written, folded, and by its number of words."""
        if words > self.longest:
            return False
        text = paragraph if self.upper else folded
        return bool(
            text.rstrip(" :") in self.whole
            or (self.starts and self.starts.match(text))
            or (self.ends and self.ends.search(text))
            or (self.pattern and self.pattern.match(paragraph))
        )


@dataclass(frozen=True, slots=True)
class GenreCues:
    """Hold the labels of genres, folded, and patterns for the words that tell an opinion from a report."""

    labels: tuple[tuple[Genre, re.Pattern[str]], ...]
    own_voice: re.Pattern[str]
    judging: re.Pattern[str]
    reporting: re.Pattern[str]
    weekdays: re.Pattern[str]

    def labelled(self, lines: Iterable[str]) -> Genre | None:
        """Name the genre whose label stands in one of the folded lines, earlier genres first."""
        found = list(lines)
        return next((genre for genre, pattern in self.labels if any(pattern.search(line) for line in found)), None)


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """Date an event by common knowledge, both days included. ``places`` tell it from others of its name."""

    name: str
    places: tuple[str, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PageCues:
    """Hold the page's rules in their order, and the patterns that open a comment section or a dateline."""

    rules: tuple[PageRule, ...]
    comment_sections: frozenset[str]
    comment_count: re.Pattern[str]
    list_headings: frozenset[str]
    highlights: re.Pattern[str]
    author_box: re.Pattern[str]
    inline: re.Pattern[str]
    genres: GenreCues
    known_events: tuple[KnownEvent, ...]
    datelines: tuple[re.Pattern[str], ...]

    def kind(self, paragraph: str) -> SegmentKind | None:
        """Name the kind of a paragraph by its own words, None if no rule fits."""
        if len(paragraph) > LONGEST_CHARACTERS:
            return None
        folded = fold(paragraph)
        words = folded.count(" ") + 1
        return next((rule.kind for rule in self.rules if rule.fits(paragraph, folded, words)), None)

    def dateline_end(self, paragraph: str) -> int:
        """Give the length of the dateline, with the space after it, that opens a paragraph; 0 for none."""
        found = (pattern.match(paragraph) for pattern in self.datelines)
        return next((match.end() for match in found if match), 0)

    def heads_list(self, paragraph: str) -> bool:
        """Tell whether a paragraph stands over a list of links."""
        return len(paragraph) < HEADING_CHARACTERS and fold(paragraph).rstrip(" :") in self.list_headings

    def opens_comments(self, paragraph: str) -> bool:
        """Tell whether a paragraph heads the readers' comments."""
        if len(paragraph) >= HEADING_CHARACTERS:
            return False
        return fold(paragraph) in self.comment_sections or bool(self.comment_count.match(paragraph))


def load_page_cues() -> PageCues:
    """Read page.yaml.

    Raises:
        CodebookError: a rule has an unknown key or kind, or a pattern that is no regular expression.
    """
    import yaml

    source = (DATA / PAGE_FILE).read_text(encoding="utf-8")
    page = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return PageCues(
        rules=tuple(_rule(row, number) for number, row in enumerate(page["rules"], 1)),
        comment_sections=frozenset(fold(words) for words in page["comment_sections"]),
        comment_count=_compiled(page["comment_count"], "comment_count"),
        list_headings=frozenset(fold(words) for words in page["list_headings"]),
        highlights=_compiled(page["highlights"], "highlights"),
        inline=_compiled("|".join(f"(?:{pattern})" for pattern in page["inline"]), "inline"),
        genres=_genre_cues(page["genres"]),
        known_events=tuple(
            KnownEvent(row["name"], tuple(row["places"]), row["first"], row["last"]) for row in page["known_events"]
        ),
        author_box=_compiled(page["author_box"], "author_box"),
        datelines=tuple(_compiled(pattern, "datelines") for pattern in page["datelines"]),
    )


def _genre_cues(rows: Mapping[str, Any]) -> GenreCues:
    if unknown := set(rows["labels"]) - set(get_args(Genre)):
        raise CodebookError(f"unknown genre {min(unknown)!r}", path=PAGE_FILE, locator="genres")

    def words(key: str) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(map(re.escape, rows[key])) + r")\b")

    return GenreCues(
        labels=tuple(
            (
                cast(Genre, genre),
                re.compile(r"\b(?:" + "|".join(re.escape(fold(name)) for name in names) + r")\b"),
            )
            for genre, names in rows["labels"].items()
        ),
        own_voice=words("own_voice"),
        judging=words("judging"),
        reporting=words("reporting"),
        weekdays=words("weekdays"),
    )


def _rule(row: Mapping[str, Any], number: int) -> PageRule:
    place = f"rule {number}"
    if unknown := set(row) - _RULE_KEYS:
        raise CodebookError(f"unknown key {min(unknown)!r}", path=PAGE_FILE, locator=place, remedy="Mend it")
    if row.get("kind") not in SEGMENT_KINDS:
        raise CodebookError(f"unknown kind {row.get('kind')!r}", path=PAGE_FILE, locator=place)
    upper = bool(row.get("upper"))

    def spelt(key: str) -> list[str]:
        return [words if upper else fold(words) for words in row.get(key, ())]

    return PageRule(
        kind=cast(SegmentKind, row["kind"]),
        whole=frozenset(words.rstrip(" :") for words in spelt("whole")),
        starts=_beginning(spelt("starts")),
        ends=_end(spelt("ends")),
        pattern=_compiled(row["pattern"], place) if "pattern" in row else None,
        longest=_longest(row.get("longest", _USUAL_LONGEST), place),
        upper=upper,
    )


def _longest(words: object, place: str) -> int:
    if isinstance(words, bool) or not isinstance(words, int) or words < 1:
        raise CodebookError(
            f"longest is {words!r}, no number of words", path=PAGE_FILE, locator=place, remedy="Write it as 12"
        )
    return words


def _beginning(phrases: list[str]) -> re.Pattern[str] | None:
    """Match a beginning with any of the phrases, behind any marks; no letter touches a phrase's own last letter."""
    if not phrases:
        return None
    return re.compile(
        rf"\W*(?:{_any_of(words for words in phrases if words[-1].isalnum())}(?!\w)"
        rf"|{_any_of(words for words in phrases if not words[-1].isalnum())})"
    )


def _end(phrases: list[str]) -> re.Pattern[str] | None:
    """Match an end with any of the phrases, before any marks; no letter touches a phrase's own first letter."""
    if not phrases:
        return None
    return re.compile(
        rf"(?:(?<!\w){_any_of(words for words in phrases if words[0].isalnum())}"
        rf"|{_any_of(words for words in phrases if not words[0].isalnum())})\W*$"
    )


def _any_of(phrases: Iterable[str]) -> str:
    """Write a pattern of any of the phrases; of none it matches nothing."""
    return f"(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})"


def _compiled(pattern: str, place: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise CodebookError(
            f"no regular expression: {error}", path=PAGE_FILE, locator=place, remedy="Mend the pattern"
        ) from None
