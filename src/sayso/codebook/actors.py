"""The registry of actors: states, bodies, armed groups, people, organisations and media, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sayso.codebook.actor_entry import ActorEntry
from sayso.codebook.actor_tables import load_actors
from sayso.codebook.heads import HeadNoun, load_heads, load_leading_words
from sayso.codebook.names import Name, NameTable
from sayso.codebook.offices import OfficeTable
from sayso.codebook.phrases import Hit
from sayso.codebook.ties import Tie, TieTable
from sayso.record.ids import ActorId

__all__ = ["ActorEntry", "ActorRegistry", "possessive_names"]


@dataclass(frozen=True, slots=True, eq=False)
class ActorRegistry:
    """Find actors by what they are called. Built once by ``load`` and passed on; never changed.

    ``heads`` are nouns by which a phrase means a state or a group of its own (heads.tsv), ``leading`` words
    that may stand before a name, by class (titles.tsv).

    >>> registry = ActorRegistry.load()
    >>> registry.lookup("the Kremlin").name
    'Russia'
    >>> registry.lookup("Iran's").name
    'Iran'
    >>> registry.lookup("us") is None
    True
    >>> [holder.name for holder in registry.holders("chief of staff", "IL", date(2014, 6, 12))]
    ['Benny Gantz']
    """

    entries: tuple[ActorEntry, ...]
    names: NameTable[ActorEntry]
    heads: Mapping[str, HeadNoun] = field(default_factory=dict)
    leading: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offices: OfficeTable = field(default_factory=OfficeTable)
    known_ties: TieTable = field(default_factory=TieTable)
    _by_id: Mapping[ActorId, ActorEntry] = field(default_factory=dict)

    @classmethod
    def load(cls, edits: Sequence[tuple[str, str]] = ()) -> ActorRegistry:
        """Read the registry shipped with Sayso, changed by the edits of a user: (file name, YAML text) each.

        Raises:
            CodebookError: a table or an edit breaks its own rules.
        """
        entries, offices, ties = load_actors(), OfficeTable.load(), TieTable.load()
        if edits:
            from sayso.codebook.actor_edits import edited

            entries, offices, ties = edited(entries, offices, ties, edits)
        return replace(
            cls.of(entries), heads=load_heads(), leading=load_leading_words(), offices=offices, known_ties=ties
        )

    @classmethod
    def of(cls, entries: Iterable[ActorEntry]) -> ActorRegistry:
        """Build a registry from entries, in order; a later entry with a known id is kept out of ``get``."""
        kept = tuple(entries)
        by_id: dict[ActorId, ActorEntry] = {}
        for entry in kept:
            by_id.setdefault(entry.id, entry)
        return cls(kept, NameTable.of(name for entry in kept for name in entry.names()), _by_id=by_id)

    def get(self, actor: ActorId | str) -> ActorEntry | None:
        """Give the entry of an id, or None."""
        return self._by_id.get(ActorId(actor))

    def state_of(self, entry: ActorEntry) -> ActorEntry | None:
        """Give the state of an actor's country, or None."""
        return next((one for one in self.entries if one.kind == "state" and one.country == entry.country), None)

    def holders(self, title: str, country: str | None, day: date | None) -> tuple[ActorEntry, ...]:
        """Find who bears a title ("prime minister", "Pentagon chief") in a country, on a day.

        With ``country`` None offices of any country and of none are meant, with ``day`` None all who ever held
        them. On the day an office changes hands both holders are given. Empty if the registry does not know.
        """
        terms = (term for office in self.offices.titled(title, country) for term in self.offices.terms_of(office, day))
        found = (self.get(holder) for holder in dict.fromkeys(term.holder for term in terms))
        return tuple(entry for entry in found if entry)

    def ties(self, actor: ActorId | str) -> tuple[Tie, ...]:
        """Give the ties of an actor, on either side, first those of ties.tsv, then those by offices."""
        known = ActorId(actor)
        return (*self.known_ties.of_actor(known), *self.offices.ties_of(known))

    def lookup(self, name: str) -> ActorEntry | None:
        """Find whom a whole phrase names, or None. "The" and a possessive mark do not matter; case does.

        An adjective alone ("Iranian") names no actor; its entry is found by ``longest_at``.
        """
        found = self.names_of(name)
        return found[0].entry if found and found[0].form not in ("adjective", "demonym") else None

    def names_of(self, name: str) -> tuple[Name[ActorEntry], ...]:
        """Find every reading of a whole phrase in any form, the registry's order; empty if unknown."""
        return self.names.readings(name)

    def longest_at(self, words: Sequence[str], folded: Sequence[str], start: int) -> Hit[Name[ActorEntry]] | None:
        """Find the longest name that starts at a token; see ``NameTable.longest_at``."""
        return self.names.longest_at(words, folded, start)

    def all_in(self, words: Sequence[str], folded: Sequence[str]) -> dict[int, Hit[Name[ActorEntry]]]:
        """Find the longest name at every token at which one starts, by that token's place."""
        return self.names.all_in(words, folded)

    @property
    def size(self) -> str:
        """Say how much the registry holds, in words."""
        counted = (
            (self.entries, "actors"), (self.offices.offices, "offices"), (self.offices.terms, "terms of office"),
            (self.known_ties.ties, "ties"),
        )  # fmt: skip
        return ", ".join(f"{len(rows)} {name}" for rows, name in counted)

    def validate(self) -> list[str]:
        """List what is wrong with the registry, in plain words; empty if nothing is."""
        from sayso.codebook.actor_checks import faults

        return list(faults(self))


def possessive_names(registry: ActorRegistry | None = None) -> frozenset[str]:
    """List single-word proper names, as written, whose form with an ``s`` glued on is a lost apostrophe.

    States that have a government of their own, their capitals, persons and armed groups. "Irans" and
    "Netanyahus" are no words; a name whose plural is another's name is left out, and so are short ones
    (under four letters) and acronyms.

    >>> {"Iran", "Tehran", "Netanyahu"} <= possessive_names(), "Israeli" in possessive_names()
    (True, False)
    """
    known = registry or ActorRegistry.load()
    words = (name.written for entry in known.entries if _is_governed(entry) for name in entry.names() if _is_word(name))
    return frozenset(word for word in words if not known.names.phrases.lookup(f"{word}s"))


def _is_governed(entry: ActorEntry) -> bool:
    return entry.kind in ("person", "armed_group") or (entry.kind == "state" and bool(entry.metonyms))


def _is_word(name: Name[ActorEntry]) -> bool:
    word = name.written
    if name.form in ("adjective", "demonym") or not word.isalpha() or len(word) < 4:
        return False
    return word[0].isupper() and not word.isupper() and not word.endswith("s")
