"""Phrases: the words for an actor, taken apart into titles, names, head noun and what describes it further."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.codebook.actors import ActorEntry, ActorRegistry
from sayso.codebook.heads import HeadNoun
from sayso.codebook.names import Name, bare_name
from sayso.codebook.phrases import fold
from sayso.resolve.cutting import cut, joined
from sayso.resolve.resolved import ResolvedActor
from sayso.resolve.spelling import spelled_at

_NUMBER = re.compile(r"\d[\d.,\-–]*\+?")
BREAKS = frozenset(
    {"in", "from", "at", "on", "who", "that", "which", "with", "near", "loyal", "backed", "based", "against", "under"}
)
"""Words that end the head of a noun phrase and begin what describes it further."""
NAME_PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "de", "van", "von", "der", "la"})
LINKS = frozenset({"of", "for", "to", "by", "as", "than", "over", "among", "between", "about"})
ARTICLES = frozenset({"the", "a", "an", "our", "my", "your", "his", "her", "their"})
JOINING = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class ActorPhrase:
    """Hold a phrase as tokens, with the registry and the role it is read in.

    ``speaker``: the phrase is a source. ``known`` are actors that the document introduces, by short name or acronym.
    """

    words: tuple[str, ...]
    registry: ActorRegistry
    speaker: bool = False
    known: Mapping[str, ResolvedActor] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, registry: ActorRegistry, speaker: bool, known: Mapping[str, ResolvedActor]) -> ActorPhrase:
        """Take a phrase apart; counts and determiners before it are left out."""
        words = tuple(cut(bare_name(text)))
        measures = registry.leading.get("measure", frozenset())
        first = 0
        while first < len(words) - 1 and (plain(words[first]) in measures or _NUMBER.fullmatch(words[first])):
            first += 1
        return cls(words[first:] if "," not in words[:first] else words, registry, speaker, known)

    @property
    def text(self) -> str:
        """Give the words as one string."""
        return joined(self.words)

    def part(self, first: int, last: int | None = None) -> ActorPhrase:
        """Give words ``first`` to ``last`` (exclusive) as a phrase of their own."""
        return ActorPhrase(self.words[first:last], self.registry, self.speaker, self.known)

    def opening(self) -> tuple[int, Name[ActorEntry]] | None:
        """Find the longest registered name the phrase begins with; the end skips a possessive.

        What is not found as it is written is looked for by its sound: "Hizballah" opens as Hezbollah does.
        """
        folded = [fold(word) for word in self.words]
        found = self.registry.longest_at(self.words, folded, 0)
        if found is not None:
            end, name = found[0], found[1][0]
        else:
            spelled = spelled_at(self.words, self.registry)
            if spelled is None:
                return None
            end, name = spelled
        return end + (self.words[end : end + 1] == ("'s",)), name

    def head(self) -> HeadNoun | None:
        """Find the head noun: the last known noun before whatever describes it further."""
        cut = self.cut()
        for length in (2, 1):
            noun = self.registry.heads.get(" ".join(fold(word) for word in self.words[max(0, cut - length) : cut]))
            if noun:
                return noun
        return None

    def cut(self) -> int:
        """Give the index of the word that begins a further description, the length where there is none."""
        return next((i for i, word in enumerate(self.words) if word in BREAKS or word == ","), len(self.words))

    def names_inside(self) -> Iterator[tuple[int, Name[ActorEntry]]]:
        """Give the longest registered name at each word that begins one, with the word's index."""
        folded = [fold(word) for word in self.words]
        for i in range(len(self.words)):
            found = self.registry.longest_at(self.words, folded, i)
            if found:
                yield i, found[1][0]

    def is_title(self, at: int) -> bool:
        """Tell whether a word may stand as a title before a name."""
        titles = self.registry.leading.get("title", frozenset())
        return titles.issuperset(part.rstrip(".") for part in fold(self.words[at]).split())

    def all_lead(self) -> bool:
        """Tell whether every word may stand before a name: titles, small words, registered names.

        Behind "of" and its like a name only tells whose somebody is: "the president of Chad" is not Chad.
        """
        if self._ends_in_office():
            return False
        folded = [fold(word) for word in self.words]
        at = 0
        while at < len(self.words):
            found = self.registry.longest_at(self.words, folded, at)
            if found:
                at = found[0]
            elif self.is_title(at) or self.words[at] in {"'s", ","} or _leads(self.words[at]):
                at += 1
            else:
                return False
        return True

    def _ends_in_office(self) -> bool:
        """Tell whether the words end in "the president of" or the like, which makes whoever follows another actor."""
        last = len(self.words) - 1
        while last > 0 and self.words[last] in ARTICLES:
            last -= 1
        return last > 0 and self.words[last] in LINKS and self.is_title(last - 1)


def may_name(word: str) -> bool:
    """Tell whether a word may be part of a proper name."""
    return word[:1].isupper() or word in NAME_PARTICLES or word[:3] in ("al-", "el-")


def is_name_word(word: str) -> bool:
    """Tell whether a word looks like a part of a person's name: capital and letters alone."""
    initial = len(word) == 2 and word.endswith(".")
    letters = word.replace("-", "").replace("'", "").isalpha()
    return (word[:1].isupper() and (letters or initial)) or word[:3] in ("al-", "el-")


def plain(word: str) -> str:
    """Fold a word and take off the point of an abbreviation."""
    return fold(word).rstrip(".")


def _leads(word: str) -> bool:
    """Tell whether a word is no name: a small one, or a compound that ends in one ("Kurdish-led")."""
    return word.rpartition("-")[2][:1].islower() and word not in BREAKS and word not in JOINING
