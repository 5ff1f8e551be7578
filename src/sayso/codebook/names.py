"""Names as they are written: which entry a word sequence names, in which form, and in which case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar

from sayso.codebook.phrases import LONGEST_KEPT, MOST_KEPT, Hit, PhraseTable

Entry = TypeVar("Entry")
NameForm = Literal["name", "alias", "spelling", "adjective", "demonym", "metonym"]

_PARTS = re.compile(r"[\s\-‐–]+")
_ARTICLES = ("the ", "The ", "THE ", "a ", "A ", "an ", "An ")


class Name(NamedTuple, Generic[Entry]):
    """Tie one spelling to its entry. A tuple, because thousands are made at every start, at half a dataclass's cost.

    ``form`` tells "Iran" (name), "Islamic Republic" (alias), "Iranian" (adjective), "Iranians" (demonym)
    and "Tehran" (metonym) apart; a "spelling" only sounds like the entry's name.
    """

    written: str
    entry: Entry
    form: NameForm

    def fits(self, words: Sequence[str]) -> bool:
        """Tell whether words that fold to this name also have its case.

        "us" is not "US" and "rice" is not "Rice": a word with a capital needs one in the text, and a word
        all in capitals needs all of them. Small letters fit any case.
        """
        parts = _parts(self.written)
        have = [part for word in words for part in _parts(word)]
        return len(parts) != len(have) or all(map(_same_case, parts, have))


@dataclass(frozen=True, slots=True)
class NameTable(Generic[Entry]):
    """Find names in lists of tokens and as whole phrases. Built once, then only read."""

    phrases: PhraseTable[Name[Entry]]

    @classmethod
    def of(cls, names: Iterable[Name[Entry]]) -> NameTable[Entry]:
        """Build a table; a possessive inside a name is found both as one word and as two tokens."""
        pairs = [(name.written, name) for name in names]
        parted = [(text.replace("'s ", " 's "), name) for text, name in pairs if "'s " in text]
        return cls(PhraseTable.of(pairs + parted))

    def readings(self, text: str) -> tuple[Name[Entry], ...]:
        """Find every reading of a whole phrase, the table's order; article and possessive do not matter."""
        for spelling in dict.fromkeys((text, bare_name(text))):
            found = tuple(name for name in self.phrases.lookup(spelling) if name.fits((spelling,)))
            if found:
                return found
        return ()

    def longest_at(self, words: Sequence[str], folded: Sequence[str], start: int) -> Hit[Name[Entry]] | None:
        """Find the longest name that starts at a token and has the case it needs.

        ``words`` and ``folded`` are the same tokens, as written and folded; a token with a hyphen counts as
        its parts but is taken whole or not at all.

        Returns:
            The exclusive end and the readings, or None.
        """
        found = self._longest_folded(folded, start)
        return _fitting(found, words, start) if found else None

    def all_in(self, words: Sequence[str], folded: Sequence[str]) -> dict[int, Hit[Name[Entry]]]:
        """Find the longest name at every token at which one starts, by that token's place."""
        if any(" " in word for word in folded):
            found = {at: hit for at in range(len(folded)) if (hit := self._longest_folded(folded, at))}
        else:
            found = self.phrases.all_in(folded)
        fitting = ((at, _fitting(hit, words, at)) for at, hit in found.items())
        return {at: hit for at, hit in fitting if hit}

    def _longest_folded(self, folded: Sequence[str], start: int) -> Hit[Name[Entry]] | None:
        if start >= len(folded) or not self.phrases.opens(folded[start].partition(" ")[0]):
            return None
        window = folded[start : start + LONGEST_NAME_TOKENS]
        if not any(" " in word for word in window):
            return self.phrases.longest_at(folded, start)
        pieces: list[str] = []
        borders = {}
        for i, word in enumerate(window, start + 1):
            pieces.extend(word.split(" "))
            borders[len(pieces)] = i
        while pieces:
            found = self.phrases.longest_at(pieces, 0)
            if found is None:
                return None
            if found[0] in borders:
                return borders[found[0]], found[1]
            pieces = pieces[: max((border for border in borders if border < found[0]), default=0)]
        return None


def _fitting(hit: Hit[Name[Entry]], words: Sequence[str], start: int) -> Hit[Name[Entry]] | None:
    """Keep the readings that have the case of the words as written; None if none has."""
    end, names = hit
    fitting = tuple(name for name in names if name.fits(words[start:end]))
    return (end, fitting) if fitting else None


LONGEST_NAME_TOKENS = 12
"""More tokens than any name of the tables has ("National Coalition for Syrian Revolutionary and …": 8)."""


def bare_name(text: str) -> str:
    """Strip a leading article, a possessive mark and outer punctuation from a name.

    >>> bare_name("the Kremlin’s"), bare_name("Hamas'")
    ('Kremlin', 'Hamas')
    """
    return _kept_bare(text) if len(text) <= LONGEST_KEPT else _bare(text)


@lru_cache(MOST_KEPT)
def _kept_bare(text: str) -> str:
    return _bare(text)


def _bare(text: str) -> str:
    bare = " ".join(text.replace("’", "'").replace("‘", "'").split()).strip(' ,;:"“”()[]')
    for article in _ARTICLES:
        bare = bare.removeprefix(article)
    return bare[:-2].rstrip() if bare.endswith(("'s", "'S")) else bare.removesuffix("'")


@lru_cache(MOST_KEPT)
def _parts(name: str) -> tuple[str, ...]:
    """Cut a name that some table knows at its spaces and hyphens."""
    return tuple(part for part in _PARTS.split(name) if part)


def _same_case(written: str, word: str) -> bool:
    if len(written) > 1 and written.isupper():
        return word.isupper()
    return not written[:1].isupper() or not word[:1].islower()
