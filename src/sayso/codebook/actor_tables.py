"""Read the tables of actors: states.tsv and the tables in actors/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from sayso.codebook.actor_entry import ActorEntry
from sayso.codebook.states import State, load_states
from sayso.codebook.tables import cell_fault, list_cell, one_of, read_rows
from sayso.errors import CodebookError
from sayso.record.ids import ActorId
from sayso.record.vocabulary import ActorKind

COLUMNS = (
    "id", "name", "kind", "country", "sectors", "aliases", "adjectives", "metonyms", "acts_as", "wikidata", "source",
)  # fmt: skip
TABLES = ("bodies", "groups", "organisations", "peoples", "media", "people")

_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


def load_actors() -> tuple[ActorEntry, ...]:
    """Read all actors shipped with Sayso, states first.

    Raises:
        CodebookError: a table breaks its own rules.
    """
    rows = (row for table in TABLES for row in read_rows(f"actors/{table}.tsv", COLUMNS))
    return (*map(_state_actor, load_states()), *map(_actor, rows))


def load_source_keys() -> Mapping[str, str]:
    """Read references.tsv: what the keys in the columns ``source`` stand for."""
    return {row["key"]: row["reference"] for row in read_rows("references.tsv", ("key", "reference"))}


def kind_of(cell: str, named: str, path: str) -> ActorKind:
    """Check a kind of actor.

    Raises:
        CodebookError: there is no such kind.
    """
    for kind in _KINDS:
        if kind == cell:
            return kind
    message = f"{named!r} is of no known kind ({cell!r})"
    raise CodebookError(message, path=path, remedy=f"Kinds are: {', '.join(_KINDS)}")


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
        wikidata=state.wikidata,
        source=state.source,
    )


def _actor(row: Mapping[str, str]) -> ActorEntry:
    for column in ("id", "name"):
        if not row[column]:
            raise cell_fault(row, column, "missing", "Fill it in")
    return ActorEntry(
        id=ActorId(row["id"]),
        name=row["name"],
        kind=one_of(row, "kind", _KINDS),
        country=row["country"] or None,
        sectors=list_cell(row, "sectors"),
        aliases=list_cell(row, "aliases"),
        adjectives=list_cell(row, "adjectives"),
        metonyms=list_cell(row, "metonyms"),
        acts_as=ActorId(row["acts_as"]) if row["acts_as"] else None,
        wikidata=row["wikidata"] or None,
        source=row["source"] or None,
    )
