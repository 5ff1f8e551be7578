"""Spelling: names that sound alike though their Latin letters differ, and names with a slip in them.

Names from Arabic, Persian and Cyrillic come in many spellings. A key drops what the spellings differ in (articles,
doubled letters, q and g for k, kh for h, a, e and i for each other, o for u) and keeps the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sayso.codebook.actors import ActorEntry, ActorRegistry
from sayso.codebook.given_names import load_given_names
from sayso.codebook.names import Name
from sayso.codebook.phrases import fold
from sayso.record.vocabulary import ActorKind

SPELLED_KINDS: frozenset[ActorKind] = frozenset({"person", "armed_group", "organisation", "government_body", "media"})
ALONE_KINDS: frozenset[ActorKind] = frozenset({"person", "armed_group"})
"""Kinds of actors whose one-word names are recognised by sound, too."""
SHORTEST_ALONE = 7
"""Letters of a one-word name from which its sound may tell whom it means: "Salih" and "Saleh" are two men."""
LONGEST_SPELLED = 5
"""Words of a name looked for by its sound."""
SHORTEST_SLIP = 6
"""Letters of a word's key from which one letter more, less or other is a slip and not another name. Of the registry's
pairs of names that differ so, all 47 name one actor from 6 letters on, 84 of 87 from 5, 103 of 109 from 4 (2026-11)."""

_ARTICLES = frozenset({"al", "el", "as", "ash", "ar", "an", "at", "ad", "az", "ul", "the"})
_ARTICLE_BEFORE = re.compile(r"^(?:al|el)(?=[^aeiou].{3})")
_PHRASES = (
    (re.compile(r"[aeiou]l?lah\b"), "ala"),
    (re.compile(r"\babd(?:[aeou]l|\s+[ae]l)(?:\s+[ae]l)?(?=\s|$|[^aeiou])"), "abdal"),
    (re.compile(r"\b(?:bin|ben|ibn)\b"), "bn"),
)
_LETTERS = (
    ("tsch", "c"), ("sch", "x"), ("sh", "x"), ("ch", "x"), ("kh", "h"), ("gh", "k"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("ck", "k"), ("dj", "j"), ("zh", "j"), ("q", "k"), ("g", "k"), ("c", "k"),
)  # fmt: skip
_VOWELS = re.compile(r"y?[aeiou][aeiouyw]*|y+$")
_DOUBLED = re.compile(r"(.)\1+")


def spelling_key(name: str) -> str:
    """Give the key that all spellings of a name share; empty for a name without letters.

    >>> {spelling_key(name) for name in ("Soleimani", "Suleimani", "Soleimeni", "Sulaymani")}
    {'solamana'}
    >>> spelling_key("Hassan") == spelling_key("Hussein")
    False
    """
    text = fold(name).replace("'", "").replace(".", " ")
    for pattern, instead in _PHRASES:
        text = pattern.sub(instead, text)
    words = [word for word in text.split() if word not in _ARTICLES]
    given = load_given_names()
    words[:-1] = [given.get(word, word) for word in words[:-1]]
    return " ".join(filter(None, map(_word_key, words)))


@lru_cache(maxsize=1 << 12)
def _word_key(word: str) -> str:
    word = _ARTICLE_BEFORE.sub("", word)
    for letters, instead in _LETTERS:
        word = word.replace(letters, instead)
    start = word[:1] if word[:1] in "yw" and word[1:2] and word[1:2] in "aeiou" else ""
    vowelled = _VOWELS.sub(_vowel, word[len(start) :])
    return _DOUBLED.sub(r"\1", start + re.sub(r"(?<=a)h$", "", vowelled))


def _vowel(run: re.Match[str]) -> str:
    return "o" if set(run[0]) & set("ouw") else "a"


@lru_cache(maxsize=4)
def spellings(registry: ActorRegistry) -> Mapping[str, Name[ActorEntry]]:
    """Map the keys of the registry's names to them, where only one actor has a name with that key."""
    found: dict[str, Name[ActorEntry] | None] = {}
    for entry in registry.entries:
        for name in entry.names() if entry.kind in SPELLED_KINDS else ():
            key = spelling_key(name.written) if name.form in ("name", "alias") else ""
            if key and _may_be_spelled(name.written, entry.kind):
                known = found.setdefault(key, name)
                if known is None or known.entry.id != entry.id:
                    found[key] = None
    return {key: name for key, name in found.items() if name is not None}


def spelled(text: str, registry: ActorRegistry) -> Name[ActorEntry] | None:
    """Find the one registered name that sounds as a whole phrase does, or None."""
    words = text.split()
    if not words or len(words) > LONGEST_SPELLED or not (words[0][:1].isupper() or words[0][:3] in ("al-", "el-")):
        return None
    name = spellings(registry).get(spelling_key(text))
    return name if name is not None and _may_be_spelled(text, name.entry.kind) else None


def spelled_at(words: Sequence[str], registry: ActorRegistry) -> tuple[int, Name[ActorEntry]] | None:
    """Find the longest registered name that the words begin with by sound; give its exclusive end, too."""
    for length in range(min(len(words), LONGEST_SPELLED), 0, -1):
        name = spelled(" ".join(words[:length]), registry)
        if name is not None:
            return length, name
    return None


def slipped(text: str, registry: ActorRegistry) -> Name[ActorEntry] | None:
    """Find the one registered name of two words and more that a phrase misspells by one letter, or None.

    Every other word must sound the same; both first letters of the misspelt word must be the same, and it must be more
    than a plural.
    """
    words = spelling_key(text).split()
    if not 2 <= len(words) <= LONGEST_SPELLED or not text[:1].isupper():
        return None
    found = {name.entry.id: name for key, name in _near(words, registry) if _one_slip(words, key)}
    return next(iter(found.values())) if len(found) == 1 else None


def _near(words: Sequence[str], registry: ActorRegistry) -> Iterator[tuple[tuple[str, ...], Name[ActorEntry]]]:
    by_word = _keys_by_word(registry)
    for word in dict.fromkeys(words):
        for key, name in by_word.get(word, ()):
            if len(key) == len(words):
                yield key, name


@lru_cache(maxsize=4)
def _keys_by_word(registry: ActorRegistry) -> Mapping[str, tuple[tuple[tuple[str, ...], Name[ActorEntry]], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Name[ActorEntry]]]] = {}
    for key, name in spellings(registry).items():
        parts = tuple(key.split())
        for part in set(parts) if len(parts) > 1 else ():
            found.setdefault(part, []).append((parts, name))
    return {word: tuple(names) for word, names in found.items()}


def _one_slip(words: Sequence[str], key: Sequence[str]) -> bool:
    other = [(a, b) for a, b in zip(words, key, strict=True) if a != b]
    if len(other) != 1 or min(map(len, other[0])) < SHORTEST_SLIP:
        return False
    one, two = other[0]
    return is_one_edit(one, two) and one.removesuffix("s") != two.removesuffix("s")


def is_one_edit(one: str, other: str) -> bool:
    """Tell whether two words with the same beginning differ by one letter: one more, one other, or two swapped.

    >>> is_one_edit("rajapaksa", "rajapakse"), is_one_edit("kuleba", "kuleb"), is_one_edit("katz", "bennett")
    (True, True, False)
    """
    if one[:2] != other[:2] or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


def _may_be_spelled(written: str, kind: ActorKind) -> bool:
    if written.isupper():
        return False
    words = written.split()
    return len(words) > 1 or (kind in ALONE_KINDS and len(written) >= SHORTEST_ALONE)
