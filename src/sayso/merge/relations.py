"""Relations of a document: what its sentences state, one row for each statement, with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.relations import Evidence, Relation, RelationId, RelationMention, relation_id


def relations_of(document: Document, stated: Iterable[RelationMention]) -> tuple[Relation, ...]:
    """Gather the resolved relations of a document by what they state, sorted by id; evidence in text order.

    A relation that is over holds until the report was published; one of a told beginning holds from then on.
    """
    found: dict[RelationId, Relation] = {}
    for one in sorted(stated, key=lambda one: (one.evidence.start, one.evidence.end)):
        if one.subject.actor is None or one.object.actor is None:
            continue
        valid = _valid(one, document)
        key = relation_id(one.subject.actor, one.predicate, one.object.actor, valid, one.status)
        words = Evidence(one.evidence.start, one.evidence.end, one.evidence.text, document.id, one.attribution)
        before = found[key].evidence if key in found else ()
        evidence = before if words in before else (*before, words)
        found[key] = Relation(
            key, one.subject.actor, one.predicate, one.object.actor, valid, one.status, evidence,
            one.subject.name, one.object.name,
        )  # fmt: skip
    return tuple(found[key] for key in sorted(found))


def _valid(one: RelationMention, document: Document) -> Edtf | None:
    began = one.time.edtf if one.time else None
    if began is not None and "/" not in began:
        return Edtf(f"{began}/..")
    last = document.published.last_day if one.ended and document.published else None
    return Edtf(f"../{last.isoformat()}") if last else None
