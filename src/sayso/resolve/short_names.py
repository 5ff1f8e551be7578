"""Short names: what a document calls somebody whom it names in full elsewhere, acronyms of its own among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sayso.record.ids import ActorId
from sayso.resolve.phrase import is_name_word
from sayso.resolve.resolved import ResolvedActor

FAMILY_NAME_FIRST = frozenset({"CN", "HK", "KP", "KR", "TW", "VN"})
LONGEST_PERSON_WORDS = 3
"""An unknown run of capitalised words may be a person's name up to this many words."""

_SMALL = r"(?:of|for|the|and|in|on|al-\w+)"
_WORD = r"[A-Z][\w'’\-]*"
_EXPANDED = re.compile(
    rf"({_WORD}(?:\s+(?:{_SMALL}\s+){{0,2}}{_WORD}){{1,8}}),?\s+\((?:the\s+|or\s+)?([A-Z][A-Za-z\-]{{1,9}})\)"
)
_INTRODUCED = re.compile(
    rf"\b([A-Z][A-Z\-]{{1,9}})\s+\((?:the\s+)?({_WORD}(?:\s+(?:{_SMALL}\s+){{0,2}}{_WORD}){{1,8}})\)"
)
_UPPER = re.compile(r"[A-Z]")


def short_names(actors: Iterable[ResolvedActor]) -> Mapping[str, ResolvedActor]:
    """Map the short names of people and media met in a document to them, where only one of them bears it.

    A person's short name is the last word of the full one, with and without "al-" (the first word, too, where
    family names come first); "The Times" is short for the one paper that ends so.

    >>> from sayso.resolve.reasons import Reason
    >>> person = ResolvedActor(ActorId("x"), "Jane Roe", "person", None, (), Reason("absent"))
    >>> short_names([person])["Roe"].name
    'Jane Roe'
    """
    bearers: dict[str, dict[ActorId, ResolvedActor]] = {}
    for one in actors:
        for short in _shortened(one):
            bearers.setdefault(short, {})[one.actor] = one
    return {short: next(iter(named.values())) for short, named in bearers.items() if len(named) == 1}


def acronyms(text: str) -> Mapping[str, str]:
    """Map the acronyms that a text explains to what they stand for; one explained in two ways is left out.

    >>> dict(acronyms("The Reed Valley Defence Front (RVDF) fired first. UMR (Union of Millers of Reed) did not."))
    {'RVDF': 'Reed Valley Defence Front', 'UMR': 'Union of Millers of Reed'}
    """
    found: dict[str, set[str]] = {}
    for match in _EXPANDED.finditer(text):
        full = _expansion(match[1], match[2])
        if full:
            found.setdefault(match[2], set()).add(full)
    for match in _INTRODUCED.finditer(text):
        full = _expansion(match[2], match[1])
        if full is not None and full == match[2]:
            found.setdefault(match[1], set()).add(full)
    return {short: next(iter(full)) for short, full in found.items() if len(full) == 1}


def full_name(surname: str, text: str, is_title: Callable[[str], bool]) -> str | None:
    """Find the one full name, one or two given names before it, under which a text also has a surname.

    >>> full_name("Rowe", "Ann Rowe spoke. Mr. Rowe left.", lambda word: word == "Mr.")
    'Ann Rowe'
    """
    if surname not in text:
        return None
    found = set()
    for match in re.finditer(rf"((?:[A-Z][\w.'’\-]*[ ]){{1,3}}){re.escape(surname)}(?![\w-])", text):
        given = match[1].split()
        while given and (is_title(given[0]) or not is_name_word(given[0].rstrip("."))):
            given = given[1:]
        if 1 <= len(given) <= LONGEST_PERSON_WORDS - 1 and not any(map(is_title, given)):
            found.add(" ".join([*given, surname]))
    return next(iter(found)) if len(found) == 1 else None


def _expansion(full: str, short: str) -> str | None:
    """Give the shortest end of a run of words whose capitals spell an acronym, or None."""
    letters = "".join(_UPPER.findall(short.removesuffix("s")))
    words = full.split()
    for first in range(len(words) - 1, -1, -1):
        if words[first][:1] != letters[:1]:
            continue
        capitals = [letter for word in words[first:] for part in word.split("-") for letter in part[:1]]
        big = "".join(letter for letter in capitals if letter.isupper())
        if letters in (big, "".join(capitals).upper()):
            return " ".join(words[first:])
    return None


def _shortened(one: ResolvedActor) -> Iterator[str]:
    words = one.name.split()
    like_person = one.kind == "unknown" and len(words) <= LONGEST_PERSON_WORDS and all(map(is_name_word, words))
    if len(words) < 2 or not (one.kind in ("person", "media") or like_person):
        return
    yield words[-1]
    if words[-1].startswith(("al-", "Al-", "el-", "El-")):
        yield words[-1][3:]
    if one.country in FAMILY_NAME_FIRST:
        yield words[0]
