"""One actor, place, source or relation out of the rows in which documents name it, whatever their order."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sayso.record.actors import Actor, Alias, Place, Source
from sayso.record.plain import to_json
from sayso.record.relations import Relation

Named = TypeVar("Named", Actor, Place, Source, Relation)


def fold_actor(rows: Sequence[Actor]) -> Actor:
    """Fold an actor's rows: its aliases and documents added up, its name the one used most, its kind the surest.

    Whom one document shows as a private individual is one.
    """
    surest = sorted(rows, key=lambda row: (-(row.kind_probability or 1.0), to_json(row)))
    aliases: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for row in rows:
        for alias in row.aliases:
            aliases[alias.text] += alias.n
        names[row.name] += sum(alias.n for alias in row.aliases)
    return dataclasses.replace(
        surest[0],
        name=_usual(names),
        country=next((row.country for row in surest if row.country), None),
        sectors=next((row.sectors for row in surest if row.sectors), ()),
        sensitive=any(row.sensitive for row in rows),
        aliases=tuple(Alias(text, n) for text, n in sorted(aliases.items(), key=lambda item: (-item[1], item[0]))),
        documents=tuple(sorted({doc for row in rows for doc in row.documents})),
    )


def fold_place(rows: Sequence[Place]) -> Place:
    """Fold a place's rows: its name is the one that most documents use."""
    return dataclasses.replace(_plainest(rows), name=_usual(Counter(row.name for row in rows)))


def fold_source(rows: Sequence[Source]) -> Source:
    """Fold a source's rows: its documents added up, its name the one that most documents use."""
    return dataclasses.replace(
        _plainest(rows),
        name=_usual(Counter(row.name for row in rows)),
        documents=tuple(sorted({doc for row in rows for doc in row.documents})),
    )


def fold_relation(rows: Sequence[Relation]) -> Relation:
    """Fold a relation's rows: its evidence added up, by document and place."""
    evidence = sorted({part for row in rows for part in row.evidence}, key=lambda one: (one.doc, one.start, one.end))
    return dataclasses.replace(_plainest(rows), evidence=tuple(evidence))


def _plainest(rows: Iterable[Named]) -> Named:
    """Choose among rows that should agree but for names: any fixed choice will do, so the lowest as JSON."""
    return min(rows, key=to_json)


def _usual(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))
