"""Independence: which reports count as one, and on which origin a telling rests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.codebook.phrases import fold
from sayso.merge.sides import Sides
from sayso.record.documents import Document
from sayso.record.ids import DocumentId
from sayso.record.mentions import Attribution, SourceArgument


class Origin(NamedTuple):
    """Name what a telling rests on. ``shown``: the report names it, beside the outlet that printed the report."""

    key: str
    shown: bool


def leading_reports(documents: Iterable[Document]) -> Mapping[DocumentId, Document]:
    """Map each report to the one it counts with: the earliest of its copies, versions, translations and sharers.

    Reports count together if they are copies, versions or translations of one report, or have long paragraphs in
    common, over any number of steps. Of equally early ones the lowest id leads; a dated report comes before an undated
    one.
    """
    kept = {document.id: document for document in documents}
    if len(kept) == 1:
        return kept
    groups = _Groups()
    for document in kept.values():
        for other in (document.copy_of, document.version_of, document.superseded_by, document.translation_of):
            if other is not None:
                groups.join(document.id, other)
        for shared in document.shares_paragraphs:
            if shared.document in kept:
                groups.join(document.id, shared.document)
    leaders: dict[DocumentId, Document] = {}
    for document in sorted(kept.values(), key=lambda one: (one.published is None, one.published or "", one.id)):
        leaders.setdefault(groups.root(document.id), document)
    return {identity: leaders[groups.root(identity)] for identity in kept}


def origin_of(chain: Sequence[Attribution], document: Document, lead: Document, sides: Sides) -> Origin:
    """Find the first in a chain of sources, from the innermost on, who is named; else the outlet of the leading report.

    "Two officials told the Harbour Post" rests on the Harbour Post, in whichever report it stands. An outlet that
    names itself shows no origin.
    """
    outlet = outlet_key(lead, sides)
    for link in chain:
        if link.source is not None and not link.anonymous:
            name = source_key(link.source, sides)
            return Origin(name, name not in (outlet, outlet_key(document, sides)))
    return Origin(outlet, False)


def source_key(source: SourceArgument, sides: Sides) -> str:
    """Name a source: by the registry, else by the words of its name."""
    entry = sides.registry.get(source.actor) if source.actor else None
    return entry.id if entry else fold(source.name or source.text)


def outlet_key(document: Document, sides: Sides) -> str:
    """Name an outlet as ``source_key`` names it where it is quoted.

    Of reports without one, those that stand in one container (posts of one feed) count as one, others each for itself.
    """
    if document.outlet is None:
        return f"in {document.container or document.id}"
    entry = sides.registry.lookup(document.outlet)
    return entry.id if entry and entry.kind == "media" else fold(document.outlet)


class _Groups:
    """Join ids into groups; the lowest id of a group is its root."""

    def __init__(self) -> None:
        self._parents: dict[DocumentId, DocumentId] = {}

    def root(self, one: DocumentId) -> DocumentId:
        while (parent := self._parents.get(one, one)) != one:
            self._parents[one] = self._parents.get(parent, parent)
            one = parent
        return one

    def join(self, one: DocumentId, other: DocumentId) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low
