"""Check the registry: every fault in plain words, with the id it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from sayso.codebook.actor_entry import ActorEntry
from sayso.codebook.actor_tables import load_source_keys
from sayso.codebook.actors import ActorRegistry
from sayso.codebook.offices import OfficeTable, Term
from sayso.codebook.phrases import fold
from sayso.codebook.sectors import load_sectors
from sayso.codebook.tables import read_rows
from sayso.codebook.ties import Tie
from sayso.errors import RecordError
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId

HANDOVER = timedelta(days=1)
"""Two terms of one office may share the day on which it changes hands."""

SHARED_BY_NATURE = "spokesperson_for"
"""The tie of offices that several people may hold at once."""


def faults(registry: ActorRegistry) -> Iterator[str]:
    """List what is wrong with a registry; nothing if it keeps all rules.

    A name may not be shared by two actors (an acronym and a word are two names), nor be a common word; ids,
    codes and sources must exist; nobody is part of himself; terms of one office may not overlap.
    """
    ids = {entry.id for entry in registry.entries}
    yield from _repeated("entries", (entry.id for entry in registry.entries))
    yield from _code_faults(registry.entries, ids)
    yield from _shared_names(registry.entries)
    yield from _common_names(registry.entries)
    yield from _office_faults(registry.offices, ids)
    yield from _tie_faults(registry.known_ties.ties, ids)
    yield from _source_faults(registry)


def _repeated(what: str, ids: Iterable[str]) -> Iterator[str]:
    for repeated, n in Counter(ids).items():
        if n > 1:
            yield f"{repeated}: two {what} have this id"


def _code_faults(entries: Sequence[ActorEntry], ids: set[ActorId]) -> Iterator[str]:
    countries = {entry.country for entry in entries if entry.kind == "state"}
    sectors = {sector.code for sector in load_sectors()}
    for entry in entries:
        if entry.acts_as and entry.acts_as not in ids:
            yield f"{entry.id}: acts as {entry.acts_as}, which no entry is"
        if entry.country and entry.country not in countries:
            yield f"{entry.id}: no state has the code {entry.country}"
        for code in entry.sectors:
            if code not in sectors:
                yield f"{entry.id}: no sector has the code {code}"


def _shared_names(entries: Sequence[ActorEntry]) -> Iterator[str]:
    owners: dict[tuple[str, bool], list[ActorId]] = {}
    for entry in entries:
        for name in entry.names():
            ids = owners.setdefault((fold(name.written), name.written.isupper()), [])
            if entry.id not in ids:
                ids.append(entry.id)
    for (name_folded, _), ids in owners.items():
        if len(ids) > 1:
            yield f"{name_folded!r} is shared by {', '.join(ids)}"


def _common_names(entries: Sequence[ActorEntry]) -> Iterator[str]:
    """Find names of one small-letter word that is a word of the language: they would be met in any text.

    A name with a capital is only found with one, so that "Fox" and "fox" stay apart.
    """
    common = {fold(row["noun"]) for row in read_rows("heads.tsv", ("noun", "acts", "speaks", "kind"))}
    common |= {fold(row["word"]) for row in read_rows("titles.tsv", ("class", "word"))}
    for entry in entries:
        for name in entry.names():
            if name.written.islower() and fold(name.written) in common:
                yield f"{entry.id}: the name {name.written!r} is a common word"


def _office_faults(table: OfficeTable, ids: set[ActorId]) -> Iterator[str]:
    yield from _repeated("offices", (office.id for office in table.offices))
    offices = {office.id for office in table.offices}
    for office in table.offices:
        if office.body and office.body not in ids:
            yield f"{office.id}: its body {office.body} is no entry"
        if not office.titles:
            yield f"{office.id}: has no title"
        if office.tie != SHARED_BY_NATURE:
            yield from _overlaps(table.terms_of(office, None))
    for term in table.terms:
        if term.office not in offices:
            yield f"{term.office}: {term.holder} holds it, and no office has this id"
        if term.holder not in ids:
            yield f"{term.office}: its holder {term.holder} is no entry"


def _overlaps(terms: Sequence[Term]) -> Iterator[str]:
    """Find terms that cannot both be right: what is only known to the month or year gets the benefit of the doubt."""
    certain: list[tuple[Term, date, date]] = []
    for term in terms:
        try:
            valid = term.valid
        except RecordError as error:
            yield f"{term.office}: {term.holder}: {error.message}"
            continue
        if valid and term.begin:
            first = Edtf(term.begin).last_day or date.min
            last = Edtf(term.end).first_day if term.end else None
            certain.append((term, first, last or date.max))
    for (one, first, last), (other, begin, end) in combinations(certain, 2):
        if min(last, end) - max(first, begin) > HANDOVER:
            yield f"{one.office}: {one.holder} and {other.holder} hold it at the same time"


def _tie_faults(ties: Sequence[Tie], ids: set[ActorId]) -> Iterator[str]:
    for tie in ties:
        for actor in (tie.subject, tie.object):
            if actor not in ids:
                yield f"{tie.subject} {tie.predicate} {tie.object}: {actor} is no entry"
    wholes: dict[ActorId, set[ActorId]] = {}
    for tie in ties:
        if tie.predicate == "part_of":
            wholes.setdefault(tie.subject, set()).add(tie.object)
    for part in wholes:
        if _is_above(part, part, wholes):
            yield f"{part}: is part of itself"


def _is_above(whole: ActorId, part: ActorId, wholes: dict[ActorId, set[ActorId]]) -> bool:
    seen: set[ActorId] = set()
    waiting = [*wholes.get(part, ())]
    while waiting:
        actor = waiting.pop()
        if actor == whole:
            return True
        if actor not in seen:
            seen.add(actor)
            waiting.extend(wholes.get(actor, ()))
    return False


def _source_faults(registry: ActorRegistry) -> Iterator[str]:
    """Find rows whose source is not told. A source with a space is told in words, any other is a key."""
    keys = set(load_source_keys())
    sources = [(str(entry.id), entry.source) for entry in registry.entries]
    sources += [(f"{term.office}: {term.holder}", term.source) for term in registry.offices.terms]
    sources += [(f"{tie.subject} {tie.predicate} {tie.object}", tie.source) for tie in registry.known_ties.ties]
    for named, source in sources:
        if not source:
            yield f"{named}: has no source"
        elif " " not in source and source not in keys:
            yield f"{named}: no reference has the key {source}"
