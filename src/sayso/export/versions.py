"""The versions of a report, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.codebook.versions import load_version_bars
from sayso.record.documents import Document
from sayso.record.ids import DocumentId
from sayso.record.versions import ClaimChange, VersionChange, changes
from sayso.store.view import View


@dataclass(frozen=True, slots=True)
class Versions:
    """Hold all versions of a document, the oldest first, and what changed from each to the next."""

    documents: tuple[Document, ...]
    changes: tuple[VersionChange, ...]


def versions_of(view: View, doc: str) -> Versions:
    """Compare the versions of a document; one that has no other gives itself and no change.

    Raises:
        UsageError: there is no such document.
    """
    ids = view.all_versions(view.document(doc).id)
    if len(ids) == 1:
        return Versions((view.document(ids[0]),), ())
    told, bars = [(one, view.text(one), tuple(view.mentions_read(one))) for one in ids], load_version_bars()
    return Versions(tuple(map(view.document, ids)), tuple(changes(*pair, bars) for pair in pairwise(told)))


def translations_of(view: View, document: Document) -> dict[DocumentId, str]:
    """Map the translations of a document to their paths, by id."""
    named = map(view.document, view.translations_naming(document))
    return {one.id: one.path for one in named if one.translation_of == document.id}


def change_lines(change: VersionChange) -> Iterator[str]:
    """Tell one change in lines that people read: what was revised, dropped and added, then the sentences."""
    yield f"{change.older} → {change.newer}"
    for revised in change.revised:
        yield f"  revised  {revised.field}: {revised.older or 'not told'} → {revised.newer or 'not told'}"
        yield f"           “{_line(revised.sentence)}”"
    yield from _told("dropped", change.dropped)
    yield from _told("added", change.added)
    for older, newer in change.sentences_changed:
        yield f"  - {_line(older)}"
        yield f"  + {_line(newer)}"
    yield from (f"  - {_line(sentence)}" for sentence in change.sentences_dropped)
    yield from (f"  + {_line(sentence)}" for sentence in change.sentences_added)


def _told(word: str, acts: tuple[ClaimChange, ...]) -> Iterator[str]:
    for act in acts:
        yield f"  {word:8} {act.older or act.newer} “{_line(act.sentence)}”"


def _line(words: str) -> str:
    return " ".join(words.split())
