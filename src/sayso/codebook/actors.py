"""The registry of actors: states, bodies, armed groups, people, organisations and media, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from sayso.codebook.heads import HeadNoun, load_heads, load_leading_words
from sayso.codebook.names import Name, NameForm, NameTable
from sayso.codebook.phrases import PhraseTable, fold
from sayso.codebook.sectors import load_sectors
from sayso.codebook.states import State, load_states
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.ids import ActorId
from sayso.record.vocabulary import ActorKind

COLUMNS = (
    "id", "name", "kind", "country", "sectors", "aliases", "adjectives", "metonyms", "acts_as", "wikidata",
)  # fmt: skip
TABLES = ("bodies", "groups", "organisations", "peoples", "media", "people")


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """Hold one actor of the registry.

    ``name`` is the common English name the record shows; ``country`` an ISO 3166-1 alpha-2 code or None;
    ``sectors`` PLOVER codes; ``adjectives`` also stand before a noun ("Iranian", "Houthi"); ``people`` are
    nouns for members or inhabitants; ``metonyms`` are places or buildings that stand for the actor.
    ``acts_as`` is the state whose act it is when this body acts; the body speaks as itself.
    """

    id: ActorId
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    acts_as: ActorId | None = None
    wikidata: str | None = None

    def names(self) -> Iterator[Name[ActorEntry]]:
        """Give every spelling with its form; the canonical name comes first."""
        groups: tuple[tuple[NameForm, tuple[str, ...]], ...] = (
            ("name", (self.name,)),
            ("alias", self.aliases),
            ("adjective", self.adjectives),
            ("demonym", self.people),
            ("metonym", self.metonyms),
        )
        for form, spellings in groups:
            for written in spellings:
                yield Name(written, self, form)


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
    """

    entries: tuple[ActorEntry, ...]
    names: NameTable[ActorEntry]
    heads: Mapping[str, HeadNoun] = field(default_factory=dict)
    leading: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _by_id: Mapping[ActorId, ActorEntry] = field(default_factory=dict)

    @classmethod
    def load(cls) -> ActorRegistry:
        """Read the registry shipped with Sayso.

        Raises:
            CodebookError: a table breaks its own rules.
        """
        tables = (read_rows(f"actors/{table}.tsv", COLUMNS) for table in TABLES)
        stated = [_actor(row) for rows in tables for row in rows]
        registry = cls.of([*map(_state_actor, load_states()), *stated])
        return replace(registry, heads=load_heads(), leading=load_leading_words())

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

    def lookup(self, name: str) -> ActorEntry | None:
        """Find whom a whole phrase names, or None. "The" and a possessive mark do not matter; case does.

        An adjective alone ("Iranian") names no actor; its entry is found by ``longest_at``.
        """
        found = self.names_of(name)
        return found[0].entry if found and found[0].form not in ("adjective", "demonym") else None

    def names_of(self, name: str) -> tuple[Name[ActorEntry], ...]:
        """Find every reading of a whole phrase in any form, the registry's order; empty if unknown."""
        return self.names.readings(name)

    def longest_at(
        self, words: Sequence[str], folded: Sequence[str], start: int
    ) -> tuple[int, tuple[Name[ActorEntry], ...]] | None:
        """Find the longest name that starts at a token; see ``NameTable.longest_at``."""
        return self.names.longest_at(words, folded, start)

    @property
    def phrases(self) -> PhraseTable[Name[ActorEntry]]:
        """Give the bare phrase table, which knows no case; ``longest_at`` is the safer way in."""
        return self.names.phrases

    def validate(self) -> list[str]:
        """List what is wrong with the registry, in plain words; empty if nothing is."""
        return [*_id_faults(self.entries), *_code_faults(self.entries), *_shared_names(self)]


def possessive_names(registry: ActorRegistry | None = None) -> frozenset[str]:
    """List single-word proper names, as written, whose form with an ``s`` glued on is a lost apostrophe.

    States that have a government of their own, their capitals, persons and armed groups. "Irans" and
    "Netanyahus" are no words; a name whose plural is another's name is left out, and so are short ones
    (under four letters) and acronyms.

    >>> {"Iran", "Tehran", "Netanyahu"} <= possessive_names(), "Israeli" in possessive_names()
    (True, False)
    """
    known = registry or ActorRegistry.load()
    names = [name for entry in known.entries for name in entry.names()]
    taken = {fold(name.written) for name in names}
    return frozenset(
        name.written for name in names if _takes_possessive(name) and fold(name.written + "s") not in taken
    )


def _takes_possessive(name: Name[ActorEntry]) -> bool:
    word, entry = name.written, name.entry
    if name.form in ("adjective", "demonym") or not word.isalpha() or len(word) < 4:
        return False
    governed = entry.kind in ("person", "armed_group") or (entry.kind == "state" and bool(entry.metonyms))
    return governed and word[0].isupper() and not word.isupper() and not word.endswith("s")


def _state_actor(state: State) -> ActorEntry:
    return ActorEntry(
        id=ActorId(state.id),
        name=state.name,
        kind="state",
        country=state.iso2,
        sectors=("GOV",),
        aliases=state.aliases,
        adjectives=state.adjectives,
        people=state.people,
        metonyms=(*state.capitals, *state.metonyms),
    )


def _actor(row: dict[str, str]) -> ActorEntry:
    kind = next((kind for kind in get_args(ActorKind) if kind == row["kind"]), None)
    if kind is None or not row["id"] or not row["name"]:
        raise CodebookError(
            f"the row {row['id'] or row['name']!r} needs an id, a name and a kind",
            path="actors",
            remedy=f"Kinds are: {', '.join(get_args(ActorKind))}",
        )
    return ActorEntry(
        id=ActorId(row["id"]),
        name=row["name"],
        kind=kind,
        country=row["country"] or None,
        sectors=list_cell(row, "sectors"),
        aliases=list_cell(row, "aliases"),
        adjectives=list_cell(row, "adjectives"),
        metonyms=list_cell(row, "metonyms"),
        acts_as=ActorId(row["acts_as"]) if row["acts_as"] else None,
        wikidata=row["wikidata"] or None,
    )


def _id_faults(entries: Sequence[ActorEntry]) -> Iterator[str]:
    seen: set[ActorId] = set()
    for entry in entries:
        if entry.id in seen:
            yield f"{entry.id}: two entries have this id"
        seen.add(entry.id)


def _code_faults(entries: Sequence[ActorEntry]) -> Iterator[str]:
    countries = {entry.country for entry in entries if entry.kind == "state"}
    sectors = {sector.code for sector in load_sectors()}
    ids = {entry.id for entry in entries}
    for entry in entries:
        if entry.acts_as and entry.acts_as not in ids:
            yield f"{entry.id}: acts as {entry.acts_as}, which no entry is"
        if entry.country and entry.country not in countries:
            yield f"{entry.id}: no state has the code {entry.country}"
        for code in entry.sectors:
            if code not in sectors:
                yield f"{entry.id}: no sector has the code {code}"


def _shared_names(registry: ActorRegistry) -> Iterator[str]:
    owners: dict[tuple[str, bool], list[ActorId]] = {}
    for entry in registry.entries:
        for name in entry.names():
            ids = owners.setdefault((fold(name.written), name.written.isupper()), [])
            if entry.id not in ids:
                ids.append(entry.id)
    for (name_folded, _), ids in owners.items():
        if len(ids) > 1:
            yield f"{name_folded!r} is shared by {', '.join(ids)}"
