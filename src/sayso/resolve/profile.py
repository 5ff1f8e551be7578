"""Profiles: what kind of actor a phrase names, of which country, for which sectors, where no registry row says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.agents import AgentNouns
from sayso.codebook.names import Name, bare_name
from sayso.codebook.phrases import fold
from sayso.codebook.places import PlaceEntry, PlaceKind, PlaceTable
from sayso.record.vocabulary import ActorKind
from sayso.resolve.phrase import BREAKS, is_name_word, plain

_WORDS = re.compile(r"'s\b|[^\s,\-–‐]+?(?='s\b)|[^\s,\-–‐]+")
_OF_OTHERS = re.compile(r"\S+-(?:backed|led|funded|sponsored|supported|armed|trained|allied|aligned|linked|run)\b")
_SPLIT = frozenset({"of", "to", "for"})
_PLACED = frozenset({"in", "of", "from", "near"})
_PEOPLED: frozenset[PlaceKind] = frozenset({"city", "district", "province", "region", "neighbourhood", "camp"})
LEFT_OFFICE = frozenset({"former", "ex", "deposed", "ousted", "retired"})
OF_OFFICE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "MED"})
"""Sectors of offices: who has left one is of the elites."""
LONGEST_PERSON_WORDS = 4
LONGEST_TOWN_WORDS = 3
TOWN_PEOPLE = 100_000
"""A town that no table names tells a country from so many inhabitants on; a province always does."""
TOWN_RATIO = 20
"""So many times more people than in the next country must live in the places of a name in one country. With both, 31 of
100 unlisted place names of LGL and GeoVirus get a country, .96 of them the right one; with 5 times 36, .91 right
(2,578 names, 2026-11)."""

NOUN_SHARE, TITLE_SHARE, PERSON_SHARE, UNKNOWN_SHARE = 0.81, 0.78, 0.83, 0.0
"""How often a kind told by a noun (1,490 names of the registry, each read as if it were not there), by a title (86
mentions of GUM train) or by the look of a person's name (2,343 names; 643 mentions of GUM train) is right, 2026-11."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Say what an actor is as far as its words tell. ``probability`` (0–1) is that ``kind`` is right."""

    kind: ActorKind
    probability: float
    country: str | None
    sectors: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Profiler:
    """Tell what kind of actor a phrase names that is not in the registry.

    >>> from sayso.codebook.book import CodebookTables
    >>> tables = CodebookTables.load()
    >>> profiler = Profiler(tables.actors, tables.places, tables.agents, tables.name_words)
    >>> found = profiler.profile("the Chadian truck drivers")
    >>> found.kind, found.country, found.sectors
    ('organisation', 'TD', ('LAB',))
    """

    registry: ActorRegistry
    places: PlaceTable
    agents: AgentNouns
    name_words: Mapping[str, tuple[ActorKind, float]]

    def profile(self, text: str) -> Profile:
        """Read a phrase: its kind, its country and its sectors, each None or empty where no word tells it."""
        words = tuple(_WORDS.findall(_OF_OTHERS.sub("", bare_name(text)).replace("-based", "")))
        folded = tuple(map(fold, words))
        place = self.places.lookup(text)
        if place is not None and place.kind in _PEOPLED:
            return self._of_place(place)
        kind, probability, reason = self._kind(words, folded)
        sectors = self._sectors(words, tuple(map(plain, words)))
        towns = self._by_towns(words) if sectors and kind != "person" else None
        return Profile(kind, probability, towns or self._country(words, folded), sectors, reason)

    def _of_place(self, place: PlaceEntry) -> Profile:
        """Read a place as its people, or as those who govern it where they claim it for themselves."""
        if place.name in self.places.disputed.told(place).disputed:
            return Profile("government_body", NOUN_SHARE, place.country, ("PRE",), f"who governs {place.name}")
        return Profile("population", NOUN_SHARE, place.country, ("CVL",), f"the people of {place.name}")

    def _by_towns(self, words: Sequence[str]) -> str | None:
        """Give the country of the town or province that a phrase opens with or says it is in: "Kerala farmers".

        Only of a name that no table holds, and where far most people of places called so live in one country.
        """
        for at, word in enumerate(words):
            if (at and words[at - 1] not in _PLACED) or not word[:1].isupper():
                continue
            if self.registry.longest_at(words[at:], tuple(map(fold, words[at:])), 0):
                continue
            last = next((i for i in range(at, len(words)) if not is_name_word(words[i])), len(words))
            names = (" ".join(words[at:end]) for end in range(min(last, at + LONGEST_TOWN_WORDS), at, -1))
            found = next(filter(None, map(self.places.candidates, names)), ())
            country = country_of_town(found)
            if country is not None:
                return country
        return None

    def _kind(self, words: Sequence[str], folded: Sequence[str]) -> tuple[ActorKind, float, str]:
        head = self._head(words)
        told = [self.name_words[word] for word in folded[:head] if word in self.name_words]
        if told and all(word[:1].isupper() or word in _SPLIT for word in words[:head]):
            kind, share = max(told, key=lambda one: one[1])
            return kind, share, "a word of its name"
        if self._is_titled(words[:head], folded[:head]):
            return "person", TITLE_SHARE, "a title before a name"
        last = self.agents.deciding(folded[head - 1 : head])
        if last is not None and head > 1:
            return last.kind, NOUN_SHARE, f"the noun {last.noun!r}"
        if 1 < head <= LONGEST_PERSON_WORDS and all(map(is_name_word, words[:head])):
            return "person", PERSON_SHARE, "the look of a person's name"
        noun = self.agents.deciding(folded[:head])
        if noun is not None:
            return noun.kind, NOUN_SHARE, f"the noun {noun.noun!r}"
        return "unknown", UNKNOWN_SHARE, "nothing tells"

    def _is_titled(self, words: Sequence[str], folded: Sequence[str]) -> bool:
        titles = self.registry.leading.get("title", frozenset())
        first = next((i for i, word in enumerate(folded) if word.rstrip(".") not in titles), len(words))
        return 0 < first < len(words) and all(map(is_name_word, words[first:]))

    def _head(self, words: Sequence[str]) -> int:
        """Give where the further description begins: at "in", "from", "who"; never at the first word."""
        return next((i for i, word in enumerate(words) if i and word in BREAKS), len(words))

    def _country(self, words: Sequence[str], folded: Sequence[str]) -> str | None:
        """Give the country of the first name that has one; of several countries side by side none."""
        return next(self._countries(words, folded), None)

    def _countries(self, words: Sequence[str], folded: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            actor = self.registry.longest_at(words, folded, at)
            place = self.places.longest_at(words, folded, at)
            country = actor[1][0].entry.country if actor else None
            if country is None and place is not None:
                country = place[1][0].entry.country
            if country is not None:
                yield country
            at = max(at + 1, actor[0] if actor else 0, place[0] if place else 0)

    def _sectors(self, words: Sequence[str], folded: Sequence[str]) -> tuple[str, ...]:
        """Give the sectors of the noun that decides, before "of" and its like if one stands there."""
        head = self._head(words)
        cut = next((i for i, word in enumerate(folded[:head]) if i and word in _SPLIT), head)
        spans = ((0, head),) if cut == head or self._is_office(folded[:head]) else ((0, cut), (0, head))
        for first, last in spans:
            noun = self.agents.deciding(folded[first:last])
            if noun is not None:
                left = noun.kind == "person" and not LEFT_OFFICE.isdisjoint(folded[:last])
                sectors = ("ELI",) if left and OF_OFFICE.issuperset(noun.sectors) else noun.sectors
                return (*sectors, *self._above_states(words[:head], sectors))
        return ()

    def _above_states(self, words: Sequence[str], sectors: Sequence[str]) -> tuple[str, ...]:
        """Add the sector of an organisation of states to that of its people: "European Council president"."""
        folded = tuple(map(fold, words))
        found = (self.registry.longest_at(words, folded, at) for at in range(len(words)))
        named = any("IGO" in names[0].entry.sectors for _, names in filter(None, found))
        return ("IGO",) if named and "IGO" not in sectors else ()

    def _is_office(self, folded: Sequence[str]) -> bool:
        """Tell whether an agent noun reaches over the first "of": "minister of defence", "board of governors"."""
        at = next(i for i, word in enumerate(folded) if i and word in _SPLIT)
        found = (self.agents.nouns.longest_at(folded, first) for first in range(at))
        return any(one is not None and one[0] > at for one in found)


def country_of_town(found: Sequence[Name[PlaceEntry]]) -> str | None:
    """Give the country in which far most people of the places of a name live, None where no country stands out."""
    people: Counter[str] = Counter()
    provinces = {name.entry.country for name in found if name.entry.kind == "province"} - {None}
    written = [name for name in found if name.form == "name"]
    for name in written or found:
        if name.entry.country is not None and name.form != "spelling":
            people[name.entry.country] += name.entry.population or 0
    (first, most), (_, next_most) = (*people.most_common(2), ("", 0), ("", 0))[:2]
    if most >= TOWN_PEOPLE and most >= TOWN_RATIO * next_most:
        return first
    return provinces.pop() if len(provinces) == 1 and provinces >= set(people) else None
