"""Actors: whom a phrase of a report means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.codebook.actors import ActorEntry, ActorRegistry
from sayso.codebook.heads import HeadNoun
from sayso.codebook.names import Name, bare_name
from sayso.codebook.phrases import fold
from sayso.record.ids import ActorId, actor_id
from sayso.record.vocabulary import ActorKind

_WORDS = re.compile(r"'s\b|,|[^\s,]+?(?='s\b)|[^\s,]+")
_BREAKS = frozenset(
    {"in", "from", "at", "on", "who", "that", "which", "with", "near", "loyal", "backed", "based", "against", "under"}
)
"""Words that end the head of a noun phrase and begin what describes it further."""
NAME_PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "de", "van", "von", "der", "la"})
FAMILY_NAME_FIRST = frozenset({"CN", "HK", "KP", "KR", "TW", "VN"})
LONGEST_PERSON_WORDS = 3
"""An unknown run of capitalised words may be a person's name up to this many words."""


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """Say whom a phrase means, and how that was found.

    ``actor`` is the registry's id, or one made from the name where the registry holds no such actor.
    """

    actor: ActorId
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase as tokens, with the registry and the role it is read in."""

    words: tuple[str, ...]
    registry: ActorRegistry
    speaker: bool

    @classmethod
    def of(cls, text: str, registry: ActorRegistry, speaker: bool) -> _Phrase:
        words = tuple(_WORDS.findall(bare_name(text)))
        measures = registry.leading.get("measure", frozenset())
        first = 0
        while first < len(words) - 1 and (_plain(words[first]) in measures or words[first][:1].isdigit()):
            first += 1
        return cls(words[first:] if "," not in words[:first] else words, registry, speaker)

    @property
    def text(self) -> str:
        return " ".join(self.words).replace(" 's", "'s").replace(" ,", ",")

    def part(self, first: int, last: int | None = None) -> _Phrase:
        return _Phrase(self.words[first:last], self.registry, self.speaker)

    def opening(self) -> tuple[int, Name[ActorEntry]] | None:
        """Find the longest registered name the phrase begins with; the end skips a possessive."""
        folded = [fold(word) for word in self.words]
        found = self.registry.longest_at(self.words, folded, 0)
        if found is None:
            return None
        end, names = found
        return end + (self.words[end : end + 1] == ("'s",)), names[0]

    def head(self) -> HeadNoun | None:
        """Find the head noun: the last known noun before whatever describes it further."""
        cut = next((i for i, word in enumerate(self.words) if word in _BREAKS or word == ","), len(self.words))
        for length in (2, 1):
            noun = self.registry.heads.get(" ".join(fold(word) for word in self.words[max(0, cut - length) : cut]))
            if noun:
                return noun
        return None


def actor(
    text: str, registry: ActorRegistry, *, speaker: bool = False, known: Mapping[str, ResolvedActor] | None = None
) -> ResolvedActor:
    """Find whom a phrase means: an actor of the registry, or one named by the phrase itself.

    Titles, determiners, counts and possessives are set aside; what a state's forces or government do, the
    state does; with ``speaker`` (the phrase is a source) officials and services speak as themselves. A name
    inside a longer name is never enough: Kataib Hezbollah is not Hezbollah. ``known`` are actors met in the
    same document by a short name, as ``short_names`` gives them.

    >>> registry = ActorRegistry.load()
    >>> actor("Iranian Foreign Minister Mohammad Javad Zarif", registry).name
    'Mohammad Javad Zarif'
    >>> actor("Israeli warplanes", registry).name, actor("two Israeli officials", registry, speaker=True).name
    ('Israel', 'Israeli officials')
    >>> actor("Kata'ib Hezbollah fighters", registry).name
    'Kataib Hezbollah'
    """
    phrase = _Phrase.of(text, registry, speaker)
    whole = _whole(text, phrase)
    if whole:
        return whole
    found = _known(phrase, known or {}) or _headed(phrase) or _of_state(phrase) or _titled(phrase) or _apposed(phrase)
    return found or _unregistered(phrase)


def _known(phrase: _Phrase, known: Mapping[str, ResolvedActor]) -> ResolvedActor | None:
    """Read "Roe" and "Mr. Roe" as the one met before under a full name."""
    first = 0
    while first < len(phrase.words) - 1 and _is_title(phrase, first):
        first += 1
    return known.get(phrase.part(first).text)


def short_names(actors: Iterable[ResolvedActor]) -> Mapping[str, ResolvedActor]:
    """Map the short names of people and media met in a document to them, where only one of them bears it.

    A person's short name is the last word of the full one, with and without "al-" (the first word, too, where
    family names come first); "The Times" is short for the one paper that ends so.

    >>> person = ResolvedActor(ActorId("x"), "Jane Roe", "person", None, (), "")
    >>> short_names([person])["Roe"].name
    'Jane Roe'
    """
    bearers: dict[str, dict[ActorId, ResolvedActor]] = {}
    for one in actors:
        for short in _shortened(one):
            bearers.setdefault(short, {})[one.actor] = one
    return {short: next(iter(named.values())) for short, named in bearers.items() if len(named) == 1}


def _shortened(one: ResolvedActor) -> Iterator[str]:
    words = one.name.split()
    like_person = one.kind == "unknown" and len(words) <= LONGEST_PERSON_WORDS and all(map(_is_name_word, words))
    if len(words) < 2 or not (one.kind in ("person", "media") or like_person):
        return
    yield words[-1]
    if words[-1].startswith(("al-", "Al-", "el-", "El-")):
        yield words[-1][3:]
    if one.country in FAMILY_NAME_FIRST:
        yield words[0]


def _is_name_word(word: str) -> bool:
    return (word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha()) or word[:3] in ("al-", "el-")


def _entry(phrase: _Phrase, entry: ActorEntry, reason: str) -> ResolvedActor:
    """Take an entry; a ministry or an army acts as its state, and speaks as itself."""
    state = phrase.registry.get(entry.acts_as) if entry.acts_as and not phrase.speaker else None
    if state:
        reason, entry = f"{reason}: {entry.name} acts as {state.name}", state
    return ResolvedActor(entry.id, entry.name, entry.kind, entry.country, entry.sectors, reason)


def _whole(text: str, phrase: _Phrase) -> ResolvedActor | None:
    names = phrase.registry.names_of(text) or phrase.registry.names_of(phrase.text)
    return _entry(phrase, names[0].entry, f"registry {names[0].form}") if names else None


def _headed(phrase: _Phrase) -> ResolvedActor | None:
    """Read "Israeli warplanes", "Iran's government", "Hezbollah fighters"."""
    opening = phrase.opening()
    if opening is None or opening[0] >= len(phrase.words):
        return None
    end, name = opening
    rest = phrase.part(end)
    head = rest.head()
    if head is None or rest.words[0] in {"and", "or", ","}:
        return None
    if _names_another(rest):
        return _headed(rest)
    owner = _owner(name.entry, head, phrase)
    return _entry(phrase, owner, f"{head.noun!r} of {name.entry.name}") if owner else _own(phrase, head, name.entry)


def _owner(entry: ActorEntry, head: HeadNoun, phrase: _Phrase) -> ActorEntry | None:
    """Tell who acts when a noun follows a name: the state, the group, a ruler's state, or None for neither."""
    reading = head.speaks if phrase.speaker else head.acts
    if entry.kind == "state":
        return entry if reading == "state" else None
    if entry.kind == "person":
        return phrase.registry.state_of(entry) if head.kind == "government_body" and reading == "state" else None
    if entry.kind == "population":
        return None
    return entry if head.kind == "armed_group" or reading == "state" else None


def _names_another(rest: _Phrase) -> bool:
    return any(
        name.form in ("name", "alias") and name.entry.kind not in ("state", "population")
        for name in _names_inside(rest)
    )


def _names_inside(phrase: _Phrase) -> Iterator[Name[ActorEntry]]:
    folded = [fold(word) for word in phrase.words]
    for i in range(len(phrase.words)):
        found = phrase.registry.longest_at(phrase.words, folded, i)
        if found:
            yield found[1][0]


def _of_state(phrase: _Phrase) -> ResolvedActor | None:
    """Read "the government of Yemen": a noun that means the state, then "of" and a state alone."""
    if "of" not in phrase.words[1:-1]:
        return None
    at = phrase.words.index("of", 1)
    names = phrase.registry.names_of(phrase.part(at + 1).text)
    head = phrase.part(0, at).head()
    if not names or not head or names[0].form == "adjective":
        return None
    owner = _owner(names[0].entry, head, phrase)
    return _entry(phrase, owner, f"{head.noun!r} of {names[0].entry.name}") if owner else None


def _titled(phrase: _Phrase) -> ResolvedActor | None:
    """Read a registered name after titles and descriptions: "Secretary of State John Kerry"."""
    for first in range(1, len(phrase.words)):
        names = [one for one in phrase.registry.names_of(phrase.part(first).text) if one.form in ("name", "alias")]
        if names and _all_lead(phrase.part(0, first)):
            return _entry(phrase, names[0].entry, f"{phrase.part(0, first).text!r} before {names[0].written}")
        found = _headed(phrase.part(first)) if _all_lead(phrase.part(0, first)) else None
        if found:
            return found
    return None


def _all_lead(before: _Phrase) -> bool:
    """Tell whether every word may stand before a name: titles, small words, registered names."""
    folded = [fold(word) for word in before.words]
    at = 0
    while at < len(before.words):
        found = before.registry.longest_at(before.words, folded, at)
        if found:
            at = found[0]
        elif _is_title(before, at) or before.words[at] in {"'s", ","} or _is_small(before.words[at]):
            at += 1
        else:
            return False
    return True


def _may_name(word: str) -> bool:
    return word[:1].isupper() or word in NAME_PARTICLES or word[:3] in ("al-", "el-")


def _is_small(word: str) -> bool:
    return word[:1].islower() and word not in _BREAKS and word not in {"and", "or"}


def _is_title(phrase: _Phrase, at: int) -> bool:
    return _plain(phrase.words[at]) in phrase.registry.leading.get("title", frozenset())


def _apposed(phrase: _Phrase) -> ResolvedActor | None:
    """Read "Hamas in Gaza" and "Jane Roe, the envoy" by what stands before the break, if registered."""
    cut = next((i for i, word in enumerate(phrase.words) if word in _BREAKS or word == ","), 0)
    if cut == 0:
        return None
    before = phrase.part(0, cut)
    return _whole(before.text, before) or _headed(before) or _titled(before)


def _unregistered(phrase: _Phrase) -> ResolvedActor:
    person = _unknown_person(phrase)
    if person:
        return ResolvedActor(actor_id(fold(person)), person, "person", None, (), "title before an unknown name")
    return _own(phrase, phrase.head(), None)


def _unknown_person(phrase: _Phrase) -> str | None:
    """Give the capitalised words that end a phrase after a title, if that is how it is built."""
    first = len(phrase.words)
    while first > 0 and _may_name(phrase.words[first - 1]) and not _is_title(phrase, first - 1):
        first -= 1
    led = first > 0 and (_is_title(phrase, first - 1) or phrase.words[first - 1] in {"'s", ","})
    if not led or first == len(phrase.words):
        return None
    return phrase.part(first).text if _all_lead(phrase.part(0, first)) else None


def _own(phrase: _Phrase, head: HeadNoun | None, owner: ActorEntry | None) -> ResolvedActor:
    name = phrase.text.replace("U.S.", "US").replace("U.N.", "UN").replace("U.K.", "UK")
    kind: ActorKind = head.kind if head else "unknown"
    reason = f"{head.noun!r} of its own" if head else "not in the registry"
    return ResolvedActor(actor_id(fold(name)), name, kind, owner.country if owner else None, (), reason)


def _plain(word: str) -> str:
    return fold(word).rstrip(".")
