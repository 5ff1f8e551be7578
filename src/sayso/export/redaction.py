"""Redaction: names of people, and words, replaced by labels wherever they stand. Pure; applied where a case is read.

A name of several words becomes ``[person 1]``; a single word of a name becomes ``[name]``, since others bear it too.
Case, accents, invisible characters and what joins words do not hide a name; in addresses and file names neither do
letters that touch it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from urllib.parse import unquote

from sayso.record.spans import Span

NAME, WORDS = "[name]", "[redacted]"

SHORTEST_PART = 3
"""Letters of a word of a name that is replaced where it stands alone; shorter ones are particles and initials."""

_WORD = re.compile(r"[^\W_]+")
_JOINT = r"[\W_]{0,8}"
_BLANKS = ' \n\t\r("“'
_IGNORED = {"Cf", "Mn", "Me"}
"""Unicode categories of what does not show or only adorns a letter: soft hyphens, zero-width marks, accents."""


@dataclass(frozen=True, slots=True)
class Person:
    """Name somebody to redact by the id of an actor; ``names`` are all that they are called, titles before them too.

    ``others`` are further ids of the same person, as of actors that people joined.
    """

    actor: str
    names: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Give all ids of the person."""
        return (self.actor, *self.others)


@dataclass(frozen=True, slots=True)
class Cut:
    """Replace the code points from ``start`` to ``end`` (exclusive) by ``label``."""

    start: int
    end: int
    label: str


class _Forms:
    """Hold what is looked for: words in a row, folded, with the label that takes their place."""

    def __init__(self) -> None:
        self.labels: dict[tuple[str, ...], str] = {}

    def add(self, words: Sequence[str], label: str) -> None:
        known = self.labels.get(tuple(words))
        self.labels[tuple(words)] = label if known in (None, label) else NAME

    def pattern(self, *, within_words: bool) -> re.Pattern[str] | None:
        if not self.labels:
            return None
        longest_first = sorted(self.labels, key=lambda words: (-sum(map(len, words)), words))
        forms = "|".join(_JOINT.join(map(re.escape, words)) for words in longest_first)
        before, after = ("", "") if within_words else (r"(?<![^\W_])", r"s?(?![^\W_])")
        return re.compile(f"{before}(?:{forms}){after}")


@dataclass(frozen=True)
class Redaction:
    """Know whom and what to redact. ``commons`` are folded words that no name is made of: titles, names of states.

    >>> hidden = Redaction((Person("ada", ("Ada Vale", "prisoner Vale")),), commons=frozenset({"prisoner"}))
    >>> hidden.text("ADA VALE's mother; Mrs Vale")
    "[person 1]'s mother; Mrs [name]"
    >>> hidden.place("reports/ada-vale.txt"), hidden.identity("ada")
    ('reports/[person 1].txt', 'person-1')
    """

    people: tuple[Person, ...] = ()
    words: frozenset[str] = frozenset()
    commons: frozenset[str] = frozenset()
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the people by their ids."""
        ranked = sorted(self.people, key=lambda person: person.actor)
        self.ids.update({one: f"person-{n}" for n, person in enumerate(ranked, 1) for one in person.ids})

    @cached_property
    def _forms(self) -> _Forms:
        forms = _Forms()
        for person in self.people:
            label = f"[{self.ids[person.actor].replace('-', ' ')}]"
            for name in person.names:
                for words in _forms_of(name, self.commons):
                    forms.add(words, label if len(words) > 1 else NAME)
        for quoted in self.words:
            forms.add(_words(quoted), WORDS)
        forms.labels.pop((), None)
        return forms

    @cached_property
    def _prose(self) -> re.Pattern[str] | None:
        return self._forms.pattern(within_words=False)

    @cached_property
    def _places(self) -> re.Pattern[str] | None:
        return self._forms.pattern(within_words=True)

    def cuts(self, text: str) -> tuple[Cut, ...]:
        """Find what is to be replaced in a text, in order; nothing overlaps."""
        return tuple(self._found(text, self._prose))

    def text(self, text: str) -> str:
        """Redact a text."""
        return redacted(text, self.cuts(text))

    def place(self, place: str) -> str:
        """Redact an address, a path or a place in a file, where names stand in small letters and touch others."""
        plain = unquote(place)
        cuts = tuple(self._found(plain, self._places, any_case=True))
        return redacted(plain, cuts) if cuts else self.text(place)

    def message(self, text: str) -> str:
        """Redact a sentence that may hold file names or addresses."""
        return self.text(self.place(text))

    def is_in(self, text: str) -> bool:
        """Tell whether somebody is named in a file as it came: in prose, in an address, joined to other letters."""
        if any(self._found(text, self._prose)):
            return True
        return any(cut.label != NAME for cut in self._found(text, self._places, any_case=True))

    def identity(self, text: str) -> str:
        """Give the label of an id, which is made of a name; any other text is redacted."""
        return self.ids.get(text) or self.text(text)

    def _found(self, text: str, pattern: re.Pattern[str] | None, *, any_case: bool = False) -> Iterator[Cut]:
        if pattern is None:
            return
        plain, at = _folded(text)
        for found in pattern.finditer(plain):
            start, end = at[found.start()], at[found.end() - 1] + 1
            words = _WORD.findall(found[0])
            label = self._forms.labels.get(tuple(words)) or self._label(found[0])
            lone = label == NAME and len(words) == 1
            touched = any_case and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha())
            small = not any_case and text[start].islower() and not _in_address(text, start)
            if not lone or not (touched or small):
                yield Cut(start, _with_marks(text, end), label)

    def _label(self, found: str) -> str:
        """Give the label of a form that was joined otherwise than by blanks, or has an s at its end."""
        bare = "".join(_WORD.findall(found))
        for words, label in self._forms.labels.items():
            if bare in ("".join(words), f"{''.join(words)}s"):
                return label
        return NAME


def redacted(text: str, cuts: Iterable[Cut]) -> str:
    """Make the cuts in a text."""
    parts, last = [], 0
    for cut in cuts:
        parts += [text[last : cut.start], cut.label]
        last = cut.end
    return "".join((*parts, text[last:]))


@dataclass(frozen=True)
class Shifted:
    """Lead from places in a text to places in what its cuts make of it.

    >>> shifted = Shifted((Cut(4, 12, "[person 1]"),))
    >>> shifted.span(Span(8, 17, "Vale fell"))
    Span(start=4, end=19, text='[person 1] fell')
    """

    cuts: tuple[Cut, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [cut.start for cut in self.cuts]

    @cached_property
    def _gained(self) -> list[int]:
        return list(accumulate((len(cut.label) - (cut.end - cut.start) for cut in self.cuts), initial=0))

    def offset(self, offset: int, *, ends: bool) -> int:
        """Move an offset; inside a cut to the label's start, or to its end where a range ``ends`` there."""
        n = bisect_right(self._starts, offset - 1 if ends else offset)
        cut = self.cuts[n - 1] if n else None
        if cut is None or offset >= cut.end:
            return offset + self._gained[n]
        start = cut.start + self._gained[n - 1]
        return start + len(cut.label) if ends else start

    def span(self, span: Span) -> Span:
        """Move a span, whose text becomes that of the place it leads to."""
        touched = [cut for cut in self.cuts if cut.start < span.end and span.start < cut.end]
        inner = (Cut(max(0, cut.start - span.start), cut.end - span.start, cut.label) for cut in touched)
        start, end = self.offset(span.start, ends=False), self.offset(span.end, ends=True)
        return Span(start, end, redacted(span.text, inner))


def _forms_of(name: str, commons: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Give the forms of a name: all of it, the name without what stands before it, and its single words."""
    spelled = _spelled(name)
    proper = [one for one in spelled if one[1].casefold() not in commons and not one[1][0].islower()]
    if not proper:
        return
    first = next(n for n, one in enumerate(spelled) if one == proper[0])
    for words in (spelled, spelled[first:], proper):
        yield tuple(word for word, _ in words)
    yield from ((word,) for word, _ in proper if len(word) >= SHORTEST_PART)


def _spelled(name: str) -> list[tuple[str, str]]:
    """Give the words of a name, folded, each with how it is written."""
    plain, at = _folded(name)
    return [(found[0], name[at[found.start()] : at[found.end() - 1] + 1]) for found in _WORD.finditer(plain)]


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text)[0])


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Give a text in small letters without accents and invisible characters, and where each character comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters, at = [], []
    for index, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if unicodedata.category(part) not in _IGNORED:
                letters.append(part)
                at.append(index)
    return "".join(letters), at


def _in_address(text: str, at: int) -> bool:
    """Tell whether a place in prose is within an address, a handle or a hashtag, where names are in small letters."""
    begin = max((text.rfind(blank, 0, at) for blank in _BLANKS), default=-1) + 1
    return text.startswith(("www.", "@", "#"), begin) or "://" in text[begin:at]


def _with_marks(text: str, end: int) -> int:
    """Take in the accents that follow a letter as characters of their own."""
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me"):
        end += 1
    return end
